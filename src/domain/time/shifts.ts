import { regExp } from '../text/pattern.ts';
import { each, type Piece, type Rule, START, spanOf } from './pieces.ts';
import { type Amount, readAmount } from './units.ts';

const FORWARD = regExp(`${START}(?:через|in)\\s{1,2}(?:около\\s|примерно\\s|about\\s)?`, 'giu');
const AMOUNT_START = regExp(`${START}(?:примерно\\s|около\\s|about\\s)?(?=[\\p{L}\\d])`, 'giu');
const BACK_AFTER = /\s{1,2}(?:тому\s)?(?:назад|ago|back|earlier)(?![\p{L}])/iuy;
/** "минут 15 назад", "часа 2 назад": about so long ago. */
const INVERTED_AGO = regExp(
  `${START}(минут|час(?:а|ов|ика)?|дн(?:я|ей)|недел[ьи])\\s(\\d{1,3})\\s(?:тому\\s)?назад(?![\\p{L}])`,
  'giu',
);
const FORWARD_AFTER = /\s{1,2}from\snow(?![\p{L}])/iuy;
const JUST_NOW = regExp(`${START}(?:только что|прямо сейчас|just now|right now)(?![\\p{L}])`, 'giu');

/** "через 2 часа", "in a week", "20 минут назад", "2 days ago", "только что": told from now. */
export const shifts: Rule = (text) => [
  ...each(text, JUST_NOW, (match) => ({
    type: 'shift',
    span: spanOf(match),
    amount: { minutes: 0, days: 0, months: 0 },
    sign: -1,
  })),
  ...each(text, INVERTED_AGO, (match) => {
    const [, unit = '', count = ''] = match;
    const times = Number(count);
    const isDay = /^[дн]/iu.test(unit) ? (/^н/iu.test(unit) ? 7 : 1) : 0;
    const minutes = isDay > 0 ? 0 : times * (/^ч/iu.test(unit) ? 60 : 1);
    return shifted(match.index, match.index + match[0].length, { minutes, days: isDay * times, months: 0 }, -1);
  }),
  ...each(text, FORWARD, (match) => {
    const from = match.index + match[0].length;
    const read = readAmount(text, from);
    // "через день": a day lies between.
    const isEveryOther = read && /^день$/iu.test(text.slice(from, read.end));
    return read && shifted(match.index, read.end, isEveryOther ? { ...read.amount, days: 2 } : read.amount, 1);
  }),
  // Looking for amounts is the dear part: done only where a word says that there is one.
  ...(/назад|ago|back|earlier|from now/iu.test(text) ? each(text, AMOUNT_START, (match) => fromNow(text, match)) : []),
];

function fromNow(text: string, match: RegExpExecArray): Piece | undefined {
  const read = readAmount(text, match.index + match[0].length);
  if (!read) return undefined;
  for (const [pattern, sign] of [
    [BACK_AFTER, -1],
    [FORWARD_AFTER, 1],
  ] as const) {
    pattern.lastIndex = read.end;
    if (pattern.test(text)) return shifted(match.index, pattern.lastIndex, read.amount, sign);
  }
  return undefined;
}

/** Hours and minutes fix the moment; whole days and months only the day, so that "через неделю в 10:00" has its hour. */
function shifted(start: number, end: number, amount: Amount, sign: 1 | -1): Piece {
  if (amount.minutes > 0) return { type: 'shift', span: [start, end], amount, sign };
  return {
    type: 'day',
    span: [start, end],
    day: { kind: 'offset', days: sign * amount.days, months: sign * amount.months },
  };
}
