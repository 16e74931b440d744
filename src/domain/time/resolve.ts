import { DateTime } from 'luxon';
import { DAYPART_HOURS } from './dayparts.ts';
import type { Daypart, Edge, Feast, Piece, SaidClock, SaidDay } from './pieces.ts';
import { addDaysKeepingClock, atLocal, dayStart, type LocalDay, local, nextWorkingDay } from './zone.ts';

export interface WhenOptions {
  now: Date;
  /** IANA zone of the user who wrote the text. */
  zone: string;
  /** Whether the text plans or tells: "в пятницу" is the coming or the past one. */
  lean: 'past' | 'future';
  /** ISO weekdays. A bare hour that is over today is meant for the next of these. All days when missing. */
  workingDays?: readonly number[];
  /** The day that is meant where a time is told without one. */
  day?: LocalDay;
  /** What "2 days later" is counted from; without it, now. */
  from?: Date | undefined;
}

export interface Said {
  day?: SaidDay;
  clock?: SaidClock;
  daypart?: Daypart;
  shift?: Shift;
}

type Shift = Pick<Piece & { type: 'shift' }, 'amount' | 'sign'>;

export interface Moment {
  /** Without a time: the first instant of the day in the zone. */
  at: Date;
  hasTime: boolean;
  /** How long it lasts, where an end was told too: "с 10 до 12". */
  minutes?: number;
}

const BEFORE_YEARS = 20;
const AFTER_YEARS = 5;

/** What was said as a moment. Undefined when there is no such day, or it is not within 20 years back and 5 ahead. */
export function resolve(said: Said, options: WhenOptions): Moment | undefined {
  const moment = said.shift ? shifted(said.shift, options) : dated(said, options);
  return moment && nearby(moment, options);
}

function nearby(moment: Moment, options: WhenOptions): Moment | undefined {
  const now = local(options.now, options.zone);
  const isNear =
    moment.at >= now.minus({ years: BEFORE_YEARS }).toJSDate() &&
    moment.at <= now.plus({ years: AFTER_YEARS }).toJSDate();
  return isNear ? moment : undefined;
}

/** Whole days later without a moment to count from fix the day only. */
export function resolveLater(shift: Shift, options: WhenOptions): Moment | undefined {
  const { at } = shifted(shift, { ...options, now: options.from ?? options.now });
  const hasTime = options.from !== undefined || shift.amount.minutes > 0;
  return nearby({ at, hasTime }, options);
}

/** To the minute: nobody means the seconds. Days are kept by the clock, hours and minutes by what really passes. */
function shifted({ amount, sign }: Shift, { now, zone }: WhenOptions): Moment {
  const month = local(now, zone)
    .plus({ months: sign * amount.months })
    .toJSDate();
  const day = addDaysKeepingClock(month, sign * amount.days, zone);
  const minute = Math.floor(day.getTime() / 60_000) + sign * amount.minutes;
  return { at: new Date(minute * 60_000), hasTime: true };
}

function dated(said: Said, options: WhenOptions): Moment | undefined {
  const clock = said.clock
    ? clockOf(said.clock, said.daypart)
    : said.daypart && { hour: DAYPART_HOURS[said.daypart], minute: 0 };
  if (!said.day) return clock && bareTime(clock, said, options);
  const today = local(options.now, options.zone);
  const day = dayOf(said.day, today, clock, options);
  if (!day) return undefined;
  if (!clock)
    return { at: dayStart(atLocal({ ...day, hour: 12, minute: 0 }, options.zone), options.zone), hasTime: false };
  return withLength(atLocal({ ...day, ...clock }, options.zone), said);
}

/**
 * An hour without a word for its half of the day. Business sense: 1 to 7 is the afternoon ("завтра в 3" is 15:00,
 * "7:30" 19:30), 8 to 12 are what they are. A leading zero or a part of the day told beside it decides otherwise.
 */
function clockOf(clock: SaidClock, daypart: Daypart | undefined): { hour: number; minute: number } {
  const { hour, minute } = clock;
  if (!clock.loose || hour === 12) return { hour: clock.loose && daypart === 'night' ? 0 : hour, minute };
  const isAfternoon = daypart
    ? (daypart === 'evening' && hour >= 4) ||
      (daypart === 'night' && hour >= 8) ||
      (daypart !== 'morning' && daypart !== 'night' && hour <= 7)
    : hour <= 7;
  return { hour: isAfternoon ? hour + 12 : hour, minute };
}

/** Only a time: the next one when planning (on a working day unless still today), the last one when telling. */
function bareTime(clock: { hour: number; minute: number }, said: Said, options: WhenOptions): Moment {
  const { now, zone, lean, workingDays = [] } = options;
  const { year, month, day } = local(now, zone);
  const on = (days: number) => atLocal({ year, month, day: day + days, ...clock }, zone);
  const today = on(0);
  // "в 7", told in the evening, was this morning rather than last night.
  const morning = atLocal({ year, month, day, hour: clock.hour - 12, minute: clock.minute }, zone);
  const isMorning = said.clock?.loose === true && clock.hour >= 18 && today > now && morning <= now;
  if (lean === 'past') return withLength(isMorning ? morning : today <= now ? today : on(-1), said);
  return withLength(today >= now ? today : nextWorkingDay(on(1), zone, workingDays), said);
}

function withLength(at: Date, said: Said): Moment {
  const { clock } = said;
  if (!clock?.until) return { at, hasTime: true };
  // Both ends are said in the same way, so their difference is right whichever half of the day they are in.
  const length = clock.until.hour * 60 + clock.until.minute - clock.hour * 60 - clock.minute;
  const minutes = length > 0 ? length : length + 12 * 60;
  return minutes > 0 ? { at, hasTime: true, minutes } : { at, hasTime: true };
}

function dayOf(
  said: SaidDay,
  today: DateTime,
  clock: { hour: number; minute: number } | undefined,
  options: WhenOptions,
): LocalDay | undefined {
  const forward = options.lean === 'future';
  switch (said.kind) {
    case 'offset':
      return asDay(today.plus({ months: said.months, days: said.days }));
    case 'week': {
      // "на той неделе": the last one when telling.
      const weeks = said.turned && !forward ? -1 : said.weeks;
      return asDay((weeks > 0 || said.turned ? today.startOf('week') : today).plus({ weeks }));
    }
    case 'month':
      return nearest(today, forward, 1, (step) =>
        edgeOf(
          { of: 'month', side: 'beginning' },
          today.set({ day: 1, month: said.month }).plus({ years: step }),
          0,
          options.workingDays,
        ),
      );
    case 'feast':
      return nearest(today, forward, 2, (step) =>
        asDay(lastOf(said.weekday, feastOf(said.feast, today.year + step).plus({ days: said.days }))),
      );
    case 'nthWeekday': {
      const { month } = said;
      const start = month === undefined ? today.startOf('month') : today.set({ day: 1, month });
      return nearest(today, forward, 2, (step) =>
        nthOf(said, start.plus(month === undefined ? { months: step } : { years: step })),
      );
    }
    case 'weekday':
      return weekdayOf(said, today, clock, options);
    case 'workingDays':
      return asDay(afterWorkingDays(today, said.days, options.workingDays));
    case 'edge': {
      if (said.shift !== undefined) return edgeOf(said, today, said.shift, options.workingDays);
      const { month } = said;
      if (month !== undefined)
        return nearest(today, forward, 2, (step) =>
          edgeOf(said, today.set({ day: 1, month }).plus({ years: step }), 0, options.workingDays),
        );
      return nearest(today, forward, 2, (step) => edgeOf(said, today, step, options.workingDays));
    }
    case 'monthDay':
      return nearest(today, forward, 12, (step) => {
        const month = today.startOf('month').plus({ months: step });
        return calendarDay(month.year, month.month, said.day);
      });
    case 'date':
      if (said.year !== undefined) return calendarDay(said.year, said.month, said.day);
      return nearest(today, forward, 8, (step) => calendarDay(today.year + step, said.month, said.day));
  }
}

/** "this", "next" and those after it are of the week; "last" is the latest one before today; without a word the lean decides. */
function weekdayOf(
  { weekday, week, later = 0 }: SaidDay & { kind: 'weekday' },
  today: DateTime,
  clock: { hour: number; minute: number } | undefined,
  { now, zone, lean }: WhenOptions,
): LocalDay {
  if (week !== undefined && week >= 0) return asDay(today.startOf('week').plus({ weeks: week, days: weekday - 1 }));
  const ahead = (weekday - today.weekday + 7) % 7;
  const { year, month, day } = today;
  const todayAt = clock && atLocal({ year, month, day, ...clock }, zone);
  // The weekday of today means today only with an hour that is still to come (when planning) or over (when telling).
  const isToday = ahead === 0 && week === undefined && todayAt && (lean === 'future' ? todayAt >= now : todayAt <= now);
  if (isToday) return asDay(today);
  if (lean === 'past' || week === -1) return asDay(today.plus({ days: ahead - 7 }));
  return asDay(today.plus({ days: (ahead === 0 ? 7 : ahead) + later * 7 }));
}

/** The nth weekday of the month that a day is in; undefined where there is no fifth. */
function nthOf({ nth, weekday }: { nth: number; weekday: number }, month: DateTime): LocalDay | undefined {
  const first = month.startOf('month');
  const last = month.endOf('month').startOf('day');
  const day =
    nth < 0
      ? last.minus({ days: (last.weekday - weekday + 7) % 7 })
      : first.plus({ days: ((weekday - first.weekday + 7) % 7) + (nth - 1) * 7 });
  return day.month === first.month ? asDay(day) : undefined;
}

/** Its day in a year, as the countries keep it where people speak of it by this name. */
function feastOf(feast: Feast, year: number): DateTime {
  const day = (month: number, day: number) => DateTime.utc(year, month, day);
  switch (feast) {
    case 'thanksgiving':
      // The fourth Thursday of November.
      return day(11, 1).plus({ days: ((11 - day(11, 1).weekday) % 7) + 21 });
    case 'christmas':
      return day(12, 25);
    case 'boxing':
      return day(12, 26);
    case 'newYear':
      return day(1, 1);
    case 'newYearsEve':
      return day(12, 31);
  }
}

/** The last such weekday until then, that day included. */
const lastOf = (weekday: number | undefined, day: DateTime): DateTime =>
  weekday === undefined ? day : day.minus({ days: (day.weekday - weekday + 7) % 7 });

const worked = (workingDays: readonly number[] = []) => (workingDays.length > 0 ? workingDays : [1, 2, 3, 4, 5, 6, 7]);

function afterWorkingDays(today: DateTime, days: number, workingDays?: readonly number[]): DateTime {
  const own = worked(workingDays);
  let day = today;
  for (let left = days; left > 0; ) {
    day = day.plus({ days: 1 });
    if (own.includes(day.weekday)) left--;
  }
  return day;
}

/** The first or last day that is worked in the week, month, quarter or year so many steps from today's. */
function edgeOf({ of, side }: Edge, today: DateTime, step: number, workingDays?: readonly number[]): LocalDay {
  const own = worked(workingDays);
  const stretch = today.startOf(of).plus({ [`${of}s`]: step });
  if (side === 'middle')
    return asDay(of === 'month' ? stretch.set({ day: 15 }) : stretch.plus({ days: of === 'week' ? 2 : 45 }));
  let day = side === 'end' ? stretch.endOf(of).startOf('day') : stretch;
  while (!own.includes(day.weekday)) day = day.plus({ days: side === 'end' ? -1 : 1 });
  return asDay(day);
}

/** A DateTime's fields are getters, which a spread would leave behind. */
function asDay({ year, month, day }: DateTime): LocalDay {
  return { year, month, day };
}

/** The first existing day on or after today (on or before, when telling), a step at a time. */
function nearest(
  today: DateTime,
  forward: boolean,
  steps: number,
  on: (step: number) => LocalDay | undefined,
): LocalDay | undefined {
  const rank = ({ year, month, day }: LocalDay) => year * 10_000 + month * 100 + day;
  for (let step = 0; step <= steps; step++) {
    const day = on(forward ? step : -step);
    if (day && (forward ? rank(day) >= rank(today) : rank(day) <= rank(today))) return day;
  }
  return undefined;
}

function calendarDay(year: number, month: number, day: number): LocalDay | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? { year, month, day } : undefined;
}
