import { clean } from '../../domain/html.ts';
import { parseWhen } from '../../domain/when.ts';
import { atClockOf, dayStart, offers } from '../../domain/zone.ts';
import { showDay, showWhen } from '../../i18n/dates.ts';
import type { Ctx } from '../context.ts';
import type { Field, Reply } from '../field.ts';

const HOUR = 3_600_000;

interface WhenOptions<V> extends Pick<Field<Date, V>, 'icon' | 'label' | 'place' | 'ask'> {
  name: keyof V & string;
  /** Whether a time that lies ahead is meant, given what is known so far. */
  planned(values: Partial<V>): boolean;
  /** The moment whose clock time "tomorrow" keeps; without one, now. */
  clock?(values: Partial<V>): Date | undefined;
}

/** Date and time in the user's own zone, tapped or typed in plain words. Kept to the minute. */
export function when<V>({ name, planned, clock, ask, ...rest }: WhenOptions<V>): Field<Date, V> {
  const set = (at: Date): Reply<V> => ({ set: { [name]: toMinute(at) } as { [K in keyof V]?: V[K] } });

  const base = (ctx: Ctx, values: Partial<V>): Date => {
    const same = clock?.(values);
    return same ? atClockOf(same, ctx.at, ctx.user.zone) : ctx.at;
  };
  const choices = (ctx: Ctx, values: Partial<V>): Record<string, { text: string; at: Date }> => {
    const { form, contact } = ctx.t;
    const hour = { text: form.inAnHour, at: new Date(ctx.at.getTime() + HOUR) };
    if (!planned(values))
      return {
        now: { text: form.now, at: ctx.at },
        ago: { text: form.hourAgo, at: new Date(ctx.at.getTime() - HOUR) },
      };
    const { tomorrow, in3days, inAWeek } = offers(base(ctx, values), ctx.user.zone, ctx.user.workingDays);
    return {
      hour,
      tomorrow: { text: contact.tomorrow, at: tomorrow },
      three: { text: contact.in3Days, at: in3days },
      week: { text: contact.inAWeek, at: inAWeek },
    };
  };

  return {
    ...rest,
    ...(ask && { ask }),
    required: () => true,
    show: (at, ctx) => showWhen(new Date(at), ctx.at, ctx.user),
    prompt(ctx, { values }) {
      const ahead = planned(values);
      const offered = Object.entries(choices(ctx, values)).map(([arg, { text }]) => ({ text, arg }));
      return {
        question: ahead ? ctx.t.form.askStartFuture : ctx.t.form.askStartPast,
        rows: [offered.slice(0, 2), offered.slice(2)],
      };
    },
    tap(ctx, arg, { values }) {
      const choice = choices(ctx, values)[arg];
      return choice ? set(choice.at) : { error: ctx.t.form.tapOnly };
    },
    take(ctx, message, { values }) {
      if (message.text === undefined) return undefined;
      const { zone, workingDays } = ctx.user;
      const lean = planned(values) ? 'future' : 'past';
      const read = parseWhen(clean(message.text), { now: ctx.at, zone, lean, workingDays });
      if (!read.ok) return { error: read.reason === 'impossible' ? ctx.t.form.impossibleWhen : ctx.t.form.badWhen };
      return check(ctx, read.value.at, lean) ?? set(read.value.at);
    },
  };
}

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
      return { set: { [name]: dayStart(read.value.at, zone) } as { [K in keyof V]?: V[K] } };
    },
  };
}
