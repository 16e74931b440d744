import { TARGET_AT_MOST } from '../../../src/domain/report/targets.ts';
import { supervises } from '../../../src/domain/rights.ts';
import { clean } from '../../../src/domain/text/html.ts';
import { currentPeriod } from '../../../src/domain/time/period.ts';
import type { Field } from '../../../src/telegram/dialogs/field.ts';
import { defineForm } from '../../../src/telegram/dialogs/form.ts';
import { targetDialog } from '../links.ts';
import { loadCard } from '../report-card.ts';
import { outcomeOf } from '../report-count.ts';
import { resultCard } from '../report-result.ts';

type TargetValues = { about?: { id: number; name: string }; aWeek?: number };

const OFFERED = [10, 15, 20, 25, 30, 40, 50, 0];

/** A whole number that a target may be. */
const targetIn = (text: string): number | undefined =>
  /^\d{1,3}$/.test(text) && Number(text) <= TARGET_AT_MOST ? Number(text) : undefined;

const aWeekField: Field<number, TargetValues> = {
  icon: '🎯',
  label: (t) => t.report.targets.aWeek,
  place: 'main',
  ask: () => true,
  required: () => true,
  show: (aWeek) => String(aWeek),
  prompt: (ctx, { values: { about } }) => ({
    question: ctx.t.report.targets.ask(about?.name ?? ''),
    rows: [OFFERED.slice(0, 4), OFFERED.slice(4)].map((row) =>
      row.map((one) => ({ text: String(one), arg: String(one) })),
    ),
  }),
  tap(ctx, arg) {
    const aWeek = targetIn(arg);
    return aWeek === undefined ? { error: ctx.t.report.targets.bad(TARGET_AT_MOST) } : { set: { aWeek } };
  },
  take(ctx, message) {
    const aWeek = message.text === undefined ? undefined : targetIn(clean(message.text).trim());
    return aWeek === undefined ? { error: ctx.t.report.targets.bad(TARGET_AT_MOST) } : { set: { aWeek } };
  },
};

/** Asks how many contacts a week a manager is to have. What is set counts from this week on. */
export const targetScene = defineForm<TargetValues, 'about'>(targetDialog, {
  title: (t, { about }) => `🎯 ${t.report.targets.title}${about ? `: ${about.name}` : ''}`,
  direct: true,
  fields: { aWeek: aWeekField },
  async save(ctx, { about, aWeek = 0 }) {
    const { kit, user, at, t } = ctx;
    const week = currentPeriod('week', at, user.zone);
    if (!about || !supervises(user) || !('anchor' in week)) return { error: t.report.rowGone };
    await kit.store.targets.set(user, about.id, { from: week.anchor, aWeek });
    await ctx.say(t.report.targets.saved(about.name, aWeek));
    const card = await loadCard(ctx);
    return { card: async () => resultCard(ctx, card, await outcomeOf(ctx, card, true), card.shown?.page ?? 0) };
  },
});
