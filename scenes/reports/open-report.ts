import { isId } from '../../src/domain/id.ts';
import type { JournalFilter } from '../../src/domain/journal/journal-filter.ts';
import { countOf, type ReportSettings } from '../../src/domain/report/report.ts';
import type { ReportCard } from '../../src/store/index.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { loadCard, setupCard } from './report-card.ts';
import { showResult } from './report-show.ts';

/** `/report`: a new card with the settings the user left. */
export async function showReport(ctx: Ctx): Promise<void> {
  await ctx.kit.store.savedReports.begin(ctx.user.id);
  const card = await loadCard(ctx);
  await ctx.show(await setupCard(ctx, card.back ? await changeSettings(ctx, card.back) : card));
}

/** How many contacts a filter leaves, as a card whose Back leads to the report that the user left. */
export async function showCount(ctx: Ctx, filter: JournalFilter): Promise<void> {
  const { savedReports } = ctx.kit.store;
  await savedReports.begin(ctx.user.id);
  const left = await loadCard(ctx);
  const settings = countOf(filter, ctx.at, ctx.user.zone);
  const card = await savedReports.setCard(ctx.user.id, settings, undefined, left.back ?? left.settings);
  await showResult(ctx, card, 0, false);
}

/** Remembers settings and returns the card with them. A change that keeps to the saved report stays its own. */
export async function changeSettings(ctx: Ctx, settings: ReportSettings, saved?: string): Promise<ReportCard> {
  return ctx.kit.store.savedReports.setCard(ctx.user.id, settings, saved);
}

/** Opens a saved report as one's own card, counted with one's own rights: from the list, or by its link. */
export async function openSaved(ctx: Ctx, id: string | undefined): Promise<void> {
  const report = isId(id) ? await ctx.kit.store.savedReports.get(id) : undefined;
  if (!report) return ctx.say(ctx.t.report.savedGone);
  if (!ctx.tap) await ctx.kit.store.savedReports.begin(ctx.user.id);
  await showResult(ctx, await changeSettings(ctx, report.settings, report.id), 0, true);
}
