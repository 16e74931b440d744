/*
 * When contacts take place: by day of the week and hour of the day, as the reader's clock shows them.
 */

/** Contacts that began in an hour of a day of the week: 1 is Monday; hour 9 is from 9:00 to 9:59. */
export interface HourCount {
  weekday: number;
  hour: number;
  count: number;
}

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
/** These hours are shown in any case, others where something began in them. */
const [FIRST, LAST] = [9, 17];

/** Counts by weekday, each with its hours from `from` on. */
export interface WeekOfHours {
  from: number;
  /** Hour of the day after hour, without gaps. */
  hours: number[];
  /** For each weekday, Monday first, a count an hour. */
  days: number[][];
  total: number;
}

/** The week of these counts. `also`: others that are set beside them, and share their hours. */
export function weekOfHours(counts: readonly HourCount[], also: readonly HourCount[] = []): WeekOfHours {
  const used = [...counts, ...also].map(({ hour }) => hour);
  const from = Math.min(FIRST, ...used);
  const to = Math.max(LAST, ...used);
  const hours = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const days = WEEKDAYS.map(() => hours.map(() => 0));
  let total = 0;
  for (const { weekday, hour, count } of counts) {
    const day = days[weekday - 1];
    if (!day) continue;
    day[hour - from] = (day[hour - from] ?? 0) + count;
    total += count;
  }
  return { from, hours, days, total };
}
