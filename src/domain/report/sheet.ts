/**
 * How the cells of a column are typed. Minutes become a duration, shares a percentage; a span of time becomes the date of
 * its first day, a month shown by its name.
 */
export type CellKind = 'text' | 'count' | 'change' | 'minutes' | 'share' | 'day' | 'week' | 'month';

export interface SheetColumn {
  title: string;
  kind: CellKind;
}

/** Spans of time are "2026-11-23", "2026-W48", "2026-11"; another text there stays text. An empty cell is null. */
export type Cell = string | number | null;

export interface SheetRow {
  cells: Cell[];
  /** How deep the row lies in the outline: 0 is always seen, deeper ones fold under the row above. */
  level: number;
  /** A subtotal or the total. */
  bold?: boolean;
}

/** A workbook of one sheet, as plain data. */
export interface SheetSpec {
  name: string;
  /** Lines above the table: what it shows. */
  head: string[];
  columns: SheetColumn[];
  rows: SheetRow[];
}
