import type { ChatMessage, Phone, SandboxOptions } from '../types.ts';
import { chatMessage } from '../world/chat-message.ts';
import type { ChatChange } from '../world/signals.ts';
import type { World } from '../world/world.ts';

/** A message as the page draws it: without the Bot API's own form of it. */
function bubble({ raw, ...message }: ChatMessage) {
  return { ...message, date: message.date.getTime(), isService: raw.pinned_message !== undefined };
}

/** Who can be played, what is known of the bot, and what else there is to see. */
export function castView(world: World, { tour = false, mailPage }: Pick<SandboxOptions, 'tour' | 'mailPage'>) {
  const users = world.chats.users.map(({ id, first_name, last_name, language_code, hint }) => {
    const state = world.chats.stateOf(id);
    const newest = state.messages.findLast(({ message }) => message.from?.id === world.bot.id);
    return { id, first_name, last_name, language_code, hint, newest: newest?.message.message_id ?? 0 };
  });
  return { bot: world.bot, about: world.about.shownTo('description', ''), users, tour, mailPage };
}

/** One user's whole chat. */
export function chatView(world: World, phone: Phone) {
  const state = world.chats.stateOf(phone.user.id);
  return {
    started: state.started,
    blocked: state.blocked,
    messages: phone.messages().map(bubble),
    keyboard: phone.keyboard(),
    placeholder: state.placeholder,
    pinned: state.pinned,
    commands: world.commands.shownTo(phone.user.id, phone.user.language_code),
    about: world.about.shownTo('description', phone.user.language_code),
  };
}

/** A change as it is streamed, with the message where there is one. */
export function changeView(world: World, userId: number, change: ChatChange) {
  // The page plays private chats; a group is for tests.
  const isShown = !world.chats.groupOf(userId) && (change.kind === 'message' || change.kind === 'edited');
  if (!isShown) return { userId, change };
  const state = world.chats.stateOf(userId);
  const stored = world.chats.findMessage(state, change.messageId);
  if (!stored) return { userId, change };
  return { userId, change, message: bubble(chatMessage(stored, state, world.files, world.bot.id)) };
}
