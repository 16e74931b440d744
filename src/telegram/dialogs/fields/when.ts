import { readDay } from '../../../domain/calendar/calendar.ts';
import { capital } from '../../../domain/text/capital.ts';
import { clean } from '../../../domain/text/html.ts';
import { sensibleTime } from '../../../domain/time/sensible-time.ts';
import { atUsualHour } from '../../../domain/time/usual-hour.ts';
import { parseWhen } from '../../../domain/time/when.ts';
import { atClockOf, atLocal, dayStart, type LocalDay, offers } from '../../../domain/time/zone.ts';
import { showDay, showTime, showWhen } from '../../../i18n/dates.ts';
import type { Ctx } from '../../context.ts';
import type { Field, Reply } from '../field.ts';
import { named } from '../field.ts';

const HOUR = 3_600_000;

interface WhenOptions<V> extends Pick<Field<Date, V>, 'icon' | 'label' | 'place' | 'ask'> {
  name: keyof V & string;
  /** Whether a time that lies ahead is meant, given what is known so far; undefined: either will do. */
  planned(values: Partial<V>): boolean | undefined;
  /** The moment whose clock time "tomorrow" keeps; without one, the buttons keep that of now, and a typed day gets a sensible hour. */
  clock?(values: Partial<V>): Date | undefined;
  /** What it follows: "tomorrow" is the day after that, where it lies ahead. */
  after?(values: Partial<V>): Date | undefined;
  /** Where it stands now: an answer that leaves it there says so. */
  present?(values: Partial<V>): Date | undefined;
  /** The day ("2026-11-23", in the user's zone) on which only the time is still asked. */
  day?(values: Partial<V>): string | undefined;
}

/** Hours that are offered on a day that is known already. */
const HOURS = [9, 10, 11, 12, 14, 15, 16, 17];

interface Offered {
  arg: string;
  text: string;
  at: Date;
}

/** Date and time in the user's own zone, tapped or typed in plain words. Kept to the minute. */
export function when<V>({ name, planned, clock, after, present, day, ask, ...rest }: WhenOptions<V>): Field<Date, V> {
  const set = (at: Date): Reply<V> => ({ set: named<V>(name, toMinute(at)) });
  const offeredFor = (ctx: Ctx, values: Partial<V>): Offered[][] => {
    const known = readDay(day?.(values));
    const hours = known === undefined ? [] : hoursOf(ctx, known, planned(values) === true);
    if (hours.length > 0) return [hours.slice(0, 4), hours.slice(4)];
    return planned(values) ? ahead(ctx, clock?.(values), after?.(values), present?.(values)) : [behind(ctx)];
  };

  return {
    ...rest,
    ...(ask && { ask }),
    required: () => true,
    show: (at, ctx) => showWhen(new Date(at), ctx.at, ctx.user),
    prompt(ctx, { values }) {
      const { form, calendar } = ctx.t;
      const known = readDay(day?.(values));
      const question = planned(values) ? form.askStartFuture : form.askStartPast;
      return {
        question: known === undefined ? question : calendar.askTime(showDay(noonOf(known, ctx), ctx.at, ctx.user)),
        rows: offeredFor(ctx, values).map((row) => row.map(({ text, arg }) => ({ text, arg }))),
      };
    },
    tap(ctx, arg, { values }) {
      const choice = offeredFor(ctx, values)
        .flat()
        .find((one) => one.arg === arg);
      return choice ? set(choice.at) : { error: ctx.t.form.tapOnly };
    },
    take(ctx, message, { values }) {
      if (message.text === undefined) return undefined;
      const { zone, workingDays } = ctx.user;
      const lean = planned(values) ? 'future' : 'past';
      const known = readDay(day?.(values));
      const options = {
        now: ctx.at,
        zone,
        lean,
        workingDays,
        from: clock?.(values),
        ...(known !== undefined && { day: dayParts(known) }),
      } as const;
      const read = parseWhen(clean(message.text), options);
      if (!read.ok) return { error: read.reason === 'impossible' ? ctx.t.form.impossibleWhen : ctx.t.form.badWhen };
      const usual = { now: ctx.at, zone, planned: lean === 'future', clock: clock?.(values) };
      const at = read.value.hasTime ? read.value.at : atUsualHour(read.value.at, usual);
      const stays = present?.(values);
      if (stays && toMinute(at).getTime() === toMinute(new Date(stays)).getTime()) {
        return { error: ctx.t.form.standsThere(showWhen(at, ctx.at, ctx.user)) };
      }
      const wrong = planned(values) === undefined ? undefined : check(ctx, at, lean);
      return wrong ?? set(at);
    },
  };
}

function ahead(ctx: Ctx, clock: Date | undefined, after: Date | undefined, present: Date | undefined): Offered[][] {
  const { form, contact } = ctx.t;
  const { zone, workingDays } = ctx.user;
  const from = after && after > ctx.at ? new Date(after) : ctx.at;
  // A plan that is moved keeps its time; a new one gets a sensible one.
  const clocked = clock ? atClockOf(clock, from, zone) : from;
  const start = clock && !after ? clocked : sensibleTime(clocked, zone);
  const { tomorrow, in3days, inAWeek } = offers(start, zone, workingDays);
  // What is tomorrow already is not moved there: the day after is offered, by its date.
  const there = present !== undefined && toMinute(new Date(present)).getTime() === toMinute(tomorrow).getTime();
  const next = offers(tomorrow, zone, workingDays).tomorrow;
  return [
    [
      { arg: 'hour', text: form.inAnHour, at: new Date(ctx.at.getTime() + HOUR) },
      there
        ? { arg: 'after', text: capital(showWhen(next, ctx.at, ctx.user)), at: next }
        : { arg: 'tomorrow', text: contact.tomorrow, at: tomorrow },
    ],
    [
      { arg: 'three', text: contact.in3Days, at: in3days },
      { arg: 'week', text: contact.inAWeek, at: inAWeek },
    ],
  ];
}

const behind = ({ t, at }: Ctx): Offered[] => [
  { arg: 'now', text: t.form.now, at },
  { arg: 'ago', text: t.form.hourAgo, at: new Date(at.getTime() - HOUR) },
];

/** Hours of a day, as far as they can still be planned, or have passed already. */
function hoursOf(ctx: Ctx, day: string, planned: boolean): Offered[] {
  return HOURS.map((hour) => {
    const at = atLocal({ ...dayParts(day), hour, minute: 0 }, ctx.user.zone);
    return { arg: `at${hour}`, text: showTime(at, ctx.user), at };
  }).filter(({ at }) => (planned ? at > ctx.at : at <= ctx.at));
}

function dayParts(day: string): LocalDay {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return { year, month, day: date };
}

const noonOf = (day: string, { user }: Ctx): Date => atLocal({ ...dayParts(day), hour: 12, minute: 0 }, user.zone);

function check(ctx: Ctx, at: Date, lean: 'past' | 'future'): { error: string } | undefined {
  const ahead = at.getTime() - ctx.at.getTime();
  // A minute of grace: between reading the clock and typing, it goes on.
  if (lean === 'past' && ahead > 60_000) return { error: ctx.t.form.futureHappened };
  if (lean === 'future' && ahead < -60_000) return { error: ctx.t.form.pastPlanned };
  return undefined;
}

const toMinute = (at: Date): Date => new Date(Math.floor(at.getTime() / 60_000) * 60_000);

interface DayOptions<V> extends Pick<Field<Date, V>, 'icon' | 'label' | 'place'> {
  question(ctx: Ctx): string;
}

/** A day without a time, in the user's zone, told as a date that is past rather than to come. */
export function day<V>(name: keyof V & string, { question, ...rest }: DayOptions<V>): Field<Date, V> {
  return {
    ...rest,
    show: (at, ctx) => showDay(at, ctx.at, ctx.user),
    prompt: (ctx) => ({ question: question(ctx), rows: [] }),
    take(ctx, message) {
      if (message.text === undefined) return undefined;
      const { zone, workingDays } = ctx.user;
      const read = parseWhen(clean(message.text), { now: ctx.at, zone, lean: 'past', workingDays });
      if (!read.ok) return { error: read.reason === 'impossible' ? ctx.t.form.impossibleWhen : ctx.t.form.badWhen };
      return { set: named<V>(name, dayStart(read.value.at, zone)) };
    },
  };
}
