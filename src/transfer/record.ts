import { normalizeEmail } from '../domain/client/email.ts';
import { type CountryCode, normalizePhone } from '../domain/client/phone.ts';
import { clean, cut } from '../domain/text/html.ts';

/** What one line of a CSV file, or one card of a vCard file, says of a client. */
export interface ClientRecord {
  /** Number of the line in the file where it begins; the first is 1. */
  line: number;
  organization?: string;
  person?: string;
  position?: string;
  /** E.164. */
  phones: string[];
  emails: string[];
  taxNumber?: string;
  address?: string;
  site?: string;
  note?: string;
  /** The responsible manager, by name. */
  manager?: string;
}

/** Why a line cannot go in. */
export type Refusal = 'noName' | 'badPhone' | 'badEmail' | 'badManager' | 'brokenQuotes' | 'badCard';

/** A line that cannot go in: why, what exactly, and the line itself for the report. */
export interface RefusedLine {
  line: number;
  reason: Refusal;
  detail?: string;
  raw: string;
}

export const recordFields = [
  'organization',
  'person',
  'lastName',
  'firstName',
  'middleName',
  'position',
  'phone',
  'email',
  'taxNumber',
  'address',
  'site',
  'note',
  'manager',
] as const;
export type RecordField = (typeof recordFields)[number];
export const isRecordField = (name: string | undefined): name is RecordField =>
  recordFields.some((one) => one === name);

const LIMITS = {
  organization: 200,
  person: 200,
  position: 200,
  taxNumber: 30,
  address: 300,
  site: 200,
  note: 1000,
  manager: 200,
};
const MOST_WAYS = 20;
const RAW_LIMIT = 2000;

const tidy = (text: string): string =>
  clean(text)
    .replace(/[^\S\n]+/g, ' ')
    .trim();

/** What is written in a cell of phones or e-mails, one by one. */
const several = (texts: readonly string[]): string[] =>
  texts
    .flatMap((text) => tidy(text).split(/[,;\n|]+|\s\/\s|:::/))
    .map((part) => part.trim())
    .filter(Boolean)
    .slice(0, MOST_WAYS);

/** Makes a record of what the fields say, or tells why it cannot be one. Phones without a country code are read as of `country`. */
export function recordOf(
  line: number,
  values: ReadonlyMap<RecordField, readonly string[]>,
  raw: string,
  country: CountryCode | undefined,
): { record: ClientRecord } | { refused: RefusedLine } {
  const refuse = (reason: Refusal, detail?: string) => ({
    refused: { line, reason, raw: cut(raw, RAW_LIMIT), ...(detail !== undefined && { detail: cut(detail, 100) }) },
  });
  const one = (field: RecordField): string => tidy((values.get(field) ?? []).filter(Boolean).join(', '));
  const parts = [one('lastName'), one('firstName'), one('middleName')].filter(Boolean).join(' ');
  const person = one('person') || parts;
  const organization = one('organization');
  if (person === '' && organization === '') return refuse('noName');

  const phones = new Set<string>();
  for (const text of several(values.get('phone') ?? [])) {
    const phone = normalizePhone(text, country);
    if (!phone.ok) return refuse('badPhone', text);
    phones.add(phone.value);
  }
  const emails = new Set<string>();
  for (const text of several(values.get('email') ?? [])) {
    const email = normalizeEmail(text);
    if (!email.ok) return refuse('badEmail', text);
    emails.add(email.value);
  }
  const texts = {
    organization,
    person,
    ...Object.fromEntries(
      (['position', 'taxNumber', 'address', 'site', 'note', 'manager'] as const).map((field) => [field, one(field)]),
    ),
  } as Record<keyof typeof LIMITS, string>;
  const given = (Object.keys(LIMITS) as (keyof typeof LIMITS)[]).flatMap((field) =>
    texts[field] === '' ? [] : [[field, cut(texts[field], LIMITS[field])]],
  );
  return { record: { line, ...Object.fromEntries(given), phones: [...phones], emails: [...emails] } };
}
