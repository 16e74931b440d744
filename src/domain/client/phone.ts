import { type CountryCode, findPhoneNumbersInText, parsePhoneNumberFromString } from 'libphonenumber-js';
import { no, ok, type Result } from '../result.ts';

export type { CountryCode };

/** National writings ("8 912 ...") are read as of this country unless another is given. */
const DEFAULT_COUNTRY: CountryCode = 'RU';
const LONGEST_PHONE = 60;
const SEARCHED = 5000;
const ENDINGS = [10, 7, 4];

/** A phone in any writing as E.164 ("+79123456789"), an extension left out. 'none' when it cannot be a number of its country. */
export function normalizePhone(text: string, defaultCountry: CountryCode = DEFAULT_COUNTRY): Result<string, 'none'> {
  if (text.length > LONGEST_PHONE) return no('none');
  const phone = parsePhoneNumberFromString(text.trim().replace(/^tel:/i, ''), { defaultCountry, extract: false });
  return phone?.isValid() ? ok(phone.number) : no('none');
}

/** The phones in a text as E.164, each once, in order. Only the first 5,000 characters are looked at. */
export function findPhones(text: string, defaultCountry: CountryCode = DEFAULT_COUNTRY): string[] {
  const found = findPhoneNumbersInText(text.slice(0, SEARCHED), defaultCountry);
  return [...new Set(found.map(({ number }) => String(number.number)))];
}

/** Keys for the directory's index: the last 10, 7 and 4 digits, so that it is found with or without country and area code. */
export function phoneKeys(e164: string): string[] {
  const digits = e164.replace(/\D/g, '');
  return ENDINGS.filter((length) => digits.length >= length).map((length) => `+${digits.slice(-length)}`);
}

/** What to look up for digits somebody types: the longest ending they fill. Empty for what has letters or under 4 digits. */
export function phoneQueryKeys(text: string): string[] {
  if (!/^[+\d\s().,/-]+$/.test(text) || text.length > LONGEST_PHONE) return [];
  const digits = text.replace(/\D/g, '');
  const length = ENDINGS.find((ending) => digits.length >= ending);
  return length === undefined ? [] : [`+${digits.slice(-length)}`];
}

/** For people: "+7 912 345-67-89" in its country's grouping. What is no number comes back as it is. */
export function showPhone(e164: string): string {
  return parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;
}
