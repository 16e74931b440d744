import { NUMBER_WORDS } from './numbers.ts';

/** An amount of time as people count it. Months are kept apart: their length depends on the calendar. */
export interface Amount {
  minutes: number;
  days: number;
  months: number;
}

const UNITS: readonly { word: string; amount: Partial<Amount> }[] = [
  { word: 'минут(?:а|у|ы|ок|ку|очку|очек)?|мин|minutes?|mins?|м(?![\\p{L}])|m', amount: { minutes: 1 } },
  { word: 'час(?:а|ов|у|ик|ика|иков|ам|ами)?|ч|hours?|hrs?|h', amount: { minutes: 60 } },
  { word: 'день|дня|дней|дн|суток|сутки|days?|д|d', amount: { days: 1 } },
  { word: 'недел[яьюие]|недельк[аиу]|нед|weeks?|wks?|w', amount: { days: 7 } },
  { word: 'fortnights?', amount: { days: 14 } },
  { word: 'месяц(?:а|ев)?|мес|months?', amount: { months: 1 } },
  { word: 'квартал(?:а|ов)?|quarters?', amount: { months: 3 } },
  { word: 'год(?:а)?|лет|years?', amount: { months: 12 } },
];

/** Whole phrases that are no "number unit". */
const PHRASES: readonly { phrase: string; amount: Partial<Amount> }[] = [
  { phrase: 'пол[- ]?часа|пол[- ]?часика|half (?:an )?(?:hour|hr)|half-(?:hour|hr)', amount: { minutes: 30 } },
  { phrase: '(?:час|часик) с половиной|(?:an |one )?hour and a half', amount: { minutes: 90 } },
  { phrase: 'четверть часа|(?:a )?quarter of an hour', amount: { minutes: 15 } },
  { phrase: '(?:3|three) quarters of an hour', amount: { minutes: 45 } },
  { phrase: 'пол[- ]?года|half (?:a )?year', amount: { months: 6 } },
  { phrase: 'полтора года|(?:a )?year and a half', amount: { months: 18 } },
];

const END = '(?![\\p{L}\\p{N}])';
const sticky = (source: string) => new RegExp(source, 'iuy');

const phrases = PHRASES.map(({ phrase, amount }) => ({ pattern: sticky(`(?:${phrase})${END}`), amount }));
// "1ч30м": a unit of letters may be followed by a digit at once.
const units = UNITS.map(({ word, amount }) => ({ pattern: sticky(`(?:${word})(?![\\p{L}])\\.?`), amount }));
const count = sticky(
  `(?:(\\d{1,4}(?:[.,]\\d{1,2})?)|(${[...NUMBER_WORDS.keys()].join('|')}|полтор[аы]|пар[ауы]|a couple of|couple of|an?)${END})(?:-х|-и)?\\s{0,2}`,
);
const between = sticky('\\s{0,2}(?:,|и|and)?\\s{0,2}');

/**
 * Reads an amount of time that starts exactly at the index ("1ч 30м", "полтора часа", "2 days 3 hours", "час").
 * The text is already folded (lower ё, plain spaces). Its end is exclusive. Linear in what it reads.
 */
export function readAmount(text: string, index: number): { amount: Amount; end: number } | undefined {
  let end: number | undefined;
  const total: Amount = { minutes: 0, days: 0, months: 0 };
  let from = index;
  for (let parts = 0; parts < 5; parts++) {
    const part = readPart(text, from, parts === 0);
    if (!part) break;
    total.minutes += part.amount.minutes ?? 0;
    total.days += part.amount.days ?? 0;
    total.months += part.amount.months ?? 0;
    end = part.end;
    from = matchEnd(between, text, end) ?? end;
  }
  return end === undefined ? undefined : { amount: total, end };
}

/** A bare unit ("час", "неделю") counts as one, but only in the first place: "2 дня, час ..." is not an hour more. */
function readPart(text: string, index: number, first: boolean): { amount: Partial<Amount>; end: number } | undefined {
  for (const { pattern, amount } of phrases) {
    const end = matchEnd(pattern, text, index);
    if (end !== undefined) return { amount, end };
  }
  count.lastIndex = index;
  const number = count.exec(text);
  if (!number && !first) return undefined;
  const times = number ? numberOf(number[1], number[2]) : 1;
  const at = index + (number?.[0].length ?? 0);
  for (const { pattern, amount } of units) {
    const end = matchEnd(pattern, text, at);
    if (end === undefined || (!number && end - at < 3)) continue;
    return { amount: multiplied(amount, times), end };
  }
  return undefined;
}

function numberOf(digits: string | undefined, word: string | undefined): number {
  if (digits !== undefined) return Number(digits.replace(',', '.'));
  const lower = (word ?? '').toLowerCase();
  if (lower.startsWith('полтор')) return 1.5;
  if (lower.startsWith('пар') || lower.includes('couple')) return 2;
  return NUMBER_WORDS.get(lower) ?? 1;
}

/** Half a day is twelve hours, half a month 15 days: a fraction moves on to the smaller unit. */
function multiplied(amount: Partial<Amount>, times: number): Amount {
  const months = (amount.months ?? 0) * times;
  const days = (amount.days ?? 0) * times + (months % 1) * 30;
  const minutes = (amount.minutes ?? 0) * times + (days % 1) * 24 * 60;
  return { minutes: Math.round(minutes), days: Math.floor(days), months: Math.floor(months) };
}

function matchEnd(pattern: RegExp, text: string, index: number): number | undefined {
  pattern.lastIndex = index;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
