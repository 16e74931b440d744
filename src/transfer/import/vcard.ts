import type { CountryCode } from '../../domain/client/phone.ts';
import { decodeAs, guessEncoding } from './decode.ts';
import type { RecordField } from './fields.ts';
import { type Cell, type ClientRecord, type RefusedLine, recordOf } from './record.ts';
import { type Property, propertiesOf, splitValue, unescaped, unquotedBytes } from './vcard-lines.ts';

/*
 * vCard 2.1 (quoted-printable, charsets), 3.0 (RFC 2426) and 4.0 (RFC 6350), as far as a directory of clients has use for
 * them; what has no field of its own goes into the note. Card by card, so that a broken one takes no other with it.
 */

export interface RawCard {
  line: number;
  lines: string[];
}

/** The cards of a text, one after another: slow readers may pause between them. One that never ends is read as far as it goes. */
export function* cardsOf(text: string): Generator<RawCard> {
  let card: RawCard | undefined;
  let agents = 0;
  let number = 0;
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start);
    const line = text.slice(start, end < 0 ? undefined : end).replace(/\r$/, '');
    start = end < 0 ? text.length : end + 1;
    number++;
    const word = line.trim().toUpperCase();
    if (word === 'BEGIN:VCARD' && card && /^AGENT[^:]*:\s*$/i.test(card.lines.findLast((one) => one !== '') ?? ''))
      agents++;
    else if (word === 'BEGIN:VCARD') {
      if (card) yield card;
      card = { line: number, lines: [] };
    } else if (word === 'END:VCARD' && agents > 0) agents--;
    else if (word === 'END:VCARD') {
      if (card) yield card;
      card = undefined;
    } else if (agents > 0 && !word.startsWith('VERSION:')) card?.lines.push(`X-AGENT:${line}`);
    else if (agents > 0) continue;
    else card?.lines.push(line);
  }
  if (card) yield card;
}

/** So much of a file is looked at for its charset. */
const SAMPLE = 300_000;

/** The charset of quoted-printable that names none: the likeliest of all such text in the file. */
export function quotedCharset(text: string): string {
  const words = text
    .slice(0, SAMPLE)
    .split(/[\s:;]+/)
    .filter((word) => word.length < 1000 && /=[89A-F][\dA-F]/i.test(word));
  if (words.length === 0) return 'utf-8';
  // Cards of several phones are put into one file: those in UTF-8 tell themselves.
  const others = words.map(unquotedBytes).filter((bytes) => decodeAs(bytes, 'utf-8').includes('\ufffd'));
  if (others.length === 0) return 'utf-8';
  return guessEncoding(Buffer.concat(others.map((bytes) => Buffer.concat([bytes, Buffer.from('\n')]))));
}

export interface CardOptions {
  country?: CountryCode | undefined;
  /** Of quoted-printable that names none. */
  charset?: string | undefined;
  /** Of the words that the note has for what has no field. */
  language?: 'ru' | 'en' | undefined;
}

/** What properties are called in the note. */
const CALLED: Record<string, readonly [ru: string, en: string]> = {
  BDAY: ['День рождения', 'Birthday'],
  ANNIVERSARY: ['Годовщина', 'Anniversary'],
  NICKNAME: ['Прозвище', 'Nickname'],
  CATEGORIES: ['Категории', 'Categories'],
  IMPP: ['Мессенджер', 'Messenger'],
  DEPARTMENT: ['Отдел', 'Department'],
  N: ['Имя', 'Name'],
  ROLE: ['Роль', 'Role'],
  TITLE: ['Должность', 'Position'],
  EMAIL: ['Почта', 'E-mail'],
  TEL: ['Телефон', 'Phone'],
  ADR: ['Адрес', 'Address'],
  URL: ['Сайт', 'Site'],
  'X-AGENT': ['Помощник', 'Agent'],
  FN: ['Имя', 'Name'],
  ORG: ['Организация', 'Organization'],
};
const KINDS: Record<string, readonly [ru: string, en: string]> = {
  CELL: ['моб.', 'mobile'],
  WORK: ['раб.', 'work'],
  HOME: ['дом.', 'home'],
  FAX: ['факс', 'fax'],
  PAGER: ['пейджер', 'pager'],
  CAR: ['авто', 'car'],
  MAIN: ['осн.', 'main'],
  OTHER: ['др.', 'other'],
};
/** Pictures, and what programs tell each other. */
const PASSED_OVER = new Set([
  'PHOTO',
  'LOGO',
  'SOUND',
  'KEY',
  'VERSION',
  'PRODID',
  'REV',
  'UID',
  'KIND',
  'X-ABSHOWAS',
  'X-ABLABEL',
  'X-ABADR',
  'SORT-STRING',
  'X-SLOOP-REASON',
  'CLASS',
  'MAILER',
]);

/** One card as a record, or why it cannot be one. */
export function readCard(
  card: RawCard,
  options: CardOptions = {},
): { record: ClientRecord } | { refused: RefusedLine } {
  const properties = propertiesOf(card.lines, options.charset);
  const find = (name: string) =>
    properties
      .find((property) => property.name === name)
      ?.value.trim()
      .toLowerCase() ?? '';
  if (find('KIND') === 'group') return { refused: { line: card.line, reason: 'badCard' } };
  const isCompany = find('KIND') === 'org' || find('X-ABSHOWAS') === 'company';
  const labels = new Map(
    properties.flatMap(({ name, group, value }) => (name === 'X-ABLABEL' && group ? [[group, plainLabel(value)]] : [])),
  );
  const prefix = splitValue(properties.find(({ name }) => name === 'N')?.value ?? '')[3]?.trim() ?? '';
  const cells = properties
    .flatMap((property) => cellsOf(property, { labels, isCompany, ...options }))
    .flatMap((cell) => withoutPrefix(cell, prefix, options.language));
  const read = recordOf(card.line, named(cells, isCompany), {
    country: options.country,
    personal: true,
    inOrder: true,
    isCard: true,
  });
  const hasPhoto = properties.some(({ name, value }) => name === 'PHOTO' && value.trim() !== '');
  return hasPhoto && 'record' in read ? { record: { ...read.record, photo: true } } : read;
}

/** All the cards of a short text. */
export function readVcards(
  text: string,
  options: CardOptions = {},
): { records: ClientRecord[]; refused: RefusedLine[] } {
  const charset = options.charset ?? quotedCharset(text);
  const read = [...cardsOf(text)].map((card) => readCard(card, { ...options, charset }));
  return {
    records: read.flatMap((one) => ('record' in one ? [one.record] : [])),
    refused: read.flatMap((one) => ('refused' in one ? [one.refused] : [])),
  };
}

/** "Mr. Bill Smith" is Bill Smith: how somebody is spoken to is kept beside the name. */
function withoutPrefix(cell: Cell, prefix: string, language: CardOptions['language'] = 'ru'): Cell[] {
  if (prefix === '' || cell.field !== 'person' || !cell.text.startsWith(`${prefix} `)) return [cell];
  const heading = language === 'ru' ? 'Обращение' : 'Salutation';
  return [
    { ...cell, text: cell.text.slice(prefix.length).trim() },
    { field: 'rest', text: prefix, heading },
  ];
}

const plainLabel = (label: string): string => /^_\$!<(.*)>!\$_$/.exec(label.trim())?.[1] ?? label.trim();

/** Some phones write a label of somebody's own as a kind: "TEL;X-Cottage:". */
const ownKind = (kind: string): string[] => (/^X-\P{ASCII}/iu.test(kind) ? [kind.slice(2)] : []);

interface Around extends CardOptions {
  isCompany: boolean;
  labels: ReadonlyMap<string, string>;
}

function cellsOf(property: Property, { labels, isCompany, language = 'ru' }: Around): Cell[] {
  const { name, value, group, kinds } = property;
  if (PASSED_OVER.has(name) || value.trim() === '') return [];
  const said = (words: readonly [string, string] | undefined) => words?.[language === 'ru' ? 0 : 1];
  const heading = said(CALLED[name]) ?? name.replace(/^X-/, '');
  const own = property.label ?? ((group !== undefined && labels.get(group)) || undefined);
  const label = own ?? (kinds.flatMap((kind) => said(KINDS[kind]) ?? ownKind(kind)).join(' ') || undefined);
  const parts = () => splitValue(value).map((part) => part.trim());
  const cell = (field: RecordField, text: string): Cell => ({ field, text, heading, label });
  switch (name) {
    case 'FN':
      return [cell('person', unescaped(value))];
    case 'N':
      return [{ ...cell('lastName', nameFrom(parts())), label: 'N' }];
    case 'ORG': {
      const [organization = '', ...departments] = parts();
      const rest = departments.filter(Boolean).join(', ');
      return [
        cell('organization', organization),
        { field: 'rest', text: rest, heading: said(CALLED.DEPARTMENT) ?? '' },
      ];
    }
    case 'TITLE':
    case 'ROLE':
      return [cell('position', unescaped(value))];
    case 'TEL':
      return [cell('phone', unescaped(value).replace(/^tel:/i, ''))];
    case 'EMAIL':
      return [cell('email', unescaped(value))];
    case 'ADR': {
      // Where somebody lives is no address of the client they work for.
      const isHome = kinds.includes('HOME') && !kinds.includes('WORK') && !isCompany;
      return [{ field: isHome ? 'rest' : 'address', text: parts().filter(Boolean).join(', '), heading }];
    }
    case 'URL':
      return [cell('site', unescaped(value))];
    case 'NOTE':
      return [cell('note', unescaped(value))];
    case 'CATEGORIES':
      return [cell('tags', unescaped(value))];
    case 'X-TELEGRAM':
      return [cell('telegram', unescaped(value))];
    case 'BDAY':
    case 'ANNIVERSARY':
    case 'X-ABDATE':
      return [{ field: 'rest', text: dayShown(unescaped(value), property, language), heading: own ?? heading }];
    case 'X-ANDROID-CUSTOM': {
      const [kind = '', text = ''] = value.split(';');
      const isNickname = kind.endsWith('/nickname') && text !== '';
      return [
        isNickname
          ? { field: 'rest', text, heading: said(CALLED.NICKNAME) ?? '' }
          : { field: 'rest', text: unescaped(value), heading },
      ];
    }
    default:
      return [{ field: 'rest', text: unescaped(value), heading: own ?? heading }];
  }
}

/** A day as people write it; one without a year has none, whatever its program wrote in its place. */
function dayShown(text: string, { omittedYear }: Property, language: 'ru' | 'en'): string {
  const [, year, month, day] = /^(\d{4}|--)-?(\d\d)-?(\d\d)$/.exec(text.trim()) ?? [];
  if (month === undefined || day === undefined) return text;
  const hasYear = year !== '--' && year !== omittedYear;
  if (language === 'ru') return `${day}.${month}${hasYear ? `.${year}` : ''}`;
  return hasYear ? `${year}-${month}-${day}` : `${MONTHS[Number(month) - 1] ?? month} ${Number(day)}`;
}
const MONTHS = 'January|February|March|April|May|June|July|August|September|October|November|December'.split('|');

/** N: family, given, additional names; prefixes and suffixes come last. */
const nameFrom = ([family = '', given = '', additional = '']: string[]): string =>
  [family, given, additional].filter(Boolean).join(' ');

/** The whole name with what only its parts tell: a patronymic, in the order in which the name is said. */
function fuller(whole: Cell, parts: Cell): Cell {
  const [said, told] = [[...wordsOf(whole.text)], [...wordsOf(parts.text)]];
  if (told.length !== 3 || said.length !== 2 || !said.every((word) => told.includes(word))) return whole;
  const [family = '', ...others] = parts.text.split(/\s+/);
  return { ...whole, text: said[0] === told[0] ? parts.text : [...others, family].join(' ') };
}

const wordsOf = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);

/** The whole name where there is one, else its parts; and whether the card is a company's. */
function named(cells: readonly Cell[], isCompany: boolean): Cell[] {
  const whole = cells.find(({ field, text }) => field === 'person' && text.trim() !== '');
  const parts = cells.find(({ label, field }) => label === 'N' && field === 'lastName');
  const organization = cells.find(({ field, text }) => field === 'organization' && text.trim() !== '');
  const others = cells.filter((cell) => cell !== whole && cell !== parts);
  const name = whole && parts ? fuller(whole, parts) : (whole ?? (parts && { ...parts, field: 'person' as const }));
  if (!name) return others;
  const known = wordsOf(name.text);
  const more =
    whole && parts && ![...wordsOf(parts.text)].every((word) => known.has(word))
      ? [{ ...parts, field: 'rest' as const }]
      : [];
  // "Company" cards of phones carry the company's name in both places: that is nobody in person.
  const same = organization && [...wordsOf(organization.text)].join() === [...known].join();
  if (same) return [...others, ...more];
  if (isCompany && !organization) return [...others, ...more, { ...name, field: 'organization' }];
  if (isCompany && organization) return [...others, ...more, { ...name, field: 'rest' }];
  return [{ ...name, label: undefined }, ...others, ...more];
}
