import type { GroupField, GroupKey } from './grouping.ts';
import type { CellKind, SheetCell } from './sheet.ts';

/** A column of a report with a layout of its own. */
export interface MatrixColumn {
  title: string;
  kind: CellKind;
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
}

/** A table whose columns are measures: rows of one field, with the whole under them. */
export interface Matrix {
  field: GroupField;
  columns: MatrixColumn[];
  /** What stands above the lines of the rows. */
  heads: string[];
  rows: MatrixRow[];
  total?: Omit<MatrixRow, 'key'>;
  /** A second, small table. `heads` and `texts`: its columns on a phone, where they are not those of a workbook. */
  summary?: {
    columns: MatrixColumn[];
    rows: { name: string; cells: SheetCell[]; texts?: string[] }[];
    heads?: string[];
  };
}
