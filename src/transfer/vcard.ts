import iconv from 'iconv-lite';
import type { CountryCode } from '../domain/client/phone.ts';
import { type ClientRecord, type RecordField, type RefusedLine, recordOf } from './record.ts';

/*
 * vCard 2.1 (quoted-printable, charsets), 3.0 (RFC 2426) and 4.0 (RFC 6350), as far as a directory of clients has use for
 * them. Card by card, so that a broken one takes nobody with it; photos and the like are passed over unread.
 */

interface Property {
  name: string;
  params: Map<string, string>;
  value: string;
}

interface RawCard {
  line: number;
  lines: string[];
}

const LONGEST_VALUE = 5000;
/** Of a longer line only the beginning is read: a character takes up to nine in quoted-printable. */
const LONGEST_LINE = 10 * LONGEST_VALUE;

/** The cards of a text, one after another: slow readers may pause between them. `broken`: it never ends. */
export function* cardsOf(text: string): Generator<RawCard & { broken?: true }> {
  let card: RawCard | undefined;
  let number = 0;
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start);
    const line = text.slice(start, end < 0 ? undefined : end).replace(/\r$/, '');
    start = end < 0 ? text.length : end + 1;
    number++;
    const word = line.trim().toUpperCase();
    if (word === 'BEGIN:VCARD') {
      if (card) yield { ...card, broken: true };
      card = { line: number, lines: [] };
    } else if (word === 'END:VCARD') {
      if (card) yield card;
      card = undefined;
    } else card?.lines.push(line);
  }
  if (card) yield { ...card, broken: true };
}

/** One card as a record, or why it cannot be one. */
export function readCard(card: RawCard & { broken?: true }, country?: CountryCode) {
  const raw = card.lines.join('\n');
  if (card.broken) return { refused: { line: card.line, reason: 'badCard' as const, raw: raw.slice(0, 2000) } };
  const values = new Map<RecordField, string[]>();
  const add = (field: RecordField, value: string) => {
    if (value.trim() !== '') values.set(field, [...(values.get(field) ?? []), value]);
  };
  for (const { name, value } of properties(card.lines)) {
    const parts = () => split(value, ';');
    if (name === 'FN' && value.trim() !== '') values.set('person', [plainOf(value)]);
    else if (name === 'N' && !values.has('person')) add('person', nameFrom(parts()));
    else if (name === 'ORG') add('organization', parts()[0] ?? '');
    else if (name === 'TITLE' || (name === 'ROLE' && !values.has('position'))) add('position', plainOf(value));
    else if (name === 'TEL') add('phone', value.replace(/^tel:/i, '').replace(/;ext=.*/i, ''));
    else if (name === 'EMAIL') add('email', plainOf(value));
    else if (name === 'ADR')
      add(
        'address',
        parts()
          .filter((part) => part.trim())
          .join(', '),
      );
    else if (name === 'URL') add('site', plainOf(value));
    else if (name === 'NOTE') add('note', plainOf(value));
  }
  return recordOf(card.line, companyApart(values), raw, country);
}

/** All the cards of a short text. */
export function readVcards(text: string, country?: CountryCode): { records: ClientRecord[]; refused: RefusedLine[] } {
  const read = [...cardsOf(text)].map((card) => readCard(card, country));
  return {
    records: read.flatMap((one) => ('record' in one ? [one.record] : [])),
    refused: read.flatMap((one) => ('refused' in one ? [one.refused] : [])),
  };
}

/** "Company" cards of phones carry the company's name in both places: that is nobody in person. */
function companyApart(values: Map<RecordField, string[]>): Map<RecordField, string[]> {
  const [person] = values.get('person') ?? [];
  const [organization] = values.get('organization') ?? [];
  if (person !== undefined && person === organization) values.delete('person');
  return values;
}

/** N: family, given, additional names; prefixes and suffixes are left out. */
const nameFrom = ([family = '', given = '', additional = '']: string[]): string =>
  [family, given, additional].filter((part) => part.trim()).join(' ');

/** The properties of a card, unfolded and decoded. */
function properties(lines: readonly string[]): Property[] {
  const found: Property[] = [];
  for (let at = 0; at < lines.length; at++) {
    const parts = [lines[at] ?? ''];
    const quoted = /^[^:]*;(?:ENCODING=)?QUOTED-PRINTABLE/i.test(parts[0] ?? '');
    // 2.1 folds quoted-printable by a "=" at the end; everything else by a space at the beginning.
    for (; quoted && parts.at(-1)?.endsWith('=') && at + 1 < lines.length; at++) parts.push(lines[at + 1] ?? '');
    let line = parts
      .map((part, index) => (index < parts.length - 1 ? part.slice(0, -1) : part))
      .join('')
      .slice(0, LONGEST_LINE);
    for (; /^[ \t]/.test(lines[at + 1] ?? ''); at++)
      if (line.length < LONGEST_VALUE) line += (lines[at + 1] ?? '').slice(1);
    const property = propertyOf(line);
    if (property) found.push(property);
  }
  return found;
}

function propertyOf(line: string): Property | undefined {
  // A colon inside a quoted parameter does not end the head.
  const match = /^((?:[^":]|"[^"]*")*):(.*)$/s.exec(line);
  if (!match) return undefined;
  const [, head = '', body = ''] = match;
  const [full = '', ...rest] = head.split(';');
  const params = new Map(
    rest.map((part): [string, string] => {
      const [key = '', value] = part.split('=');
      // 2.1 writes the bare value: "TEL;HOME;QUOTED-PRINTABLE".
      return value === undefined ? [key.toUpperCase(), ''] : [key.toUpperCase(), value.replace(/^"|"$/g, '')];
    }),
  );
  const name = (full.split('.').at(-1) ?? '').toUpperCase();
  const quoted = params.has('QUOTED-PRINTABLE') || params.get('ENCODING')?.toUpperCase() === 'QUOTED-PRINTABLE';
  return { name, params, value: quoted ? unquote(body, params.get('CHARSET') ?? 'utf-8') : body };
}

function unquote(text: string, charset: string): string {
  const parts = text.match(/=[\dA-F]{2}|[^=]+|=/gi) ?? [];
  const bytes = parts.map((part) =>
    /^=[\dA-F]{2}$/i.test(part) ? Buffer.from(part.slice(1), 'hex') : Buffer.from(part),
  );
  return iconv.decode(Buffer.concat(bytes), iconv.encodingExists(charset) ? charset : 'utf-8');
}

const plainOf = (text: string): string =>
  text.replace(/\\([\\,;:nN])/g, (_, mark: string) => (mark.toLowerCase() === 'n' ? '\n' : mark));

const split = (text: string, separator: string): string[] =>
  (text.match(/(?:\\.|[^\\;])+|;/gs) ?? [])
    .reduce<string[]>(
      (parts, piece) => {
        if (piece === separator) parts.push('');
        else parts.push((parts.pop() ?? '') + piece);
        return parts;
      },
      [''],
    )
    .map(plainOf);
