import { DIAL_HOURS } from './numbers.ts';
import { END, each, type Piece, type Rule, START, spanOf } from './pieces.ts';

const PREPOSITION = '(?:(?:в|во|на|к|ко|с|со|до|от|за|on|by|for|from|until|till|since)\\s)?';

const OFFSETS: readonly [string, number][] = [
  ['послезавтра|(?:the )?day after tomorrow', 2],
  ['позавчера|(?:the )?day before yesterday', -2],
  ['завтра|tomorr?ow|tommorr?ow|tmrw', 1],
  ['вчера|yesterday', -1],
  ['сегодня|today|this(?=\\s(?:morning|afternoon|evening))', 0],
];

const WEEKDAYS: readonly { full: string; short: string }[] = [
  { full: 'понедельник(?:а|у|ом|е)?|monday', short: 'пн|пон|mon' },
  { full: 'вторник(?:а|у|ом|е)?|tuesday', short: 'вт|tue|tues' },
  { full: 'сред(?:а|у|е|ы|ой)|wednesday', short: 'ср|wed' },
  { full: 'четверг(?:а|у|ом|е)?|thursday', short: 'чт|чет|thu|thur|thurs' },
  { full: 'пятниц(?:а|у|е|ы|ей)|friday', short: 'пт|пят|fri' },
  { full: 'суббот(?:а|у|е|ы|ой)|saturday', short: 'сб|суб|sat' },
  { full: 'воскресень(?:е|я|ю|ем)|sunday', short: 'вс|вос|sun' },
];

const MONTHS = [
  'янв(?:ар[ья])?|jan(?:uary)?',
  'фев(?:р(?:ал[ья])?)?|feb(?:ruary)?',
  'мар(?:та?)?|mar(?:ch)?',
  'апр(?:ел[ья])?|apr(?:il)?',
  'ма[йя]|may',
  'июн[ья]?|june?',
  'июл[ья]?|july?',
  'авг(?:уста?)?|aug(?:ust)?',
  'сен(?:т(?:ябр[ья])?)?|sept?(?:ember)?',
  'окт(?:ябр[ья])?|oct(?:ober)?',
  'ноя(?:б(?:р[ья])?)?|nov(?:ember)?',
  'дек(?:абр[ья])?|dec(?:ember)?',
];

const SHIFT =
  'следующ(?:ий|ую|ее|ей)|след\\.?|next|прошл(?:ый|ую|ое|ой)|last|эт(?:от|у|о|ой)|this|ближайш(?:ий|ую|ее|ей)|coming';
const WEEK = '(?:\\s(?:на\\s)?(следующей|след\\.?|next|прошлой|last|этой|this)\\s(?:неделе|week))?';
const YEAR = '(?:,?\\s(\\d{4})(?:\\s?г(?:\\.|ода?)?(?!\\p{L}))?)?';
const ORDINALS = [...DIAL_HOURS.keys()].join('|');
// A name in quotes or after a legal form is a name: ООО Среда, «Пятница».
const NOT_A_NAME = '(?<!["«“\'])(?<!(?:ООО|АО|ПАО|ЗАО|ИП|фирма|компания) )';

const offsetPatterns = OFFSETS.map(([words, days]) => ({
  days,
  pattern: new RegExp(`${START}${PREPOSITION}(?:${words})${END}`, 'giu'),
}));
const weekdayPatterns = WEEKDAYS.map(({ full, short }, index) => ({
  weekday: index + 1,
  pattern: new RegExp(
    `${START}(${PREPOSITION})(?:(${SHIFT})\\s)?${NOT_A_NAME}(?:(${full})|(${short})\\.?)${END}${WEEK}`,
    'giu',
  ),
}));
const monthPatterns = MONTHS.map((words, index) => ({
  month: index + 1,
  dayFirst: new RegExp(
    `${START}(?<![.,:№#]|[№#]\\s)${PREPOSITION}(?:the\\s)?(?:(\\d{1,2})(?:-?(?:го|ого|е|ое|st|nd|rd|th))?(?:\\s?-\\s?\\d{1,2})?|(${ORDINALS}))[\\s-](?:of\\s)?(?:${words})(?:${END}\\.?)${YEAR}`,
    'giu',
  ),
  monthFirst: new RegExp(
    `${START}${PREPOSITION}(?:${words})\\.?\\s(?:the\\s)?(\\d{1,2})(?:st|nd|rd|th)?(?![\\d:.%]|\\s?[ap]\\.?m)${END}${YEAR}`,
    'giu',
  ),
}));
const WEEKS = new RegExp(`${START}(?:на\\s)?(следующей|след\\.?|next|прошлой|last)\\s(?:неделе|week)${END}`, 'giu');
const OF_MONTH = new RegExp(
  `${START}${PREPOSITION}(?:(?:the\\s)(\\d{1,2})(?:st|nd|rd|th)|(\\d{1,2})(?:-?го(?:\\sчисла)?|\\sчисла))${END}`,
  'giu',
);

/** Days told in words: "завтра", "в пятницу", "next monday", "25 декабря", "Dec 25, 2026", "25-го", "на следующей неделе". */
export const dayWords: Rule = (text) => [
  ...offsetPatterns.flatMap(({ days, pattern }) =>
    each(text, pattern, (match) => dayPiece(match, { kind: 'offset', days, months: 0 })),
  ),
  ...monthPatterns.flatMap(({ month, dayFirst, monthFirst }) => [
    ...each(text, dayFirst, (match) =>
      date(match, match[1] ? Number(match[1]) : (DIAL_HOURS.get((match[2] ?? '').toLowerCase()) ?? 0), month, match[3]),
    ),
    ...each(text, monthFirst, (match) => date(match, Number(match[1]), month, match[2])),
  ]),
  ...weekdayPatterns.flatMap(({ weekday, pattern }) =>
    each(text, pattern, (match) => weekdayPiece(text, match, weekday)),
  ),
  ...each(text, WEEKS, (match) => dayPiece(match, { kind: 'week', weeks: weekShift(match[1]) ?? 0 })),
  ...each(text, OF_MONTH, (match) => dayPiece(match, { kind: 'monthDay', day: Number(match[1] ?? match[2]) })),
];

function weekdayPiece(text: string, match: RegExpExecArray, weekday: number): Piece | undefined {
  const [, preposition, before, full, short, after] = match;
  if (!preposition && !before && !isAlone(text, match, full, short)) return undefined;
  const week = weekShift(after ?? before);
  return dayPiece(match, { kind: 'weekday', weekday, ...(week !== undefined && { week }) });
}

/**
 * Without a preposition a weekday is one only in full and not written like a name ("звонок Пятница"; English ones always have
 * their capital), or shortened beside a number or at the end ("пт 15:00"): "sat" and "sun" are words too.
 */
function isAlone(text: string, match: RegExpExecArray, full: string | undefined, short: string | undefined): boolean {
  const next = text.slice(match.index + match[0].length);
  if (short) {
    const isLast =
      next.trim() === '' && (match.index === 0 || /\d\s?(?:[ap]m)?,?\s$/iu.test(text.slice(0, match.index)));
    return isLast || /^[\s,]{0,2}(?:\d|(?:в|at)\s\d)/u.test(next);
  }
  return match.index === 0 || !/^[А-Я]/u.test(full ?? '') || /^[\s,]{1,2}(?:\d|в\s)/u.test(next);
}

function weekShift(word: string | undefined): number | undefined {
  if (!word) return undefined;
  if (/^(?:след|next)/iu.test(word)) return 1;
  if (/^(?:прошл|last)/iu.test(word)) return -1;
  return /^(?:эт|this)/iu.test(word) ? 0 : undefined;
}

function date(match: RegExpExecArray, day: number, month: number, year: string | undefined): Piece {
  return dayPiece(match, { kind: 'date', day, month, ...(year && { year: Number(year) }) });
}

function dayPiece(match: RegExpExecArray, day: (Piece & { type: 'day' })['day']): Piece {
  return { type: 'day', span: spanOf(match), day };
}
