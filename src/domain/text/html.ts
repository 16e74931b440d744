/*
 * Text for Telegram's HTML mode (core.telegram.org/bots/api#html-style). A string becomes markup only through these functions, each of
 * which escapes what it is given; the result is branded, so that a text from people does not compile where markup is wanted.
 * Cut text before it becomes markup (`cut`): a broken tag or entity makes Telegram refuse the whole message.
 */

declare const markup: unique symbol;

/** Markup that Telegram parses. Made only by the functions of this file. */
export type Html = string & { readonly [markup]: true };

/** Telegram's limits, in code points after parsing (`visibleLength`). */
export const MESSAGE_LIMIT = 4096;
export const CAPTION_LIMIT = 1024;

const ENTITIES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
]);

/** The only place that gives the brand, hence the only cast: a brand exists for the compiler alone and cannot be made otherwise. */
function made(text: string): Html {
  return text as Html;
}

/** Any text as markup that shows just it. */
export function escapeHtml(text: string): Html {
  return made(text.replace(/[&<>"]/g, (character) => ENTITIES.get(character) ?? character));
}

const inTag = (tag: string) => (text: string) => made(`<${tag}>${escapeHtml(text)}</${tag}>`);

/** Bold, italic, struck out, monospaced within a line, a monospaced block. They take plain text; put them side by side with `join`. */
export const b = inTag('b');
export const i = inTag('i');
export const s = inTag('s');
export const code = inTag('code');
export const pre = inTag('pre');

/** A quote that shows its first lines and opens at a tap. */
export const quote = (text: string): Html => made(`<blockquote expandable>${escapeHtml(text)}</blockquote>`);

/** A link, or the text alone when the address is not one that Telegram opens (http, https, tg, mailto, tel). */
export function link(text: string, url: string): Html {
  if (!/^(?:https?|tg|mailto|tel):[^\s]+$/i.test(url)) return escapeHtml(text);
  return made(`<a href="${escapeHtml(url)}">${escapeHtml(text)}</a>`);
}

/** Pieces of markup one after another; the separator is plain text. */
export function join(parts: readonly Html[], separator = ''): Html {
  return made(parts.join(escapeHtml(separator)));
}

/** How long Telegram finds it: code points, tags left out, an entity counting as the one character it stands for. */
export function visibleLength(html: Html): number {
  return codePoints(html.replace(/<[^<>]*>/g, '').replace(/&(?:amp|lt|gt|quot|#\d+|#x[\da-f]+);/gi, '.'));
}

/**
 * The text at most `max` code points long, cut between graphemes (no accent, flag or family falls apart), with "…" in place of
 * what is gone. For plain text, before markup.
 */
export function cut(text: string, max: number): string {
  // There are never more code points than units.
  if (text.length <= max) return text;
  // A code point has at most two units, so this is enough to decide, however long the text is.
  const head = text.slice(0, 2 * (max + 1));
  if (codePoints(head) <= max) return head;
  if (max <= 0) return '';
  return `${head.slice(0, boundaryBefore(head, unitsOf(head, max - 1))).trimEnd()}…`;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** Segmenting takes time by the square of the length: only so many units at once. A longer pile of accents may fall apart. */
const PIECE = 1000;
/** Between two of these graphemes always end: ASCII without control characters, Cyrillic without combining marks. */
const PLAIN_PAIR = /[\u0020-\u007e\u0400-\u0481\u048a-\u052f]{2}/g;

/** The last place between graphemes at or before an index of a text that goes on behind it. */
function boundaryBefore(text: string, index: number): number {
  let start = plainBefore(text, index);
  for (;;) {
    const piece = text.slice(start, start + PIECE);
    let last = start;
    for (const { segment, index: at } of graphemes.segment(piece)) {
      last = start + at;
      if (last + segment.length > index) return last;
    }
    // The last one may go on in the next piece.
    start = last > start ? last : start + piece.length;
  }
}

/** A place between graphemes not far before an index; the beginning of the text where none is certain. */
function plainBefore(text: string, index: number): number {
  const from = Math.max(0, index - PIECE / 2);
  const last = [...text.slice(from, index).matchAll(PLAIN_PAIR)].at(-1);
  return last ? from + last.index + 1 : 0;
}

/** How many UTF-16 units so many code points of a text take. */
function unitsOf(text: string, points: number): number {
  let units = 0;
  let count = 0;
  for (const character of text) {
    if (count++ === points) break;
    units += character.length;
  }
  return units;
}

/**
 * Markup at most `max` code points long as Telegram counts them, with "…" in place of what is gone: no tag, entity or grapheme
 * is cut through, and what was opened is closed.
 */
export function cutHtml(html: Html, max: number): Html {
  // Markup is never shorter than what is seen of it.
  if (html.length <= max || visibleLength(html) <= max) return html;
  const open: string[] = [];
  let kept = '';
  let left = max - 1;
  for (const [token] of html.matchAll(/<[^<>]*>|&[^;&<]{1,9};|[^<&]+/g)) {
    if (token.startsWith('</')) open.pop();
    else if (token.startsWith('<')) open.push(/^<\w+/.exec(token)?.[0].slice(1) ?? '');
    const length = token.startsWith('<') ? 0 : token.startsWith('&') ? 1 : codePoints(token);
    if (length > left) {
      kept += length === 1 || left === 0 ? '…' : cut(token, left);
      break;
    }
    kept += token;
    left -= length;
  }
  return made(
    kept +
      open
        .map((tag) => `</${tag}>`)
        .reverse()
        .join(''),
  );
}

/** Anything but characters that are certainly kept as they are: most texts have none. */
const DOUBTFUL = /[^\n\t\u0020-\u007e\u00a0-\u1fff\u2010-\u2027\u2030-\u205f\u2070-\ud7ff\ue000-\ufffd]/;

/**
 * Text from outside made harmless to show and store: line breaks are "\n", NUL, other control characters and what XML has no room
 * for go, half a surrogate pair becomes U+FFFD, and directions end where they began: overrides, which show "exe.fdp" as "pdf.exe",
 * go, isolates are closed.
 */
export function clean(text: string): string {
  if (!DOUBTFUL.test(text)) return text;
  const cleaned = text
    .replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/[\u202a-\u202e\ufffe\uffff]/g, '')
    .replace(/\p{Surrogate}/gu, '\ufffd');
  return ISOLATE.test(cleaned) ? cleaned.split('\n').map(closedIsolates).join('\n') : cleaned;
}

const ISOLATE = /[\u2066-\u2069]/;

const POP = '\u2069';

/** A line in which each isolate is closed, and nothing is closed that was not opened. */
function closedIsolates(line: string): string {
  let open = 0;
  const balanced = line.replace(/[\u2066-\u2069]/g, (mark) => {
    if (mark === POP && open === 0) return '';
    open += mark === POP ? -1 : 1;
    return mark;
  });
  return balanced + POP.repeat(open);
}

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
