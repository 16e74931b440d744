import { type AbcCutoffs, DEFAULT_CUTOFFS } from '../../src/domain/report/abc.ts';
import { parseCutoffs } from '../../src/domain/report/report.ts';
import { clean } from '../../src/domain/text/html.ts';
import type { Field } from '../../src/telegram/dialogs/field.ts';
import { defineForm } from '../../src/telegram/dialogs/form.ts';
import { cutoffsDialog } from './links.ts';
import { changeSettings } from './open-report.ts';
import { loadCard, setupCard } from './report-card.ts';
import { reportNumbers } from './report-words.ts';

type CutoffValues = { cutoffs?: AbcCutoffs };

const OFFERED: readonly AbcCutoffs[] = [DEFAULT_CUTOFFS, { a: 0.7, b: 0.9 }, { a: 0.5, b: 0.8 }];

const written = ({ a, b }: AbcCutoffs, language: 'ru' | 'en'): string => {
  const { percent } = reportNumbers(language);
  return `${percent(a)} / ${percent(b)}`;
};

const cutoffsField: Field<AbcCutoffs, CutoffValues> = {
  icon: '✂️',
  label: (t) => t.report.cutoffs,
  place: 'main',
  ask: () => true,
  required: () => true,
  show: (cutoffs, ctx) => written(cutoffs, ctx.user.language),
  prompt: (ctx) => ({
    question: ctx.t.report.askCutoffs,
    rows: [OFFERED.map((one, index) => ({ text: written(one, ctx.user.language), arg: String(index) }))],
  }),
  tap(ctx, arg) {
    const cutoffs = OFFERED[Number(arg)];
    return cutoffs ? { set: { cutoffs } } : { error: ctx.t.report.badCutoffs };
  },
  take(ctx, message) {
    const cutoffs = message.text === undefined ? undefined : parseCutoffs(clean(message.text));
    return cutoffs ? { set: { cutoffs } } : { error: ctx.t.report.badCutoffs };
  },
};

/** Asks where the classes of an ABC analysis end. */
export const cutoffsScene = defineForm<CutoffValues>(cutoffsDialog, {
  title: (t) => `✂️ ${t.report.cutoffs}`,
  direct: true,
  fields: { cutoffs: cutoffsField },
  async save(ctx, { cutoffs = DEFAULT_CUTOFFS }) {
    const { settings } = await loadCard(ctx);
    const card = await changeSettings(ctx, { ...settings, cutoffs });
    return { card: () => setupCard(ctx, card) };
  },
});
