import { freshFilter, type JournalFilter } from '../../../src/domain/journal/journal-filter.ts';
import { type Comparison, comparisonOf } from '../../../src/domain/report/comparison.ts';
import type { Counts } from '../../../src/domain/report/grouping.ts';
import type { ReportSettings } from '../../../src/domain/report/report.ts';
import { hasOwnPeriod, isComparable, type View } from '../../../src/domain/report/views.ts';
import type { Period } from '../../../src/domain/time/period.ts';
import { describeFilter } from '../../journal/filter-words.ts';
import { linesOf } from '../narrowing.ts';
import type { ReportReader } from '../report-names.ts';
import type { Found } from '../report-run.ts';
import { amountsView } from './amounts.ts';
import { answersView } from './answers.ts';
import { coverageView } from './coverage.ts';
import { glanceView } from './glance.ts';
import { hoursView } from './hours.ts';
import { planFactView } from './plan-fact.ts';
import { sourcesView } from './sources.ts';
import { stabilityPeriod, stabilityView } from './stability.ts';
import { targetsView } from './targets.ts';
import { trend, trendPeriod } from './trend.ts';

/** What a report with a layout of its own is counted from. */
export interface ViewQuery {
  settings: ReportSettings;
  filter: JournalFilter;
  /** What it is compared with, where that is asked and can be told. */
  comparison?: Comparison;
}

/** What its report found: the table, the picture, lines under the table. `counts`: where it is drawn as groups are. */
export type ViewFound = Pick<Found, 'matrix' | 'notes' | 'picture'> & { counts?: Counts; empty: boolean };

const counters: Record<View, (reader: ReportReader, query: ViewQuery) => Promise<ViewFound>> = {
  glance: glanceView,
  trend,
  plan: planFactView,
  coverage: coverageView,
  answers: answersView,
  amounts: amountsView,
  hours: hoursView,
  stability: stabilityView,
  sources: sourcesView,
  targets: targetsView,
};

/** Counts a report with a layout of its own, within the rights of the reader, now and in the reader's zone. */
export async function runView(
  reader: ReportReader,
  view: View,
  settings: ReportSettings,
  whole: JournalFilter,
): Promise<Found> {
  const { at, user } = reader;
  const period = ownPeriod(settings, reader) ?? whole.period;
  const comparison = settings.compare && isComparable(view) ? comparisonOf(period, at, user.zone) : undefined;
  // The span under way is drawn whole: what has passed of it is told by the comparison alone.
  const counted = { ...whole, period: comparison && !hasOwnPeriod(view) ? comparison.now : period };
  const filter = partsOf(view, counted, reader);
  const [{ counts, empty, ...found }, parts] = await Promise.all([
    counters[view](reader, { settings, filter, ...(comparison && { comparison }) }),
    describeFilter(reader, filter),
  ]);
  return {
    settings,
    filter,
    counts: counts ?? { count: empty ? 0 : 1, minutes: 0, groups: [] },
    rows: found.matrix?.rows.length ?? 0,
    cut: false,
    narrowing: linesOf(parts),
    ...(comparison && { comparison }),
    ...found,
  };
}

/** The stretch of time of a layout that has one of its own. */
function ownPeriod(settings: ReportSettings, { at, user }: ReportReader): Period | undefined {
  if (settings.view === 'trend') return trendPeriod(settings, at, user.zone);
  return settings.view === 'stability' ? stabilityPeriod(at, user.zone) : undefined;
}

/** Of a report's filter the parts that what it counts has: the others are not named either. */
function partsOf(view: View, filter: JournalFilter, { at, user }: ReportReader): JournalFilter {
  const { period, manager, organization, firms } = filter;
  if (view !== 'answers' && view !== 'amounts' && view !== 'targets') return filter;
  return {
    ...freshFilter(at, user.zone),
    period,
    ...(manager !== undefined && { manager }),
    ...(typeof organization === 'string' && view !== 'targets' && { organization }),
    ...(view === 'amounts' && { firms }),
  };
}
