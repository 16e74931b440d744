import type { Language } from '../user.ts';
import type { AbcClass, AbcCutoffs } from './abc.ts';
import type { ChartSpec } from './chart.ts';
import type { GroupField, Sort, Valued } from './grouping.ts';
import type { Leaf } from './leaves.ts';
import type { CurrentEntry, NameWords } from './naming.ts';

/**
 * How the cells of a column are typed. Amounts are in hundredths, of any currency. Minutes become a duration, shares a percentage; a span of time becomes the date of
 * its first day, a month shown by its name.
 */
export type CellKind =
  | 'text'
  | 'count'
  | 'change'
  | 'minutes'
  | 'changeMinutes'
  | 'amount'
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
  /** The first and last of the columns whose cells are shaded together, the darker the more; they are not doubled. */
  shaded?: readonly [number, number];
}

/** The titles of a table of groups or classes. */
export interface SheetWords {
  group: Record<GroupField, string>;
  total: string;
  columns: Record<
    'count' | 'minutes' | 'before' | 'change' | 'percent' | 'share' | 'running' | 'class' | 'week',
    string
  >;
}

/**
 * A table that is made where the workbook is: of more groups than the thread that answers taps could put together without
 * a pause. What it is made of comes in portions.
 */
export interface SheetPlan {
  fields: readonly GroupField[];
  sort: Sort;
  compared: boolean;
  /** Classes of the first field instead of groups. */
  classes?: { cutoffs: AbcCutoffs; by: Valued };
  /** The period and the moment that an axis of time is told from. */
  axis: { from?: Date; to?: Date; now: Date; zone: string };
  words: SheetWords;
  names: NameWords;
}

/** A portion of what a planned table is made of. */
export type SheetPortion = { leaves: Leaf[] } | { field: GroupField; entries: [string, CurrentEntry][] };

/** A workbook: the table, and a sheet with what sums it up. Plain data. */
export interface SheetSpec {
  name: string;
  language: Language;
  /** Lines above the table: what it shows, each filter, who made it when. */
  head: string[];
  table: SheetTable | SheetPlan;
  /** The second sheet. */
  beside: { name: string; summary?: SheetTable; picture?: ChartSpec };
}
