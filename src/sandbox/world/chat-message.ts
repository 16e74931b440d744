import type { InlineKeyboardButton, Message } from '@grammyjs/types';
import { toHtml } from '../text/html-out.ts';
import type { Attachment, ChatMessage } from '../types.ts';
import type { ChatState, StoredMessage } from './chats.ts';
import type { SandboxFiles } from './files.ts';
import { mediaFile } from './media.ts';

/** A stored message as its user sees it. */
export function chatMessage(stored: StoredMessage, chat: ChatState, files: SandboxFiles, botId: number): ChatMessage {
  const { message } = stored;
  const text = message.text ?? message.caption ?? message.sticker?.emoji ?? '';
  const entities = message.entities ?? message.caption_entities ?? [];
  const inlineKeyboard = message.reply_markup?.inline_keyboard ?? [];
  const attachment = attachmentOf(message, files);
  const forwardedFrom = authorOf(message);
  const { contact, location, reply_to_message: replied } = message;
  return {
    message_id: message.message_id,
    from: message.from?.id === botId ? 'bot' : 'user',
    date: new Date(message.date * 1000),
    edited: message.edit_date !== undefined,
    text,
    html: toHtml({ text, entities }),
    entities,
    buttons: inlineKeyboard.map((row) => row.map((button) => button.text)),
    data: inlineKeyboard.map((row) => row.map(dataOf)),
    inlineKeyboard,
    ...(attachment ? { attachment } : {}),
    ...(contact ? { contact } : {}),
    ...(location ? { location } : {}),
    ...(replied ? { replyTo: replied.message_id } : {}),
    ...(forwardedFrom === undefined ? {} : { forwardedFrom }),
    viaBot: message.via_bot !== undefined,
    pinned: chat.pinned.includes(message.message_id),
    ...(stored.reaction === undefined ? {} : { reaction: stored.reaction }),
    raw: message,
  };
}

const dataOf = (button: InlineKeyboardButton): string | undefined =>
  'callback_data' in button ? button.callback_data : undefined;

function attachmentOf(message: Message, files: SandboxFiles): Attachment | undefined {
  const file = mediaFile(message);
  const record = file && files.get(file.file_id);
  if (!record) return undefined;
  return {
    kind: record.kind,
    file_id: record.file_id,
    name: record.name,
    mime: record.mime,
    size: record.size,
    ...(record.width === undefined ? {} : { width: record.width }),
    ...(record.height === undefined ? {} : { height: record.height }),
    ...(file.duration === undefined ? {} : { duration: file.duration }),
  };
}

function authorOf({ forward_origin: origin }: Message): string | undefined {
  if (origin?.type === 'user')
    return [origin.sender_user.first_name, origin.sender_user.last_name].filter(Boolean).join(' ');
  return origin?.type === 'hidden_user' ? origin.sender_user_name : undefined;
}

/** The chat as text, for the report of a failing test. */
export function chatLog(messages: ChatMessage[]): string {
  return messages.map(logEntry).join('\n');
}

function logEntry(message: ChatMessage): string {
  const who = message.from === 'bot' ? 'bot ' : 'user';
  const file = message.attachment ? `[${message.attachment.kind} ${message.attachment.name}] ` : '';
  const card = message.contact ? `[contact ${message.contact.first_name} ${message.contact.phone_number}] ` : '';
  const place = message.location ? `[location ${message.location.latitude},${message.location.longitude}] ` : '';
  const head = `#${message.message_id} ${who}${message.edited ? ' (edited)' : ''}: `;
  const body = `${file}${card}${place}${message.html}`.replaceAll('\n', `\n${' '.repeat(4)}`);
  const rows = message.buttons.map((row) => `\n    ${row.map((label) => `[ ${label} ]`).join(' ')}`);
  return head + body + rows.join('');
}
