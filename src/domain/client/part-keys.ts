import { numberOf, type StoredPhone } from './phone.ts';

/*
 * How an entry is found by a part of a phone, or by the beginning of an e-mail address: by pieces of five digits, and by
 * the beginning of a key. Pieces say little by themselves, so what they find is looked at once more.
 */

const PIECE = 5;
const LONGEST = 100;
const MOST_DIGITS = 15;

const digitsOf = (text: string): string => text.replace(/\D/g, '');
const piecesOf = (digits: string): string[] =>
  Array.from({ length: Math.max(0, digits.length - PIECE + 1) }, (_, at) => `+:${digits.slice(at, at + PIECE)}`);

/** The pieces of a phone, for the directory's index. */
export const phonePieces = (stored: StoredPhone): string[] => [
  ...new Set(piecesOf(digitsOf(numberOf(stored)).slice(0, MOST_DIGITS))),
];

const BEGINNING = '^';

/** A key that stands for all keys with this beginning. */
export const beginning = (text: string): string => BEGINNING + text;

/** The text that keys have to begin with, of a key made by `beginning`; undefined for any other. */
export const begunBy = (key: string): string | undefined => (key.startsWith(BEGINNING) ? key.slice(1) : undefined);

/** What an entry is reached by. */
interface Reached {
  phones: readonly StoredPhone[];
  emails: readonly string[];
}

/** Lists of keys, all of which an entry has to have; and whether it is one that was meant. */
export interface PartQuery {
  stage: string[][];
  fits(entry: Reached): boolean;
}

/** Whether digits somebody typed are of one of the phones: its end, without regard to the prefix of the country, or a part of it. */
export function hasDigits(query: string, phones: readonly StoredPhone[]): boolean {
  const digits = digitsOf(query);
  const ways = [
    digits,
    ...(digits.length > PIECE && digits.startsWith('8') ? [digits.slice(1)] : []),
    digits.slice(-10),
  ];
  return phones.some((phone) => ways.some((way) => digitsOf(numberOf(phone)).includes(way)));
}

/** Whether digits somebody typed begin a tax number. */
export function hasTaxNumber(query: string, taxNumber: string | undefined): boolean {
  const digits = digitsOf(query);
  return digits.length >= PIECE && /^[\d\s-]+$/.test(query) && digitsOf(taxNumber ?? '').startsWith(digits);
}

/** What to look up for what may be a part of a phone or the beginning of an address; undefined for anything else. */
export function partQuery(query: string): PartQuery | undefined {
  const text = query.trim().toLowerCase();
  if (/^[+\d\s().,/-]+$/.test(text)) {
    const digits = digitsOf(text);
    if (digits.length < PIECE || digits.length > MOST_DIGITS) return undefined;
    // Before a whole number "8" stands for the country.
    const bare = digits.length > PIECE && digits.startsWith('8') ? digits.slice(1) : digits;
    return { stage: piecesOf(bare).map((key) => [key]), fits: ({ phones }) => hasDigits(text, phones) };
  }
  if (!/^[a-z\d][\w.+@-]{2,}$/.test(text)) return undefined;
  return {
    stage: [[beginning(`@${text.slice(0, LONGEST)}`)]],
    fits: ({ emails }) => emails.some((email) => email.startsWith(text)),
  };
}
