import { type Header, headersOf, type Parametrised, parametrised, rawHeader } from './headers.ts';

/*
 * A letter's tree of parts (RFC 2046), cut out of its bytes without copying them. Never throws: what is broken is read as far
 * as it goes.
 */

export interface Part {
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
  parts: readonly Part[];
  /** Its end was there; false where the letter breaks off within it. */
  whole: boolean;
}

/** Deeper, and more, is nobody's letter. What lies beyond stays in the part around it. */
const DEEPEST = 30;
const MOST = 3000;
const LF = 0x0a;
const CR = 0x0d;

/** How many parts may still be made. */
interface Budget {
  left: number;
}

/** @param whole false where the bytes are only the beginning of a letter */
export const readParts = (raw: Buffer, whole = true): Part => partOf(raw, { left: MOST }, 0, whole);

function partOf(bytes: Buffer, budget: Budget, depth: number, whole: boolean, otherwise = 'text/plain'): Part {
  budget.left -= 1;
  const start = headEnd(bytes);
  const headers = headersOf(bytes.subarray(0, start.head));
  const type = parametrised(rawHeader(headers, 'content-type'));
  const disposition = parametrised(rawHeader(headers, 'content-disposition'));
  const raw = bytes.subarray(start.body);
  const isNested = type.value.startsWith('multipart/') && depth < DEEPEST;
  const nested = isNested ? childrenOf(raw, type, budget, depth, whole) : undefined;
  return {
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
  parts: Part[];
  whole: boolean;
}

/** The parts of a multipart; undefined where nothing in it is one. */
function childrenOf(
  raw: Buffer,
  { value, params }: Parametrised,
  budget: Budget,
  depth: number,
  whole: boolean,
): Children | undefined {
  const boundary = params.get('boundary') || guessedBoundary(raw);
  if (!boundary) return undefined;
  const { pieces, closed } = piecesOf(raw, Buffer.from(`--${boundary}`, 'latin1'), budget.left);
  const otherwise = value === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
  const parts = pieces.map((piece, index) => {
    const last = index === pieces.length - 1;
    return partOf(piece, budget, depth + 1, last ? closed || whole : true, otherwise);
  });
  return parts.length > 0 ? { parts, whole: closed || whole } : undefined;
}

/** Programs that forget to name the boundary still use one: the first line that begins with two dashes. */
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
