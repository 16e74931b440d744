/** How the cells of a column are typed. Minutes become a duration, shares a percentage. */
export type CellKind = 'text' | 'count' | 'change' | 'minutes' | 'share' | 'date';

export interface SheetColumn {
  title: string;
  kind: CellKind;
}

/** Days are "2026-11-23"; an empty cell is null. */
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
