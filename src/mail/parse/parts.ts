import { type Header, headersOf, type Parametrised, parametrised, rawHeader } from './headers.ts';

/*
 * A letter's tree of parts (RFC 2046), cut out of its bytes without copying them. Never throws: what is broken is read as far
 * as it goes.
 */

export interface MimePart {
  headers: readonly Header[];
  /** `text/plain` where nothing is said. */
  type: string;
  params: Parametrised['params'];
  disposition: string;
  /** The file's name, as it came; the empty string where it has none. */
  name: string;
  /** Content-ID without its brackets. */
  cid: string;
  /** As it was sent: still in its transfer encoding. */
  raw: Buffer;
  parts: readonly MimePart[];
  /** Its end was there; false where the letter breaks off within it. */
  whole: boolean;
}

/** Deeper, and more, is nobody's letter. What lies beyond stays in the part around it. */
const DEEPEST = 150;
const MOST = 3000;
/** So many times over the bytes of a letter are searched for parts: each level searches all that is in it. */
const SEARCHES = 30;
const SEARCHED_ALWAYS = 8 * 1024 * 1024;
const LF = 0x0a;
const CR = 0x0d;
/** In the first bytes of a letter with line breaks there is one. */
const HEAD = 64 * 1024;

/** How many parts may still be made, and bytes searched. */
interface Budget {
  left: number;
  bytes: number;
}

/** @param whole false where the bytes are only the beginning of a letter */
export function readParts(raw: Buffer, whole = true): MimePart {
  const letter = tidied(raw);
  const bytes = Math.max(SEARCHED_ALWAYS, letter.length * SEARCHES);
  return partOf(letter, { left: MOST, bytes }, 0, whole);
}

/** Begins with its headers, and has line breaks. */
function tidied(raw: Buffer): Buffer {
  let from = raw[0] === 0xef && raw[1] === 0xbb && raw[2] === 0xbf ? 3 : 0;
  while (raw[from] === CR || raw[from] === LF) from += 1;
  const letter = raw.subarray(from);
  const head = letter.subarray(0, HEAD);
  if (head.includes(LF) || !head.includes(CR)) return letter;
  return Buffer.from(letter.toString('latin1').replace(/\r\n?/g, '\n'), 'latin1');
}

function partOf(bytes: Buffer, budget: Budget, depth: number, whole: boolean, otherwise = 'text/plain'): MimePart {
  budget.left -= 1;
  const start = headEnd(bytes);
  const headers = headersOf(bytes.subarray(0, start.head));
  const type = parametrised(contentType(headers));
  const disposition = parametrised(rawHeader(headers, 'content-disposition'));
  const raw = bytes.subarray(start.body);
  const isNested = type.value.startsWith('multipart/') && depth < DEEPEST && budget.bytes > 0;
  if (isNested) budget.bytes -= raw.length;
  const nested = isNested ? childrenOf(raw, type, budget, depth, whole) : undefined;
  const part: MimePart = {
    headers,
    type: typeOf(type.value, nested !== undefined || !type.value.startsWith('multipart/')) || otherwise,
    params: type.params,
    disposition: disposition.value,
    name: disposition.params.get('filename') ?? type.params.get('name') ?? '',
    cid: rawHeader(headers, 'content-id').replace(/^<|>$/g, ''),
    raw,
    parts: nested?.parts ?? [],
    whole: nested?.whole ?? whole,
  };
  return nested?.before ? withBefore(part, nested.before) : part;
}

/** Of two that a program has set, the one that tells of parts. */
function contentType(headers: readonly Header[]): string {
  const said = headers.filter(({ name }) => name === 'content-type').map(({ value }) => value);
  return said.find((value) => /^multipart\//i.test(value)) ?? said[0] ?? '';
}

/** What mail programs write before the first part, for programs that know no parts. */
const USUAL =
  /multi-?part|\bmime\b|encoded|(?:this|your) (?:is an?|message|mail)|многочаст|составное|из нескольких частей/i;
const TOLD_BEFORE = 100_000;

/** Text before the first part that somebody meant to be read. */
function textBefore(raw: Buffer, boundary: Buffer, type: string): Buffer | undefined {
  if (/^multipart\/(?:report|signed|encrypted)$/.test(type)) return undefined;
  const text = raw.subarray(0, Math.min(raw.indexOf(boundary), TOLD_BEFORE));
  const said = text.toString('latin1').trim();
  return /[\p{L}\p{N}]{2}/u.test(said) && !USUAL.test(text.toString()) && !/^[\w-]+:\s/.test(said) ? text : undefined;
}

/** The text comes first, then the parts as they are. */
function withBefore(part: MimePart, before: Buffer): MimePart {
  const nothing = { disposition: '', name: '', cid: '', whole: true, parts: [], params: new Map() };
  const text: MimePart = { ...nothing, headers: [], type: 'text/plain', raw: before };
  return { ...part, type: 'multipart/mixed', parts: [text, { ...part, headers: [] }] };
}

/** A multipart in which no part was found is shown as the text that it is. */
const typeOf = (said: string, isSound: boolean): string =>
  isSound
    ? /^[a-z0-9.+_-]+\/[a-z0-9.+_-]+$/.test(said)
      ? said
      : said === 'text' || said === 'html'
        ? `text/${said === 'html' ? 'html' : 'plain'}`
        : ''
    : 'text/plain';

/** Where the headers end, and the body begins: at the first empty line. */
function headEnd(bytes: Buffer): { head: number; body: number } {
  if (bytes[0] === LF) return { head: 0, body: 1 };
  if (bytes[0] === CR && bytes[1] === LF) return { head: 0, body: 2 };
  const crlf = bytes.indexOf('\r\n\r\n');
  // A bare one is looked for only before that: in a letter of megabytes there may be none.
  const lf = bytes.subarray(0, crlf < 0 ? bytes.length : crlf).indexOf('\n\n');
  if (lf >= 0) return { head: lf, body: lf + 2 };
  return crlf < 0 ? { head: bytes.length, body: bytes.length } : { head: crlf, body: crlf + 4 };
}

interface Children {
  parts: MimePart[];
  whole: boolean;
  /** Text before the first one. */
  before?: Buffer | undefined;
}

/** The parts of a multipart; undefined where nothing in it is one. */
function childrenOf(
  raw: Buffer,
  { value, params }: Parametrised,
  budget: Budget,
  depth: number,
  whole: boolean,
): Children | undefined {
  const found = cutBy(raw, params.get('boundary'), budget) ?? cutBy(raw, guessedBoundary(raw), budget);
  if (!found) return undefined;
  const { pieces, closed, delimiter } = found;
  const otherwise = value === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
  const parts = pieces.map((piece, index) => {
    const last = index === pieces.length - 1;
    return partOf(piece, budget, depth + 1, last ? closed || whole : true, otherwise);
  });
  return { parts, whole: closed || whole, before: textBefore(raw, delimiter, value) };
}

function cutBy(raw: Buffer, boundary: string | undefined, budget: Budget) {
  if (!boundary) return undefined;
  const delimiter = Buffer.from(`--${boundary}`, 'latin1');
  const cut = piecesOf(raw, delimiter, budget.left);
  return cut.pieces.length > 0 ? { ...cut, delimiter } : undefined;
}

/** Programs that forget to name the boundary, or name another one, still use one: the first line that begins with two dashes. */
const guessedBoundary = (raw: Buffer): string | undefined =>
  /(?:^|\n)--([^\r\n]{1,70})\r?\ncontent-/i.exec(raw.toString('latin1', 0, 20_000))?.[1];

function piecesOf(raw: Buffer, delimiter: Buffer, most: number): { pieces: Buffer[]; closed: boolean } {
  const pieces: Buffer[] = [];
  let from = -1;
  let closed = false;
  for (let at = raw.indexOf(delimiter); at >= 0; ) {
    const after = at + delimiter.length;
    const lineEnd = raw.indexOf(LF, after);
    const next = lineEnd < 0 ? raw.length : lineEnd + 1;
    const rest = raw.toString('latin1', after, Math.min(next, after + 80)).trim();
    const isLine = (at === 0 || raw[at - 1] === LF) && (rest === '' || rest === '--');
    if (isLine) {
      if (from >= 0) pieces.push(raw.subarray(from, lineStart(raw, at, from)));
      closed = rest === '--';
      // Parts after the last one are not thrown away: programs use one boundary twice.
      from = closed ? -1 : next;
      if (pieces.length >= most) return { pieces, closed: true };
    }
    at = raw.indexOf(delimiter, isLine ? next : after);
  }
  if (from >= 0) pieces.push(raw.subarray(from));
  return { pieces, closed };
}

/** The line break before a boundary belongs to the boundary. */
function lineStart(raw: Buffer, at: number, from: number): number {
  const before = raw[at - 1] === LF ? (raw[at - 2] === CR ? 2 : 1) : 0;
  return Math.max(from, at - before);
}
