import type { Message, MessageEntity, User } from '@grammyjs/types';
import type { RawEntities } from '../api/method-params.ts';
import { badRequest } from '../refusal.ts';
import { parseHtml } from './html.ts';
import { parseMarkdown } from './markdown.ts';
import { characterCount, type FormattedText, normalize } from './text-entities.ts';

const MAX_TEXT = 4096;
const MAX_CAPTION = 1024;
type FindUser = (id: number) => User | undefined;

export interface RawText {
  text: string;
  parse_mode?: string | undefined;
  entities?: RawEntities | undefined;
}

export interface RawCaption {
  caption?: string;
  parse_mode?: string;
  caption_entities?: RawEntities;
}

/** Text of a bot, parsed and within Telegram's limits. Sending and editing word the same refusal differently. */
export function messageText(raw: RawText, findUser: FindUser, purpose: 'send' | 'edit' = 'send'): FormattedText {
  if (raw.text === '') throw badRequest('message text is empty');
  const formatted = format(raw, findUser);
  if (formatted.text === '')
    throw badRequest(raw.text.trim() === '' ? 'text must be non-empty' : 'message text is empty');
  if (characterCount(formatted.text) > MAX_TEXT) {
    throw badRequest(purpose === 'edit' ? 'MESSAGE_TOO_LONG' : 'message is too long');
  }
  return formatted;
}

/** The caption part of a message; nothing when there is none. */
export function messageCaption(raw: RawCaption, findUser: FindUser): Pick<Message, 'caption' | 'caption_entities'> {
  const { caption = '', parse_mode, caption_entities } = raw;
  const { text, entities } = format({ text: caption, parse_mode, entities: caption_entities }, findUser);
  if (characterCount(text) > MAX_CAPTION) throw badRequest('message caption is too long');
  if (text === '') return {};
  return { caption: text, ...(entities.length > 0 ? { caption_entities: entities } : {}) };
}

/** Text as the fields of a message. */
export const textContent = ({ text, entities }: FormattedText): { text: string; entities?: MessageEntity[] } => ({
  text,
  ...(entities.length > 0 ? { entities } : {}),
});

function format(raw: RawText, findUser: FindUser): FormattedText {
  const mode = raw.parse_mode?.toLowerCase() ?? '';
  if (mode === 'html') return normalize(parseHtml(raw.text, findUser));
  if (mode === 'markdownv2') return normalize(parseMarkdown(raw.text));
  if (mode === 'markdown') {
    throw badRequest(`unsupported parse_mode (the sandbox reads HTML and MarkdownV2, not ${raw.parse_mode})`);
  }
  if (mode !== '') throw badRequest('unsupported parse_mode');
  return normalize({ text: raw.text, entities: (raw.entities ?? []).flatMap(givenEntity) });
}

const PLAIN = [
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'code',
  'blockquote',
  'expandable_blockquote',
] as const;

function givenEntity(raw: NonNullable<RawEntities>[number]): MessageEntity[] {
  const range = { offset: raw.offset, length: raw.length };
  if (raw.type === 'text_link' && raw.url) return [{ type: 'text_link', url: raw.url, ...range }];
  if (raw.type === 'pre') return [{ type: 'pre', ...range, ...(raw.language ? { language: raw.language } : {}) }];
  const type = PLAIN.find((known) => known === raw.type);
  // What Telegram finds by itself (commands, links) is found again; anything else is unknown here.
  return type ? [{ type, ...range }] : [];
}
