import type { Span } from '../text/spans.ts';
import type { Amount } from './units.ts';

/** A day as it was said, before it is known which one is meant. */
export type SaidDay =
  /** "tomorrow" is +1; months count for "in a month". */
  | { kind: 'offset'; days: number; months: number }
  /** ISO weekday; `week` is said with "this" (0), "next" (1), "last" (-1). */
  | { kind: 'weekday'; weekday: number; week?: number; later?: number }
  /** "next week" without a weekday; `turned` is "на той неделе", the last one when telling. */
  | { kind: 'week'; weeks: number; turned?: true }
  /** "in February": no day of it. */
  | { kind: 'month'; month: number }
  /** "Thanksgiving", "the day before Christmas" (-1); with a weekday the last such day until then ("the Fri before Xmas"). */
  | { kind: 'feast'; feast: Feast; days: number; weekday?: number }
  | { kind: 'date'; day: number; month: number; year?: number }
  /** "on the 25th" */
  | { kind: 'monthDay'; day: number }
  /** "2nd Tuesday of January", "последняя пятница декабря" (-1): the nth of its month. */
  | { kind: 'nthWeekday'; nth: number; weekday: number; month?: number }
  | ({ kind: 'edge' } & Edge)
  /** "in 3 business days" */
  | { kind: 'workingDays'; days: number };

export type Feast = 'thanksgiving' | 'christmas' | 'newYear' | 'newYearsEve' | 'boxing';

/** The first or last working day of a stretch of the calendar; without a shift the next one to come, or the latest when telling. */
export interface Edge {
  of: 'week' | 'month' | 'quarter' | 'year';
  side: 'beginning' | 'middle' | 'end';
  /** Of this month, 1..12, rather than of the present one. */
  month?: number;
  /** Of this one (0), the next (1), the last (-1). */
  shift?: number;
}

/** The time of day as it was said. */
export interface SaidClock {
  hour: number;
  minute: number;
  /** Nothing told morning from afternoon: no word for it, no leading zero, hour below 13. */
  loose: boolean;
  /** The end of a range "10:00-11:30", read like the beginning. */
  until?: { hour: number; minute: number };
}

export type Daypart = 'morning' | 'noon' | 'afternoon' | 'close' | 'evening' | 'night';

/** One thing found in the text, and where. */
export type Piece = { span: Span } & (
  | { type: 'day'; day: SaidDay }
  | { type: 'clock'; clock: SaidClock }
  | { type: 'daypart'; part: Daypart }
  /** "in 2 hours", "20 minutes ago": counted from now, so nothing else is needed. */
  | { type: 'shift'; amount: Amount; sign: 1 | -1 }
  /** Digits that are something else: a phone, a sum, a number of a contract. Claimed so that nobody reads them as a date. */
  | { type: 'noise' }
);

/** A rule sees the folded text and what earlier rules have claimed; what overlaps with that is dropped. */
export type Rule = (text: string, found: readonly Piece[]) => Piece[];

/** Nothing of a word or a number before or after: `\b` knows Latin letters only. */
export const START = '(?<![\\p{L}\\p{N}])';
export const END = '(?![\\p{L}\\p{N}])';

/** Every match of the pattern (with flag g) made into a piece; `make` refuses by returning undefined. */
export function each(text: string, pattern: RegExp, make: (match: RegExpExecArray) => Piece | undefined): Piece[] {
  return [...text.matchAll(pattern)].map(make).filter((piece) => piece !== undefined);
}

export function spanOf(match: RegExpExecArray): Span {
  return [match.index, match.index + match[0].length];
}
