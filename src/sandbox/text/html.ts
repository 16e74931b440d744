import type { MessageEntity, User } from '@grammyjs/types';
import { type ApiError, badRequest } from '../refusal.ts';
import { checkUrl } from './links.ts';
import type { FormattedText } from './text-entities.ts';

const ALIASES: Record<string, MessageEntity.CommonMessageEntity['type']> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  code: 'code',
};
const KNOWN_TAGS = new Set([...Object.keys(ALIASES), 'a', 'pre', 'blockquote', 'span']);
const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' };

interface OpenTag {
  name: string;
  attributes: Map<string, string>;
  offset: number;
}

const byteOffset = (source: string, at: number): number => Buffer.byteLength(source.slice(0, at));
const cannotParse = (reason: string): ApiError => badRequest(`can't parse entities: ${reason}`);

/**
 * Reads the HTML subset of `parse_mode: HTML`.
 *
 * @param findUser names the user of a `tg://user?id=` link; unknown ones lose the link, as in Telegram
 * @throws Refusal with Telegram's wording and the byte offset, when it does not parse
 */
export function parseHtml(source: string, findUser: (id: number) => User | undefined): FormattedText {
  const entities: MessageEntity[] = [];
  const open: OpenTag[] = [];
  let text = '';
  let at = 0;
  while (at < source.length) {
    const char = source[at];
    if (char === '&') {
      const [decoded, length] = decodeEntity(source, at);
      text += decoded;
      at += length;
    } else if (char !== '<') {
      text += char;
      at += 1;
    } else if (source[at + 1] === '/') {
      const end = readEndTag(source, at, open);
      entities.push(...closeTag(end.tag, text, findUser, open.at(-1)));
      at = end.next;
    } else {
      const start = readStartTag(source, at);
      open.push({ ...start.tag, offset: text.length });
      at = start.next;
    }
  }
  const unclosed = open.at(-1);
  if (unclosed) throw cannotParse(`Can't find end tag corresponding to start tag "${unclosed.name}"`);
  return { text, entities: dropCodeOfPre(entities) };
}

/** The character a reference stands for and how much source it takes. What is not a reference stays as it is. */
function decodeEntity(source: string, at: number): [string, number] {
  const match = /^&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot));?/iu.exec(source.slice(at, at + 12));
  if (!match) return ['&', 1];
  const [whole, hex, decimal, name] = match;
  if (name !== undefined) return whole.endsWith(';') ? [NAMED[name.toLowerCase()] ?? '&', whole.length] : ['&', 1];
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  const valid = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return valid ? [String.fromCodePoint(code), whole.length] : ['&', 1];
}

function readStartTag(source: string, at: number): { tag: Omit<OpenTag, 'offset'>; next: number } {
  const place = byteOffset(source, at);
  const name = (/^[^\s>]*/u.exec(source.slice(at + 1))?.[0] ?? '').toLowerCase();
  let next = at + 1 + name.length;
  if (next >= source.length) throw cannotParse(`Unclosed start tag at byte offset ${place}`);
  if (!KNOWN_TAGS.has(name)) throw cannotParse(`Unsupported start tag "${name}" at byte offset ${place}`);
  const attributes = new Map<string, string>();
  const attribute = /\s*(?:([a-z0-9_-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?)/iuy;
  for (;;) {
    attribute.lastIndex = next;
    const match = attribute.exec(source);
    if (!match?.[1]) break;
    attributes.set(match[1].toLowerCase(), decodeAll(match[2] ?? match[3] ?? match[4] ?? ''));
    next = attribute.lastIndex;
  }
  next += /^\s*/u.exec(source.slice(next))?.[0].length ?? 0;
  if (next >= source.length) throw cannotParse(`Unclosed start tag "${name}" at byte offset ${place}`);
  if (source[next] !== '>') {
    throw cannotParse(`Empty attribute name in the tag "${name}" at byte offset ${byteOffset(source, next)}`);
  }
  if (name === 'span' && attributes.get('class') !== 'tg-spoiler') {
    throw cannotParse(`Tag "span" must have class "tg-spoiler" at byte offset ${place}`);
  }
  return { tag: { name, attributes }, next: next + 1 };
}

const decodeAll = (value: string): string =>
  value.replace(/&(?:#x[0-9a-f]{1,6}|#\d{1,7}|lt|gt|amp|quot);?/giu, (reference) => decodeEntity(reference, 0)[0]);

function readEndTag(source: string, at: number, open: OpenTag[]): { tag: OpenTag; next: number } {
  const place = byteOffset(source, at);
  const name = (/^[^\s>]*/u.exec(source.slice(at + 2))?.[0] ?? '').toLowerCase();
  const next = at + 2 + name.length + (/^\s*/u.exec(source.slice(at + 2 + name.length))?.[0].length ?? 0);
  if (source[next] !== '>') throw cannotParse(`Unclosed end tag at byte offset ${place}`);
  const tag = open.pop();
  if (!tag) throw cannotParse(`Unexpected end tag at byte offset ${place}`);
  // An empty end tag </> closes whatever is open.
  if (name !== '' && name !== tag.name) {
    throw cannotParse(`Unmatched end tag at byte offset ${place}, expected "</${tag.name}>", found "</${name}>"`);
  }
  return { tag, next: next + 1 };
}

function closeTag(
  tag: OpenTag,
  text: string,
  findUser: (id: number) => User | undefined,
  parent: OpenTag | undefined,
): MessageEntity[] {
  const range = { offset: tag.offset, length: text.length - tag.offset };
  if (range.length === 0) return [];
  if (tag.name === 'span') return [{ type: 'spoiler', ...range }];
  if (tag.name === 'blockquote') {
    return [{ type: tag.attributes.has('expandable') ? 'expandable_blockquote' : 'blockquote', ...range }];
  }
  if (tag.name === 'pre') return [{ type: 'pre', ...range }];
  if (tag.name === 'a') return linkEntity(tag.attributes.get('href') || text.slice(tag.offset), range, findUser);
  const language = /^language-(.+)$/u.exec(tag.attributes.get('class') ?? '')?.[1];
  if (tag.name === 'code' && parent?.name === 'pre') return language ? [{ type: 'pre', language, ...range }] : [];
  const type = ALIASES[tag.name];
  return type === undefined ? [] : [{ type, ...range }];
}

function linkEntity(
  href: string,
  range: { offset: number; length: number },
  findUser: (id: number) => User | undefined,
): MessageEntity[] {
  const mentioned = /^tg:\/\/user\?id=(\d+)$/u.exec(href)?.[1];
  if (mentioned !== undefined) {
    const user = findUser(Number(mentioned));
    return user ? [{ type: 'text_mention', user, ...range }] : [];
  }
  // A link Telegram does not like (mailto:, localhost) silently becomes plain text.
  const url = checkUrl(href);
  return url === undefined ? [] : [{ type: 'text_link', url, ...range }];
}

/** `<pre><code class="language-x">` is one entity with a language, not two. */
function dropCodeOfPre(entities: MessageEntity[]): MessageEntity[] {
  const named = entities.filter((entity) => entity.type === 'pre' && entity.language !== undefined);
  const same = (a: MessageEntity, b: MessageEntity) => a.offset === b.offset && a.length === b.length;
  return entities.filter(
    (entity) => named.includes(entity) || entity.type !== 'pre' || !named.some((other) => same(other, entity)),
  );
}
