import type { QuietHours, ReminderSettings } from '../../src/domain/reminder/reminder-rules.ts';
import { parseClock, parseQuiet, showClock } from '../../src/domain/reminder/reminder-words.ts';
import { no } from '../../src/domain/result.ts';
import type { Texts } from '../../src/i18n/index.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import type { Field } from '../../src/telegram/dialogs/field.ts';
import { leads } from '../../src/telegram/dialogs/fields/leads.ts';
import { offered } from '../../src/telegram/dialogs/fields/offered.ts';
import { defineForm, type Saved } from '../../src/telegram/dialogs/form.ts';
import { settingsCard, showQuiet } from '../home/settings.ts';
import { setDigestDialog, setEveningDialog, setLeadsDialog, setQuietDialog } from './links.ts';

/** Stores what was set and goes back to the settings. Passed over, everything stays as it is. */
async function stored(ctx: Ctx, set: ReminderSettings | undefined): Promise<Saved> {
  if (set) {
    ctx.user = (await ctx.kit.store.users.setReminders(ctx.user.id, set)) ?? ctx.user;
    await ctx.say(ctx.t.reminder.saved);
  }
  return { card: settingsCard(ctx) };
}

type LeadsValues = { leads?: number[] };

/** How long before a contact to remind. */
export const setLeadsScene = defineForm<LeadsValues>(setLeadsDialog, {
  title: (t) => `⏰ ${t.reminder.leads}`,
  direct: true,
  left: async (ctx) => settingsCard(ctx),
  fields: {
    leads: leads<LeadsValues>({
      name: 'leads',
      icon: '⏰',
      label: (t) => t.reminder.leads,
      place: 'main',
      ask: () => true,
      question: (ctx) => ctx.t.reminder.askLeads,
    }),
  },
  save: (ctx, values) => stored(ctx, values.leads && { leads: values.leads }),
});

type QuietValues = { quiet?: QuietHours | 'off' };

const QUIET: QuietHours[] = [
  { from: 21 * 60, to: 8 * 60 },
  { from: 20 * 60, to: 9 * 60 },
  { from: 22 * 60, to: 7 * 60 },
  { from: 23 * 60, to: 6 * 60 },
];

/** When to keep quiet. */
export const setQuietScene = defineForm<QuietValues>(setQuietDialog, {
  title: (t) => `🌙 ${t.reminder.quiet}`,
  direct: true,
  left: async (ctx) => settingsCard(ctx),
  fields: {
    quiet: offered<QuietHours | 'off', QuietValues>({
      name: 'quiet',
      icon: '🌙',
      label: (t) => t.reminder.quiet,
      place: 'main',
      ask: () => true,
      question: (ctx) => ctx.t.reminder.askQuiet,
      show: (quiet, ctx) => (quiet === 'off' ? ctx.t.reminder.off : showQuiet(quiet)),
      offers: (ctx) => [
        ...QUIET.map((value) => ({ arg: String(value.from), text: showQuiet(value), value })),
        { arg: 'off', text: ctx.t.reminder.turnOff, value: 'off' },
      ],
      read(text, ctx) {
        const read = parseQuiet(text);
        return read.ok ? read : no(ctx.t.reminder.badQuiet);
      },
    }),
  },
  save: (ctx, { quiet }) => stored(ctx, quiet && { quiet: quiet === 'off' ? null : quiet }),
});

type ClockValues = { at?: number | 'off' };

/** A time of the day, or off. */
const clockField = (
  icon: string,
  label: (t: Texts) => string,
  question: (t: Texts) => string,
  hours: readonly number[],
): Field<number | 'off', ClockValues> =>
  offered<number | 'off', ClockValues>({
    name: 'at',
    icon,
    label,
    place: 'main',
    ask: () => true,
    columns: 3,
    question: ({ t }) => question(t),
    show: (at, ctx) => (at === 'off' ? ctx.t.reminder.off : showClock(at)),
    offers: ({ t }) => [
      ...hours.map((hour) => ({ arg: String(hour), text: showClock(hour * 60), value: hour * 60 })),
      { arg: 'off', text: t.reminder.turnOff, value: 'off' },
    ],
    read(text, ctx) {
      const read = parseClock(text);
      return read.ok ? read : no(ctx.t.reminder.badClock);
    },
  });

const minute = (at: number | 'off'): number | null => (at === 'off' ? null : at);

/** When the digest comes. */
export const setDigestScene = defineForm<ClockValues>(setDigestDialog, {
  title: (t) => `☀️ ${t.reminder.digest}`,
  direct: true,
  left: async (ctx) => settingsCard(ctx),
  fields: {
    at: clockField(
      '☀️',
      (t) => t.reminder.digest,
      (t) => t.reminder.askDigest,
      [8, 9, 10],
    ),
  },
  save: (ctx, { at }) => stored(ctx, at === undefined ? undefined : { digestAt: minute(at) }),
});

/** When to ask what happened. */
export const setEveningScene = defineForm<ClockValues>(setEveningDialog, {
  title: (t) => `🌆 ${t.reminder.evening}`,
  direct: true,
  left: async (ctx) => settingsCard(ctx),
  fields: {
    at: clockField(
      '🌆',
      (t) => t.reminder.evening,
      (t) => t.reminder.askEvening,
      [17, 18, 19],
    ),
  },
  save: (ctx, { at }) => stored(ctx, at === undefined ? undefined : { eveningAt: minute(at) }),
});
