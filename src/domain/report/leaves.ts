import {
  type Counted,
  type CountedGroup,
  type GroupField,
  type GroupKey,
  isTime,
  listField,
  type Totals,
} from './grouping.ts';

/*
 * What a report counts by all its fields at once, and the sums above that. A card has the database make the sums and send
 * the largest groups; a workbook holds every group, and makes them here from rows that come a few at a time.
 */

/** Contacts that share the values of all fields. */
export interface Leaf extends Totals {
  keys: GroupKey[];
  /** Of those, the contacts that are counted here first: one with several documents stands in several rows. */
  once?: Totals;
  /** Of the period compared with. */
  before?: boolean;
}

/** A span of the period before that none of now is set against: it counts above the spans alone. */
export const NOWHERE = '';

/** Sums rows up to the groups of each level, all of them listed. `compared`: with what was before beside it. */
export function createLeafSums(fields: readonly GroupField[], compared: boolean) {
  const nothing = () => ({ count: 0, minutes: 0, ...(compared && { before: { count: 0, minutes: 0 } }) });
  const whole: Counted['whole'] = nothing();
  const levels = fields.map(() => new Map<string, CountedGroup>());
  const list = listField(fields);
  const listed = list === undefined ? -1 : fields.indexOf(list);
  const time = fields.findIndex(isTime);

  const add = (to: Counted['whole'], leaf: Leaf, depth: number) => {
    const { count, minutes } = depth < listed ? (leaf.once ?? leaf) : leaf;
    const side = leaf.before ? to.before : to;
    if (!side) return;
    side.count += count;
    side.minutes += minutes;
  };

  return {
    add(leaf: Leaf): void {
      add(whole, leaf, -1);
      const nowhere = time >= 0 && leaf.keys[time] === NOWHERE;
      for (const [depth, level] of levels.entries()) {
        if (nowhere && depth >= time) return;
        const keys = leaf.keys.slice(0, depth + 1);
        const path = JSON.stringify(keys);
        const group = level.get(path) ?? { keys, ...nothing() };
        level.set(path, group);
        add(group, leaf, depth);
      }
    },
    /** What was summed up so far. */
    counted(): Counted {
      const values = new Map<number, number>();
      const valued = [...(levels[0]?.values() ?? [])].filter(({ keys }) => keys[0] !== null);
      for (const { count } of valued) if (count > 0) values.set(count, (values.get(count) ?? 0) + 1);
      return {
        whole,
        levels: levels.map((level) => [...level.values()]),
        groups: levels[0]?.size ?? 0,
        rows: levels.at(-1)?.size ?? 0,
        values: [...values].map(([value, rows]) => ({ value, rows })).sort((a, b) => b.value - a.value),
        valued: valued.reduce((sum, { count }) => sum + count, 0),
      };
    },
  };
}
