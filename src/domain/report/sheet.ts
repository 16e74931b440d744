import type { Language } from '../user.ts';
import type { AbcClass } from './abc.ts';
import type { ChartSpec } from './chart.ts';

/**
 * How the cells of a column are typed. Minutes become a duration, shares a percentage; a span of time becomes the date of
 * its first day, a month shown by its name.
 */
export type CellKind =
  | 'text'
  | 'count'
  | 'change'
  | 'minutes'
  | 'share'
  | 'changeShare'
  | 'day'
  | 'week'
  | 'month'
  | 'date';

export interface SheetColumn {
  title: string;
  kind: CellKind;
}

/** Spans of time are "2026-11-23", "2026-W48", "2026-11"; another text there stays text. An empty cell is null. */
export type SheetCell = string | number | null;

export interface SheetRow {
  cells: SheetCell[];
  /** How deep the row lies in the outline: 0 is always seen, deeper ones fold under the row above. */
  level: number;
  /** A subtotal or the total. */
  bold?: boolean;
  /** Colours the row. */
  class?: AbcClass;
  /**
   * The columns whose numbers are the sums of the rows that fold under this one, or, of the total, of all rows: written as
   * formulas, so that they follow what is filtered.
   */
  sums?: readonly number[];
  /** The last row, under all the others. */
  total?: boolean;
}

export interface SheetTable {
  columns: SheetColumn[];
  rows: SheetRow[];
}

/** A workbook: the table, and a sheet with what sums it up. Plain data. */
export interface SheetSpec extends SheetTable {
  name: string;
  language: Language;
  /** Lines above the table: what it shows, each filter, who made it when. */
  head: string[];
  /** The second sheet. */
  beside: { name: string; summary?: SheetTable; picture?: ChartSpec };
}
