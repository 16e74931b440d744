import { decodeAs } from './decode.ts';

/** A property of a card, unfolded and decoded; its text is still escaped. */
export interface Property {
  name: string;
  /** "item1" of "item1.TEL": what belongs together. */
  group?: string;
  /** Values of TYPE, and the bare words that 2.1 writes, in capitals. */
  kinds: string[];
  /** The year that stands in the place of none. */
  omittedYear?: string;
  /** What somebody called it, where a phone writes that into the head. */
  label?: string;
  value: string;
}

const LONGEST_VALUE = 20_000;
/** Of a longer line only the beginning is read: a character takes up to nine in quoted-printable. */
const LONGEST_LINE = 10 * LONGEST_VALUE;
/** Properties that a line after a "=" at the end begins with: the "=" was a mistake. */
const BEGINS =
  /^(?:[\w-]+\.)?(?:N|FN|ORG|TITLE|TEL|EMAIL|ADR|URL|NOTE|BDAY|PHOTO|ROLE|REV|UID|VERSION|X-[\w-]+)(?:;[^:]*)?:/i;

/** The properties of a card. `charset`: of quoted-printable that names none. */
export function propertiesOf(lines: readonly string[], charset?: string): Property[] {
  const found: Property[] = [];
  for (let at = 0; at < lines.length; at++) {
    let line = (lines[at] ?? '').slice(0, LONGEST_LINE);
    const colon = headEnd(line);
    if (colon < 0) {
      // A value with line breaks in it that nothing folded.
      const last = found.at(-1);
      if (last && line.trim() !== '' && last.value.length < LONGEST_VALUE) last.value += `\n${line.trim()}`;
      continue;
    }
    const isQuoted = /;(?:ENCODING=)?QUOTED-PRINTABLE/i.test(line.slice(0, colon));
    // 2.1 folds quoted-printable by a "=" at the end; everything else by a space at the beginning.
    while (isQuoted && line.endsWith('=') && at + 1 < lines.length && !BEGINS.test(lines[at + 1] ?? '')) {
      at++;
      line = line.slice(0, -1) + (line.length < LONGEST_LINE ? (lines[at] ?? '') : '');
    }
    if (isQuoted && line.endsWith('=')) line = line.slice(0, -1);
    for (; /^[ \t]/.test(lines[at + 1] ?? ''); at++)
      if (line.length < LONGEST_VALUE) line += (lines[at + 1] ?? '').slice(1);
    found.push(propertyOf(line, colon, charset));
  }
  return found;
}

/** Where the head of a line ends: at its first colon outside of quotes; -1 where there is none. */
function headEnd(line: string): number {
  let isQuoted = false;
  for (let at = 0; at < Math.min(line.length, 1000); at++) {
    if (line[at] === '"') isQuoted = !isQuoted;
    else if (line[at] === ':' && !isQuoted) return /^[\w.-]+(?:;|$)/.test(line.slice(0, at)) ? at : -1;
  }
  return -1;
}

/** "X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=D1=81...)": how some phones write a label of somebody's own. */
const CUSTOM = /;X-CUSTOM\((?:CHARSET=([\w-]+),)?(?:ENCODING=[\w-]+,)?([^)]*)\)/i;

/** Quoted-printable that names no charset: well-formed UTF-8 is what it looks like. */
function decodeQuoted(bytes: Buffer, own: string | undefined, charset = 'utf-8'): string {
  if (own !== undefined) return decodeAs(bytes, own.toLowerCase());
  const text = decodeAs(bytes, 'utf-8');
  return text.includes('\ufffd') ? decodeAs(bytes, charset) : text;
}

function propertyOf(line: string, colon: number, charset: string | undefined): Property {
  const head = line.slice(0, colon);
  const [whole, labelCharset, label] = CUSTOM.exec(head) ?? [];
  const [full = '', ...params] = (whole === undefined ? head : head.replace(whole, '')).split(';');
  const dot = full.indexOf('.');
  const kinds: string[] = [];
  let own: string | undefined;
  let omittedYear: string | undefined;
  let isQuoted = false;
  let isBase64 = false;
  for (const param of params) {
    const [key = '', value] = param.split('=');
    const word = key.toUpperCase();
    const bare = (value ?? '').replaceAll('"', '');
    if (word === 'CHARSET') own = bare;
    else if (word === 'QUOTED-PRINTABLE' || (word === 'ENCODING' && bare.toUpperCase() === 'QUOTED-PRINTABLE'))
      isQuoted = true;
    else if (word === 'BASE64' || (word === 'ENCODING' && /^(?:b|base64)$/i.test(bare))) isBase64 = true;
    else if (word === 'X-APPLE-OMIT-YEAR') omittedYear = bare;
    else if (word === 'TYPE') kinds.push(...bare.toUpperCase().split(','));
    else if (value === undefined) kinds.push(/^X-\P{ASCII}/iu.test(key) ? key : word);
  }
  const body = line.slice(colon + 1);
  const bytes = isQuoted ? unquotedBytes(body) : isBase64 ? Buffer.from(body, 'base64') : undefined;
  return {
    name: full.slice(dot + 1).toUpperCase(),
    ...(dot > 0 && { group: full.slice(0, dot).toLowerCase() }),
    kinds,
    ...(omittedYear && { omittedYear }),
    ...(label && { label: decodeQuoted(unquotedBytes(label), labelCharset, charset) }),
    value: bytes ? decodeQuoted(bytes, own, charset) : body,
  };
}

/** The bytes that quoted-printable stands for. */
export function unquotedBytes(text: string): Buffer {
  const parts = text.match(/=[\dA-F]{2}|[^=]+|=/gi) ?? [];
  return Buffer.concat(
    parts.map((part) => (/^=[\dA-F]{2}$/i.test(part) ? Buffer.from(part.slice(1), 'hex') : Buffer.from(part))),
  );
}

/** Text as it was meant: `\n` is a line break, other escaped signs themselves. */
export const unescaped = (text: string): string =>
  text.replace(/\\([\\,;:nN])/g, (_, mark: string) => (mark.toLowerCase() === 'n' ? '\n' : mark));

/** The parts of a structured value. */
export const splitValue = (text: string): string[] =>
  (text.match(/(?:\\.|[^\\;])+|;|\\$/gs) ?? [])
    .reduce<string[]>(
      (parts, piece) => {
        if (piece === ';') parts.push('');
        else parts.push((parts.pop() ?? '') + piece);
        return parts;
      },
      [''],
    )
    .map(unescaped);
