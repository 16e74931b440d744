import type { InlineKeyboardButton, InlineKeyboardMarkup } from '@grammyjs/types';
import { cutHtml, escapeHtml, type Html, join, MESSAGE_LIMIT } from '../../domain/text/html.ts';
import type { Call } from '../transport/api.ts';
import { cannotEdit, isUnchanged } from '../transport/errors.ts';
import type { CallbackData } from './callback-data.ts';
import { fitRow } from './fit-rows.ts';

/** `style`: primary for what saves, danger for what takes away. A client that knows no styles shows a plain button. */
export type Button = { text: string; style?: 'primary' | 'danger' } & (
  | { data: CallbackData }
  | { url: string }
  | { inline: string }
  /** Puts this, of at most 256 characters, into the clipboard. */
  | { copy: string }
);

/** A button that takes something away. */
export const danger = (button: Button): Button => ({ ...button, style: 'danger' });

/**
 * One message of the bot: text and the buttons under it. A text that is too long for a message is cut: Telegram would refuse
 * it, and with it the buttons.
 */
export interface Card {
  html: Html;
  rows?: readonly (readonly Button[])[];
  /** It arrives without a sound. */
  silent?: boolean;
}

const LABEL_LIMIT = 48;
const COPY_LIMIT = 256;

/** Buttons laid out `columns` to a row. */
export function grid(buttons: readonly Button[], columns: number): Button[][] {
  const rows: Button[][] = [];
  for (let i = 0; i < buttons.length; i += columns) rows.push(buttons.slice(i, i + columns));
  return rows;
}

function markup(rows: Card['rows']): InlineKeyboardMarkup {
  return { inline_keyboard: (rows ?? []).filter((row) => row.length > 0).flatMap((row) => fitRow(row.map(key))) };
}

function key(button: Button): InlineKeyboardButton {
  const text = button.text.length > LABEL_LIMIT ? shortened([...button.text]) : button.text;
  const label = { text, ...(button.style && { style: button.style }) };
  if ('data' in button) return { ...label, callback_data: button.data };
  if ('copy' in button) return { ...label, copy_text: { text: button.copy.slice(0, COPY_LIMIT) } };
  if ('url' in button) return { ...label, url: button.url };
  return { ...label, switch_inline_query: button.inline };
}

const shortened = (letters: readonly string[]): string =>
  letters.length > LABEL_LIMIT ? `${letters.slice(0, LABEL_LIMIT - 1).join('')}…` : letters.join('');

/** Sends a card as a new message and returns its id. */
export async function sendCard(call: Call, chat: number, card: Card): Promise<number> {
  const message = await call('sendMessage', {
    chat_id: chat,
    text: cutHtml(card.html, MESSAGE_LIMIT),
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
    ...(card.rows?.length && { reply_markup: markup(card.rows) }),
    ...(card.silent && { disable_notification: true }),
  });
  return message.message_id;
}

/** Redraws a message as this card; where Telegram will not have it changed any more, sends a new one. Returns the id. */
export async function redrawCard(call: Call, chat: number, message: number, card: Card): Promise<number> {
  try {
    await call('editMessageText', {
      chat_id: chat,
      message_id: message,
      text: cutHtml(card.html, MESSAGE_LIMIT),
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
      reply_markup: markup(card.rows),
    });
    return message;
  } catch (error) {
    if (isUnchanged(error)) return message;
    if (cannotEdit(error)) return sendCard(call, chat, card);
    throw error;
  }
}

/** The card with a word above it, for what came too late to be a button's answer. */
export const withNotice = (card: Card, notice: string | undefined): Card =>
  notice ? { ...card, html: join([escapeHtml(notice), card.html], '\n\n') } : card;

/** The card with another one's words at its end, and its buttons below. */
export const withEnd = (card: Card, end: Card): Card => ({
  ...card,
  html: join([card.html, end.html], '\n\n'),
  rows: [...(card.rows ?? []), ...(end.rows ?? [])],
});
