import { DateTime, IANAZone } from 'luxon';

/** A reading of a wall clock and calendar; what instant it is depends on the zone. Month is 1..12. */
export interface LocalTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

/** A calendar day without a zone. Month is 1..12. */
export type LocalDay = Pick<LocalTime, 'year' | 'month' | 'day'>;

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Whether the name is an IANA zone this Node knows ("Europe/Moscow", "UTC"). */
export function isZone(name: string): boolean {
  return IANAZone.isValidZone(name);
}

/** The instant as seen in the zone. The zone must have passed `isZone`. */
export function local(date: Date, zone: string): DateTime {
  return DateTime.fromJSDate(date, { zone });
}

/**
 * The instant at which the zone's wall clock shows this reading.
 * A reading that a clock change skips moves forward by the length of the gap (02:30 -> 03:30);
 * one that comes twice means the first. Out-of-range fields run over, as in `Date.UTC` (day 32 is the 1st).
 */
export function atLocal(at: LocalTime, zone: string): Date {
  return new Date(instantOf(Date.UTC(at.year, at.month - 1, at.day, at.hour, at.minute), zone));
}

/** Luxon leaves open which of two equal readings it takes, so both offsets around the moment are tried here. */
function instantOf(wallClock: number, zone: string): number {
  const iana = IANAZone.create(zone);
  const before = iana.offset(wallClock - DAY_MS);
  const after = iana.offset(wallClock + DAY_MS);
  const readings = [before, after]
    .map((offset) => ({ offset, instant: wallClock - offset * MINUTE_MS }))
    .filter(({ offset, instant }) => iana.offset(instant) === offset)
    .map(({ instant }) => instant);
  return readings.length > 0 ? Math.min(...readings) : wallClock - before * MINUTE_MS;
}

/** The first instant of the zone's day that the date falls on (not always 00:00: some zones skip midnight). */
export function dayStart(date: Date, zone: string): Date {
  return startOfDay(local(date, zone), 0, zone);
}

/** The first instant of the following day: a day is [dayStart, dayEnd) and has 23 to 25 hours. */
export function dayEnd(date: Date, zone: string): Date {
  return startOfDay(local(date, zone), 1, zone);
}

function startOfDay({ year, month, day }: LocalDay, daysLater: number, zone: string): Date {
  return atLocal({ year, month, day: day + daysLater, hour: 0, minute: 0 }, zone);
}

/** The same clock time so many days later (earlier when negative), across clock changes. */
export function addDaysKeepingClock(date: Date, days: number, zone: string): Date {
  const here = local(date, zone);
  // Adding nothing must not move a moment in the second run of a repeated hour to the first.
  if (days === 0) return new Date(date);
  const wallClock = Date.UTC(
    here.year,
    here.month - 1,
    here.day + days,
    here.hour,
    here.minute,
    here.second,
    here.millisecond,
  );
  return new Date(instantOf(wallClock, zone));
}

/**
 * The date itself when it falls on a working day, else the same clock time on the next one.
 * Working days are ISO weekdays, 1 Monday to 7 Sunday; none at all means that every day will do.
 */
export function nextWorkingDay(date: Date, zone: string, workingDays: readonly number[]): Date {
  const weekday = local(date, zone).weekday;
  for (let days = 0; days < 7; days++) {
    if (workingDays.includes(((weekday - 1 + days) % 7) + 1)) return addDaysKeepingClock(date, days, zone);
  }
  return new Date(date);
}

/** The day of `now` at the clock time of another moment, both in the zone: what "tomorrow, the same time" is counted from. */
export function atClockOf(clock: Date, now: Date, zone: string): Date {
  const { year, month, day } = local(now, zone);
  const { hour, minute } = local(clock, zone);
  return atLocal({ year, month, day, hour, minute }, zone);
}

export interface Offers {
  tomorrow: Date;
  in3days: Date;
  inAWeek: Date;
}

/** "Tomorrow, in 3 days, in a week": the same clock time in the manager's zone, rolled on to a working day. */
export function offers(from: Date, zone: string, workingDays: readonly number[]): Offers {
  const later = (days: number) => nextWorkingDay(addDaysKeepingClock(from, days, zone), zone, workingDays);
  return { tomorrow: later(1), in3days: later(3), inAWeek: later(7) };
}
