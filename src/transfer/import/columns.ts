import { isEmail } from '../../domain/client/email.ts';
import type { CountryCode } from '../../domain/client/phone.ts';
import { readPhones } from '../../domain/client/phone-text.ts';
import { type Column, type RecordField, SINGLE } from './fields.ts';
import { BARE_NAMES } from './heading-words.ts';
import { addressOf, bareHeading, isAddressPart, labelOfHeading, meaningOf, plainHeading } from './headings.ts';
import { type Profile, profiles } from './profiles/index.ts';

/*
 * What the columns of a table hold: by the profile of the program that wrote it, by headings, and by what stands below them.
 * A field of one value takes one best column; every other column is kept in the note under its heading.
 */

/** The profile whose headings stand there. */
export const profileOf = (headings: readonly string[]): Profile | undefined => {
  const plain = new Set(headings.map(plainHeading));
  const known = ({ columns }: Profile) => [...columns.keys()].filter((heading) => plain.has(heading)).length;
  // Programs have headings in common: the one that knows most of them wrote the file.
  return profiles
    .filter(({ signature }) => signature.every((heading) => plain.has(heading)))
    .reduce<Profile | undefined>((best, one) => (best && known(best) >= known(one) ? best : one), undefined);
};

/** How sure a column's meaning is; of several columns for one value the surest wins, then the first. */
const SURE = { profile: 4, exact: 3, part: 2, values: 1, none: 0 } as const;
interface Guess {
  field?: RecordField | undefined;
  sure: number;
  /** Of headings that the profile names for one field, which comes first. */
  order?: number;
  /** The field that another column was taken for. */
  instead?: RecordField;
}

/** Columns by headings, and by a sample of the rows below them. `profile`: the program that wrote them, if known. */
export function guessColumns(
  headings: readonly string[],
  samples: readonly (readonly string[])[],
  profile: Profile | undefined,
): Column[] {
  const plain = headings.map(plainHeading);
  const values = headings.map((_, index) => samples.map((row) => row[index]?.trim() ?? '').filter(Boolean));
  const order = new Map([...(profile?.columns.keys() ?? [])].map((heading, index) => [heading, index]));
  const first = plain.map((heading): Guess => {
    const told = profile?.columns.get(heading) ?? profile?.columns.get(heading.replace(/ ?#$/, ''));
    if (told !== undefined) return { field: told, sure: SURE.profile, order: order.get(heading) ?? order.size };
    if (isOtherAddress(heading)) return { field: 'rest', sure: SURE.part };
    const meaning = meaningOf(heading);
    return meaning ? { field: meaning.field ?? 'rest', sure: SURE[meaning.by] } : { sure: SURE.none };
  });
  const named = first.map((guess, index) => bareName(guess, plain[index] ?? '', first));
  const voted = named.map((guess, index) => vote(guess, values[index] ?? []));
  const single = onePerField(partsFirst(voted));
  return headings.map((heading, index): Column => {
    const column = columnOf(heading.trim(), index, single, plain, headings);
    const isWay = column.field === 'phone' || column.field === 'email';
    const ofClient =
      isWay && (OF_CLIENT.test(column.heading) || (profile?.clientWays && !OF_PERSON.test(plain[index] ?? '')));
    return ofClient ? { ...column, ofClient } : column;
  });
}

/** Headings of what belongs to a client's contact person. */
const OF_PERSON = /контакт|лиц[оа]|contact|person/u;
/** "Company: work phone" beside a person's own. */
const OF_CLIENT = /^(?:компания|организация|company|organi[sz]ation)\s*[:/]\s*(?=\S)/iu;

/** Where somebody lives, and further places beside the one where they work, are no address of a client. */
const isOtherAddress = (plain: string): boolean =>
  /(?:^| )(?:home|other|alternate|дом адрес|домашн\p{L}*|проживания|другой)(?: |$)/u.test(plain) &&
  meaningOf(plain)?.field === 'address';

/** A bare "name" is a person's where the file has companies or parts of names beside it, else the client's. */
function bareName(guess: Guess, plain: string, all: readonly Guess[]): Guess {
  if (guess.sure === SURE.profile) return guess;
  const has = (field: RecordField) => all.some((one) => one.field === field);
  // "Title" beside "Job title" is how somebody is spoken to.
  if (plain === 'title' && all.filter(({ field }) => field === 'position').length > 1)
    return { field: 'rest', sure: SURE.none };
  if (!BARE_NAMES.has(plain)) return guess;
  const isFirst = plain !== 'name';
  if (has('lastName') || has('middleName')) return { field: isFirst ? 'firstName' : 'person', sure: SURE.exact };
  if (has('firstName') && isFirst) return { field: 'lastName', sure: SURE.exact };
  const isPerson = has('organization') || has('position') || isFirst;
  return { field: isPerson ? 'person' : 'organization', sure: SURE.exact };
}

const share = (values: readonly string[], fits: (value: string) => boolean): number =>
  values.length === 0 ? 0 : values.filter(fits).length / values.length;

/** A cell of e-mail addresses and nothing else, but names around brackets. */
export const isMailCell = (cell: string): boolean => isMailList(cell.replace(/[[\]{}"]/g, ' ').trim());
const isMailList = (value: string): boolean =>
  value
    .split(/[,;\s]+|:::/)
    .filter((part) => part.includes('@'))
    .every((part) => isEmail(part.replace(/^(?:mailto:|[<"'])+|[>"'.]+$/gi, ''))) &&
  value.includes('@') &&
  (/<[^>]*@/.test(value) || value.split(/[,;\s]+|:::/).every((part) => part === '' || part.includes('@')));

/** Written as only phones are: with a plus sign, brackets, dashes. */
export const isPhoneCell = (value: string): boolean =>
  /^['+(\d][\d\s()+.,;/–-]{6,}$/.test(value) && /[+()-]/.test(value) && !isDate(value);

const isDate = (value: string): boolean => /^\d{4}-\d\d?-\d\d?(?:[T ]|$)|^\d\d?[./]\d\d?[./]\d{2,4}(?: |$)/.test(value);

const hasWords = (value: string): boolean => /\p{L}{4,}/u.test(value.replace(/инн|кпп|inn/giu, ''));

/** What stands in a column speaks for it, or against it. */
function vote(guess: Guess, values: readonly string[]): Guess {
  if (values.length === 0) return guess;
  const mails = share(values, isMailCell);
  if (guess.field === 'email') {
    return share(values, (value) => value.includes('@')) === 0 || (mails === 0 && guess.sure < SURE.exact)
      ? { field: 'rest', sure: SURE.values }
      : guess;
  }
  // "Firm, tax number" is the firm's name before it is a number.
  if (guess.field === 'taxNumber' && guess.sure < SURE.exact && share(values, hasWords) >= 0.8)
    return { field: 'organization', sure: SURE.part };
  const isName = guess.field === undefined || (guess.field !== 'rest' && SINGLE.has(guess.field));
  // "Contact information" is no name of a contact.
  const reached = share(values, (value) => value.includes('@') || (value.match(/\d/g)?.length ?? 0) >= 7);
  if (guess.field === 'person' && guess.sure < SURE.exact && reached >= 0.8)
    return { field: 'phone', sure: SURE.values };
  if ((isName || guess.field === 'address') && mails >= 0.8 && guess.sure < SURE.profile)
    return { field: 'email', sure: SURE.values };
  if (guess.field === undefined && share(values, isPhoneCell) >= 0.8) return { field: 'phone', sure: SURE.values };
  const digitless = share(values, (value) => !/\d/.test(value));
  if (guess.field === 'phone' && values.length >= 3 && digitless === 1) return { field: 'rest', sure: SURE.values };
  if (isName && share(values, isDate) >= 0.8) return { field: 'rest', sure: SURE.values };
  return guess;
}

/** First and last name beat whatever may be a name besides. */
function partsFirst(guesses: readonly Guess[]): Guess[] {
  const hasParts = guesses.some(({ field }) => field === 'firstName' || field === 'lastName');
  if (!hasParts) return [...guesses];
  return guesses.map((guess) =>
    guess.field === 'person' && guess.sure < SURE.exact ? { field: 'rest', sure: 0 } : guess,
  );
}

/** Of the columns for one value the surest is taken, the first of equals. */
function onePerField(guesses: readonly Guess[]): Guess[] {
  const best = new Map<RecordField, number>();
  for (const [index, { field, sure }] of guesses.entries()) {
    if (field === undefined || !SINGLE.has(field)) continue;
    const known = best.get(field);
    const other = known === undefined ? undefined : guesses[known];
    if (!other || sure > other.sure || (sure === other.sure && (guesses[index]?.order ?? 0) < (other.order ?? 0)))
      best.set(field, index);
  }
  return guesses.map((guess, index) => {
    const { field } = guess;
    if (field === undefined || !SINGLE.has(field) || best.get(field) === index) return guess;
    return { field: 'rest', sure: 0, ...(guess.sure >= SURE.exact && { instead: field }) };
  });
}

/** "Phone 1 - Type" beside "Phone 1 - Value" is the label of what stands there. */
function columnOf(
  heading: string,
  index: number,
  guesses: readonly Guess[],
  plain: readonly string[],
  headings: readonly string[],
): Column {
  const { field, instead } = guesses[index] ?? {};
  const column: Column = { heading, field, ...(instead && { instead }) };
  if (field === 'address') column.address = { of: addressOf(heading), isPart: isAddressPart(plain[index] ?? '') };
  if (field !== 'phone' && field !== 'email') return column;
  const stem = (text = '') => bareHeading(text).replace(/ (?:value|type|label|значение|тип|метка)$/, '');
  const own = stem(headings[index]);
  const labels = headings.findIndex(
    (other, at) => at !== index && stem(other) === own && /(?:type|label|тип|метка)$/.test(plain[at] ?? ''),
  );
  if (labels >= 0) return { ...column, labelColumn: labels };
  if (field === 'email') return column;
  const code = headings.findIndex(
    (other, at) => / (?:calling|dial(?:ing)?) code$/.test(plain[at] ?? '') && isBeside(own, stem(other)),
  );
  const label = labelOfHeading(heading.replace(OF_CLIENT, ''));
  return { ...column, ...(code >= 0 && { codeColumn: code }), ...(label !== undefined && { label }) };
}

/** "Primary phone number" and "Primary phone calling code" are of one phone. */
const isBeside = (number: string, code: string): boolean =>
  number.replace(/ (?:phone )?number$/, '') === code.replace(/ (?:phone )?(?:calling|dial(?:ing)?) code$/, '');

/** Whether a value is how somebody is reached: no heading looks so. */
export const isReach = (value: string, country?: CountryCode): boolean =>
  isMailCell(value.trim()) ||
  ((value.match(/\d/g)?.length ?? 0) > 6 && readPhones(value, country).phones.some((phone) => phone.startsWith('+')));
