import { DateTime } from 'luxon';
import { MAX_MINUTES } from '../time/duration.ts';
import { type CalendarKind, type Period, periodOn, periodRange } from '../time/period.ts';
import { local } from '../time/zone.ts';

/*
 * The calendar's days and what stands on them. A day is a plain date ("2026-11-23"); only `daySpans` knows where it lies
 * in a zone.
 */

export const calendarViews = ['day', 'week', 'month'] as const satisfies readonly CalendarKind[];
export type CalendarView = (typeof calendarViews)[number];

/** What a day's contacts are counted by; the first that is there gives the day its mark. */
export const dayGroups = ['overdue', 'planned', 'happened', 'cancelled'] as const;
export type DayGroup = (typeof dayGroups)[number];
export type DayCounts = Record<DayGroup, number>;

export const noDayCounts = (): DayCounts => ({ overdue: 0, planned: 0, happened: 0, cancelled: 0 });

export const sumCounts = (all: Iterable<DayCounts>): DayCounts => {
  const sum = noDayCounts();
  for (const counts of all) for (const group of dayGroups) sum[group] += counts[group];
  return sum;
};

/** What a day is marked with: the most pressing of what it holds. */
export const dayMark = (counts: DayCounts | undefined): DayGroup | undefined =>
  counts && dayGroups.find((group) => counts[group] > 0);

/** Years that a calendar is turned to: as far as anybody plans or looks back. */
const [FIRST_YEAR, LAST_YEAR] = [1990, 2100];

/** The text as a day, if it is one that a calendar shows. Button data is anybody's input. */
export function readDay(text: string | undefined): string | undefined {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const day = DateTime.fromISO(text, { zone: 'utc' });
  return day.isValid && day.year >= FIRST_YEAR && day.year <= LAST_YEAR ? text : undefined;
}

/** The day that a moment falls on in the zone. */
export const dayAt = (moment: Date, zone: string): string => local(moment, zone).toFormat('yyyy-MM-dd');

const daysFrom = (first: string, count: number): string[] => {
  const start = DateTime.fromISO(first, { zone: 'utc' });
  return Array.from({ length: count }, (_, index) => start.plus({ days: index }).toFormat('yyyy-MM-dd'));
};

/** The first day of the view that holds a day. */
export function firstOf(view: CalendarView, day: string): string {
  const period = periodOn(view, day);
  return 'anchor' in period ? period.anchor : day;
}

/** The days of the view that holds a day, in order. */
export function daysOf(view: CalendarView, day: string): string[] {
  const first = firstOf(view, day);
  const start = DateTime.fromISO(first, { zone: 'utc' });
  const count = view === 'day' ? 1 : view === 'week' ? 7 : (start.daysInMonth ?? 31);
  return daysFrom(first, count);
}

/** A month as weeks from Monday to Sunday; places outside the month are empty. */
export function monthGrid(day: string): (string | undefined)[][] {
  const days = daysOf('month', day);
  const monday = firstOf('week', days[0] ?? day);
  const before = days[0] === undefined ? 0 : daysBetween(monday, days[0]);
  const cells: (string | undefined)[] = [...Array.from({ length: before }, () => undefined), ...days];
  while (cells.length % 7 !== 0) cells.push(undefined);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

const daysBetween = (from: string, to: string): number =>
  Math.round(DateTime.fromISO(to, { zone: 'utc' }).diff(DateTime.fromISO(from, { zone: 'utc' }), 'days').days);

/** A day and the instants it covers in a zone: from <= moment < to. */
export interface DaySpan {
  day: string;
  from: Date;
  to: Date;
}

/** Where days lie in the zone. A day that the zone never had (Samoa has no 2011-12-30) covers nothing and is left out. */
export function daySpans(days: readonly string[], zone: string): DaySpan[] {
  return days.flatMap((day) => {
    const { from, to } = periodRange(periodOn('day', day) satisfies Period, zone);
    return from && to && from < to ? [{ day, from, to }] : [];
  });
}

/** The longest contact, and how far into a day one has to last to stand on it too, in milliseconds. */
export const LONGEST_CONTACT = MAX_MINUTES * 60_000;
/** One that was given no duration is taken for a quarter of an hour: that alone puts it on no further day. */
export const LASTS_INTO = 15 * 60_000;

/** Whether a contact stands on a day: it starts on it, or began before and lasts well into it. */
export const standsOn = ({ start, end }: { start: Date; end: Date }, { from, to }: Omit<DaySpan, 'day'>): boolean =>
  start < to && (start >= from || end.getTime() > from.getTime() + LASTS_INTO);
