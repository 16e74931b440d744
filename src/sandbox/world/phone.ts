import type { InlineQueryResult } from '@grammyjs/types';
import type { ChatMessage, InlineAnswer, Phone, SandboxUser } from '../types.ts';
import { chatLog, chatMessage } from './chat-message.ts';
import { createGroupActions } from './group-actions.ts';
import { PATIENCE, waitFor } from './signals.ts';
import { createUserActions } from './user-actions.ts';
import type { World } from './world.ts';

type Pattern = string | RegExp;

/** A label fits when it is the text, or contains it, or matches. */
const fits = (label: string, wanted: Pattern): boolean =>
  typeof wanted === 'string'
    ? label.includes(wanted)
    : new RegExp(wanted.source, wanted.flags.replace('g', '')).test(label);

/** The exact label wins over one that only contains the words. */
function pick<T>(candidates: T[], label: (candidate: T) => string, wanted: Pattern): T | undefined {
  return candidates.find((one) => label(one) === wanted) ?? candidates.find((one) => fits(label(one), wanted));
}

/** The phone of one user: see {@link Phone}. */
export function createPhone(world: World, user: SandboxUser): Phone {
  const actions = createUserActions(world, user);
  const groups = createGroupActions(world, user);
  let offered: InlineQueryResult[] = [];

  const messages = (): ChatMessage[] => {
    const state = actions.state();
    return state.messages.map((stored) => chatMessage(stored, state, world.files, world.bot.id));
  };
  const log = () => chatLog(messages()) || '(the chat is empty)';
  const fail = (reason: string): Error => new Error(`${user.first_name}: ${reason}\n${log()}`);

  function findButton(wanted: Pattern, messageId?: number) {
    const shown = messages().filter((message) => messageId === undefined || message.message_id === messageId);
    for (const message of shown.toReversed()) {
      const button = pick(message.inlineKeyboard.flat(), (one) => one.text, wanted);
      if (button) return { message, button };
    }
    throw fail(`sees no button ${wanted}`);
  }

  async function ask(query: string, offset?: string): Promise<InlineAnswer> {
    const answer = await actions.inline(query, offset);
    offered = answer.results;
    return answer;
  }

  return {
    user,
    send: async (text) => actions.text(text),
    start: async (payload) => actions.start(payload),
    async tap(label, options = {}) {
      const { message, button } = findButton(label, options.message);
      if ('callback_data' in button) return actions.tapData(message.message_id, button.callback_data);
      if ('url' in button) return { url: button.url };
      throw fail(`the button ${button.text} is not one that asks the bot`);
    },
    tapData: async (messageId, data) => actions.tapData(messageId, data),
    async press(label) {
      const { keyboard } = actions.state();
      const buttons = (keyboard?.markup.keyboard ?? []).flat();
      const button = pick(buttons, (one) => (typeof one === 'string' ? one : one.text), label);
      if (!button || !keyboard) throw fail(`has no reply keyboard with ${label}`);
      if (keyboard.markup.one_time_keyboard) delete actions.state().keyboard;
      if (typeof button === 'string') return actions.text(button);
      if ('request_contact' in button && button.request_contact) {
        return actions.contact(ownCard(user), keyboard.messageId);
      }
      if ('request_location' in button && button.request_location) return actions.location(55.7558, 37.6173);
      return actions.text(button.text);
    },
    photo: async (file) => actions.file('photo', file),
    document: async (file) => actions.file('document', file),
    voice: async (file) => actions.file('voice', file),
    videoNote: async (file) => actions.file('video_note', file),
    animation: async (file) => actions.file('animation', file),
    video: async (file) => actions.file('video', file),
    audio: async (file) => actions.file('audio', file),
    contact: async (card) => actions.contact(card),
    location: async (latitude, longitude) => actions.location(latitude, longitude),
    sendInGroup: async (groupId, text, topic) => groups.send(groupId, text, topic),
    tapInGroup: async (groupId, messageId, data) => groups.tap(groupId, messageId, data),
    sticker: async (emoji) => actions.sticker(emoji),
    venue: async (place) => actions.venue(place),
    forward: async (what) => actions.forward(what),
    reply: async (messageId, text) => actions.reply(messageId, text),
    edit: async (messageId, text) => actions.edit(messageId, text),
    inline: async (query, offset) => (await ask(query, offset)).results,
    inlineAnswer: ask,
    async chooseInline(result) {
      const chosen = typeof result === 'string' ? pick(offered, titleOf, result) : result;
      if (!chosen) throw fail(`was offered no "${result}", but ${offered.map(titleOf).join(', ') || 'nothing'}`);
      return actions.chooseInline(chosen);
    },
    messages,
    last() {
      const newest = messages().findLast((message) => message.from === 'bot');
      if (!newest) throw fail('has no message of the bot');
      return newest;
    },
    keyboard() {
      const { keyboard, placeholder } = actions.state();
      return keyboard && { rows: keyboard.markup.keyboard, ...(placeholder === undefined ? {} : { placeholder }) };
    },
    sees(what, { timeout = PATIENCE, after = 0 } = {}) {
      const wanted = typeof what === 'function' ? what : (message: ChatMessage) => fits(message.text, what);
      const find = () =>
        messages().findLast((message) => message.from === 'bot' && message.message_id > after && wanted(message));
      return waitFor(
        world.signals,
        ['chat'],
        find,
        timeout,
        () => fail(`did not see ${what} within ${timeout} ms`).message,
      );
    },
    async settled(timeout = PATIENCE) {
      const done = () => world.updates.isSettled(user.id) || undefined;
      const complain = () => fail(`the bot has not finished this user's updates within ${timeout} ms`).message;
      await waitFor(world.signals, ['confirmed'], done, timeout, complain);
    },
    block: async () => actions.setBlocked(true),
    unblock: async () => actions.setBlocked(false),
    redeliver: async (updateId) => world.updates.redeliver(user.id, updateId),
    updates: () => world.updates.causedBy(user.id).slice(-200),
    log,
  };
}

const titleOf = (result: InlineQueryResult): string =>
  'title' in result && result.title !== undefined
    ? result.title
    : result.type === 'contact'
      ? result.first_name
      : result.id;

/** The card of a user's own number; the number is made up from the id, so that it stays the same. */
export function ownCard({ id, first_name, last_name }: SandboxUser) {
  const phone_number = `+7900${String(id).slice(-7).padStart(7, '0')}`;
  return { phone_number, first_name, ...(last_name === undefined ? {} : { last_name }), user_id: id };
}
