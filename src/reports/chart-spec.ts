import type { Bar, BarChart, ChartSpec, LegendEntry, Part } from '../domain/report/chart.ts';
import { type Counts, type Group, type GroupKey, isTime, type Sort } from '../domain/report/grouping.ts';
import { PARTS_AT_MOST } from './palette.ts';
import { timeChart } from './time-spec.ts';

/** A picture holds this many bars, and one for the rest. */
export const BARS_AT_MOST = 10;

/** The words and numbers of a picture, in the reader's language. */
export interface ChartWords {
  title: string;
  /** What was counted, of what, in which period: a line each. */
  lines: string[];
  /** When it was made. */
  foot: string;
  /** "12 others" */
  others(count: number): string;
  /** Names of the parts that have no colour of their own. */
  rest: string;
  number(value: number): string;
  /** 0 to 1 */
  percent(share: number): string;
  minutes(value: number): string;
  /** The change from one to the other with its sign, and in percent where there is something to have changed from. */
  change(now: number, before: number, show: (value: number) => string): string;
  now: string;
  before: string;
  /** A span of time as an axis names it: short. */
  span(key: GroupKey): string;
  /** Said where days became too many for an axis, and are drawn as weeks or months. */
  coarser: { week: string; month: string };
}

/** What a bar is as long as. */
export type Valued = 'count' | 'minutes';

/** What is drawn of a report: durations where it is sorted by them, else contacts. */
export const valuedBy = (counts: Counts, sort: Sort): Valued =>
  sort === 'minutes' && counts.minutes > 0 ? 'minutes' : 'count';

export const showAs = (by: Valued, words: Pick<ChartWords, 'minutes' | 'number'>): ((value: number) => string) =>
  by === 'minutes' ? words.minutes : words.number;

/**
 * The picture of groups: columns over time where one of the first two fields is a span of it; else a bar for each group of
 * the first field, its length the subtotal, made of the groups of the second. Undefined: there is nothing to draw.
 */
export function groupChart(counts: Counts, sort: Sort, words: ChartWords): ChartSpec | undefined {
  const by = valuedBy(counts, sort);
  const [first] = counts.groups;
  const second = counts.groups.find(({ groups }) => groups.length > 0)?.groups[0];
  if (isTime(first?.field) || isTime(second?.field)) return timeChart(counts, by, words);
  return barChart(counts, by, words);
}

function barChart(counts: Counts, by: Valued, words: ChartWords): BarChart | undefined {
  const groups = counts.groups.filter((group) => group[by] > 0 || (group.before?.[by] ?? 0) > 0);
  if (groups.length === 0) return undefined;
  const [shown, left] = [groups.slice(0, BARS_AT_MOST), groups.slice(BARS_AT_MOST)];
  const compared = counts.before !== undefined;
  const parts = partsOf(groups, by);
  const show = showAs(by, words);
  const barOf = (label: string, members: readonly Group[]): Bar => {
    const value = sum(members, (group) => group[by]);
    const before = sum(members, (group) => group.before?.[by] ?? 0);
    return {
      label,
      value,
      tone: members[0]?.key === null && members.length === 1 ? 'missing' : 'main',
      text: compared ? `${show(value)} (${words.change(value, before, show)})` : show(value),
      ...(parts.length > 0 && { parts: partValues(members, parts, by, show) }),
      ...(compared && { before }),
    };
  };
  const bars = shown.map((group) => barOf(group.name, [group]));
  const others = left.length + (counts.unlisted ?? 0);
  if (others > 0) {
    // The whole without what has a bar of its own: groups that are not listed are among the others too.
    const rest = counts.unlisted ? remainder(counts, shown) : undefined;
    bars.push({ ...barOf(words.others(others), rest ? [rest] : left), tone: 'others', others: true });
  }
  return {
    kind: 'bars',
    title: words.title,
    lines: words.lines,
    foot: words.foot,
    bars,
    legend: legendOf(parts, bars, compared, words),
    values: compared ? 'names' : 'ends',
  };
}

/** What a whole holds besides some of its groups, as one group of unknown parts. */
export function remainder(counts: Counts, shown: readonly Group[]): Group {
  const { before } = counts;
  const left = (of: (totals: Counts) => number) => of(counts) - sum(shown, of);
  return {
    field: shown[0]?.field ?? 'manager',
    key: '',
    name: '',
    count: left(({ count }) => count),
    minutes: left(({ minutes }) => minutes),
    ...(before && {
      before: { count: left((one) => one.before?.count ?? 0), minutes: left((one) => one.before?.minutes ?? 0) },
    }),
    groups: [],
  };
}

/** What the colours mean: parts, the rest of them, and the period before. */
export function legendOf(
  parts: readonly NamedPart[],
  drawn: readonly { parts?: Part[] }[],
  compared: boolean,
  words: ChartWords,
): LegendEntry[] {
  const hasRest = drawn.some((one) => one.parts?.some(({ tone, value }) => tone === 'others' && value > 0));
  return [
    ...parts.map(({ name, tone }) => ({ text: name, tone })),
    ...(hasRest ? [{ text: words.rest, tone: 'others' as const }] : []),
    ...(compared && parts.length === 0 ? [{ text: words.now, tone: 'main' as const }] : []),
    ...(compared ? [{ text: words.before, tone: 'before' as const }] : []),
  ];
}

export const sum = <T>(rows: readonly T[], of: (row: T) => number): number =>
  rows.reduce((total, row) => total + of(row), 0);

export interface NamedPart {
  key: GroupKey;
  name: string;
  tone: Part['tone'];
}

/** The groups of the second field that hold most over all bars; each gets a colour, what has no value is grey. */
export function partsOf(groups: readonly Pick<Group, 'groups'>[], by: Valued): NamedPart[] {
  const totals = new Map<GroupKey, { name: string; total: number }>();
  for (const { groups: below } of groups) {
    for (const part of below) {
      const known = totals.get(part.key) ?? { name: part.name, total: 0 };
      totals.set(part.key, { name: part.name, total: known.total + part[by] });
    }
  }
  let colour = 0;
  return [...totals]
    .filter(([, { total }]) => total > 0)
    .sort(([, a], [, b]) => b.total - a.total)
    .slice(0, PARTS_AT_MOST)
    .map(([key, { name }]) => ({ key, name, tone: key === null ? 'missing' : colour++ }));
}

/** A value for each part, and what is left of the bar as the last one. */
export function partValues(
  members: readonly Group[],
  parts: readonly NamedPart[],
  by: Valued,
  show: (value: number) => string,
): Part[] {
  const below = new Map<GroupKey, number>();
  for (const { groups } of members) {
    for (const part of groups) below.set(part.key, (below.get(part.key) ?? 0) + part[by]);
  }
  const values = parts.map(({ key, tone }): Part => {
    const value = below.get(key) ?? 0;
    return { value, text: show(value), tone };
  });
  const rest = sum(members, (group) => group[by]) - sum(values, ({ value }) => value);
  // Contacts with several documents stand in several parts: then the parts are more than the whole, and nothing is left.
  return [...values, { value: Math.max(0, rest), text: show(Math.max(0, rest)), tone: 'others' }];
}
