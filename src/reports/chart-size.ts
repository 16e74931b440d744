import type { Bar, ChartSpec } from '../domain/report/chart.ts';

/** Pixels. A phone shows the picture at about a third of this width: 27 px are 9 points there. */
export const WIDTH = 900;
export const SIDE = 36;
export const ROW = 82;
export const THICK = 30;
/** Above the first row: title, subtitle. Below the last one: what the colours mean. */
export const HEAD = 128;
export const LEGEND_LINE = 46;

/** A bar so much longer than the longest of the named ones is drawn torn, so that those can still be compared. */
const TORN_BEYOND = 2.2;

/** The middle of a row's bar from the top of the picture: below its name. */
export const middleOf = (index: number): number => HEAD + index * ROW + ROW - THICK / 2 - 14;
/** How far that is below the middle of the row, where chart.js would put it. */
export const SHIFT = ROW / 2 - THICK / 2 - 14;

/** How large the picture of a spec is, in pixels. */
export function sizeOf(spec: ChartSpec, legendLines: number): { width: number; height: number } {
  return { width: WIDTH, height: HEAD + spec.bars.length * ROW + legendLines * LEGEND_LINE + SIDE };
}

/** The largest value drawn to its full length. */
export function scaleOf(bars: readonly Bar[]): { max: number; torn: boolean } {
  const named = bars.filter(({ others }) => !others);
  const longest = Math.max(1, ...named.flatMap(({ value, before = 0 }) => [value, before]));
  const rest = bars.find(({ others }) => others)?.value ?? 0;
  if (named.length > 0 && rest > longest * TORN_BEYOND) return { max: longest * 1.15, torn: true };
  return { max: Math.max(longest, rest), torn: false };
}
