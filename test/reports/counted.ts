import type { Counted, CountedGroup, GroupField, GroupKey, Totals } from '../../src/domain/report/grouping.ts';

/** What one combination of values counts; `once`: a contact with several documents under the first of them only. */
export interface LeafRow extends Totals {
  keys: GroupKey[];
  once?: Totals;
}

interface Compared {
  previous?: readonly LeafRow[];
  placed?(key: GroupKey): GroupKey | undefined;
}

/** What the database answers where contacts count as these rows say, summed up here by hand. */
export function countedOf(fields: readonly GroupField[], rows: readonly LeafRow[], compared: Compared = {}): Counted {
  const { previous, placed } = compared;
  const nothing = () => ({ count: 0, minutes: 0, ...(previous && { before: { count: 0, minutes: 0 } }) });
  const whole: Counted['whole'] = nothing();
  const levels = fields.map(() => new Map<string, CountedGroup>());
  const time = fields.findIndex((field) => field === 'day' || field === 'week' || field === 'month');
  const document = fields.indexOf('document');
  const add = (to: Totals | undefined, { count, minutes }: Totals) => {
    if (!to) return;
    to.count += count;
    to.minutes += minutes;
  };
  const put = (row: LeafRow, keys: readonly GroupKey[], side: (group: Counted['whole']) => Totals | undefined) => {
    const at = (depth: number) => (document >= 0 && document <= depth ? row : (row.once ?? row));
    add(side(whole), at(-1));
    for (const [depth, level] of levels.entries()) {
      if (depth >= keys.length) return;
      const path = keys.slice(0, depth + 1);
      const group = level.get(JSON.stringify(path)) ?? { keys: path, ...nothing() };
      level.set(JSON.stringify(path), group);
      add(side(group), at(depth));
    }
  };
  for (const row of rows) put(row, row.keys, (group) => group);
  for (const row of previous ?? []) {
    const place = time < 0 ? null : placed?.(row.keys[time] ?? null);
    const moved = () => (place === undefined ? row.keys.slice(0, time) : row.keys.with(time, place));
    put(row, time < 0 ? row.keys : moved(), (group) => group.before);
  }
  const values = new Map<number, number>();
  for (const { keys, count } of levels[0]?.values() ?? []) {
    if (keys[0] !== null && count > 0) values.set(count, (values.get(count) ?? 0) + 1);
  }
  return {
    whole,
    levels: levels.map((level) => [...level.values()]),
    groups: levels[0]?.size ?? 0,
    rows: levels.at(-1)?.size ?? 0,
    values: [...values].map(([value, count]) => ({ value, rows: count })).sort((a, b) => b.value - a.value),
  };
}
