import type { AbcClass, AbcCutoffs, AbcInput, AbcRow } from '../domain/report/abc.ts';
import type { Bar, CurvePoint, ParetoChart } from '../domain/report/chart.ts';
import { type ChartWords, sum } from './chart-spec.ts';

/** So many of each class are drawn by name, and the rest of it as one bar. */
export const HEADS: Record<AbcClass, number> = { A: 6, B: 3, C: 2 };
/** The curve has a point for each value, or this many where there are more values than pixels. */
const POINTS = 200;

export interface ParetoWords extends Pick<ChartWords, 'title' | 'lines' | 'foot' | 'number' | 'percent'> {
  /** "A: to 80 %" and so on. */
  classes: Record<AbcClass, string>;
  /** "A: 21 more" */
  more(name: AbcClass, count: number): string;
}

const classes = ['A', 'B', 'C'] as const;

/** The Pareto chart of an ABC analysis: the curve over all values, the head of each class, and the rest of each as one bar. */
export function paretoChart(
  rows: readonly AbcRow<AbcInput>[],
  cutoffs: AbcCutoffs,
  words: ParetoWords,
): ParetoChart | undefined {
  const counted = rows.filter(({ value }) => value > 0);
  if (counted.length === 0) return undefined;
  const text = (value: number, share: number) => `${words.number(value)} · ${words.percent(share)}`;
  const bars = classes.flatMap((name): Bar[] => {
    const all = counted.filter((row) => row.class === name);
    // A rest of one would take the place of its name.
    const heads = all.length === HEADS[name] + 1 ? all.length : HEADS[name];
    const left = all.slice(heads);
    const [value, share] = [sum(left, (row) => row.value), sum(left, (row) => row.share)];
    return [
      ...all.slice(0, heads).map((row) => ({
        label: `${name} · ${row.name}`,
        value: row.value,
        text: text(row.value, row.share),
        tone: name,
      })),
      ...(left.length > 0
        ? [{ label: words.more(name, left.length), value, text: text(value, share), tone: name, others: true }]
        : []),
    ];
  });
  return {
    kind: 'pareto',
    title: words.title,
    lines: words.lines,
    foot: words.foot,
    bars,
    legend: classes.map((name) => ({ text: words.classes[name], tone: name })),
    cutoffs,
    curve: curveOf(counted),
    ends: endsOf(counted),
  };
}

function curveOf(rows: readonly AbcRow<AbcInput>[]): CurvePoint[] {
  const step = Math.max(1, Math.floor(rows.length / POINTS));
  const points = rows.flatMap(({ runningShare }, index): CurvePoint[] =>
    (index + 1) % step === 0 || index === rows.length - 1
      ? [{ rank: (index + 1) / rows.length, share: runningShare }]
      : [],
  );
  return [{ rank: 0, share: 0 }, ...points];
}

function endsOf(rows: readonly AbcRow<AbcInput>[]): Record<AbcClass, number> {
  const share = (names: readonly AbcClass[]) =>
    rows.filter((row) => names.includes(row.class)).length / Math.max(1, rows.length);
  return { A: share(['A']), B: share(['A', 'B']), C: 1 };
}
