import {
  type CountryCode,
  findPhoneNumbersInText,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js';
import { no, ok, type Result } from '../result.ts';

export type { CountryCode };

/*
 * A phone is stored as one string, much as RFC 3966 writes it: "+74951234567;ext=123;label=work". What cannot be read as a
 * number (an office's short number, "ask Ann") is stored as it was typed, and begins with no plus sign and digits.
 */

/** A phone as it is stored: E.164, perhaps with `;ext=` and `;label=`; or text that is not a number. */
export type StoredPhone = string;

export interface PhoneNumber {
  /** E.164. */
  number: string;
  /** Digits to be dialled once somebody answers. */
  extension?: string | undefined;
  /** What kind of phone it is, or whose: in the words of the user who typed it. */
  label?: string | undefined;
}

const LONGEST_PHONE = 60;
/** Of a label, in characters. */
export const LONGEST_LABEL = 40;
const SEARCHED = 5000;
const ENDINGS = [10, 7, 4];
const STORED = /^(\+\d{5,15})(?:;ext=(\d{1,7}))?(?:;label=([^;]{1,40}))?$/;

/** The country, where it is one whose numbering is known. */
export const asCountry = (code: string | undefined): CountryCode | undefined =>
  code !== undefined && isSupportedCountry(code) ? code : undefined;

/**
 * A phone in any writing as E.164 ("+79123456789"), an extension left out. A national number belongs to `country`; without
 * one only international numbers are read. 'none' when it cannot be a number.
 */
export function normalizePhone(text: string, country?: CountryCode): Result<string, 'none'> {
  if (text.length > LONGEST_PHONE) return no('none');
  const bare = text.trim().replace(/^tel:/i, '');
  const phone = parse(bare, country);
  if (phone?.isValid()) return ok(phone.number);
  const digits = bare.replace(/\D/g, '');
  // "00 49 ..." is dialled in half of the world, "8 10 49 ..." in Russia; and spreadsheets lose the plus sign.
  const others = [/^(?:00|810)(\d{8,15})$/.exec(digits)?.[1], /^[1-9]\d{10,14}$/.test(digits) ? digits : undefined];
  for (const other of bare.startsWith('+') ? [] : others) {
    const abroad = other === undefined ? undefined : parse(`+${other}`);
    if (abroad?.isValid()) return ok(abroad.number);
  }
  // Ranges are opened faster than tables of them are printed: a plus sign says that it is meant as a number.
  if (!phone || !bare.startsWith('+') || !phone.isPossible()) return no('none');
  return /^(\d)\1*$/.test(phone.nationalNumber) ? no('none') : ok(phone.number);
}

const parse = (text: string, country?: CountryCode) =>
  parsePhoneNumberFromString(text, { ...(country && { defaultCountry: country }), extract: false });

/** The phones in a text as E.164, each once, in order. Only the first 5,000 characters are looked at. */
export function findPhones(text: string, country?: CountryCode): string[] {
  const found = findPhoneNumbersInText(text.slice(0, SEARCHED), country);
  return [...new Set(found.map(({ number }) => String(number.number)))];
}

/** The parts of a stored phone; undefined for text that is not a number. */
export function phoneOf(stored: StoredPhone): PhoneNumber | undefined {
  const [, number, extension, label] = STORED.exec(stored) ?? [];
  return number === undefined ? undefined : { number, extension, label };
}

/** A phone as it is stored. */
export function storedPhone({ number, extension, label }: PhoneNumber): StoredPhone {
  const kept = label
    ?.replace(/[;\s]+/g, ' ')
    .trim()
    .slice(0, LONGEST_LABEL)
    .trim();
  return `${number}${extension ? `;ext=${extension}` : ''}${kept ? `;label=${kept}` : ''}`;
}

/** The number alone, E.164; of what is not a number, the text. */
export const numberOf = (stored: StoredPhone): string => phoneOf(stored)?.number ?? stored;

/** Several lists of phones as one: each number with its extension once, with all that its labels say, as far as there is room. */
export function joinPhones(...lists: readonly (readonly StoredPhone[])[]): StoredPhone[] {
  const byNumber = new Map<string, StoredPhone>();
  for (const stored of lists.flat()) {
    const phone = phoneOf(stored);
    const key = phone ? storedPhone({ ...phone, label: undefined }) : stored;
    const known = phoneOf(byNumber.get(key) ?? '');
    const label = phone && joinLabels(known?.label, phone.label);
    byNumber.set(key, phone ? storedPhone({ ...phone, label }) : stored);
  }
  return [...byNumber.values()];
}

/** Both labels, or the first where there is no room for the second. */
function joinLabels(first: string | undefined, second: string | undefined): string | undefined {
  if (!first || !second) return first || second;
  if (first.includes(second)) return first;
  const both = `${first}, ${second}`;
  return both.length > LONGEST_LABEL ? first : both;
}

/** Keys for the directory's index: the last 10, 7 and 4 digits, so that it is found with or without country and area code. */
export function phoneKeys(stored: StoredPhone): string[] {
  const digits = numberOf(stored).replace(/\D/g, '');
  return ENDINGS.filter((length) => digits.length >= length).map((length) => `+${digits.slice(-length)}`);
}

/** Keys to look up for what may be phones in a text, of whatever country. Only the first 5,000 characters are looked at. */
export function phoneKeysIn(text: string): string[] {
  const runs = text.slice(0, SEARCHED).match(/\+?\d[\d\s().\u2010-\u2015-]{8,20}\d/g) ?? [];
  const digits = runs.map((run) => run.replace(/\D/g, '')).filter(({ length }) => length >= 10 && length <= 15);
  return [...new Set(digits.map((number) => `+${number.slice(-10)}`))];
}

/** What to look up for digits somebody types: the longest ending they fill. Empty for what has letters or under 4 digits. */
export function phoneQueryKeys(text: string): string[] {
  if (!/^[+\d\s().,/-]+$/.test(text) || text.length > LONGEST_PHONE) return [];
  const digits = text.replace(/\D/g, '');
  const length = ENDINGS.find((ending) => digits.length >= ending);
  return length === undefined ? [] : [`+${digits.slice(-length)}`];
}

/** Countries where an extension is called "доб.". */
const RUSSIAN_SPOKEN = /^\+(?:7|375|373|380|99[2468])/;

/**
 * For people: "+7 912 345-67-89 доб. 123 (work)", in its country's grouping and with its country's word for an extension.
 * What is not a number comes back as it is.
 */
export function showPhone(stored: StoredPhone): string {
  const { number = stored, extension, label } = phoneOf(stored) ?? {};
  const shown = parsePhoneNumberFromString(number)?.formatInternational() ?? number;
  const inside = extension ? ` ${RUSSIAN_SPOKEN.test(number) ? 'доб.' : 'ext.'} ${extension}` : '';
  return `${shown}${inside}${label ? ` (${label})` : ''}`;
}
