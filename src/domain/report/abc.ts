export type AbcClass = 'A' | 'B' | 'C';

/** Shares of the whole, 0 to 1, where class A and class B end. */
export interface AbcCutoffs {
  a: number;
  b: number;
}

export const DEFAULT_CUTOFFS: AbcCutoffs = { a: 0.8, b: 0.95 };

/** Whether the cutoffs make three classes: 0 < a < b < 1. */
export function areCutoffs({ a, b }: AbcCutoffs): boolean {
  return a > 0 && a < b && b < 1;
}

export interface AbcInput {
  name: string;
  /** A count: not negative. */
  value: number;
}

export type AbcRow<Row extends AbcInput> = Row & {
  class: AbcClass;
  /** This row's part of the whole, 0 to 1. */
  share: number;
  /** The part held by this row and all above it in the sorted list. */
  runningShare: number;
};

/**
 * ABC analysis (features.md, "ABC"): a row's class is told by the share held by all rows strictly greater than it: below the first
 * cutoff A, below the second B, else C. So equal values share a class, order does not matter, and the greatest is always A.
 * The rows come sorted by value, greatest first, then by name in natural order. Where all is nothing, shares are 0 and all rows are equal: A.
 */
export function abc<Row extends AbcInput>(rows: readonly Row[], cutoffs: AbcCutoffs = DEFAULT_CUTOFFS): AbcRow<Row>[] {
  const sorted = [...rows].sort((a, b) => b.value - a.value || compareNames(a.name, b.name));
  const total = sorted.reduce((sum, { value }) => sum + value, 0);
  let [running, greater, current] = [0, 0, Number.POSITIVE_INFINITY];
  return sorted.map((row) => {
    if (row.value < current) [greater, current] = [running, row.value];
    running += row.value;
    return {
      ...row,
      class: classOf(greater, total, cutoffs),
      share: total === 0 ? 0 : row.value / total,
      runningShare: total === 0 ? 0 : running / total,
    };
  });
}

// Compared as products: 80 of 100 is exactly 0.8 of it, while a quotient may fall a hair short.
function classOf(greater: number, total: number, { a, b }: AbcCutoffs): AbcClass {
  if (greater === 0 || reached(greater, total, a) < 0) return 'A';
  return reached(greater, total, b) < 0 ? 'B' : 'C';
}

/** Negative while the greater rows hold less than the cutoff. Cutoffs are percent to four places, which integers hold exactly. */
function reached(greater: number, total: number, cutoff: number): number {
  return greater * 1_000_000 - Math.round(cutoff * 1_000_000) * total;
}

/** Natural order, "Client 2" before "Client 10", as in every other list; of names alike, by code units. */
const collator = new Intl.Collator(['ru', 'en'], { numeric: true, sensitivity: 'base' });
const compareNames = (a: string, b: string): number => collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);

/** What one class holds: how many rows, and their part of the whole. */
export interface ClassSummary {
  class: AbcClass;
  rows: number;
  value: number;
  /** 0 to 1 */
  share: number;
}

export const abcClasses = ['A', 'B', 'C'] as const satisfies readonly AbcClass[];

/** Each class that holds anything, A first. */
export function summarize(rows: readonly AbcRow<AbcInput>[]): ClassSummary[] {
  return abcClasses.flatMap((name) => {
    const held = rows.filter((row) => row.class === name);
    const sum = (of: (row: AbcRow<AbcInput>) => number) => held.reduce((total, row) => total + of(row), 0);
    return held.length === 0
      ? []
      : [{ class: name, rows: held.length, value: sum(({ value }) => value), share: sum(({ share }) => share) }];
  });
}
