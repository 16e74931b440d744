import { DateTime } from 'luxon';
import { isOneOf } from '../one-of.ts';
import type { Range } from '../time/period.ts';
import { local } from '../time/zone.ts';
import type { GroupField, GroupKey } from './grouping.ts';

/*
 * Spans of time in their order, the empty ones too: "2026-11-23" (day), "2026-W48" (week), "2026-11" (month), as the
 * reader's zone has them.
 */

export const timeFields = ['day', 'week', 'month'] as const satisfies readonly GroupField[];
export type TimeField = (typeof timeFields)[number];

export const isTimeField = (field: GroupField | undefined): field is TimeField =>
  field !== undefined && isOneOf(timeFields, field);

/** Longer than this no axis gets: ten years of days. */
const SPANS_AT_MOST = 3660;

const formats = { day: 'yyyy-MM-dd', week: "kkkk-'W'WW", month: 'yyyy-MM' } as const;

/** The key of the span that a moment, or a plain day in UTC, lies in. */
export const spanKey = (field: TimeField, at: DateTime): string => at.toFormat(formats[field]);

/** The first day of a span as midnight in UTC; invalid where the key is none. */
export const spanStart = (key: string): DateTime => DateTime.fromISO(key, { zone: 'utc' });

/** All spans that a half-open range touches, in order; of a range that is too long, the last ones. */
export function spansIn(field: TimeField, { from, to }: Required<Range>, zone: string): string[] {
  if (to <= from) return [];
  const plain = (at: Date) => {
    const { year, month, day } = local(at, zone);
    return DateTime.utc(year, month, day).startOf(field);
  };
  const last = plain(new Date(to.getTime() - 1));
  const earliest = last.minus({ [`${field}s`]: SPANS_AT_MOST - 1 });
  const first = DateTime.max(plain(from), earliest);
  const spans: string[] = [];
  for (let step = 0; ; step++) {
    const span = first.plus({ [`${field}s`]: step });
    if (span > last) return spans;
    spans.push(spanKey(field, span));
  }
}

/**
 * The spans of an axis: those of the period, as far as it has passed or something was counted. An open end is where the
 * first or last thing was counted.
 */
export function axisOf(
  field: TimeField,
  { from, to }: Range,
  keys: readonly GroupKey[],
  { now, zone }: { now: Date; zone: string },
): string[] {
  const counted = keys.filter((key): key is string => typeof key === 'string').sort();
  const startOf = (key: string | undefined): Date | undefined => {
    const start = key === undefined ? undefined : spanStart(key);
    return start?.isValid ? start.setZone(zone, { keepLocalTime: true }).toJSDate() : undefined;
  };
  const [first, last] = [startOf(counted[0]), startOf(counted.at(-1))];
  // A moment after the last span's begin is enough to have it on the axis.
  const counts = last && new Date(last.getTime() + 1);
  const passed = to && to < now ? to : now;
  const begin = from ?? first;
  const end = to && to < now ? to : counts && counts > passed ? counts : passed;
  if (!begin) return [];
  return spansIn(field, { from: begin, to: from === undefined && to === undefined && counts ? counts : end }, zone);
}
