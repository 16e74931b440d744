import type { DateTime } from 'luxon';
import type { Range } from '../time/period.ts';
import { local } from '../time/zone.ts';

/*
 * Targets: how many contacts a manager is to have a week. A week's target is shared among the manager's working days, so
 * that any stretch of time has its part of it.
 */

/** So many contacts a week from a day ("2026-11-23") on; 0: no target. */
export interface TargetStep {
  from: string;
  aWeek: number;
}

export const TARGET_AT_MOST = 999;
/** A working day counts as passed between these hours. */
const [BEGIN, END] = [9, 18];
const DAY_MS = 86_400_000;
/** Longer than this no stretch is looked at: ten years. */
const DAYS_AT_MOST = 3660;

/** A day of a stretch of time, and the part of its working hours that lies in it, 0 to 1. Weekday 1 is Monday. */
export interface StretchDay {
  day: string;
  weekday: number;
  part: number;
}

/** The days of a half-open stretch in a zone. */
export function stretchDays({ from, to }: Required<Range>, zone: string): StretchDay[] {
  if (to <= from) return [];
  const [first, last] = [local(from, zone), local(new Date(to.getTime() - 1), zone)];
  const passed = ({ hour, minute, second, millisecond }: DateTime) => {
    const clock = hour + (minute + (second + millisecond / 1000) / 60) / 60;
    return Math.min(1, Math.max(0, (clock - BEGIN) / (END - BEGIN)));
  };
  const [begin, end] = [first, last].map(({ year, month, day }) => Date.UTC(year, month - 1, day)) as [number, number];
  const count = Math.min(DAYS_AT_MOST, Math.round((end - begin) / DAY_MS) + 1);
  return Array.from({ length: count }, (_, index) => {
    const at = new Date(begin + index * DAY_MS);
    const until = at.getTime() === end ? passed(last) : 1;
    return {
      day: at.toISOString().slice(0, 10),
      weekday: at.getUTCDay() || 7,
      part: until - (index === 0 ? passed(first) : 0),
    };
  });
}

/** How many contacts these days ask for. `steps`: the earliest first. */
export function targetOf(
  days: readonly StretchDay[],
  steps: readonly TargetStep[],
  workingDays: readonly number[],
): number {
  const working = workingDays.length > 0 ? workingDays : [1, 2, 3, 4, 5];
  let sum = 0;
  for (const { day, weekday, part } of days) {
    if (!working.includes(weekday)) continue;
    const step = steps.findLast(({ from }) => from <= day);
    sum += ((step?.aWeek ?? 0) / working.length) * part;
  }
  return sum;
}

/** How a manager stands: contacts that happened, the target of the whole stretch, and the part of it that was due by now. */
export interface Standing {
  done: number;
  target: number;
  due: number;
}

/** Where it ends if it goes on like this; undefined where nothing was due yet. */
export const forecastOf = ({ done, target, due }: Standing): number | undefined =>
  due > 0 ? (done / due) * target : undefined;
