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

/** Rows of one value: how many, their class, and what all rows strictly greater hold. */
export interface ClassedValue {
  value: number;
  rows: number;
  class: AbcClass;
  greater: number;
}

/**
 * ABC analysis (features.md, "ABC"): a class is told by the share held by all rows strictly greater: below the first cutoff
 * A, below the second B, else C. So equal values share a class, order does not matter, and the greatest is always A.
 * `values`: each number once, the greatest first, with how many rows have it.
 */
export function classesOf(
  values: readonly { value: number; rows: number }[],
  cutoffs: AbcCutoffs = DEFAULT_CUTOFFS,
): ClassedValue[] {
  const total = values.reduce((sum, { value, rows }) => sum + value * rows, 0);
  let greater = 0;
  return values.map(({ value, rows }) => {
    const classed = { value, rows, class: classOf(greater, total, cutoffs), greater };
    greater += value * rows;
    return classed;
  });
}

/**
 * Rows with their classes, sorted by value, greatest first, then by name in natural order. `among`: the values of all rows
 * where these are only the greatest of them. Where all is nothing, shares are 0 and all rows are equal: A.
 */
export function abc<Row extends AbcInput>(
  rows: readonly Row[],
  cutoffs: AbcCutoffs = DEFAULT_CUTOFFS,
  among: readonly { value: number; rows: number }[] = distinctValues(rows),
): AbcRow<Row>[] {
  const sorted = [...rows].sort((a, b) => b.value - a.value || compareNames(a.name, b.name));
  const total = among.reduce((sum, { value, rows: count }) => sum + value * count, 0);
  const classes = new Map(classesOf(among, cutoffs).map((one) => [one.value, one.class]));
  let running = 0;
  return sorted.map((row) => {
    running += row.value;
    return {
      ...row,
      class: classes.get(row.value) ?? 'C',
      share: total === 0 ? 0 : row.value / total,
      runningShare: total === 0 ? 0 : running / total,
    };
  });
}

/** Each value once, the greatest first, with how many rows have it. */
export function distinctValues(rows: readonly AbcInput[]): { value: number; rows: number }[] {
  const counts = new Map<number, number>();
  for (const { value } of rows) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, rows: count })).sort((a, b) => b.value - a.value);
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
export function summarize(values: readonly ClassedValue[]): ClassSummary[] {
  const sum = (some: readonly ClassedValue[], of: (one: ClassedValue) => number) =>
    some.reduce((total, one) => total + of(one), 0);
  const whole = sum(values, ({ value, rows }) => value * rows);
  return abcClasses.flatMap((name) => {
    const held = values.filter((one) => one.class === name);
    const value = sum(held, (one) => one.value * one.rows);
    return held.length === 0
      ? []
      : [{ class: name, rows: sum(held, ({ rows }) => rows), value, share: whole === 0 ? 0 : value / whole }];
  });
}
