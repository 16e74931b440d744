import type { JournalFilter } from '../../src/domain/journal/journal-filter.ts';
import { absoluteFilter, withFilter } from '../../src/domain/report/report.ts';
import type { ReportCard } from '../../src/store/index.ts';
import type { Ctx } from '../../src/telegram/context.ts';
import { filterCard, ownerOf } from '../journal/filter-card.ts';
import { filterScreen } from '../journal/filter-screen.ts';
import { lookIntoJournal } from '../journal/journal.ts';
import { reportLinks } from './links.ts';
import { loadCard } from './report-card.ts';
import { showResult } from './report-show.ts';

/** Opens the journal's filters on the report's own. */
export async function openFilter(ctx: Ctx, { settings }: ReportCard): Promise<void> {
  await ctx.kit.store.filters.set(ownerOf(ctx, 'report'), absoluteFilter(settings, ctx.at, ctx.user.zone));
  await ctx.show(await filterCard(ctx, 'report'));
}

/** The filters of a report; Show counts with them. */
export const reportFilterScreen = filterScreen('report', async (ctx) => {
  const { filter } = await ctx.kit.store.filters.get(ownerOf(ctx, 'report'));
  const { settings } = await loadCard(ctx);
  const changed = withFilter(settings, filter, ctx.at, ctx.user.zone);
  await showResult(ctx, await ctx.kit.store.savedReports.setCard(ctx.user.id, changed), 0, true);
});

/** Looks into the journal with the filter of a row. */
export async function openJournal(ctx: Ctx, card: ReportCard, filter: JournalFilter): Promise<void> {
  await lookIntoJournal(ctx, filter, { from: 'report', data: reportLinks.page(card, card.shown?.page ?? 0) });
}
