import { describe, expect, it } from 'vitest';
import { type CountedRow, flatten, type GroupKey, groupRows } from '../../../src/domain/report/grouping.ts';

const row = (keys: GroupKey[], count: number, minutes = 0, once = { count, minutes }): CountedRow => ({
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
      rows: [row([1, 'b'], 2, 10), row([2, 'a'], 5), row([1, 'a'], 2, 5), row([1, null], 4)],
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
      rows: [row([1, 'x'], 3, 30, { count: 3, minutes: 30 }), row([1, 'y'], 2, 20, { count: 0, minutes: 0 })],
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

  it('compares down to the first field of time, and keeps who counted only before', () => {
    const tree = groupRows({
      fields: ['manager', 'day'],
      rows: [row([1, '2026-11-02'], 2), row([1, '2026-11-01'], 3)],
      previous: [row([1, '2026-10-02'], 4), row([2, '2026-10-02'], 1)],
      nameOf,
      sort: 'count',
    });
    expect(tree.before?.count).toBe(5);
    expect(flatten(tree).map(({ group }) => [group.key, group.count, group.before?.count])).toEqual([
      [1, 5, 4],
      ['2026-11-01', 3, undefined],
      ['2026-11-02', 2, undefined],
      [2, 0, 1],
    ]);
  });

  it('joins rows of equal keys, as merged clients leave them', () => {
    const tree = groupRows({
      fields: ['organization'],
      rows: [row(['a'], 1), row(['a'], 2)],
      nameOf,
      sort: 'name',
    });
    expect(tree.groups).toMatchObject([{ key: 'a', count: 3 }]);
  });
});
