import { no, ok, type Result } from '../result.ts';
import { regExp } from '../text/pattern.ts';
import { fold, type Span } from '../text/spans.ts';
import { type Amount, readAmount } from './units.ts';

/** A contact lasts at most 30 days: what is longer is a slip of the thumb. */
export const MAX_MINUTES = 30 * 24 * 60;
const SEARCHED = 500;

/**
 * A whole typed answer as minutes: "1ч 30м", "90", "1:30", "полтора часа", "2 days 3 hours", "час". A day has 24 hours.
 * 'none': no duration (zero is none); 'tooLong': more than 30 days.
 */
export function parseDuration(text: string): Result<number, 'none' | 'tooLong'> {
  if (text.length > SEARCHED) return no('none');
  const line = fold(text).trim();
  const bare = /^\d{1,7}$/.exec(line);
  if (bare) return judged(Number(line));
  const clock = /^(\d{1,3}):([0-5]\d)$/.exec(line);
  if (clock) return judged(Number(clock[1]) * 60 + Number(clock[2]));
  const prefix = /^(?:(?:на|около|примерно|где-то|ровно|for|about|around)\s{1,2}){0,2}/iu.exec(line)?.[0].length ?? 0;
  const read = readAmount(line, prefix);
  if (!read || !/^[\s.!]*$/.test(line.slice(read.end))) return no('none');
  return judged(minutesOf(read.amount));
}

/**
 * A duration inside a sentence ("на 30 мин", "for 2 hours", "в течение часа"), with the span to cut out of it, prepositions
 * included. Without a preposition it has to be a number with a unit. "Через 2 часа" and "2 часа назад" are moments and
 * do not count. Only the first 500 characters are looked at: a duration stands in the first line or is part of a story.
 */
export function findDuration(text: string): { minutes: number; span: Span } | undefined {
  const line = fold(text.slice(0, SEARCHED));
  const starts = regExp(
    String.raw`(?<![\p{L}\p{N}.,:№#-])(?:(?:в течение|в течении|длительность(?:ю)?|продолжительность(?:ю)?|на|for|lasting|lasted)[ :]{1,2}(?:около |примерно |about )?|(?=\d|полтор|полчас|half an hour|an hour))`,
    'giu',
  );
  for (const match of line.matchAll(starts)) {
    const at = match.index + match[0].length;
    const read = readAmount(line, at);
    if (!read || isMoment(line, match.index, read.end)) continue;
    const minutes = minutesOf(read.amount);
    if (minutes > 0 && minutes <= MAX_MINUTES && read.amount.months === 0)
      return { minutes, span: [match.index, read.end] };
  }
  return undefined;
}

/** "через 2 часа", "in 2 hours", "2 часа назад", "в 3 часа дня": said of when, not of how long. */
function isMoment(line: string, start: number, end: number): boolean {
  const before = regExp(
    String.raw`(?<![\p{L}])(?:через|спустя|за|до|после|в|во|к|с|in|within|at|after|before|every|каждые|последние|last) (?:около |примерно |about )?$|[№#] ?$`,
    'iu',
  );
  const after = regExp(
    String.raw`^\s{0,2}(?:назад|ago|тому назад|утра|дня|вечера|ночи|later|earlier|спустя)(?![\p{L}])`,
    'iu',
  );
  return before.test(line.slice(Math.max(0, start - 30), start)) || after.test(line.slice(end, end + 20));
}

function minutesOf({ minutes, days, months }: Amount): number {
  return minutes + (days + months * 30) * 24 * 60;
}

function judged(minutes: number): Result<number, 'none' | 'tooLong'> {
  if (minutes <= 0) return no('none');
  return minutes > MAX_MINUTES ? no('tooLong') : ok(minutes);
}
