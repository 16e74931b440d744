import { no, ok, type Result } from '../result.ts';

/** Currencies that are offered; any other is typed by its three letters. */
export const currencies = ['RUB', 'USD', 'EUR', 'KZT', 'BYN', 'CNY', 'GBP', 'AED'] as const;

/** What people write for a currency, besides its code. */
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/₽|руб(?:л\p{L}*)?\.?|(?<!\p{L})р\.?(?!\p{L})/iu, 'RUB'],
  [/\$|долл\p{L}*|dollars?/iu, 'USD'],
  [/€|евро|euros?/iu, 'EUR'],
  [/₸|тенге/iu, 'KZT'],
  [/£|фунт\p{L}*/iu, 'GBP'],
  [/¥|юан\p{L}*/iu, 'CNY'],
];

const MULTIPLES: readonly (readonly [RegExp, number])[] = [
  [/(?<!\p{L})(?:тыс\p{L}*\.?|k|к)(?!\p{L})/iu, 1e3],
  [/(?<!\p{L})(?:млн\.?|миллион\p{L}*|mln|million|mio|m|м)(?!\p{L})/iu, 1e6],
  [/(?<!\p{L})(?:млрд\.?|миллиард\p{L}*|bln|billion|bn)(?!\p{L})/iu, 1e9],
];

/** More than this is a mistake, not an amount. */
const LIMIT = 1e13;

const known = (code: string): boolean => Intl.supportedValuesOf('currency').includes(code);

/** A currency as somebody writes it: a code ("eur"), a sign or a word. */
export function parseCurrency(text: string): string | undefined {
  const code = /(?<!\p{L})[a-z]{3}(?!\p{L})/iu.exec(text)?.[0].toUpperCase();
  if (code !== undefined && known(code)) return code;
  return SIGNS.find(([sign]) => sign.test(text))?.[1];
}

export interface Money {
  amount: number;
  /** ISO 4217; absent where none was written. */
  currency?: string;
}

/**
 * An amount as people write it: "15 000,50", "15,000.50", "1.500.000", "$ 99.90", "2 млн руб". A single separator
 * followed by exactly three digits groups thousands, except after a lone zero.
 */
export function parseMoney(text: string): Result<Money, 'unreadable'> {
  const currency = parseCurrency(text);
  const numbers = text.match(/\d[\d\s\u00a0\u202f'.,]*/g) ?? [];
  const [written] = numbers;
  if (written === undefined || numbers.length > 1 || /-\s*\d/.test(text)) return no('unreadable');
  const words = text.replace(written, ' ');
  const [, times] = MULTIPLES.find(([pattern]) => pattern.test(words)) ?? [undefined, 1];
  if (!isUnderstood(words)) return no('unreadable');
  const bare = written.replace(/[\s\u00a0\u202f']/g, '').replace(/[.,]+$/, '');
  const amount = Number(plain(bare)) * times;
  if (!Number.isFinite(amount) || amount >= LIMIT) return no('unreadable');
  return ok({ amount: Math.round(amount * 100) / 100, ...(currency !== undefined && { currency }) });
}

/** Whether the words around a number are a multiple and a currency, and nothing else: half an amount is a wrong one. */
function isUnderstood(words: string): boolean {
  const patterns = [...MULTIPLES, ...SIGNS].map(([pattern]) => new RegExp(pattern.source, 'giu'));
  const rest = patterns.reduce((left, pattern) => left.replace(pattern, ' '), words);
  const others = rest.match(/[^\s.,'\u00a0\u202f]+/gu) ?? [];
  return others.every((word) => /^[a-z]{3}$/iu.test(word) && known(word.toUpperCase()));
}

/** Digits with at most one point, which is the decimal one. */
function plain(written: string): string {
  const separators = written.match(/[.,]/g) ?? [];
  const last = separators.at(-1);
  if (last === undefined) return written;
  const mixed = new Set(separators).size > 1;
  const tail = written.slice(written.lastIndexOf(last) + 1);
  const grouping = !mixed && (separators.length > 1 || (tail.length === 3 && !/^0[.,]/.test(written)));
  if (grouping) return written.replace(/[.,]/g, '');
  const head = written.slice(0, written.lastIndexOf(last)).replace(/[.,]/g, '');
  return `${head}.${tail}`;
}
