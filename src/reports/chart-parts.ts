import type { BarPart, LegendEntry } from '../domain/report/chart.ts';
import type { Group, GroupKey, Valued } from '../domain/report/grouping.ts';
import { PARTS_AT_MOST } from './palette.ts';

/** What every picture of groups is made of: words, the parts of its bars and columns, the legend. */

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

export const showAs = (by: Valued, words: Pick<ChartWords, 'minutes' | 'number'>): ((value: number) => string) =>
  by === 'minutes' ? words.minutes : words.number;

/** What the colours mean: parts, the rest of them, and the period before. */
export function legendOf(
  parts: readonly LegendPart[],
  drawn: readonly { parts?: BarPart[] }[],
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

export interface LegendPart {
  key: GroupKey;
  name: string;
  tone: BarPart['tone'];
}

/** The groups of the second field that hold most over all bars; each gets a colour, what has no value is grey. */
export function legendParts(groups: readonly Pick<Group, 'groups'>[], by: Valued): LegendPart[] {
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
  parts: readonly LegendPart[],
  by: Valued,
  show: (value: number) => string,
): BarPart[] {
  const below = new Map<GroupKey, number>();
  for (const { groups } of members) {
    for (const part of groups) below.set(part.key, (below.get(part.key) ?? 0) + part[by]);
  }
  const values = parts.map(({ key, tone }): BarPart => {
    const value = below.get(key) ?? 0;
    return { value, text: show(value), tone };
  });
  const rest = sum(members, (group) => group[by]) - sum(values, ({ value }) => value);
  // Contacts with several documents stand in several parts: then the parts are more than the whole, and nothing is left.
  return [...values, { value: Math.max(0, rest), text: show(Math.max(0, rest)), tone: 'others' }];
}
