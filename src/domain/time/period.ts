import { DateTime } from 'luxon';
import { addDaysKeepingClock, atLocal, local } from './zone.ts';

/** Periods that lie on the calendar, shortest first. */
export const CALENDAR_KINDS = ['day', 'week', 'month', 'quarter', 'halfYear', 'year'] as const;
export type CalendarKind = (typeof CALENDAR_KINDS)[number];

/**
 * What a journal or a report looks at. A calendar period is named by its first day as a plain date ("2026-11-23"),
 * not by an instant, so that it stays the same period when its user changes zones.
 */
export type Period =
  | { kind: CalendarKind; anchor: string }
  | { kind: 'all' }
  | { kind: 'range'; from?: Date; to?: Date };

export type PeriodKind = Period['kind'];

/** Half-open: from <= moment < to. A missing end is open. */
export interface Range {
  from?: Date;
  to?: Date;
}

/** The period of this kind that holds `now` in the zone. */
export function currentPeriod(kind: CalendarKind, now: Date, zone: string): Period {
  return periodOn(kind, local(now, zone).toFormat('yyyy-MM-dd'));
}

/** The period of this kind that holds a day written as "2026-11-23". A day that does not exist throws: it is not a user's input. */
export function periodOn(kind: CalendarKind, day: string): Period {
  return { kind, anchor: isoDay(firstDay(kind, plainDay(day))) };
}

/** The instants a period covers in the zone. */
export function periodRange(period: Period, zone: string): Range {
  if (period.kind === 'all') return {};
  if (period.kind === 'range') {
    return { ...(period.from && { from: period.from }), ...(period.to && { to: period.to }) };
  }
  const first = firstDay(period.kind, plainDay(period.anchor));
  return { from: midnight(first, zone), to: midnight(later(period.kind, first, 1), zone) };
}

/**
 * The period n steps later (earlier when negative). A range with two ends moves by its own length, counted in days where
 * both ends show the same clock time, so that "Mon 00:00 to Fri 00:00" keeps its midnights over a clock change.
 * An open range and "all" have no neighbours and come back as they are.
 */
export function shiftPeriod(period: Period, n: number, zone: string): Period {
  if (period.kind === 'all') return period;
  if (period.kind === 'range') return shiftRange(period, n, zone);
  return { kind: period.kind, anchor: isoDay(later(period.kind, firstDay(period.kind, plainDay(period.anchor)), n)) };
}

export function previousPeriod(period: Period, zone: string): Period {
  return shiftPeriod(period, -1, zone);
}

function shiftRange(range: Period & { kind: 'range' }, n: number, zone: string): Period {
  const { from, to } = range;
  if (!from || !to) return range;
  const [start, end] = [local(from, zone), local(to, zone)];
  if (start.toFormat('HH:mm') === end.toFormat('HH:mm')) {
    const days = Math.round(plainDay(isoDay(end)).diff(plainDay(isoDay(start)), 'days').days);
    const move = (date: Date) => addDaysKeepingClock(date, days * n, zone);
    return { kind: 'range', from: move(from), to: move(to) };
  }
  const step = (to.getTime() - from.getTime()) * n;
  return { kind: 'range', from: new Date(from.getTime() + step), to: new Date(to.getTime() + step) };
}

// Calendar arithmetic is done on days in UTC, where every day has 24 hours; only `midnight` knows of zones.

function plainDay(day: string): DateTime {
  const parsed = DateTime.fromISO(day, { zone: 'utc' });
  if (!parsed.isValid) throw new RangeError(`not a day: ${day}`);
  return parsed.startOf('day');
}

function isoDay(day: DateTime): string {
  return day.toFormat('yyyy-MM-dd');
}

function firstDay(kind: CalendarKind, day: DateTime): DateTime {
  // Luxon knows no half-years. Its weeks are ISO weeks: they start on Monday in every locale.
  return kind === 'halfYear' ? day.set({ month: day.month <= 6 ? 1 : 7, day: 1 }) : day.startOf(kind);
}

const STEP = {
  day: (n: number) => ({ days: n }),
  week: (n: number) => ({ weeks: n }),
  month: (n: number) => ({ months: n }),
  quarter: (n: number) => ({ months: 3 * n }),
  halfYear: (n: number) => ({ months: 6 * n }),
  year: (n: number) => ({ years: n }),
} satisfies Record<CalendarKind, (n: number) => object>;

function later(kind: CalendarKind, first: DateTime, n: number): DateTime {
  return first.plus(STEP[kind](n));
}

function midnight({ year, month, day }: DateTime, zone: string): Date {
  return atLocal({ year, month, day, hour: 0, minute: 0 }, zone);
}
