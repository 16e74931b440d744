import { clean, cut } from '../../domain/text/html.ts';
import { charsetName, decodeBytes } from './charset/charset.ts';
import { decodeWords } from './words.ts';

/** A header line, unfolded: one character a byte (latin1). Names are in lower case. */
export interface Header {
  name: string;
  value: string;
}

/** Beyond this, what comes is not headers any more. */
const LONGEST_HEAD = 1024 * 1024;
const MOST = 2000;
const LONGEST_VALUE = 64 * 1024;

/** The headers of a letter or part. White space at folds is one space; bytes that only look like white space stay. */
export function headersOf(head: Buffer): Header[] {
  const unfolded = head.toString('latin1', 0, Math.min(head.length, LONGEST_HEAD)).replace(/\r?\n[ \t]+/g, ' ');
  return unfolded.split(/\r?\n/, MOST).flatMap((line) => {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).replace(/[ \t]+$/, '');
    if (!/^[!-9;-~]{1,100}$/.test(name)) return [];
    return [
      {
        name: name.toLowerCase(),
        value: line.slice(colon + 1, colon + 1 + LONGEST_VALUE).replace(/^[ \t]+|[ \t]+$/g, ''),
      },
    ];
  });
}

/** The first header of a name, as it stands; the empty string where there is none. */
export const rawHeader = (headers: readonly Header[], name: string): string =>
  headers.find((header) => header.name === name)?.value ?? '';

/** A header's text, decoded. */
export const headerText = (headers: readonly Header[], name: string): string => decodeWords(rawHeader(headers, name));

/** A header's text in one line. */
export const line = (text: string, limit: number): string => cut(clean(text).replace(/\s+/g, ' ').trim(), limit);

/** A value with its parameters: `text/plain; charset=utf-8`. */
export interface Parametrised {
  value: string;
  params: Map<string, string>;
}

/** One parameter: quoted or not; a quoted one may hold anything, and may lack its end. */
const PARAMETER = /;\s*([^\s=;"]{1,80})\s*=\s*(?:"((?:[^"\\]|\\.)*)(?:"|$)|([^;]*))/g;
const MOST_PARAMETERS = 100;

/** A header with parameters. Names that came in pieces (RFC 2231), as encoded words or as raw bytes are put into plain text. */
export function parametrised(raw: string): Parametrised {
  // Programs forget the semicolon, too.
  const value = (/^[^;\s]*/.exec(raw)?.[0] ?? '').toLowerCase();
  const params = new Map<string, string>();
  const pieces = new Map<string, Piece[]>();
  let seen = 0;
  for (const [, key = '', quoted, bare = ''] of `;${raw.slice(value.length).replace(/^[\s;]+/, '')}`.matchAll(
    PARAMETER,
  )) {
    if (++seen > MOST_PARAMETERS) break;
    const text = quoted === undefined ? bare.trim() : quoted.replace(/\\(["\\])/g, '$1');
    const [, name = '', index, extended] = /^([^*]+)(?:\*(\d{1,3}))?(\*)?$/.exec(key.toLowerCase()) ?? [];
    if (name === '') continue;
    if (index === undefined && extended === undefined) {
      if (!params.has(name)) params.set(name, unescaped(decodeWords(text)));
    } else {
      pieces.set(name, [
        ...(pieces.get(name) ?? []),
        { index: Number(index ?? 0), extended: extended !== undefined, text },
      ]);
    }
  }
  for (const [name, list] of pieces) params.set(name, joined(list));
  return { value, params };
}

interface Piece {
  index: number;
  extended: boolean;
  text: string;
}

/** The pieces of a parameter, put together before they are decoded: a sign, and even its code, may lie across a cut. */
function joined(pieces: readonly Piece[]): string {
  let charset: string | undefined;
  let coded = '';
  const bytes: Buffer[] = [];
  const flush = (): void => {
    if (coded !== '') bytes.push(percent(coded));
    coded = '';
  };
  for (const { extended, text } of [...pieces].sort((a, b) => a.index - b.index)) {
    if (!extended) {
      flush();
      bytes.push(Buffer.from(text, 'latin1'));
      continue;
    }
    const [, named, rest] = (charset === undefined && /^([^']{0,60})'[^']{0,60}'(.*)$/s.exec(text)) || [];
    if (named !== undefined) charset = charsetName(named);
    coded += rest ?? text;
  }
  flush();
  const whole = Buffer.concat(bytes);
  return charset ? decodeBytes(whole, charset) : decodeWords(whole.toString('latin1'));
}

/** Programs code names as in an address of the web, without saying so. */
function unescaped(text: string): string {
  if (!/(?:%[0-9a-f]{2}){2}/i.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const percent = (text: string): Buffer =>
  Buffer.from(
    text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
