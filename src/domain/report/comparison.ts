import { type Period, periodRange, previousPeriod } from '../time/period.ts';
import { local } from '../time/zone.ts';

/** Two stretches of time that are set side by side. */
export interface Comparison {
  now: Period;
  before: Period;
}

/**
 * What a period is compared with. A period under way counts as far as it has passed, and is set against the same stretch of
 * the one before: the same number of days, to the same clock time, never past that period's end. One that is over, or has
 * not begun, is set against the whole one before. Undefined: it has no period before.
 */
export function comparisonOf(period: Period, now: Date, zone: string): Comparison | undefined {
  const { from, to } = periodRange(period, zone);
  if (!from || !to) return undefined;
  const previous = previousPeriod(period, zone);
  const before = periodRange(previous, zone);
  if (now <= from || now >= to || !before.from || !before.to) return { now: period, before: previous };
  const until = sameStretch(from, now, before.from, zone);
  return {
    now: { kind: 'range', from, to: now },
    before: { kind: 'range', from: before.from, to: earlier(until, before.to) },
  };
}

const earlier = (one: Date, other: Date): Date => new Date(Math.min(one.getTime(), other.getTime()));

/** As many whole days after `start` as `now` is after `from`, and what is left of the last day. */
function sameStretch(from: Date, now: Date, start: Date, zone: string): Date {
  const [begun, end] = [local(from, zone), local(now, zone)];
  const days = Math.floor(end.diff(begun, 'days').days);
  const clock = end.diff(begun.plus({ days }));
  return local(start, zone).plus({ days }).plus(clock).toJSDate();
}
