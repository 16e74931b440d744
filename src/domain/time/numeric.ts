import { regExp } from '../text/pattern.ts';
import { each, type Piece, type Rule, spanOf } from './pieces.ts';

const ISO = regExp(String.raw`(?<![\p{L}\d.,/№#-])(\d{4})-(\d{1,2})-(\d{1,2})(?![\d/-]|-?\p{L})`, 'gu');
const YEAR_WORD = '(?:\\s?г(?:\\.|ода?)?(?!\\p{L}))?';
const PREPOSITION = '(?:(?<!\\p{L})(?:на|к|ко|с|со|до|за|on|by|from|until|till)\\s)?';
// Not inside a longer number, a version, an address on the net, "12.5%", "25/12-А".
const BEFORE = '(?<![\\p{L}\\d.,/:№#$€₽+-])(?<![№#$€₽] )';
const AFTER = '(?![\\d/:]|[.,-]\\d|-?\\p{L}|\\s?[%$€₽])';
const FULL = regExp(`${PREPOSITION}${BEFORE}(\\d{1,2})([./-])(\\d{1,2})\\2(\\d{4}|\\d{2})${YEAR_WORD}${AFTER}`, 'giu');
const SHORT = regExp(`${PREPOSITION}${BEFORE}(\\d{1,2})([./])(\\d{1,2})${YEAR_WORD}${AFTER}`, 'giu');

// What follows a number that is an amount and no date: "12.10 руб", "1.5 часа", "10.5 тыс".
const MEASURE =
  /^\s?(?:руб|р\.|тыс|млн|млрд|кг|шт|тонн|км|час|мин|дн|процент|usd|eur|rub|kg|pcs|hours?|hrs?|minutes?|days?|percent|million)/iu;
const AT_CLOCK = /(?<!\p{L})(?:в|at|около|around|в районе)\s$/iu;

/** 2026-12-25 */
export const isoDates: Rule = (text) =>
  each(text, ISO, (match) => day(match, Number(match[3]), Number(match[2]), Number(match[1])));

/**
 * 25.12.2026, 25/12/26, 25-12-2026, 25.12, 25/12. The day comes first, as in Europe; the month does only where it cannot be
 * otherwise (12/25). "в 11.10", and "11.10" that follows a day, is a clock and left to others, as is "15.30".
 */
export const numericDates: Rule = (text, found) => [
  ...each(text, SPOKEN, (match) => day(match, Number(match[1]), Number(match[2]))),
  ...each(text, FULL, (match) => {
    const year = Number(match[4]);
    // "10.2.11" inside a sentence is a version sooner than a day of 2011.
    if (match[4]?.length === 2 && match[3]?.length === 1 && !isWhole(text, match)) return undefined;
    return ordered(match, Number(match[1]), Number(match[3]), match[4]?.length === 2 ? 2000 + year : year);
  }),
  ...each(text, SHORT, (match) => {
    const [first, second] = [match[1] ?? '', match[3] ?? ''];
    const isClock =
      match[2] === '.' &&
      second.length === 2 &&
      Number(first) < 24 &&
      (saidAt(text, match) || (followsDay(text, match, found) && !isDateOf(text, match, Number(second))));
    const after = text.slice(match.index + match[0].length);
    // "revisit 2/1", "2/1 at 3pm"; "1/2 pallet" is a fraction.
    const isSlashed =
      match[2] === '/' &&
      /^(?:\s*(?:$|[,;.)])|\s(?:at|re|w\/|with|about|in|\d|(?:on|for)(?!\p{L})))/iu.test(after) &&
      !(/^\s(?:on|for)/iu.test(after) && /^(?:1\/[234]|[23]\/[34])$/.test(`${first}/${second}`)) &&
      /\p{L}\s$|^$/u.test(text.slice(0, match.index));
    const isFraction = first.length + second.length === 2 && !isWhole(text, match) && !isSlashed;
    if (
      isClock ||
      isFraction ||
      MEASURE.test(text.slice(match.index + match[0].length, match.index + match[0].length + 12))
    ) {
      return undefined;
    }
    // "24/7" means always, and beside it "12/5" as much.
    return `${first}/${second}` === '24/7' || (/^[5-7]$/.test(second) && match[2] === '/' && text.includes('24/7'))
      ? undefined
      : ordered(match, Number(first), Number(second));
  }),
];

/** "for twelve four at two thirty": a date said as two numbers, before its hour. */
const SPOKEN = regExp(
  `(?<=(?<!\\p{L})(?:for|on|by)\\s)(\\d{1,2})\\s(\\d{1,2})(?=\\s(?:at\\s\\d|in the (?:morning|afternoon|evening)))`,
  'giu',
);

function isWhole(text: string, match: RegExpExecArray): boolean {
  return match[0].length === text.trim().length;
}

function saidAt(text: string, match: RegExpExecArray): boolean {
  return AT_CLOCK.test(text.slice(Math.max(0, match.index - 12), match.index));
}

function followsDay(text: string, match: RegExpExecArray, found: readonly Piece[]): boolean {
  const written = [...text.slice(0, match.index).matchAll(SHORT)].at(-1);
  const ends = found.filter(({ type }) => type === 'day').map(({ span }) => span[1]);
  if (written) ends.push(written.index + written[0].length);
  return ends.some((end) => end <= match.index && /^[\s,]{1,2}$/.test(text.slice(end, match.index)));
}

/** "чт 11.12": after a bare weekday the day of a month, where the minutes would be odd ones. */
function isDateOf(text: string, match: RegExpExecArray, second: number): boolean {
  const isMonth = second >= 1 && second <= 12 && second % 5 !== 0;
  return isMonth && BARE_WEEKDAY.test(text.slice(Math.max(0, match.index - 16), match.index));
}
const BARE_WEEKDAY = regExp(
  String.raw`(?<!\p{L})(?:пн|вт|ср|чт|пт|сб|вс|понедельник|вторник|сред[ау]|четверг|пятниц[ау]|суббот[ау]|воскресенье)\.?,?\s$`,
  'iu',
);

function ordered(match: RegExpExecArray, first: number, second: number, year?: number): Piece | undefined {
  return first <= 12 && second > 12 && match[0].includes('/')
    ? day(match, second, first, year)
    : day(match, first, second, year);
}

/** Shapes only: whether the month has such a day is judged later, so that 31.02 is impossible rather than not there. */
function day(match: RegExpExecArray, dayOfMonth: number, month: number, year?: number): Piece | undefined {
  if (dayOfMonth < 1 || dayOfMonth > 31 || month < 1 || month > 12) return undefined;
  return {
    type: 'day',
    span: spanOf(match),
    day: { kind: 'date', day: dayOfMonth, month, ...(year !== undefined && { year }) },
  };
}
