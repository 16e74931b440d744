import {
  type AbcClass,
  type AbcCutoffs,
  type AbcInput,
  type AbcRow,
  abcClasses,
  type ClassedValue,
  summarize,
} from '../domain/report/abc.ts';
import type { Bar, CurvePoint, ParetoChart } from '../domain/report/chart.ts';
import { type ChartWords, sum } from './chart-parts.ts';

/** So many of each class are drawn by name, and the rest of it as one bar. */
export const HEADS: Record<AbcClass, number> = { A: 6, B: 3, C: 2 };
/** The curve has a point for each value, or this many where there are more values than pixels. */
const POINTS = 200;

export interface ParetoWords extends Pick<ChartWords, 'title' | 'lines' | 'foot' | 'percent'> {
  /** A value, of contacts or of time. */
  value(value: number): string;
  /** "A: to 80 %" and so on. */
  classes: Record<AbcClass, string>;
  /** "A: 21 more" */
  more(name: AbcClass, count: number): string;
}

/** What classes are drawn from: the greatest rows, and the values of all. */
export interface Classified {
  rows: readonly AbcRow<AbcInput>[];
  values: readonly ClassedValue[];
}

/** The Pareto chart of an ABC analysis: the curve over all values, the head of each class, and the rest of each as one bar. */
export function paretoChart(
  { rows, values }: Classified,
  cutoffs: AbcCutoffs,
  words: ParetoWords,
): ParetoChart | undefined {
  const counted = values.filter(({ value }) => value > 0);
  if (counted.length === 0) return undefined;
  const text = (value: number, share: number) => `${words.value(value)} · ${words.percent(share)}`;
  const bars = summarize(counted).flatMap(({ class: name, rows: size, value, share }): Bar[] => {
    // A rest of one would take the place of its name.
    const heads = rows
      .filter((row) => row.class === name && row.value > 0)
      .slice(0, size === HEADS[name] + 1 ? size : HEADS[name]);
    const left = size - heads.length;
    const [rest, part] = [value - sum(heads, (row) => row.value), share - sum(heads, (row) => row.share)];
    return [
      ...heads.map((row) => ({
        label: `${name} · ${row.name}`,
        value: row.value,
        text: text(row.value, row.share),
        tone: name,
      })),
      ...(left > 0
        ? [{ label: words.more(name, left), value: rest, text: text(rest, part), tone: name, others: true }]
        : []),
    ];
  });
  return {
    kind: 'pareto',
    title: words.title,
    lines: words.lines,
    foot: words.foot,
    bars,
    legend: abcClasses.map((name) => ({ text: words.classes[name], tone: name })),
    cutoffs,
    curve: curveOf(counted),
    ends: endsOf(counted),
  };
}

/** Equal values lie on a line: the ends of each suffice. */
function curveOf(values: readonly ClassedValue[]): CurvePoint[] {
  const [rows, whole] = [sum(values, (one) => one.rows), sum(values, (one) => one.value * one.rows)];
  const step = Math.max(1, Math.floor(values.length / POINTS));
  let [rank, held] = [0, 0];
  const points = values.flatMap((one, index): CurvePoint[] => {
    rank += one.rows;
    held += one.value * one.rows;
    const kept = (index + 1) % step === 0 || index === values.length - 1;
    return kept ? [{ rank: rank / rows, share: held / whole }] : [];
  });
  return [{ rank: 0, share: 0 }, ...points];
}

function endsOf(values: readonly ClassedValue[]): Record<AbcClass, number> {
  const rows = sum(values, (one) => one.rows);
  const share = (names: readonly AbcClass[]) =>
    sum(
      values.filter((one) => names.includes(one.class)),
      (one) => one.rows,
    ) / rows;
  return { A: share(['A']), B: share(['A', 'B']), C: 1 };
}
