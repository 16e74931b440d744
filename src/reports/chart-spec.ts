import type { AbcCutoffs, AbcInput, AbcRow } from '../domain/report/abc.ts';
import type { Bar, ChartSpec } from '../domain/report/chart.ts';
import { type Counts, type Group, isTime, type Sort } from '../domain/report/grouping.ts';
import { PARTS } from './palette.ts';

/** A picture holds this many bars, and one for the rest. */
export const BARS_AT_MOST = 10;

/** The words and numbers of a picture, in the reader's language. */
export interface ChartWords {
  title: string;
  subtitle: string;
  /** "12 others" */
  others(count: number): string;
  /** Names of the parts that have no colour of their own. */
  rest: string;
  number(value: number): string;
  /** 0 to 1 */
  percent(share: number): string;
  minutes(value: number): string;
  /** With its sign. */
  change(value: number, show: (value: number) => string): string;
  now: string;
  before: string;
  classes: readonly [string, string, string];
  running: string;
}

/** What a bar is as long as. */
type Valued = 'count' | 'minutes';

/**
 * The picture of groups: a bar for each group of the first field, its length the subtotal; with further fields, made of
 * the groups of the second. Undefined: there is nothing to draw.
 */
export function groupChart(counts: Counts, sort: Sort, words: ChartWords): ChartSpec | undefined {
  const by: Valued = sort === 'minutes' && counts.minutes > 0 ? 'minutes' : 'count';
  const groups = counts.groups.filter((group) => group[by] > 0 || (group.before?.[by] ?? 0) > 0);
  if (groups.length === 0) return undefined;
  const inTime = sort === 'name' && isTime(groups[0]?.field);
  const [shown, left] = inTime ? latest(groups) : split(groups);
  const compared = counts.before !== undefined && groups.every(({ before }) => before !== undefined);
  const parts = compared ? [] : partsOf(groups, by);
  const show = by === 'minutes' ? words.minutes : words.number;
  const barOf = (label: string, members: readonly Group[]): Bar => {
    const value = sum(members, (group) => group[by]);
    const before = sum(members, (group) => group.before?.[by] ?? 0);
    return {
      label,
      value,
      text: compared ? `${show(value)} (${words.change(value - before, show)})` : show(value),
      ...(parts.length > 0 && {
        parts: partValues(members, parts, by).map((part) => ({ value: part, text: show(part) })),
      }),
      ...(compared && { before }),
    };
  };
  const bars = shown.map((group) => barOf(group.name, [group]));
  if (left.length > 0) {
    const others = { ...barOf(words.others(left.length), left), others: true };
    // What was before the latest ones stands before them.
    if (inTime) bars.unshift(others);
    else bars.push(others);
  }
  const legend =
    parts.length > 0
      ? [...parts.map(({ name }) => name), ...(hasRest(bars, parts.length) ? [words.rest] : [])]
      : compared
        ? [words.now, words.before]
        : [];
  return { title: words.title, subtitle: words.subtitle, bars, legend, values: compared ? 'names' : 'ends' };
}

/** The Pareto chart of an ABC analysis: bars coloured by class, the running share, the cutoffs. */
export function paretoChart(
  rows: readonly AbcRow<AbcInput>[],
  cutoffs: AbcCutoffs,
  words: ChartWords,
): ChartSpec | undefined {
  const counted = rows.filter(({ value }) => value > 0);
  if (counted.length === 0) return undefined;
  const [shown, left] = split(counted);
  const text = (value: number, share: number) => `${words.number(value)} · ${words.percent(share)}`;
  const bars: Bar[] = shown.map(({ name, value, share, runningShare, class: klass }) => ({
    label: `${klass} · ${name}`,
    value,
    text: text(value, share),
    class: klass,
    running: runningShare,
  }));
  if (left.length > 0) {
    const value = sum(left, (row) => row.value);
    const share = sum(left, (row) => row.share);
    bars.push({ label: words.others(left.length), value, text: text(value, share), others: true, running: 1 });
  }
  const legend = [...words.classes, words.running, words.rest];
  return { title: words.title, subtitle: words.subtitle, bars, legend, cutoffs, values: 'column' };
}

/** The first ones, and the rest. One bar more than allowed would be a rest of one: that one is shown. */
function split<T>(rows: readonly T[]): [T[], T[]] {
  return [rows.slice(0, BARS_AT_MOST), rows.slice(BARS_AT_MOST)];
}

/** Of what stands in order of time, the last ones are looked at. */
const latest = <T>(rows: readonly T[]): [T[], T[]] => [rows.slice(-BARS_AT_MOST), rows.slice(0, -BARS_AT_MOST)];

const sum = <T>(rows: readonly T[], of: (row: T) => number): number => rows.reduce((total, row) => total + of(row), 0);

/** The groups of the second field that hold most over all bars; each gets a colour. */
function partsOf(groups: readonly Group[], by: Valued): { key: Group['key']; name: string }[] {
  const totals = new Map<Group['key'], { name: string; total: number }>();
  for (const { groups: below } of groups) {
    for (const part of below) {
      const known = totals.get(part.key) ?? { name: part.name, total: 0 };
      totals.set(part.key, { name: part.name, total: known.total + part[by] });
    }
  }
  return [...totals]
    .filter(([, { total }]) => total > 0)
    .sort(([, a], [, b]) => b.total - a.total)
    .slice(0, PARTS.length)
    .map(([key, { name }]) => ({ key, name }));
}

/** A value for each part, and what is left of the bar as the last one where that is anything. */
function partValues(members: readonly Group[], parts: readonly { key: Group['key'] }[], by: Valued): number[] {
  const below = members.flatMap(({ groups }) => groups);
  const values = parts.map(({ key }) =>
    sum(
      below.filter((part) => part.key === key),
      (part) => part[by],
    ),
  );
  const rest = sum(members, (group) => group[by]) - sum(values, (value) => value);
  // Contacts with several documents stand in several parts: then the parts are more than the whole, and nothing is left.
  return [...values, Math.max(0, rest)];
}

const hasRest = (bars: readonly Bar[], parts: number): boolean =>
  bars.some((bar) => (bar.parts?.[parts]?.value ?? 0) > 0);
