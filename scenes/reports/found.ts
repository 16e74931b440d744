import type { JournalFilter } from '../../src/domain/journal/journal-filter.ts';
import type { AbcInput, AbcRow, ClassedValue } from '../../src/domain/report/abc.ts';
import type { BarChart } from '../../src/domain/report/chart.ts';
import type { Comparison } from '../../src/domain/report/comparison.ts';
import type { Counts, Group } from '../../src/domain/report/grouping.ts';
import type { Matrix } from '../../src/domain/report/matrix.ts';
import type { ReportSettings } from '../../src/domain/report/report.ts';

export type ClassedRow = AbcRow<AbcInput & { group: Group }>;

/** What a report found. `filter` is the one it was counted with, in instants of the reader's day. */
export interface Found {
  settings: ReportSettings;
  filter: JournalFilter;
  /** The stretches of time that are compared; the filter's period is the first of them. */
  comparison?: Comparison;
  counts: Counts;
  /** Of a report with a layout of its own: its table, lines under it, and its picture without words around it. */
  matrix?: Matrix;
  notes?: string[];
  picture?: Omit<BarChart, 'title' | 'lines' | 'foot'>;
  /** There are more groups than were listed. */
  cut: boolean;
  /** What is filtered besides the period, in words. */
  narrowing: string[];
  /** Of an ABC analysis: the rows listed, the values of all rows, and how many contacts have no value. */
  classes?: { rows: ClassedRow[]; values: ClassedValue[]; excluded: number };
  /** Worth a line under the table. */
  notice?: string;
}

/** Why a report cannot be counted, in a line. `gone`: what its filter points to is not there, and will not come back. */
export interface Refused {
  refused: string;
  gone?: boolean;
}

/** Found something or nothing; or why it cannot be counted. */
export type ReportOutcome = { found: Found } | Refused;
