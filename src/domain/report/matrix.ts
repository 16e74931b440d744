import type { AbcClass } from './abc.ts';
import type { GroupField, GroupKey } from './grouping.ts';
import type { CellKind, SheetCell } from './sheet.ts';

/** A column of a report with a layout of its own. */
export interface MatrixColumn {
  title: string;
  kind: CellKind;
  /** Has no column of the period before beside it, where that is compared. */
  alone?: boolean;
  /** Its cells are shaded in a workbook, the darker the more, together with those of all columns that are. */
  shaded?: boolean;
}

/** One row: what it is about, its cells for a workbook, and how it reads on a phone. */
export interface MatrixRow {
  key: GroupKey;
  name: string;
  cells: SheetCell[];
  /** The same cells of the period before, where it is compared. */
  before?: SheetCell[];
  /** Lines under the name, of at most 32 characters. */
  lines: string[];
  /** What stands above the first row of a section. */
  section?: string;
  /** Colours the row of a workbook. */
  class?: AbcClass;
}

/** What the rows of such a table are of: a field, or the days of the week. */
export type MatrixField = GroupField | 'weekday';

/** A table whose columns are measures: rows of one field, with the whole under them. */
export interface Matrix {
  field: MatrixField;
  columns: MatrixColumn[];
  /** What stands above the lines of the rows. */
  heads: string[];
  rows: MatrixRow[];
  total?: Omit<MatrixRow, 'key'>;
  /**
   * A second, small table; `repeated`: a workbook has the same in its first one. `heads` and `texts`: its columns on a phone, where they are not those of a workbook.
   */
  summary?: {
    columns: MatrixColumn[];
    rows: { name: string; cells: SheetCell[]; texts?: string[] }[];
    heads?: string[];
    repeated?: boolean;
  };
}
