import { findEmails } from '../../domain/client/email.ts';
import {
  type CountryCode,
  joinPhones,
  type Phone,
  phoneOf,
  showPhone,
  storedPhone,
} from '../../domain/client/phone.ts';
import { readPhones } from '../../domain/client/phone-text.ts';
import { readTaxNumber } from '../../domain/client/tax-number.ts';
import { clean, cut } from '../../domain/text/html.ts';
import type { Column, RecordField } from './fields.ts';

/** What one line of a table, or one card of a vCard file, says of a client. */
export interface ClientRecord {
  /** Number of the line in the file where it begins; the first is 1. */
  line: number;
  organization?: string;
  person?: string;
  position?: string;
  /** As they are stored (domain/phone). */
  phones: string[];
  emails: string[];
  taxNumber?: string;
  addresses?: string[];
  site?: string;
  telegram?: string;
  /** Notes, and under its heading whatever has no field of its own or could not be read as what it should be. */
  note?: string;
  /** The responsible manager, by name. */
  manager?: string;
  /** The line is about the person (an address book) rather than about the client: so is the note. */
  personal?: true;
  /** What went in as text, because it could not be read. */
  unread?: Unread[];
}

/** A value that could not be read as what it should be: it is kept as text. */
export interface Unread {
  what: 'phone' | 'email' | 'taxNumber' | 'name';
  text: string;
}

/** Why a line cannot go in. */
export type Refusal = 'noName' | 'brokenQuotes' | 'badCard' | 'total' | 'otherSheet';

/** A line that cannot go in, as it came. */
export interface RefusedLine {
  line: number;
  reason: Refusal;
}

/** A cell that says something: what it is taken for, under which heading it stood, and what kind of phone or address it is. */
export interface Cell {
  field: RecordField;
  text: string;
  heading: string;
  label?: string | undefined;
  /** Which of the row's addresses it belongs to, and whether it is a part of it; by itself without. */
  address?: Column['address'];
}

export interface RecordOptions {
  /** Whose national numbers are meant; without it they stay as they were typed. */
  country?: CountryCode | undefined;
  /** The parts of a name stand in the order in which they are said. */
  inOrder?: boolean | undefined;
  personal?: boolean | undefined;
}

const LIMITS = { organization: 200, person: 200, position: 200, taxNumber: 30, site: 200, telegram: 64, manager: 200 };
type Single = keyof typeof LIMITS;
const ADDRESS_LIMIT = 300;
const NOTE_LIMIT = 100_000;
const UNREAD = 20;

const tidy = (text: string): string => clean(text).replace(/\s+/g, ' ').trim();
/** Text of several lines. */
const tidyLines = (text: string): string =>
  clean(text)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
const saysAnything = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);
const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** What is put together of a line while its cells are gone through. */
class Draft {
  readonly single: Partial<Record<Single, string>> = {};
  readonly notes: string[] = [];
  readonly unread: Unread[] = [];
  readonly addresses: string[] = [];
  readonly emails = new Set<string>();
  phones: string[] = [];

  /** Keeps text under its heading. */
  keep(heading: string, text: string): void {
    this.notes.push(heading === '' ? text : `${heading}: ${text}`);
  }

  doubt(what: Unread['what'], text: string): void {
    if (this.unread.length < UNREAD) this.unread.push({ what, text: cut(text, 100) });
  }

  /** A value of a field that holds one; what is too long for it is kept whole too. */
  set(field: Single, heading: string, text: string): void {
    const isFirst = this.single[field] === undefined;
    if (isFirst) this.single[field] = cut(text, LIMITS[field]);
    if (this.single[field] !== text) this.keep(heading, text);
  }
}

/** Makes a record of what the cells of a line say, or tells why it cannot be one. No value is lost, and none is a reason to refuse. */
export function recordOf(
  line: number,
  cells: readonly Cell[],
  options: RecordOptions = {},
): { record: ClientRecord } | { refused: RefusedLine } {
  const draft = new Draft();
  const said = cells.filter(({ text }) => saysAnything(text));
  takeName(draft, said, options);
  for (const cell of said) takeCell(draft, cell, options);
  takeAddress(draft, said);
  const { organization, person } = draft.single;
  if (isTotal(organization ?? person, said)) return { refused: { line, reason: 'total' } };
  if (organization === undefined && person === undefined && !nameByWay(draft)) {
    return { refused: { line, reason: 'noName' } };
  }
  return { record: finished(line, draft, options) };
}

/** "Total: 125" below a table is not a client. */
const isTotal = (name: string | undefined, said: readonly Cell[]): boolean =>
  name !== undefined && said.length <= 3 && /^(?:итого|всего|total|итог)(?:[\s:.]|$)/i.test(name);

/** Somebody whose name is not told is called by how they are reached. */
function nameByWay(draft: Draft): boolean {
  const [email] = draft.emails;
  const phone = draft.phones.find(phoneOf);
  const name = email ?? (phone && showPhone(phone));
  if (name === undefined) return false;
  draft.single.person = name;
  draft.doubt('name', name);
  return true;
}

const PARTS = ['firstName', 'middleName', 'lastName'] as const satisfies readonly RecordField[];

/** The person's name: of its parts where they are told, else the whole. */
function takeName(draft: Draft, cells: readonly Cell[], { inOrder }: RecordOptions): void {
  const isPart = ({ field }: Cell) => PARTS.some((part) => part === field);
  const parts = cells.filter(isPart);
  if (!inOrder) parts.sort((a, b) => PARTS.indexOf(a.field as 'firstName') - PARTS.indexOf(b.field as 'firstName'));
  const composed = tidy(parts.map(({ text }) => text).join(' '));
  const whole = cells.find(({ field }) => field === 'person');
  if (composed !== '') draft.set('person', parts[0]?.heading ?? '', composed);
  if (!whole) return;
  const text = tidy(whole.text);
  const known = new Set(wordsOf(composed));
  if (composed === '') draft.set('person', whole.heading, text);
  else if (!wordsOf(text).every((word) => known.has(word))) draft.keep(whole.heading, text);
}

function takeCell(draft: Draft, { field, text, heading, label }: Cell, { country }: RecordOptions): void {
  switch (field) {
    case 'phone':
      takeWays(draft, text, { heading, label, country });
      return;
    case 'email':
      takeEmails(draft, text, { heading, label });
      return;
    case 'taxNumber':
      takeTaxNumber(draft, tidy(text), heading);
      return;
    case 'note':
      draft.notes.unshift(tidyLines(text));
      return;
    case 'rest':
      draft.keep(heading, tidyLines(text));
      return;
    case 'organization':
    case 'position':
    case 'site':
    case 'telegram':
    case 'manager':
      draft.set(field, heading, tidy(text));
      return;
    default:
      return;
  }
}

interface Told {
  heading: string;
  label?: string | undefined;
  country?: CountryCode | undefined;
}

/** Some cells hold all ways to reach somebody: what is an address is taken for one. */
function takeWays(draft: Draft, text: string, told: Told): void {
  const emails = findEmails(text);
  if (emails.length === 0) {
    takePhones(draft, text, told);
    return;
  }
  const [mails, others] = [[] as string[], [] as string[]];
  for (const word of text.split(/[,;\s]+/)) (findEmails(word).length > 0 ? mails : others).push(word);
  takeEmails(draft, mails.join(' '), told);
  const rest = others.filter((word) => !/^(?:e-?mail|mail|почта|эл\.?)[.:]?$/i.test(word)).join(' ');
  if (/\d/.test(rest)) takePhones(draft, rest, told);
  else if (saysAnything(rest)) draft.keep(told.heading, rest);
}

function takePhones(draft: Draft, text: string, { heading, label, country }: Told): void {
  const read = readPhones(clean(plainList(text)), country);
  const kind = labelOf(label);
  const labelled = read.phones.map((stored) => {
    const phone = phoneOf(stored);
    return phone ? { ...phone, label: [kind, phone.label].filter(Boolean).join(', ') } : stored;
  });
  draft.phones = joinPhones(
    draft.phones,
    labelled.map((phone) => (typeof phone === 'string' ? phone : storedPhone(phone))),
  );
  keepLabels(draft, labelled, heading);
  // A label beside what is not a number is kept by itself.
  if (kind && labelled.every((phone) => typeof phone === 'string') && !heading.includes(kind)) {
    draft.keep(heading, `${kind}: ${read.raw.join(', ')}`);
  }
  for (const raw of read.raw) draft.doubt('phone', raw);
  if (read.words.length === 0) return;
  draft.keep(heading, tidyLines(read.words.join(', ')));
  for (const words of read.words) draft.doubt('phone', words);
}

/** Labels for which there was no room beside their number, as it may have another one already. */
function keepLabels(draft: Draft, labelled: readonly (string | Phone)[], heading: string): void {
  for (const told of labelled) {
    if (typeof told === 'string' || !told.label) continue;
    const stored = draft.phones
      .map(phoneOf)
      .find((phone) => phone?.number === told.number && phone.extension === told.extension);
    if (!stored?.label?.includes(told.label)) draft.keep(heading, `${told.label}: ${told.number}`);
  }
}

/** Some programs export several values as JSON: `[{"value": "+1 ...", "label": "work"}]`. */
function plainList(text: string): string {
  if (!/^\s*\[/.test(text)) return text;
  try {
    const parsed: unknown = JSON.parse(text);
    if (!Array.isArray(parsed)) return text;
    const words = parsed.map((one) => (typeof one === 'object' && one !== null ? plainEntry(one) : String(one)));
    return words.join('; ');
  } catch {
    return text;
  }
}

/** A number with its calling code beside it, else all that is said. */
function plainEntry(one: object): string {
  const { number, callingCode, countryCode: _, ...rest } = one as Record<string, unknown>;
  if (typeof number !== 'string' || typeof callingCode !== 'string') return Object.values(one).join(' ');
  return [number.startsWith('+') ? number : `${callingCode}${number}`, ...Object.values(rest)].join(' ');
}

/** "* Work" of an address book's export marks the first one. */
const labelOf = (label: string | undefined): string | undefined => tidy(label ?? '').replace(/^\*\s*/, '') || undefined;

function takeEmails(draft: Draft, text: string, { heading, label }: Told): void {
  const listed = plainList(text);
  const found = findEmails(listed);
  for (const email of found) draft.emails.add(email);
  const kind = labelOf(label);
  const rest = tidy(listed)
    .split(/[\s<>()[\]",;:|]+/u)
    .filter(
      (word) =>
        saysAnything(word) && !found.some((email) => email === word.toLowerCase().replace(/^mailto:|[.']+$/g, '')),
    );
  if (found.length === 0) draft.doubt('email', tidy(text));
  if (rest.length > 0) draft.keep(heading, tidy(listed));
  if (kind !== undefined) draft.keep(kind, found.join(', ') || tidy(text));
}

function takeTaxNumber(draft: Draft, text: string, heading: string): void {
  const { value, kpp, valid } = readTaxNumber(text);
  if (!/\d/.test(value)) {
    draft.keep(heading, text);
    return;
  }
  draft.set('taxNumber', heading, value);
  if (kpp !== undefined) draft.keep('КПП', kpp);
  if (valid === false) draft.doubt('taxNumber', text);
}

/** Parts of an address make one; whole ones stand by themselves, with what parts tell besides. */
function takeAddress(draft: Draft, cells: readonly Cell[]): void {
  const groups = new Map<string, Cell[]>();
  for (const [index, cell] of cells.entries()) {
    if (cell.field !== 'address') continue;
    const of = cell.address?.of ?? `#${index}`;
    groups.set(of, [...(groups.get(of) ?? []), cell]);
  }
  for (const address of new Set([...groups.values()].flatMap(addressesOf))) {
    if (address.length > ADDRESS_LIMIT) draft.keep('', address);
    draft.addresses.push(cut(address, ADDRESS_LIMIT));
  }
}

function addressesOf(cells: readonly Cell[]): string[] {
  const texts = cells.map(({ text, address }) => ({
    text: tidyLines(text).replace(/\n+/g, ', '),
    isPart: address?.isPart === true,
  }));
  const wholes = texts.filter(({ isPart }) => !isPart).map(({ text }) => text.toLowerCase());
  const telling = texts.filter(
    ({ text, isPart }) => !isPart || !wholes.some((whole) => whole.includes(text.toLowerCase())),
  );
  const join = (some: typeof telling) => [...new Set(some.map(({ text }) => text))].join(', ');
  if (wholes.length <= 1) return [join(telling)];
  const parts = telling.filter(({ isPart }) => isPart);
  return [
    ...telling.filter(({ isPart }) => !isPart).map(({ text }) => text),
    ...(parts.length > 0 ? [join(parts)] : []),
  ];
}

function finished(line: number, draft: Draft, { personal }: RecordOptions): ClientRecord {
  const { single, phones, emails, addresses, unread } = draft;
  // Not by graphemes: that is slow in a text so long.
  const note = [...new Set(draft.notes.filter(Boolean))]
    .join('\n')
    .slice(0, NOTE_LIMIT)
    .replace(/[\ud800-\udbff]$/, '');
  return {
    line,
    ...single,
    phones,
    emails: [...emails],
    ...(addresses.length > 0 && { addresses }),
    ...(note !== '' && { note }),
    ...(personal && { personal }),
    ...(unread.length > 0 && { unread }),
  };
}
