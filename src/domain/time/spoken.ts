import { regExp } from '../text/pattern.ts';
import type { Span } from '../text/spans.ts';
import { numberAt, numberWords } from './number-words.ts';

/*
 * A line with its number words written in figures, so that one grammar of dates serves what is typed and what is dictated:
 * "двадцать пятого в девять тридцать" -> "25-го в 9 30". Where each stretch came from is kept.
 */

export interface Figures {
  text: string;
  /** The stretch of the original that a stretch of the text stands for. */
  origin(span: Span): Span;
}

interface Word {
  text: string;
  span: Span;
}

/** After these an ordinal is an hour of the dial ("половина третьего"), and stays a word. */
const DIAL = /^(?:пол|половин[аеуы]|четверть|минут[аы]?|без)$/u;
/** What may follow a day of the month; anything else is what is counted by the ordinal ("с третьего раза"). */
const AFTER_DAY = regExp(
  String.raw`^(?:$|[,.;:!?)(-]|(?:числ[ао]|время|янв\p{L}*|фев\p{L}*|мар[та]\p{L}*|апр\p{L}*|ма[яй]|июн\p{L}*|июл\p{L}*|авг\p{L}*|сен\p{L}*|окт\p{L}*|ноя\p{L}*|дек\p{L}*|этого|следующего|в|во|к|ко|с|со|у|на|по|и|а|но|до|после|утром|днем|вечером|ночью|не|ни|он|она|они|мы|я|нам|мне|будет|будем|надо|нужно|можно|около|где-то|ровно|звон\p{L}*|созвон\p{L}*|встреч\p{L}*|перезвон\p{L}*|приед\p{L}*|еду|едем|жд\p{L}*|пн|вт|ср|чт|пт|сб|вс|понедельник|вторник|сред[ау]|четверг|пятниц[ау]|суббот[ау]|воскресенье|\d+|\p{L}+(?:ть|ться|ем|им|ют|ят|ет|ит|ешь|ишь|л|ла|ли))(?!\p{L}))`,
  'u',
);
const BEFORE_DAY = /^(?:до|к|ко|на|после|с|со)$/u;
const NOT_DAY = regExp(
  String.raw`^(?:раза|этажа|квартала|века|года|дома|номера|кабинета|отдела|склада|ряда|участка|отделения|поста|сорта|размера|километра|магазина|филиала|корпуса|подъезда|заказа|клиента|по\s(?:счету|списку))(?!\p{L})`,
  'u',
);
const ENGLISH_AFTER_DAY = regExp(
  String.raw`^(?:$|[,.;:!?)(-]|(?:of|at|in|by|for|with|about|re|and|then|to|noon|morning|afternoon|evening|he|she|they|we|i|january|february|march|april|may|june|july|august|september|october|november|december|never|instead|please|or|\d+)(?!\p{L}))`,
  'u',
);
const MONTH = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*$/u;
const AT = /^(?:at|by|around|before|after|until|till)$/u;

/** @param text folded (text/spans.ts) */
export function inFigures(text: string): Figures {
  const words: Word[] = [...text.matchAll(/\p{L}+/gu)].map((match) => ({
    text: match[0].toLowerCase(),
    span: [match.index, match.index + match[0].length],
  }));
  const cuts: { from: Span; figures: string }[] = [];
  for (let index = 0; index < words.length; ) {
    const run = runFrom(text, words, index);
    const number = numberWords.has(run[0] ?? '') ? numberAt(run, 0) : undefined;
    const figures = number && written(text, words, index, number);
    if (figures === undefined || !number) {
      index++;
      continue;
    }
    cuts.push({ from: [words[index]?.span[0] ?? 0, words[index + number.end - 1]?.span[1] ?? 0], figures });
    index += number.end;
  }
  return replaced(text, cuts);
}

const LONGEST = 6;

/** The words from an index on that nothing but a space or a hyphen parts. */
function runFrom(text: string, words: readonly Word[], from: number): string[] {
  const run: string[] = [];
  for (let index = from; index < words.length && run.length < LONGEST; index++) {
    const word = words[index];
    const before = words[index - 1];
    if (!word || (index > from && before && !/^[ -]$/.test(text.slice(before.span[1], word.span[0])))) break;
    run.push(word.text);
  }
  return run;
}

function written(
  text: string,
  words: readonly Word[],
  index: number,
  { value, end, ordinal, zero }: NonNullable<ReturnType<typeof numberAt>>,
): string | undefined {
  const [first, last] = [words[index], words[index + end - 1]];
  if (!first || !last) return undefined;
  const before = words[index - 1]?.text ?? '';
  const after = text.slice(last.span[1]).trimStart().toLowerCase();
  const isRussian = /[а-я]/u.test(last.text);
  if (!ordinal) {
    // "one" is a pronoun too, but not after "at".
    const isClock = AT.test(before) || /^(?:fifteen|thirty|forty[- ]five|o['’]?clock|p\.?m|a\.?m)\b/.test(after);
    // "six one two": a digit among digits.
    const isDigit = numberWords.has(before) && numberWords.has(words[index + 1]?.text ?? '');
    if (end === 1 && value === 1 && !isDigit && !(first.text === 'one' && isClock && !/^(?:of|point|go)\b/.test(after)))
      return undefined;
    return zero ? String(value).padStart(2, '0') : String(value);
  }
  // No month has such a day: kept whole, so that it is asked for and not half read.
  if (value > 31)
    return value < 100 && isRussian && /^(?:янв|фев|мар|апр|ма[яй]|июн|июл|авг|сен|окт|ноя|дек)/u.test(after)
      ? `${value}-го`
      : undefined;
  if (isRussian) {
    // "до двадцать второго экспрессом": past the twelfth, after a preposition, few other things are counted.
    const isLate = value > 12 && BEFORE_DAY.test(before) && !NOT_DAY.test(after);
    return DIAL.test(before) || !(isLate || AFTER_DAY.test(after)) ? undefined : `${value}-го`;
  }
  const isDate =
    MONTH.test(before) ||
    (/^(?:the|until|till|til)$/.test(before) && ENGLISH_AFTER_DAY.test(after)) ||
    /^of [a-z]{3}/.test(after);
  return isDate ? `${value}th` : undefined;
}

function replaced(text: string, cuts: readonly { from: Span; figures: string }[]): Figures {
  let result = '';
  let at = 0;
  /** Beginnings of stretches: here, there, and whether the stretch is a number that was replaced. */
  const stretches: { here: number; there: number; span?: Span }[] = [{ here: 0, there: 0 }];
  for (const { from, figures } of cuts) {
    result += text.slice(at, from[0]);
    stretches.push({ here: result.length, there: from[0], span: from });
    result += figures;
    stretches.push({ here: result.length, there: from[1] });
    at = from[1];
  }
  result += text.slice(at);
  const origin = (index: number, side: 0 | 1): number => {
    const stretch = stretches.findLast(({ here }) => here < index || (here === index && side === 0)) ?? stretches[0];
    if (!stretch) return index;
    return stretch.span ? stretch.span[side] : stretch.there + index - stretch.here;
  };
  return { text: result, origin: ([start, end]) => [origin(start, 0), origin(end, 1)] };
}
