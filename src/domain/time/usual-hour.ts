import { atClockOf, local } from './zone.ts';

/** Hours of a day that was told without a time: a plan for the morning, a report for noon. */
const PLANNED_HOUR = 10;
const HAPPENED_HOUR = 12;

interface UsualHour {
  now: Date;
  /** IANA zone. */
  zone: string;
  planned: boolean;
  /** A moment whose clock time is kept, such as the start before it was moved. */
  clock?: Date | undefined;
}

/**
 * The moment that is meant by a day told without a time: at the clock time that is kept, else at a sensible hour. Where that
 * is over today, a plan is for an hour from now; what is told of today happened not later than now.
 */
export function atUsualHour(day: Date, { now, zone, planned, clock }: UsualHour): Date {
  const hour = planned ? PLANNED_HOUR : HAPPENED_HOUR;
  const usual = clock ? atClockOf(clock, day, zone) : local(day, zone).startOf('day').set({ hour }).toJSDate();
  const here = local(now, zone).startOf('minute');
  if (!here.hasSame(local(day, zone), 'day')) return usual;
  if (planned) return usual > now ? usual : here.plus({ hours: 1 }).toJSDate();
  return usual < now ? usual : here.toJSDate();
}
