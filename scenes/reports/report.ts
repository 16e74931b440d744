import { type GroupField, groupFields, measures } from '../../src/domain/report/grouping.ts';
import { abcFields, type ReportSettings, toggleGroupField, withView } from '../../src/domain/report/report.ts';
import { isMeasured, trendFields, views } from '../../src/domain/report/views.ts';
import { CALENDAR_KINDS } from '../../src/domain/time/period.ts';
import type { ReportCard } from '../../src/store/index.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { beginDialog } from '../../src/telegram/dialogs/dialog.ts';
import { type Action, defineScreen } from '../../src/telegram/messages/screen.ts';
import { cutoffsDialog, reportLinks, saveReportDialog } from './links.ts';
import { changeSettings } from './open-report.ts';
import { groupsCard, loadCard, nextSort, periodCard, setupCard } from './report-card.ts';
import { outcomeOf } from './report-count.ts';
import { openFilter } from './report-filter.ts';
import { TOP } from './report-result.ts';
import { showSaved } from './report-saved.ts';
import { showResult } from './report-show.ts';
import { rowKey, tableRows } from './report-view.ts';
import { sendSheet } from './report-workbook.ts';
import { openRow } from './views/open-row.ts';

type Step = (ctx: Ctx, card: ReportCard, ...args: (string | undefined)[]) => Promise<void>;

/** A button of the card: acts only if the card is still as it was drawn; else shows the fresh one. */
const onCard =
  (step: Step): Action =>
  async (ctx, revision, ...args) => {
    const card = await loadCard(ctx);
    if (String(card.revision) === revision) return step(ctx, card, ...args);
    await ctx.say(ctx.t.common.stale);
    await leave(ctx);
    await ctx.show(await setupCard(ctx, card));
  };

/** The message shows something else from now on: a picture that is being drawn must not move it. */
const leave = (ctx: Ctx): Promise<void> => ctx.kit.store.savedReports.leave(ctx.user.id);

/** Lists the same counts in another way: nothing that was counted or saved changes. */
async function showAs(ctx: Ctx, card: ReportCard, settings: ReportSettings): Promise<void> {
  await showResult(ctx, await changeSettings(ctx, settings, card.saved), 0, false);
}

/** A button that changes the settings and shows the set-up again. Undefined: what was tapped is nothing. */
const change = (make: (ctx: Ctx, settings: ReportSettings, arg: string | undefined) => ReportSettings | undefined) =>
  onCard(async (ctx, card, arg) => {
    const settings = make(ctx, card.settings, arg);
    if (!settings) return ctx.say(ctx.t.common.stale);
    await ctx.show(await setupCard(ctx, await changeSettings(ctx, settings)));
  });

const oneOf = <T extends string>(values: readonly T[], text: string | undefined): T | undefined =>
  values.find((value) => value === text);

export const reportScreen = defineScreen(reportLinks, {
  setup: onCard(async (ctx, card) => {
    await leave(ctx);
    await ctx.show(await setupCard(ctx, card));
  }),

  measure: change((_, settings, arg) => {
    const measure = oneOf(measures, arg);
    // Some layouts are of any measure; the others have theirs.
    const kept = isMeasured(settings.view) ? settings : withView(settings, undefined);
    return measure && { ...kept, measure, ...(settings.abc && { abc: settings.abc }) };
  }),

  shift: change((_, settings, arg) => {
    const { period } = settings;
    if (!('back' in period)) return undefined;
    return { ...settings, period: { ...period, back: period.back + (arg === '-1' ? -1 : 1) } };
  }),

  kind: change((_, settings, arg) => {
    const kind = oneOf([...CALENDAR_KINDS, 'all'] as const, arg);
    if (!kind) return undefined;
    return { ...settings, period: kind === 'all' ? { kind } : { kind, back: 0 } };
  }),

  sort: change((_, settings) => ({ ...settings, sort: nextSort(settings.sort) })),
  compare: change((_, settings) => ({ ...settings, compare: !settings.compare })),

  view: change((_, settings, arg) => {
    const view = oneOf(views, arg);
    return view && withView(settings, view);
  }),

  by: change((_, settings, arg) => {
    const by = oneOf(trendFields, arg);
    return by && { ...settings, by };
  }),

  span: change((_, settings, arg) => {
    const span = oneOf(['week', 'month'] as const, arg);
    return span && { ...settings, span };
  }),

  /** Documents of all types, then of each by turns. */
  doctype: onCard(async (ctx, card) => {
    const { documentType, ...settings } = card.settings;
    const types = await ctx.kit.store.dictionaries.list('documentType');
    const next = types[types.findIndex(({ id }) => id === documentType) + 1];
    const changed = await changeSettings(ctx, next ? { ...settings, documentType: next.id } : settings);
    await ctx.show(await setupCard(ctx, changed));
  }),

  abc: change((_, { abc: _abc, view: _view, ...settings }, arg) => {
    if (arg === 'off') return settings;
    const abc = oneOf(abcFields, arg);
    return abc && { ...settings, abc };
  }),

  abcby: change((_, { abcBy, ...settings }) => (abcBy ? settings : { ...settings, abcBy: 'minutes' })),

  period: onCard(async (ctx, card) => {
    await ctx.show(periodCard(ctx, card));
  }),

  groups: onCard(async (ctx, card) => {
    await ctx.show(groupsCard(ctx, card));
  }),

  group: onCard(async (ctx, card, arg) => {
    const field = oneOf<GroupField>(groupFields, arg);
    if (!field) return ctx.say(ctx.t.common.stale);
    const settings = toggleGroupField(card.settings, field);
    if (!settings) return ctx.say(ctx.t.report.threeAtMost);
    await ctx.show(groupsCard(ctx, await changeSettings(ctx, settings)));
  }),

  cutoffs: onCard(async (ctx) => {
    await leave(ctx);
    await beginDialog(ctx, cutoffsDialog);
  }),

  filter: onCard(async (ctx, card) => {
    await leave(ctx);
    await openFilter(ctx, card);
  }),

  show: onCard((ctx, card) => showResult(ctx, card, 0, true)),

  page: onCard((ctx, card, arg) => showResult(ctx, card, Math.max(0, Number.parseInt(arg ?? '0', 10) || 0), false)),

  row: onCard(async (ctx, card, key) => {
    const outcome = await outcomeOf(ctx, card, false);
    if ('refused' in outcome) return showResult(ctx, card, 0, false);
    const { found } = outcome;
    const row = tableRows(found).find((one) => rowKey(one) === key);
    if (!row) {
      await ctx.say(ctx.t.report.rowGone);
      return showResult(ctx, card, 0, true);
    }
    await openRow(ctx, card, found, row);
  }),

  top: onCard((ctx, card) => {
    const { top, ...settings } = card.settings;
    return showAs(ctx, card, top === undefined ? { ...settings, top: TOP } : settings);
  }),

  level: onCard((ctx, card) => showAs(ctx, card, { ...card.settings, firstOnly: !card.settings.firstOnly })),

  back: onCard(async (ctx, card) => {
    await showResult(ctx, card.back ? await changeSettings(ctx, card.back) : card, 0, true);
  }),

  xlsx: onCard(sendSheet),

  save: onCard(async (ctx) => {
    await leave(ctx);
    await beginDialog(ctx, saveReportDialog);
  }),

  mine: onCard(async (ctx) => {
    await leave(ctx);
    await showSaved(ctx);
  }),
});
