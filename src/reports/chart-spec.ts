import type { Bar, BarChart, ChartSpec } from '../domain/report/chart.ts';
import { type Counts, type Group, isTime, type Sort, type Valued } from '../domain/report/grouping.ts';
import { type ChartWords, legendOf, legendParts, partValues, showAs, sum } from './chart-parts.ts';
import { timeChart } from './time-spec.ts';

/** A picture holds this many bars, and one for the rest. */
export const BARS_AT_MOST = 10;

/** What is drawn of a report: durations where it is sorted by them, else contacts. */
export const valuedBy = (counts: Counts, sort: Sort): Valued =>
  sort === 'minutes' && counts.minutes > 0 ? 'minutes' : 'count';

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
  const parts = legendParts(groups, by);
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
