import { no, ok, type Result } from '../result.ts';
import { fold } from '../text/spans.ts';
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

function minutesOf({ minutes, days, months }: Amount): number {
  return minutes + (days + months * 30) * 24 * 60;
}

function judged(minutes: number): Result<number, 'none' | 'tooLong'> {
  if (minutes <= 0) return no('none');
  return minutes > MAX_MINUTES ? no('tooLong') : ok(minutes);
}
