import { stdnum } from 'stdnum';
import type { CountryCode } from './phone.ts';

/*
 * Tax numbers: normalised for comparing, checked by their control digits. One that cannot be right is kept as it was
 * written, and marked where it is shown.
 */

export interface TaxNumber {
  /** Without spaces and signs; as written where it is not a number. */
  value: string;
  /** The number of a Russian branch (КПП) that was written beside it. */
  kpp?: string;
  /** Undefined: which country's it is cannot be told. */
  valid?: boolean;
}

const LONGEST = 40;

/** Reads what people write: "77 07 08 38 93", "7707083893/770701001", "7707083893.0". `country`: where, if that is known. */
export function readTaxNumber(text: string, country?: CountryCode): TaxNumber {
  const plain = text
    .slice(0, LONGEST)
    .normalize('NFKC')
    .trim()
    .replace(/^['’`]+|^(?:инн|inn|унп|vat)\s*[:№#-]?\s*/iu, '')
    .replace(/^(\d{6,14})[.,]0+$/, '$1');
  const pair = /^(\d[\d\s]{8,14}\d)\s*(?:[/\\,;-]\s*(?:кпп[\s:№]*)?|кпп[\s:№]*)(\d{9})$/iu.exec(plain);
  const bare = (pair?.[1] ?? plain).replace(/[\s\u00a0.-]+(?=\w)/g, '').toUpperCase();
  if (!/^[A-Z]{0,3}\d[\dA-Z]{3,16}$/.test(bare) || /^\d[.,]?\d*e\+?\d+$/i.test(plain))
    return { value: text.trim(), valid: false };
  const valid = isValid(bare, country);
  return { value: bare, ...(pair?.[2] && { kpp: pair[2] }), ...(valid !== undefined && { valid }) };
}

/** Whether a stored tax number cannot be right. */
export const isWrongTaxNumber = (value: string, country?: CountryCode): boolean =>
  readTaxNumber(value, country).valid === false;

/** What two entries are compared by; undefined for text that is not a number, which is not a difference. */
export const taxKey = (value: string | undefined): string | undefined => {
  const read = value === undefined ? undefined : readTaxNumber(value);
  if (!read || !/^[A-Z\d]+$/.test(read.value)) return undefined;
  return hasLostZero(read.value) ? `0${read.value}` : read.value;
};

/** Where numbers of so many digits are an INN, or its like. */
const LIKE_INN: ReadonlySet<CountryCode> = new Set(['RU', 'BY', 'KZ', 'KG', 'UZ', 'AM', 'TJ']);

/** By the rules of the country that its letters or its length tell. */
function isValid(bare: string, home: CountryCode | undefined): boolean | undefined {
  const letters = /^[A-Z]{2}(?=\d)/.exec(bare)?.[0];
  const country = letters === 'EL' ? 'GR' : letters;
  if (country !== undefined) {
    return stdnum[country]?.vat?.validate(bare).isValid;
  }
  if (!/^\d+$/.test(bare) || (home !== undefined && !LIKE_INN.has(home))) return undefined;
  // Ten and twelve digits are an INN; of other lengths there are too many kinds to say more than that it is none of these.
  if (bare.length === 10 || bare.length === 12) return isInn(bare) || isOther(bare);
  if (hasLostZero(bare) || (home === 'RU' && bare.length === 9 && !isUnp(bare))) return false;
  return bare.length < 8 || bare.length === 11 ? false : undefined;
}

/** Of Russia, and of Belarus. */
const isInn = (bare: string): boolean => stdnum.RU?.inn?.validate(bare).isValid ?? false;
const isUnp = (bare: string): boolean => stdnum.BY?.unp?.validate(bare).isValid ?? false;

/** A spreadsheet took the number for an amount: with a zero before it, it is an INN. */
const hasLostZero = (bare: string): boolean => /^\d{9}(?:\d\d)?$/.test(bare) && isInn(`0${bare}`) && !isUnp(bare);

/** Kazakh numbers have twelve digits too, and a control digit of their own. */
function isOther(bare: string): boolean {
  return bare.length === 12 && isKazakh(bare);
}

function isKazakh(bare: string): boolean {
  const digits = [...bare].map(Number);
  const control = (shift: number) =>
    digits.slice(0, 11).reduce((sum, digit, index) => sum + digit * (((index + shift) % 11) + 1), 0) % 11;
  const first = control(0);
  return (first === 10 ? control(2) : first) === digits[11];
}
