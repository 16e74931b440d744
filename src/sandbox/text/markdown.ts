import type { MessageEntity } from '@grammyjs/types';
import { type ApiError, badRequest } from '../refusal.ts';
import { checkUrl } from './links.ts';
import type { FormattedText } from './text-entities.ts';

type Plain = MessageEntity.CommonMessageEntity['type'];

/** What begins and ends each kind, the longer ones first. */
const MARKS: readonly (readonly [mark: string, type: Plain])[] = [
  ['||', 'spoiler'],
  ['__', 'underline'],
  ['*', 'bold'],
  ['_', 'italic'],
  ['~', 'strikethrough'],
];
const RESERVED = new Set('_*[]()~`>#+-=|{}.!');
const NAMES: Partial<Record<Plain, string>> = {
  bold: 'Bold',
  italic: 'Italic',
  underline: 'Underline',
  strikethrough: 'Strikethrough',
  spoiler: 'Spoiler',
};

const byteOffset = (source: string, at: number): number => Buffer.byteLength(source.slice(0, at));
const cannotParse = (reason: string): ApiError => badRequest(`can't parse entities: ${reason}`);

/**
 * Reads `parse_mode: MarkdownV2`. Each step looks at one place of the source and goes on behind it, so it is linear.
 *
 * @throws Refusal with Telegram's wording, when it does not parse
 */
export function parseMarkdown(source: string): FormattedText {
  const entities: MessageEntity[] = [];
  const open: { type: Plain; mark: string; offset: number; at: number }[] = [];
  let link: { offset: number; at: number } | undefined;
  let quote: { offset: number } | undefined;
  let text = '';

  const close = (type: Plain, offset: number) => entities.push({ type, offset, length: text.length - offset });
  const unended = (what: string, at: number): ApiError =>
    cannotParse(`Can't find end of ${what} entity at byte offset ${byteOffset(source, at)}`);

  /** Code and pre: verbatim but for escapes. Returns where it ends. */
  function verbatim(at: number): number {
    const fence = source.startsWith('```', at) ? '```' : '`';
    let from = at + fence.length;
    const language = fence === '```' ? /^[\w+#-]*(?=\n)/u.exec(source.slice(from, from + 64))?.[0] : undefined;
    if (language !== undefined) from += language.length + 1;
    const offset = text.length;
    for (let i = from; i < source.length; i++) {
      if (source.startsWith(fence, i)) {
        const range = { offset, length: text.length - offset };
        entities.push(
          fence === '`' ? { type: 'code', ...range } : { type: 'pre', ...range, ...(language && { language }) },
        );
        return i + fence.length;
      }
      if (source[i] === '\\') i += 1;
      text += source[i] ?? '';
    }
    throw unended(fence === '`' ? 'Code' : 'PreCode', at);
  }

  /** The address behind a link's text. Returns where it ends. */
  function address(at: number, { offset }: { offset: number }): number {
    if (source[at] !== '(') throw cannotParse(`Can't find URL of the link at byte offset ${byteOffset(source, at)}`);
    let url = '';
    for (let i = at + 1; i < source.length; i++) {
      if (source[i] === ')') {
        const checked = checkUrl(url);
        if (checked) entities.push({ type: 'text_link', url: checked, offset, length: text.length - offset });
        return i + 1;
      }
      if (source[i] === '\\') i += 1;
      url += source[i] ?? '';
    }
    throw unended('a URL', at);
  }

  /** Opens or closes what begins here. Returns where to go on; undefined: no mark stands here. */
  function marked(at: number): number | undefined {
    const found = MARKS.find(([mark]) => source.startsWith(mark, at));
    if (!found) return undefined;
    const [mark, type] = found;
    const last = open.at(-1);
    if (last?.mark === mark) {
      open.pop();
      close(type, last.offset);
    } else open.push({ type, mark, offset: text.length, at });
    return at + mark.length;
  }

  for (let at = 0; at < source.length; ) {
    const sign = source[at] ?? '';
    const begins = at === 0 || source[at - 1] === '\n';
    if (begins && quote && sign !== '>') {
      close('blockquote', quote.offset);
      quote = undefined;
    }
    if (sign === '\\' && at + 1 < source.length) {
      text += source[at + 1];
      at += 2;
    } else if (begins && sign === '>') {
      quote ??= { offset: text.length };
      at += 1;
    } else if (sign === '`') at = verbatim(at);
    else if (sign === '[' && !link) {
      link = { offset: text.length, at };
      at += 1;
    } else if (sign === ']' && link) {
      at = address(at + 1, link);
      link = undefined;
    } else {
      const behind = marked(at);
      if (behind === undefined && RESERVED.has(sign)) {
        throw cannotParse(`Character '${sign}' is reserved and must be escaped with the preceding '\\'`);
      }
      if (behind === undefined) text += sign;
      at = behind ?? at + 1;
    }
  }
  const left = open.at(-1);
  if (left) throw unended(NAMES[left.type] ?? left.type, left.at);
  if (link) throw unended('a link', link.at);
  if (quote) close('blockquote', quote.offset);
  return { text, entities: entities.filter(({ length }) => length > 0) };
}
