import type { JournalFilter } from '../../../src/domain/journal/journal-filter.ts';
import { comparisonOf } from '../../../src/domain/report/comparison.ts';
import type { ReportSettings } from '../../../src/domain/report/report.ts';
import type { View } from '../../../src/domain/report/views.ts';
import { describeFilter } from '../../journal/filter-words.ts';
import type { Found } from '../found.ts';
import { linesOf } from '../narrowing.ts';
import type { ReportReader } from '../report-names.ts';
import { coverageView } from './coverage.ts';
import { glanceView } from './glance.ts';
import { planFactView } from './plan-fact.ts';
import { trend, trendPeriod } from './trend.ts';
import type { ViewFound, ViewQuery } from './view.ts';

const counters: Record<View, (reader: ReportReader, query: ViewQuery) => Promise<ViewFound>> = {
  glance: glanceView,
  trend,
  plan: planFactView,
  coverage: coverageView,
};

/** Counts a report with a layout of its own, within the rights of the reader, now and in the reader's zone. */
export async function runView(
  reader: ReportReader,
  view: View,
  settings: ReportSettings,
  whole: JournalFilter,
): Promise<Found> {
  const { at, user } = reader;
  const period = view === 'trend' ? trendPeriod(settings, at, user.zone) : whole.period;
  const comparison = settings.compare && view !== 'coverage' ? comparisonOf(period, at, user.zone) : undefined;
  // The span under way is drawn whole: what has passed of it is told by the comparison alone.
  const filter = { ...whole, period: comparison && view !== 'trend' ? comparison.now : period };
  const [{ counts, empty, ...found }, parts] = await Promise.all([
    counters[view](reader, { settings, filter, ...(comparison && { comparison }) }),
    describeFilter(reader, filter),
  ]);
  return {
    settings,
    filter,
    counts: counts ?? { count: empty ? 0 : 1, minutes: 0, groups: [] },
    cut: false,
    narrowing: linesOf(parts),
    ...(comparison && { comparison }),
    ...found,
  };
}
