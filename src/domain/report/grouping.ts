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

/** Fields of which a contact has a list of values. */
export type ListField = Extract<GroupField, 'document' | 'person'>;

/** The one of these fields by whose every value contacts are counted; of another one beside it, the first value counts. */
export const listField = (fields: readonly GroupField[]): ListField | undefined =>
  (['document', 'person'] as const).find((field) => fields.includes(field));

export const GROUPS_AT_MOST = 3;

/** Fields whose values are spans of time: they read in order of time. */
export const isTime = (field: GroupField | undefined): boolean =>
  field === 'day' || field === 'week' || field === 'month';

/**
 * A value of a field: an id, a number, or a word; null where a contact has none. A day is "2026-11-23", a week
 * "2026-W48", a month "2026-11", all in the reader's zone.
 */
export type GroupKey = string | number | null;

export interface Totals {
  count: number;
  minutes: number;
}

/** What one combination of values counts. Durations are in minutes, of those contacts that tell one. */
export interface CountedGroup extends Totals {
  /** Values of the first fields, as deep as its level lies. */
  keys: GroupKey[];
  /** The same in the period before, where it is compared. */
  before?: Totals;
}

/** What groups are measured by: their contacts, or how long these took. */
export type Valued = 'count' | 'minutes';

/** So many groups count the same number, or took as many minutes. */
export interface ValueCount {
  value: number;
  rows: number;
}

/**
 * What was counted: exact totals of the whole and of each group that is listed. Of each level the largest groups are
 * listed; above documents or persons a contact counts once, however many it has.
 */
export interface Counted {
  whole: Totals & { before?: Totals };
  /** The groups of each level, those of the first field first. */
  levels: CountedGroup[][];
  /** How many groups the first field has, listed or not; and how many combinations of all fields there are. */
  groups: number;
  rows: number;
  /** Of the first field, contacts without a value left out: how many groups have each value, the greatest first. */
  values: ValueCount[];
  /** How many contacts have a value of the first field. */
  valued: number;
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
  /** How many groups there are besides those listed. */
  unlisted?: number;
}

export const sorts = ['count', 'minutes', 'name'] as const;
export type Sort = (typeof sorts)[number];

export interface TreeOptions {
  fields: readonly GroupField[];
  counted: Counted;
  /** Values of the first field that are groups even where nothing was counted: the spans of a time axis. */
  axis?: readonly GroupKey[];
  nameOf(field: GroupField, key: GroupKey): string;
  sort: Sort;
}

/** Puts what was counted together into groups within groups, sorted. Groups with equal keys (a merged client's) become one. */
export function groupRows({ fields, counted, axis, nameOf, sort }: TreeOptions): Counts {
  const { whole: totals, levels, groups } = counted;
  const compared = totals.before !== undefined;
  const nothing = () => ({ count: 0, minutes: 0, ...(compared && { before: { count: 0, minutes: 0 } }) });
  const whole: Counts = { ...totals, groups: [] };
  const index = new Map<Counts, Map<GroupKey, Group>>();
  const childOf = (parent: Counts, field: GroupField, key: GroupKey, make: boolean): Group | undefined => {
    const known = index.get(parent) ?? new Map<GroupKey, Group>();
    index.set(parent, known);
    let group = known.get(key);
    if (!group && make) {
      group = { field, key, name: nameOf(field, key), ...nothing(), groups: [] };
      known.set(key, group);
      parent.groups.push(group);
    }
    return group;
  };
  const [first] = fields;
  if (first) for (const key of axis ?? []) childOf(whole, first, key, true);
  for (const [depth, level] of levels.entries()) {
    for (const row of level) {
      // A group whose own group is not listed is not listed either.
      let node: Counts | undefined = whole;
      for (const [at, key] of row.keys.entries()) {
        const field: GroupField | undefined = fields[at];
        node = node && field && childOf(node, field, key, at === depth);
      }
      if (node) addAll(node, row);
    }
  }
  sortGroups(whole.groups, sort);
  const unlisted = groups - (levels[0]?.length ?? 0);
  return { ...whole, ...(unlisted > 0 && { unlisted }) };
}

function addAll(to: Counts, { count, minutes, before }: CountedGroup): void {
  to.count += count;
  to.minutes += minutes;
  if (!to.before || !before) return;
  to.before.count += before.count;
  to.before.minutes += before.minutes;
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

/** The groups that can be classed, with their values: what has none, or counted only in the period before, holds no share. */
export const classable = (groups: readonly Group[], by: Valued): { name: string; value: number; group: Group }[] =>
  groups
    .filter((group) => group.key !== null && group[by] > 0)
    .map((group) => ({ name: group.name, value: group[by], group }));

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
