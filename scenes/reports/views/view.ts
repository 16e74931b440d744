import type { JournalFilter } from '../../../src/domain/journal/journal-filter.ts';
import type { Comparison } from '../../../src/domain/report/comparison.ts';
import type { Counts } from '../../../src/domain/report/grouping.ts';
import type { ReportSettings } from '../../../src/domain/report/report.ts';
import type { Found } from '../found.ts';

/** What a report with a layout of its own is counted from. */
export interface ViewQuery {
  settings: ReportSettings;
  filter: JournalFilter;
  /** What it is compared with, where that is asked and can be told. */
  comparison?: Comparison;
}

/** What its report found: the table, the picture, lines under the table. `counts`: where it is drawn as groups are. */
export type ViewFound = Pick<Found, 'matrix' | 'notes' | 'picture'> & { counts?: Counts; empty: boolean };
