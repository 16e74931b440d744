import type {
  ForceReply,
  InlineKeyboardMarkup,
  KeyboardButton,
  ReplyKeyboardMarkup,
  ReplyKeyboardRemove,
} from '@grammyjs/types';
import { z } from 'zod';
import { flag, json, maybe } from '../api/wire.ts';
import { badRequest } from '../refusal.ts';
import { checkUrl } from '../text/links.ts';

export type ReplyMarkup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply;

const MAX_DATA_BYTES = 64;
const MAX_BUTTONS = 100;
const style = maybe(z.enum(['danger', 'success', 'primary']));

/** What an inline button can do here. One of these is needed; the rest of Telegram's actions the sandbox refuses. */
const ACTIONS = [
  'callback_data',
  'url',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'copy_text',
] as const;

const inlineButton = z.strictObject({
  text: z.string(),
  style,
  callback_data: maybe(z.string()),
  url: maybe(z.string()),
  switch_inline_query: maybe(z.string()),
  switch_inline_query_current_chat: maybe(z.string()),
  copy_text: maybe(z.strictObject({ text: z.string().min(1).max(256) })),
});
type RawInlineButton = z.output<typeof inlineButton>;
type InlineButton = InlineKeyboardMarkup['inline_keyboard'][number][number];

const replyButton = z.union([
  z.string(),
  z.strictObject({ text: z.string(), style, request_contact: maybe(flag), request_location: maybe(flag) }),
]);

const inlineKeyboard = z.strictObject({ inline_keyboard: z.array(z.array(inlineButton)) });
const placeholder = maybe(z.string().min(1).max(64));
const replyKeyboard = z.strictObject({
  keyboard: z.array(z.array(replyButton)),
  is_persistent: maybe(flag),
  resize_keyboard: maybe(flag),
  one_time_keyboard: maybe(flag),
  input_field_placeholder: placeholder,
  selective: maybe(flag),
});
const removeKeyboard = z.strictObject({ remove_keyboard: z.literal(true), selective: maybe(flag) });
const forceReply = z.strictObject({
  force_reply: z.literal(true),
  input_field_placeholder: placeholder,
  selective: maybe(flag),
});

/** `reply_markup` of a new message. */
export const anyMarkup = json(
  z.union([inlineKeyboard.transform(checkInline), replyKeyboard.transform(checkReply), removeKeyboard, forceReply]),
);
/** `reply_markup` of an edit: inline keyboards only. */
export const inlineMarkup = json(inlineKeyboard.transform(checkInline));

/** Telegram's rules about buttons that go beyond their shape. */
function checkInline(markup: z.output<typeof inlineKeyboard>): InlineKeyboardMarkup {
  const rows = markup.inline_keyboard.filter((row) => row.length > 0);
  if (rows.flat().length > MAX_BUTTONS) throw badRequest('REPLY_MARKUP_TOO_LONG');
  return { inline_keyboard: rows.map((row) => row.map(checkButton)) };
}

function checkButton(button: RawInlineButton): InlineButton {
  const used = ACTIONS.filter((action) => button[action] !== undefined);
  if (button.text.trim() === '') {
    throw badRequest('can\'t parse inline keyboard button: Field "text" must be non-empty');
  }
  if (used.length > 1)
    throw badRequest(`can't parse inline keyboard button: only one of ${used.join(', ')} is allowed`);
  const label = { text: button.text, ...(button.style ? { style: button.style } : {}) };
  if (button.callback_data) {
    if (Buffer.byteLength(button.callback_data) > MAX_DATA_BYTES) throw badRequest('BUTTON_DATA_INVALID');
    return { ...label, callback_data: button.callback_data };
  }
  if (button.url !== undefined) {
    const url = checkUrl(button.url);
    if (url === undefined) throw badRequest(`inline keyboard button URL '${button.url}' is invalid: Wrong HTTP URL`);
    return { ...label, url };
  }
  if (button.switch_inline_query !== undefined) return { ...label, switch_inline_query: button.switch_inline_query };
  if (button.switch_inline_query_current_chat !== undefined) {
    return { ...label, switch_inline_query_current_chat: button.switch_inline_query_current_chat };
  }
  if (button.copy_text !== undefined) return { ...label, copy_text: button.copy_text };
  throw badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
}

function checkReply(markup: z.output<typeof replyKeyboard>): ReplyKeyboardMarkup {
  const rows = markup.keyboard.filter((row) => row.length > 0);
  if (rows.length === 0) throw badRequest('reply keyboard must have at least one button');
  return { ...markup, keyboard: rows.map((row) => row.map(checkReplyButton)) };
}

function checkReplyButton(raw: z.output<typeof replyButton>): KeyboardButton {
  const button = typeof raw === 'string' ? { text: raw } : raw;
  if (button.text.trim() === '') throw badRequest('can\'t parse keyboard button: Field "text" must be non-empty');
  if (button.request_contact && button.request_location) {
    throw badRequest("can't parse keyboard button: only one request is allowed");
  }
  return button;
}

/** Telegram compares what a message shows, not how its JSON was spelled. */
export const sameMarkup = (a: InlineKeyboardMarkup | undefined, b: InlineKeyboardMarkup | undefined): boolean =>
  JSON.stringify(a?.inline_keyboard ?? []) === JSON.stringify(b?.inline_keyboard ?? []);
