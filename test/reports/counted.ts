import type { Counted, GroupField, GroupKey } from '../../src/domain/report/grouping.ts';
import { createLeafSums, type Leaf, NOWHERE } from '../../src/domain/report/leaves.ts';

interface Compared {
  previous?: readonly Leaf[];
  /** Which span of now one of the period before is set against; absent: none. */
  placed?(key: GroupKey): GroupKey | undefined;
}

/** What the database answers where contacts count as these rows say. */
export function countedOf(fields: readonly GroupField[], rows: readonly Leaf[], compared: Compared = {}): Counted {
  const { previous, placed } = compared;
  const sums = createLeafSums(fields, previous !== undefined);
  const time = fields.findIndex((field) => field === 'day' || field === 'week' || field === 'month');
  for (const row of rows) sums.add(row);
  for (const row of previous ?? []) {
    const keys = time < 0 ? row.keys : row.keys.with(time, placed?.(row.keys[time] ?? null) ?? NOWHERE);
    sums.add({ ...row, keys, before: true });
  }
  return sums.counted();
}
