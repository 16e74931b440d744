import type { CountryCode } from '../../domain/client/phone.ts';
import { joinPhones, numberOf, phoneOf, showPhone } from '../../domain/client/phone.ts';
import { LONGEST_TAG, readTags } from '../../domain/client/tags.ts';
import { readTaxNumber } from '../../domain/client/tax-number.ts';
import { takeAddress } from './addresses.ts';
import { type Cell, Draft, saysAnything, tidyCell, tidyLines, type Unread } from './draft.ts';
import type { RecordField } from './fields.ts';
import { withoutMarkup } from './markup.ts';
import { isFirmName, isNobody, isNoPersonName, isSameName, isSeveral, readFirmCell, readPersonCell } from './names.ts';
import { takeEmails, takeWays } from './ways.ts';

export type { Cell, Unread } from './draft.ts';

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
  tags?: string[];
  /** How the client itself is reached, where the line's other ways are those of the person it names. */
  client?: { phones: string[]; emails: string[] };
  /** Notes, and under its heading whatever has no field of its own or could not be read as what it should be. */
  note?: string;
  /** The responsible manager, by name. */
  manager?: string;
  /** The line is about the person (an address book) rather than about the client: so is the note. */
  personal?: true;
  /** A picture came with it; the directory keeps none. */
  photo?: true;
  /** What went in as text, because it could not be read. */
  unread?: Unread[];
}

/** Why a line cannot go in. */
export type LineRefusal = 'noName' | 'brokenQuotes' | 'badCard' | 'total' | 'otherSheet' | 'group';

/** A line that cannot go in, as it came. */
export interface RefusedLine {
  line: number;
  reason: LineRefusal;
}

export interface RecordOptions {
  /** Whose national numbers are meant; without it they stay as they were typed. */
  country?: CountryCode | undefined;
  /** The parts of a name stand in the order in which they are said. */
  inOrder?: boolean | undefined;
  personal?: boolean | undefined;
  /** It is a card, and no row of a table: a sign between two names is a part of them. */
  isCard?: boolean | undefined;
}

const NOTE_LIMIT = 100_000;

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Makes a record of what the cells of a line say, or tells why it cannot be one. No value is lost, and none is a reason to refuse. */
export function recordOf(
  line: number,
  cells: readonly Cell[],
  options: RecordOptions = {},
): { record: ClientRecord } | { refused: RefusedLine } {
  const draft = new Draft();
  const client = new Draft();
  const said = cells.filter(({ text }) => saysAnything(text));
  takeName(draft, said, options);
  for (const cell of said) takeCell(cell.ofClient ? client : draft, cell, options);
  takeAddress(draft, said);
  settleNames(draft);
  draft.notes.push(...client.notes);
  draft.unread.push(...client.unread);
  const { organization, person } = draft.single;
  if (isTotal(organization ?? person, said) || isSum(draft, said)) return { refused: { line, reason: 'total' } };
  if (organization === undefined && person === undefined && !nameByWay(draft)) {
    return { refused: { line, reason: 'noName' } };
  }
  return { record: finished(line, draft, client, options) };
}

const TOTAL = /^(?:итого|всего|total|итог)(?:[\s:.]|$)/i;

/** "Total: 125" below a table is not a client. */
const isTotal = (name: string | undefined, said: readonly Cell[]): boolean =>
  name !== undefined && said.length <= 3 && TOTAL.test(name);

/** "Total" beside its figures, with a count where the names stand. */
const isSum = ({ single, phones, emails }: Draft, said: readonly Cell[]): boolean =>
  said.some(({ text }) => TOTAL.test(text.trim())) &&
  phones.length === 0 &&
  emails.size === 0 &&
  !/\p{L}/u.test(`${single.organization ?? ''}${single.person ?? ''}`);

/** Somebody whose name is not told is called by how they are reached. */
function nameByWay(draft: Draft): boolean {
  const [email] = draft.emails;
  const phone = draft.phones.find(phoneOf);
  const name = email ?? (phone && showPhone(numberOf(phone)));
  if (name === undefined) return false;
  draft.single.person = name;
  draft.doubt('name', name);
  return true;
}

const PARTS = ['firstName', 'middleName', 'lastName'] as const satisfies readonly RecordField[];

/** The person's name: of its parts where they are told, else the whole. */
function takeName(draft: Draft, cells: readonly Cell[], { inOrder, isCard }: RecordOptions): void {
  const isPart = ({ field }: Cell) => PARTS.some((part) => part === field);
  const parts = cells.filter(isPart);
  if (!inOrder) parts.sort((a, b) => PARTS.indexOf(a.field as 'firstName') - PARTS.indexOf(b.field as 'firstName'));
  const composed = tidyCell(parts.map(({ text }) => text).join(' '));
  const whole = cells.find(({ field }) => field === 'person');
  if (composed !== '') draft.set('person', parts[0]?.heading ?? '', composed);
  if (!whole) return;
  const text = withoutFirm(tidyCell(whole.text), cells);
  const known = new Set(wordsOf(composed));
  if (composed === '') takePerson(draft, whole.heading, text, cells, isCard);
  else if (!wordsOf(text).every((word) => known.has(word))) draft.keep(whole.heading, text);
}

/** The person of one cell, which may tell an address, a position, or several people besides. */
function takePerson(draft: Draft, heading: string, cell: string, cells: readonly Cell[], isCard = false): void {
  const { name, email, position, isFormula } = readPersonCell(cell);
  if (isNobody(name)) {
    draft.keep(heading, cell);
    return;
  }
  const several = !isCard && isSeveral(name);
  if (isFormula || several) draft.doubt('name', cell);
  if (isFormula && name !== cell) draft.keep(heading, cell);
  // Whose the phones of the line are, is not told: they stay with the client that these people speak for.
  if (several && cells.some(({ field, text }) => field === 'organization' && saysAnything(text))) {
    draft.keep(heading, cell);
    return;
  }
  draft.set('person', heading, name);
  if (email !== undefined) draft.emails.add(email);
  if (position !== undefined) draft.set('position', heading, position);
}

/** The firm of one cell, which may tell its tax number, or several firms. */
function takeFirm(draft: Draft, { text, heading }: Cell, { country, isCard }: RecordOptions): void {
  const cell = tidyCell(text);
  const { name, others, taxNumber, isFormula } = readFirmCell(cell, isCard === true);
  draft.set('organization', heading, name);
  if (taxNumber !== undefined) takeTaxNumber(draft, taxNumber, heading, country);
  if (others !== undefined) draft.keep(heading, others);
  if (isFormula && name !== cell) draft.keep(heading, cell);
  if (isFormula || others !== undefined) draft.doubt('name', cell);
}

/** A firm may stand where a person's name belongs; what may be no name at all is to be looked at. */
function settleNames(draft: Draft): void {
  const { organization, person } = draft.single;
  if (person === undefined) return;
  if (organization === undefined && isFirmName(person)) {
    draft.single.organization = person;
    delete draft.single.person;
  } else if (isNoPersonName(person) || (organization !== undefined && isSameName(person, organization)))
    draft.doubt('name', person);
}

/** "Birch Interiors, Carl Dunn" beside "Birch Interiors": the name of a person is what stands behind the firm's. */
function withoutFirm(name: string, cells: readonly Cell[]): string {
  const firm = tidyCell(cells.find(({ field }) => field === 'organization')?.text ?? '');
  return firm !== '' && name.startsWith(`${firm}, `) ? name.slice(firm.length + 2).trim() || name : name;
}

function takeCell(draft: Draft, cell: Cell, options: RecordOptions): void {
  const { field, text, heading, label } = cell;
  const { country } = options;
  switch (field) {
    case 'phone':
      takeWays(draft, text, { heading, label, country });
      return;
    case 'email':
      takeEmails(draft, text, { heading, label });
      return;
    case 'taxNumber':
      takeTaxNumber(draft, tidyCell(text), heading, country);
      return;
    case 'note':
      draft.notes.unshift(tidyLines(withoutMarkup(text)));
      return;
    case 'tags':
      takeTags(draft, text, heading);
      return;
    case 'rest':
      draft.keep(heading, tidyLines(text));
      return;
    case 'organization':
      takeFirm(draft, cell, options);
      return;
    case 'position':
    case 'site':
    case 'telegram':
    case 'manager':
      draft.set(field, heading, tidyCell(text));
      return;
    default:
      return;
  }
}

/** Tags of the manager's own; groups that a program has by itself ("* myContacts") are kept as text. */
function takeTags(draft: Draft, text: string, heading: string): void {
  const parts = text.split(/\s*(?:[,;\n]|:::)\s*/).filter(Boolean);
  const isOwn = (part: string) => !part.startsWith('*') && tidyCell(part).length <= LONGEST_TAG;
  for (const tag of readTags(parts.filter(isOwn).join(','))) draft.tags.add(tag);
  const others = parts.filter((part) => !isOwn(part));
  if (others.length > 0) draft.keep(heading, tidyLines(others.join(', ')));
}

function takeTaxNumber(draft: Draft, text: string, heading: string, country: CountryCode | undefined): void {
  const { value, kpp, valid } = readTaxNumber(text, country);
  if (!/[1-9]/.test(value)) {
    draft.keep(heading, text);
    return;
  }
  draft.set('taxNumber', heading, value);
  if (kpp !== undefined) draft.keep('КПП', kpp);
  if (valid === false) draft.doubt('taxNumber', text);
}

function finished(line: number, draft: Draft, client: Draft, { personal }: RecordOptions): ClientRecord {
  const { single, addresses, tags, unread } = draft;
  const hasBoth = single.person !== undefined && single.organization !== undefined;
  const phones = hasBoth ? draft.phones : joinPhones(draft.phones, client.phones);
  const emails = new Set(hasBoth ? draft.emails : [...draft.emails, ...client.emails]);
  const own = { phones: client.phones, emails: [...client.emails] };
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
    ...(hasBoth && own.phones.length + own.emails.length > 0 && { client: own }),
    ...(addresses.length > 0 && { addresses }),
    ...(tags.size > 0 && { tags: [...tags] }),
    ...(note !== '' && { note }),
    ...(personal && { personal }),
    ...(unread.length > 0 && { unread }),
  };
}
