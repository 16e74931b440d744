import type { InlineKeyboardMarkup, Message } from '@grammyjs/types';
import { badRequest } from '../refusal.ts';
import type { ChatState, StoredMessage } from './chats.ts';
import { sameMarkup } from './markup.ts';
import { mediaFile } from './media.ts';
import { messageContent } from './sending.ts';
import type { World } from './world.ts';

export interface EditTarget {
  chat_id?: number | string;
  message_id?: number;
  inline_message_id?: string;
}

interface Found {
  chat: ChatState;
  stored: StoredMessage;
}

/** The message an edit names, if the bot may edit it. */
function find(world: World, target: EditTarget): Found {
  if (target.inline_message_id !== undefined) {
    const found = world.chats.byInlineId(target.inline_message_id);
    if (!found) throw badRequest('MESSAGE_ID_INVALID');
    return found;
  }
  if (target.chat_id === undefined) throw badRequest('chat_id is empty');
  if (target.message_id === undefined) throw badRequest('message identifier is not specified');
  const chat = world.chats.writable(target.chat_id);
  const stored = world.chats.findMessage(chat, target.message_id);
  if (!stored) throw badRequest('message to edit not found');
  const ours = stored.message.from?.id === world.bot.id;
  if (!ours || stored.fixed || stored.message.forward_origin) throw badRequest("message can't be edited");
  return { chat, stored };
}

/**
 * Replaces what a message says and its keyboard; no keyboard given means none, as in Telegram.
 *
 * @param change makes the new message from the old one, or refuses
 * @returns the message, or true for one that is known by its inline id
 */
export function edit(
  world: World,
  target: EditTarget,
  markup: InlineKeyboardMarkup | undefined,
  change: (message: Message) => Message,
): Message | true {
  const { chat, stored } = find(world, target);
  const before = stored.message;
  const { reply_markup: _old, ...bare } = change(before);
  const withMarkup: Message = markup && markup.inline_keyboard.length > 0 ? { ...bare, reply_markup: markup } : bare;
  if (sameContent(before, withMarkup) && sameMarkup(before.reply_markup, withMarkup.reply_markup)) {
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
  }
  const edited: Message = { ...withMarkup, edit_date: world.chats.seconds() };
  stored.message = edited;
  world.chats.changed(chat, { kind: 'edited', messageId: edited.message_id });
  return target.inline_message_id === undefined ? edited : true;
}

export function requireText(message: Message): void {
  if (message.text === undefined) throw badRequest('there is no text in the message to edit');
}

export function requireCaption(message: Message): void {
  if (!mediaFile(message)) throw badRequest('there is no caption in the message to edit');
}

const sameContent = (a: Message, b: Message): boolean =>
  JSON.stringify(comparable(messageContent(a))) === JSON.stringify(comparable(messageContent(b)));

/** Key order must not matter. */
const comparable = (content: Partial<Message>): [string, unknown][] =>
  Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1));
