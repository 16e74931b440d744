/*
 * Grouping: what a report counts, by what, and the tree of groups with their subtotals. Rows come from one aggregation
 * of the store; here they get names, an order and sums.
 */

/** What is counted (features.md, "Activity"). `all` counts the contacts of every status that the filter leaves. */
export const measures = ['activity', 'efficiency', 'significance', 'all'] as const;
export type Measure = (typeof measures)[number];

export const groupFields = [
  'manager',
  'organization',
  'person',
  'channel',
  'direction',
  'type',
  'state',
  'status',
  'priority',
  'firm',
  'source',
  'document',
  'day',
  'week',
  'month',
] as const;
export type GroupField = (typeof groupFields)[number];

export const GROUPS_AT_MOST = 3;

/** Fields whose values are spans of time: they read in order of time. */
export const isTime = (field: GroupField | undefined): boolean =>
  field === 'day' || field === 'week' || field === 'month';

/**
 * A value of a field: an id, a number, or a word; null where a contact has none. A day is "2026-11-23", a week
 * "2026-W48", a month "2026-11", all in the reader's zone.
 */
export type GroupKey = string | number | null;

/** What one combination of values counts. Durations are in minutes, of those contacts that tell one. */
export interface CountedRow {
  keys: GroupKey[];
  count: number;
  minutes: number;
  /**
   * The same, a contact with several documents counted under the first of them only, so that sums over documents
   * count each contact once.
   */
  once: { count: number; minutes: number };
}

export interface Totals {
  count: number;
  minutes: number;
}

export interface Group extends Totals {
  field: GroupField;
  key: GroupKey;
  name: string;
  /** The same in the period before, where that is asked and can be told. */
  before?: Totals;
  groups: Group[];
}

/** The whole: its totals are those of all contacts counted. */
export interface Counts extends Totals {
  before?: Totals;
  groups: Group[];
}

export const sorts = ['count', 'minutes', 'name'] as const;
export type Sort = (typeof sorts)[number];

export interface TreeOptions {
  fields: readonly GroupField[];
  rows: readonly CountedRow[];
  /** Rows of the period before; absent: nothing is compared. */
  previous?: readonly CountedRow[];
  /** The span of time that one of the period before is set against; undefined: none, it counts in the totals alone. */
  placed?(key: GroupKey): GroupKey | undefined;
  /** Values of the first field that are groups even where nothing was counted: the spans of a time axis. */
  axis?: readonly GroupKey[];
  nameOf(field: GroupField, key: GroupKey): string;
  sort: Sort;
}

/** Puts rows together into groups with subtotals, sorted. Rows with equal keys (a merged client's) become one. */
export function groupRows({ fields, rows, previous, placed, axis, nameOf, sort }: TreeOptions): Counts {
  const whole: Counts = { count: 0, minutes: 0, ...(previous && { before: { count: 0, minutes: 0 } }), groups: [] };
  const index = new Map<Counts, Map<GroupKey, Group>>();
  const childOf = (parent: Counts, field: GroupField, key: GroupKey): Group => {
    const known = index.get(parent) ?? new Map<GroupKey, Group>();
    index.set(parent, known);
    let group = known.get(key);
    if (!group) {
      group = { field, key, name: nameOf(field, key), count: 0, minutes: 0, groups: [] };
      known.set(key, group);
      parent.groups.push(group);
    }
    return group;
  };
  // A group below a document counts its contacts; a group above it counts each contact once.
  const document = fields.indexOf('document');
  const totalsAt = (row: CountedRow, depth: number): Totals => (document >= 0 && document < depth ? row : row.once);

  const put = (row: CountedRow, keys: readonly GroupKey[], add: (group: Counts, totals: Totals) => void): void => {
    let node: Counts = whole;
    add(node, totalsAt(row, 0));
    for (const [depth, key] of keys.entries()) {
      const field = fields[depth];
      if (!field) return;
      node = childOf(node, field, key);
      add(node, totalsAt(row, depth + 1));
    }
  };
  const [first] = fields;
  if (first) for (const key of axis ?? []) childOf(whole, first, key);
  for (const row of rows)
    put(
      row,
      fields.map((_, depth) => row.keys[depth] ?? null),
      add,
    );
  // The period before has other days: each is set against the one at its place. Without places, time is not compared.
  const time = fields.findIndex(isTime);
  const comparable = time < 0 || placed ? fields.length : time;
  for (const row of previous ?? []) {
    const place = time < 0 ? null : placed?.(row.keys[time] ?? null);
    const depths = place === undefined ? time : comparable;
    const keys = row.keys.slice(0, depths).map((key, depth) => (depth === time ? (place ?? null) : key));
    put(row, keys, (group, totals) => {
      group.before ??= { count: 0, minutes: 0 };
      add(group.before, totals);
    });
  }
  if (previous) fillBefore(whole, comparable);
  sortGroups(whole.groups, sort);
  return whole;
}

function add(to: Totals, { count, minutes }: Totals): void {
  to.count += count;
  to.minutes += minutes;
}

/** Groups that the period before did not have counted nothing then. */
function fillBefore({ groups }: Counts, depths: number): void {
  if (depths === 0) return;
  for (const group of groups) {
    group.before ??= { count: 0, minutes: 0 };
    fillBefore(group, depths - 1);
  }
}

/** Below the first level spans of time stand in their order whatever the sort, as a calendar does. */
function sortGroups(groups: Group[], sort: Sort, depth = 0): void {
  const inTime = isTime(groups[0]?.field) && (depth > 0 || sort === 'name');
  groups.sort(
    (a, b) =>
      (inTime ? compareKeys(a.key, b.key) : sort === 'name' ? 0 : b[sort] - a[sort]) ||
      // Codes have an order of their own; what has no value comes last.
      Number(a.key === null) - Number(b.key === null) ||
      compareText(a.name, b.name) ||
      compareKeys(a.key, b.key),
  );
  for (const group of groups) sortGroups(group.groups, sort, depth + 1);
}

const compareKeys = (a: GroupKey, b: GroupKey): number => compareText(String(a ?? '\uffff'), String(b ?? '\uffff'));

const collator = new Intl.Collator(['ru', 'en'], { numeric: true, sensitivity: 'base' });
const compareText = (a: string, b: string): number => collator.compare(a, b);

/** A group in its place: the groups above it, itself last. */
export interface PlacedGroup {
  group: Group;
  path: readonly Group[];
}

/** Every group in reading order, those above before those below. */
export function flatten({ groups }: Counts, above: readonly Group[] = []): PlacedGroup[] {
  return groups.flatMap((group) => {
    const path = [...above, group];
    return [{ group, path }, ...flatten(group, path)];
  });
}
