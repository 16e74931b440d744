import type { JournalFilter } from '../domain/journal-filter.ts';
import { filterOf, withFilter } from '../domain/report.ts';
import type { ReportCard } from '../store/index.ts';
import type { Ctx } from '../telegram/context.ts';
import { filterCard, ownerOf } from './filter-card.ts';
import { filterScreen } from './filter-screen.ts';
import { describeFilter } from './filter-words.ts';
import { journalCard } from './journal.ts';
import { loadCard, reportData } from './report-card.ts';
import type { ReportReader } from './report-names.ts';
import { showResult } from './report-result.ts';

/** What narrows a report besides its period, in lines: what is filtered is always named. */
export async function filterLines(reader: ReportReader, filter: JournalFilter): Promise<string[]> {
  const parts = await describeFilter(reader, filter);
  return parts.filter(({ part }) => part !== 'period').map(({ text }) => text);
}

/** Opens the journal's filters on the report's own. */
export async function openFilter(ctx: Ctx, { settings }: ReportCard): Promise<void> {
  await ctx.kit.store.filters.set(ownerOf(ctx, 'report'), filterOf(settings, ctx.at, ctx.user.zone));
  await ctx.show(await filterCard(ctx, 'report'));
}

/** The filters of a report; Show counts with them. */
export const reportFilterScreen = filterScreen('report', async (ctx) => {
  const { filter } = await ctx.kit.store.filters.get(ownerOf(ctx, 'report'));
  const { settings } = await loadCard(ctx);
  const changed = withFilter(settings, filter, ctx.at, ctx.user.zone);
  await showResult(ctx, await ctx.kit.store.savedReports.setCard(ctx.user.id, changed), 0, true);
});

/** Opens the journal with the filter of a row, and a button that leads back to the report. */
export async function openJournal(ctx: Ctx, card: ReportCard, filter: JournalFilter): Promise<void> {
  await ctx.kit.store.filters.set(ownerOf(ctx, 'journal'), filter);
  const journal = await journalCard(ctx, 0);
  const back = { text: `‹ ${ctx.t.report.title}`, data: reportData('page', card, card.shown?.page ?? 0) };
  await ctx.show({ ...journal, rows: [...(journal.rows ?? []), [back]] });
}
