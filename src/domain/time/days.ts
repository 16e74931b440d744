import { regExp } from '../text/pattern.ts';
import { DIAL_HOURS, NUMBER_WORDS } from './numbers.ts';
import { END, each, type Feast, type Piece, type Rule, START, spanOf } from './pieces.ts';

const PREPOSITION = '(?:(?:в|во|на|к|ко|с|со|до|от|за|on|by|for|from|until|till|til|since|come)\\s)?';

const OFFSETS: readonly [string, number][] = [
  ['послезавтра(?:шн(?:ее|ий|юю|яя|его|ей))?|(?:the )?day after tomorrow', 2],
  ['позавчера|(?:the )?day before yesterday', -2],
  ['завтра(?:шн(?:ее|ий|юю|яя|его|ей))?|зватра|завтро|tomorr?ow|tommorr?ow|tmrw|tmr|tomoz|2moro', 1],
  ['вчера|yesterday|yday|last(?=\\snight(?!\\p{L}))', -1],
  ['сегодня(?:шн(?:ее|ий|юю|яя|его|ей))?|today|this(?=\\s(?:morning|afternoon|evening|eve|[ap]\\.?m)(?!\\p{L}))', 0],
];

const WEEKDAYS: readonly { full: string; short: string }[] = [
  { full: 'понед[еи]?ль?ник(?:а|у|ом|е)?|monday', short: 'пн|пон|mon' },
  { full: 'вторн?ик(?:а|у|ом|е)?|втроник|tuesday', short: 'вт|tues?' },
  { full: 'сред(?:а|у|е|ы|ой)|wednesday', short: 'ср|weds?' },
  { full: 'четве?рг(?:а|у|ом|е)?|чтеверг|thursday', short: 'чт|чет|thu|thurs?' },
  { full: 'пятни?ц(?:а|у|е|ы|ей)|пятинц[ау]|friday', short: 'пт|пят|fri' },
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
  'следующ(?:ий|ую|ее|ей|его|ему)|будущ(?:ий|ую|ее|ей)|след\\.?|next|nxt|прошл(?:ый|ую|ое|ой|ого)|last|эт(?:от|у|о|ой|ого)|this|ближайш(?:ий|ую|ее|ей|его)|coming';
const WEEK = '(?:\\s(?:на\\s)?(следующей|будущей|след\\.?|next|прошлой|last|этой|this)\\s(?:неделе|нед|week|wk))?';
const YEAR = '(?:,?\\s(\\d{4})(?:\\s?г(?:\\.|ода?)?(?!\\p{L}))?)?';
const ORDINALS = [...DIAL_HOURS.keys()].join('|');
// A name in quotes or after a legal form is a name: ООО Среда, «Пятница».
const NOT_A_NAME = '(?<!["«“\'])(?<!(?:ООО|АО|ПАО|ЗАО|ИП|фирма|компания) )';

const offsetPatterns = OFFSETS.map(([words, days]) => ({
  days,
  pattern: regExp(`${START}${PREPOSITION}(?:${words})${END}`, 'giu'),
}));
const weekdayPatterns = WEEKDAYS.map(({ full, short }, index) => ({
  weekday: index + 1,
  pattern: regExp(
    `${START}(${PREPOSITION})(?:the\\s)?(?:(${SHIFT})\\s)?${NOT_A_NAME}(?:(${full})|(${short})\\.?)${END}${WEEK}`,
    'giu',
  ),
}));
const monthPatterns = MONTHS.map((words, index) => ({
  month: index + 1,
  dayFirst: regExp(
    `${START}(?<![.,:№#]|[№#]\\s)${PREPOSITION}(?:the\\s)?(?:(\\d{1,2})(?:-?(?:го|ого|е|ое|му|st|nd|rd|th))?(?:\\s?-\\s?\\d{1,2})?|(${ORDINALS}))[\\s-](?:of\\s)?(?:${words})(?:${END}\\.?)${YEAR}`,
    'giu',
  ),
  monthFirst: regExp(
    `${START}${PREPOSITION}(?:${words})\\.?\\s(?:the\\s)?(\\d{1,2})(?:st|nd|rd|th)?(?![\\d:.%]|\\s?[ap]\\.?m)${END}${YEAR}`,
    'giu',
  ),
}));
const WEEKS = regExp(
  `${START}(?:(?:на|sometime|some\\stime)\\s)?(следующей|будущей|след\\.?|next|nxt|прошлой|last|той)\\s(?:неделе|неделю|нед|week|wk)${END}`,
  'giu',
);
const THIS_WEEK = regExp(
  `${START}(?:на\\s(?:этой\\s|текущей\\s)?неделе|(?:later\\s|sometime\\s)?this\\s(?:week|wk))${END}`,
  'giu',
);
const WEEKEND = regExp(
  `${START}(?:(?:в|на)\\s(следующие\\s|прошлые\\s|эти\\s)?выходны[ех]|(?:(?:at|on|over)\\s)?(?:(this|next|last)\\s|the\\s)?weekend)${END}`,
  'giu',
);
const MONTH_ALONE = MONTHS.map((words) =>
  regExp(
    `${START}(?:(?:в|во|in|till|til|until|до)\\s)(?:начале\\s|next\\s)?(?:${words}|${words.replace(/\|.*/u, '')}\\p{L}*)${END}(?!\\s\\d)`,
    'giu',
  ),
);
const WEEKS_FROM = regExp(
  `${START}(?:in\\s)?(?:(a|one|\\d|two|three|four)\\s)?(weeks?|wks?|fortnight)\\s(?:(?:from|on|after)\\s)?(?:(today|now)|(tomorrow|tmrw|tmr|tomoz)|(\\p{L}{3,9}))${END}`,
  'giu',
);
/** "tues week", "Monday week": the one after the coming one. */
const WEEKDAY_WEEK = regExp(
  `${START}(?:on\\s)?(${WEEKDAYS.map(({ full, short }) => `${full}|${short}`).join('|')})\\.?\\sweek${END}`,
  'giu',
);
/** "2nd Tues of Jan", "посл пт декабря" */
const NTH = [/^(?:1|first|перв)/iu, /^(?:2|second|втор)/iu, /^(?:3|third|трет)/iu, /^(?:4|fourth|четверт)/iu];
const NTH_WEEKDAY = regExp(
  `${START}${PREPOSITION}(?:the\\s)?(1st|2nd|3rd|4th|first|second|third|fourth|last|перв(?:ый|ую|ое|ая)|втор(?:ой|ую|ое|ая)|трет(?:ий|ью|ье|ья)|четверт(?:ый|ую|ое|ая)|последн(?:ий|юю|ее|яя)|посл\\.?)\\s(${WEEKDAYS.map(({ full, short }) => `${full}|${short}`).join('|')})\\.?\\s(?:of\\s|in\\s)?(?:(?:the\\s|this\\s|этого\\s)?(?:month|месяца)|(${MONTHS.join('|')}))${END}`,
  'giu',
);
/** "w/c 14th", "week commencing the 14th" */
const WEEK_OF = regExp(
  `${START}(?:w\\/c|wc|week (?:commencing|beginning|starting|of))\\s(?:the\\s)?(\\d{1,2})(?:st|nd|rd|th)?(?![\\d/.:]|\\s(?:${MONTHS.join('|')})${END})`,
  'giu',
);
const FEASTS: readonly [Feast, string][] = [
  ['thanksgiving', 'thanksgiving(?:\\sday)?'],
  ['christmas', 'christmas(?:\\sday)?|xmas(?:\\sday)?'],
  ['boxing', 'boxing\\sday'],
  ['newYearsEve', 'nye'],
  ['newYear', "new\\syear(?:['’]?s)?(?:\\sday)?"],
];
const feastPatterns = FEASTS.map(([feast, words]) => ({
  feast,
  pattern: regExp(
    `${START}(?:(?:on|by|at|before)\\s)?(?:(?:the\\s)?(day\\sbefore|day\\safter)\\s)?(?:${words})(\\seve)?${END}`,
    'giu',
  ),
}));
const OF_MONTH = regExp(
  `${START}${PREPOSITION}(?:(?:the\\s|(?<=(?:mon|tues?|weds?|thu|thurs?|fri|sat|sun)\\s))(\\d{1,2})(?:st|nd|rd|th)(?!\\s(?:of\\s)?(?:call|time|floor|invoice|visit|meeting|attempt|order|quarter|batch|line|one)s?(?!\\p{L}))|(\\d{1,2})(?:-?(?:го|му|ого)(?:\\sчисл[ао])?|\\sчисл[ао])(?!\\s(?:раза|квартала|этажа|года|дня|сорта|этапа|транша|тура|раунда|класса|уровня|поколения|корпуса|подъезда|цеха|склада|пункта|приложения|платежа|заказа|звонка|контакта|варианта|лота|рейса))|(?<=(?<!\\p{L})на\\s)(\\d{1,2})-?е)${END}`,
  'giu',
);

/** Days told in words: "завтра", "в пятницу", "next monday", "25 декабря", "Dec 25, 2026", "25-го", "на следующей неделе". */
export const dayWords: Rule = (text) => [
  ...nthWeekdays(text),
  ...weekdaysLater(text),
  ...each(text, WEEKDAY_WEEK, (match) => {
    const weekday = weekdayNamed(match[1] ?? '');
    return weekday > 0 ? dayPiece(match, { kind: 'weekday', weekday, later: 1 }) : undefined;
  }),
  ...each(text, WEEK_OF, (match) => dayPiece(match, { kind: 'monthDay', day: Number(match[1]) })),
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
  ...feastPatterns.flatMap(({ feast, pattern }) =>
    each(text, pattern, (match) => {
      const isBefore = /^before\s/iu.test(match[0]);
      const days = (match[1] ? (/before/iu.test(match[1]) ? -1 : 1) : 0) - (match[2] ? 1 : 0) - (isBefore ? 1 : 0);
      // "New Year" alone is a time of the year; with "'s" or "eve" a day.
      if (feast === 'newYear' && !/['’s]s?(?:\sday)?|eve/iu.test(match[0].slice(8))) return undefined;
      return dayPiece(match, { kind: 'feast', feast, days });
    }),
  ),
  ...each(text, WEEKS, (match) => {
    if (/^той$/iu.test(match[1] ?? '')) return dayPiece(match, { kind: 'week', weeks: 1, turned: true });
    return dayPiece(match, { kind: 'week', weeks: weekShift(match[1]) ?? 0 });
  }),
  ...each(text, THIS_WEEK, (match) => dayPiece(match, { kind: 'edge', of: 'week', side: 'end', shift: 0 })),
  ...each(text, WEEKEND, (match) => {
    const week = weekShift((match[1] ?? match[2])?.trim().replace(/ие$/u, 'ая'));
    return dayPiece(match, { kind: 'weekday', weekday: 6, ...(week !== undefined && week !== 0 && { week }) });
  }),
  ...MONTH_ALONE.flatMap((pattern, index) =>
    each(text, pattern, (match) => dayPiece(match, { kind: 'month', month: index + 1 })),
  ),
  ...each(text, OF_MONTH, (match) =>
    dayPiece(match, { kind: 'monthDay', day: Number(match[1] ?? match[2] ?? match[3]) }),
  ),
];

function nthWeekdays(text: string): Piece[] {
  return each(text, NTH_WEEKDAY, (match) => {
    const [, word = '', day = '', name] = match;
    const nth = NTH.findIndex((pattern) => pattern.test(word)) + 1 || -1;
    const month = name === undefined ? 0 : MONTHS.findIndex((words) => regExp(`^(?:${words})$`, 'iu').test(name)) + 1;
    return dayPiece(match, { kind: 'nthWeekday', nth, weekday: weekdayNamed(day), ...(month > 0 && { month }) });
  });
}

/** "a week from Tuesday", "two weeks from tomorrow". */
function weekdaysLater(text: string): Piece[] {
  return each(text, WEEKS_FROM, (match) => {
    const [whole, count = 'a', unit = '', today, tomorrow, word = ''] = match;
    const isFortnight = /^f/iu.test(unit);
    // "two weeks Acme", "week from": no day follows.
    if (!today && !tomorrow && weekdayNamed(word) === 0) return undefined;
    if (/now$/iu.test(whole) && !/from/iu.test(whole)) return undefined;
    const times = /^(?:a|one)$/iu.test(count) ? 1 : (NUMBER_WORDS.get(count.toLowerCase()) ?? Number(count));
    const weeks = times * (isFortnight ? 2 : 1);
    if (today || tomorrow) return dayPiece(match, { kind: 'offset', days: weeks * 7 + (tomorrow ? 1 : 0), months: 0 });
    const weekday = weekdayNamed(word);
    return weekday > 0 ? dayPiece(match, { kind: 'weekday', weekday, later: weeks }) : undefined;
  });
}

const weekdayNames = WEEKDAYS.map(({ full, short }) => regExp(`^(?:${full}|${short})$`, 'iu'));
const weekdayNamed = (word: string): number => weekdayNames.findIndex((pattern) => pattern.test(word)) + 1;

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
  if (short && isPlainShort(text, match, short)) return true;
  if (short) {
    const isLast =
      next.trim() === '' && (match.index === 0 || /\d\s?(?:[ap]m)?,?\s$/iu.test(text.slice(0, match.index)));
    return isLast || /^[\s,]{0,2}(?:\d|(?:в|at)\s\d)/u.test(next);
  }
  return match.index === 0 || !/^[А-Я]/u.test(full ?? '') || /^[\s,]{1,2}(?:\d|в\s)/u.test(next);
}

/** Shortened weekdays that are not other word. "sat" and "sun" may be: a pronoun before, or a name in capitals, makes them one. */
function isPlainShort(text: string, match: RegExpExecArray, short: string): boolean {
  if (/^(?:пн|вт|ср|чт|пт|сб|вс|tues?|weds?|thu|thurs?|fri|mon)$/iu.test(short))
    return /^\p{Lu}{2,}$/u.test(short) ? /\p{Lu}{3}/u.test(text) : true;
  return (
    /^sat$/iu.test(short) &&
    /\p{L}\s$/u.test(text.slice(0, match.index)) &&
    !/(?<!\p{L})(?:i|he|she|we|they|who|who've|has|have|had|just|been)\s$/iu.test(
      text.slice(Math.max(0, match.index - 12), match.index),
    )
  );
}

function weekShift(word: string | undefined): number | undefined {
  if (!word) return undefined;
  if (/^(?:след|next|nxt|будущ)/iu.test(word)) return 1;
  if (/^(?:прошл|last)/iu.test(word)) return -1;
  return /^(?:эт|this)/iu.test(word) ? 0 : undefined;
}

function date(match: RegExpExecArray, day: number, month: number, year: string | undefined): Piece {
  return dayPiece(match, { kind: 'date', day, month, ...(year && { year: Number(year) }) });
}

function dayPiece(match: RegExpExecArray, day: (Piece & { type: 'day' })['day']): Piece {
  return { type: 'day', span: spanOf(match), day };
}
