import { describe, expect, it } from 'vitest';
import { flatten, type GroupKey, groupRows } from '../../../src/domain/report/grouping.ts';
import type { Leaf } from '../../../src/domain/report/leaves.ts';
import { countedOf } from '../../reports/counted.ts';

const row = (keys: GroupKey[], count: number, minutes = 0, once = { count, minutes }): Leaf => ({
  keys,
  count,
  minutes,
  once,
});
const nameOf = (_: string, key: GroupKey) => (key === null ? 'none' : `n-${key}`);

describe('groupRows', () => {
  it('adds subtotals up and sorts each level by count, equal ones by name', () => {
    const tree = groupRows({
      fields: ['manager', 'organization'],
      counted: countedOf(
        ['manager', 'organization'],
        [row([1, 'b'], 2, 10), row([2, 'a'], 5), row([1, 'a'], 2, 5), row([1, null], 4)],
      ),
      nameOf,
      sort: 'count',
    });
    expect(tree).toMatchObject({ count: 13, minutes: 15 });
    expect(flatten(tree).map(({ group, path }) => [path.length, group.key, group.count])).toEqual([
      [1, 1, 8],
      [2, null, 4],
      [2, 'a', 2],
      [2, 'b', 2],
      [1, 2, 5],
      [2, 'a', 5],
    ]);
  });

  it('counts a contact with several documents once above them', () => {
    const tree = groupRows({
      fields: ['manager', 'document'],
      counted: countedOf(
        ['manager', 'document'],
        [row([1, 'x'], 3, 30, { count: 3, minutes: 30 }), row([1, 'y'], 2, 20, { count: 0, minutes: 0 })],
      ),
      nameOf,
      sort: 'count',
    });
    expect(flatten(tree).map(({ group }) => [group.key, group.count])).toEqual([
      [1, 3],
      ['x', 3],
      ['y', 2],
    ]);
    expect(tree.count).toBe(3);
  });

  it('compares spans of time with those at their place, and keeps who counted only before', () => {
    const tree = groupRows({
      fields: ['manager', 'day'],
      counted: countedOf(['manager', 'day'], [row([1, '2026-11-02'], 2), row([1, '2026-11-01'], 3)], {
        previous: [row([1, '2026-10-02'], 4), row([1, '2026-10-31'], 2), row([2, '2026-10-02'], 1)],
        placed: (key) => (key === '2026-10-02' ? '2026-11-02' : undefined),
      }),
      nameOf,
      sort: 'count',
    });
    expect(tree.before?.count).toBe(7);
    expect(flatten(tree).map(({ group }) => [group.key, group.count, group.before?.count])).toEqual([
      [1, 5, 6],
      ['2026-11-01', 3, 0],
      ['2026-11-02', 2, 4],
      [2, 0, 1],
      ['2026-11-02', 0, 1],
    ]);
  });

  it('lists the spans of an axis, the empty ones too, and tells how many groups it does not', () => {
    const counted = countedOf(['day'], [row(['2026-11-02'], 4)]);
    const axis = ['2026-11-01', '2026-11-02'];
    const tree = groupRows({ fields: ['day'], counted: { ...counted, groups: 9 }, axis, nameOf, sort: 'name' });
    expect(tree.groups.map(({ key, count }) => [key, count])).toEqual([
      ['2026-11-01', 0],
      ['2026-11-02', 4],
    ]);
    expect(tree.unlisted).toBe(8);
  });

  it('joins rows of equal keys, as merged clients leave them', () => {
    const level = [1, 2].map((count) => ({ keys: ['a'], count, minutes: 0 }));
    const counted = { whole: { count: 3, minutes: 0 }, levels: [level], groups: 2, rows: 2, values: [], valued: 0 };
    const tree = groupRows({ fields: ['organization'], counted, nameOf, sort: 'name' });
    expect(tree.groups).toMatchObject([{ key: 'a', count: 3 }]);
  });
});
