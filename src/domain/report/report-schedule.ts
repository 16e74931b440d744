import { atLocal, local } from '../time/zone.ts';

/** The days on which a saved report is sent. */
export const scheduleDays = ['1', '2', '3', '4', '5', '6', '7', 'daily', 'working', 'monthly'] as const;
/** An ISO weekday, every day, Monday to Friday, or the first of the month. */
export type ScheduleDays = (typeof scheduleDays)[number];

/** When a saved report is sent: on these days, at this clock time of the reader's zone. */
export interface Schedule {
  days: ScheduleDays;
  /** `09:00` */
  time: string;
}

/**
 * The first sending strictly after a moment. Over a clock change the report keeps its clock time: a time that is skipped
 * moves forward by the gap, one that comes twice means the first.
 */
export function nextSending({ days, time }: Schedule, after: Date, zone: string): Date {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const today = local(after, zone);
  // From today on; the first of a month is at most 31 days away, and 62 where a clock change swallows one.
  for (let ahead = 0; ahead < 64; ahead++) {
    const day = today.startOf('day').plus({ days: ahead });
    if (!fits(days, day.weekday, day.day)) continue;
    const at = atLocal({ year: day.year, month: day.month, day: day.day, hour, minute }, zone);
    if (at > after) return at;
  }
  throw new RangeError(`a schedule without a day: ${days}`);
}

function fits(days: ScheduleDays, weekday: number, day: number): boolean {
  if (days === 'daily') return true;
  if (days === 'working') return weekday <= 5;
  if (days === 'monthly') return day === 1;
  return weekday === Number(days);
}
