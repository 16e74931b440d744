import { regExp } from '../text/pattern.ts';
import { type CalendarKind, currentPeriod, periodRange, type Range, shiftPeriod } from './period.ts';

/** Between the two ends of a stretch written in one line. */
const BETWEEN = regExp(
  String.raw`\s+(?:по|до|to|till|until|through)\s+|\s*[–—]\s*|\s+-\s+|(?<=\d)-(?=\d{1,2}(?:[.]|\s+\p{L}|\s*$))`,
  'iu',
);
/** In UTF-16 units; "с понедельника 30 ноября 2026 по пятницу 4 декабря 2026" has fifty. */
const LONGEST = 200;
const FROM = /^(?:с|со|от|from|since)\s+/iu;
const BARE_DAY = /^\d{1,2}(?:-?го|st|nd|rd|th)?$/iu;
const DAY_FIRST = /^\d{1,2}(?:-?го|st|nd|rd|th)?(\s+\p{L}.*|[./]\d.*)$/iu;
const MONTH_FIRST = /^(\p{L}+\.?\s+)\d{1,2}(?:st|nd|rd|th)?(?:,?\s+\d{4})?$/iu;
const SLASHED = /^(\d{1,2})\/(\d{1,2})(\/\d{2,4})?$/;

/**
 * The two ends of a stretch of time, as texts to be read each by itself: what one says for both ("5-10 ноября", "Nov 5-10", or by
 * "11/15" that months come first) stands in both. Undefined where there is only one.
 */
export function splitStretch(text: string): [from: string, to: string] | undefined {
  if (text.length > LONGEST) return undefined;
  const [first, second, ...others] = text
    .trim()
    .replace(FROM, '')
    .split(BETWEEN)
    .map((part) => part.trim())
    .filter(Boolean);
  if (first === undefined || second === undefined || others.length > 0) return undefined;
  const tail = BARE_DAY.test(first) ? DAY_FIRST.exec(second)?.[1] : undefined;
  if (tail !== undefined) return [`${first}${tail}`, second];
  const head = BARE_DAY.test(second) ? MONTH_FIRST.exec(first)?.[1] : undefined;
  if (head !== undefined) return [first, `${head}${second}`];
  // "с 5 по сегодня": a lone number is an hour only beside another figure.
  if (BARE_DAY.test(first) && !/^\d/.test(second)) return [`${first.replace(/\D+$/, '')} числа`, second];
  return dayFirst(first, second) ?? [first, second];
}

/** "11/1 - 11/15" can only have its months first, so both are turned. */
function dayFirst(...ends: [string, string]): [string, string] | undefined {
  const read = ends.map((end) => SLASHED.exec(end));
  const areMonths = read.every((match) => match !== null && Number(match[1]) <= 12);
  if (!areMonths || !read.some((match) => Number(match?.[2]) > 12)) return undefined;
  const turned = (end: string) => end.replace(SLASHED, '$2/$1$3');
  return [turned(ends[0]), turned(ends[1])];
}

const KINDS: readonly (readonly [CalendarKind, RegExp])[] = [
  ['week', /^(?:недел\p{L}*|week)$/iu],
  ['month', /^(?:месяц\p{L}*|month)$/iu],
  ['quarter', /^(?:квартал\p{L}*|quarter)$/iu],
  ['year', /^(?:год\p{L}*|year)$/iu],
];
const NAMED = regExp(
  String.raw`^(?:(?:за|на|в|for|the)\s+)*(?:(эт\p{L}+|текущ\p{L}+|this|current)|(прошл\p{L}+|предыдущ\p{L}+|last|previous)|(?:следующ\p{L}+|next))\s+(\p{L}+)$`,
  'iu',
);

/** "last week", "прошлый месяц": a stretch told by one name, in the zone. */
export function namedStretch(text: string, now: Date, zone: string): Range | undefined {
  const match = text.length > LONGEST ? undefined : NAMED.exec(text.trim());
  const kind = KINDS.find(([, words]) => words.test(match?.[3] ?? ''))?.[0];
  if (!match || !kind) return undefined;
  const steps = match[1] ? 0 : match[2] ? -1 : 1;
  return periodRange(shiftPeriod(currentPeriod(kind, now, zone), steps, zone), zone);
}
