import type { Bar, BarChart, ChartSpec, HeatGrid, ParetoChart } from '../domain/report/chart.ts';

/** Pixels. A phone shows the picture at about a third of this width: 27 px are 9 points there. */
export const WIDTH = 900;
export const SIDE = 36;
export const ROW = 82;
export const THICK = 30;
/** The title, each line under it, and the room below them. */
export const TITLE_LINE = 66;
export const HEAD_LINE = 34;
const HEAD_GAP = 28;
export const LEGEND_LINE = 46;
export const FOOT_LINE = 34;
/** Of columns over time, and of the curve of a Pareto chart with its labels. */
const COLUMNS = 560;
export const CURVE = 250;
/** Of tables of shades: a row, a title, what is left between two. */
export const [HEAT_ROW, HEAT_TITLE, HEAT_GAP] = [48, 58, 26];

/** A bar so much longer than the rest is drawn torn, so that those can still be compared. */
const TORN_BEYOND = 2.2;
const GIANT = 4;

/** What is laid out before anything is drawn, in pixels and lines. */
export interface Layout {
  lines: string[];
  /** Where the drawing begins. */
  top: number;
  /** Room right of the longest bar for its value. */
  right: number;
  legend: { text: string; tone: ChartSpec['legend'][number]['tone'] }[][];
}

export const topOf = (lines: number): number => TITLE_LINE + lines * HEAD_LINE + HEAD_GAP;

/** Where the first bar's row begins. */
export const barsTop = (spec: ChartSpec, { top }: Pick<Layout, 'top'>): number =>
  spec.kind === 'pareto' ? top + CURVE : top;

/** The middle of a row's bar from where the bars begin: below its name. */
export const middleOf = (index: number): number => index * ROW + ROW - THICK / 2 - 14;
/** How far that is below the middle of the row, where chart.js would put it. */
export const SHIFT = ROW / 2 - THICK / 2 - 14;

export const gridHeight = ({ title, rows, foot, changes = [] }: HeatGrid): number => {
  const below = [foot, changes].filter((texts) => texts.length > 0).length;
  return (title === undefined ? 0 : HEAT_TITLE) + (rows.length + 1 + below) * HEAT_ROW;
};

const heatHeight = (grids: readonly HeatGrid[]): number =>
  grids.reduce((sum, grid) => sum + gridHeight(grid) + HEAT_GAP, -HEAT_GAP);

/** The height of the drawing. */
const bodyOf = (spec: ChartSpec): number => {
  if (spec.kind === 'heat') return heatHeight(spec.grids);
  return spec.kind === 'time' ? COLUMNS : spec.bars.length * ROW;
};

/** What stands below the drawing: the legend and the foot. */
export const belowOf = ({ legend }: Pick<Layout, 'legend'>): number => legend.length * LEGEND_LINE + FOOT_LINE + SIDE;

/** How large the picture of a spec is, in pixels. */
export const sizeOf = (spec: ChartSpec, layout: Layout): { width: number; height: number } => ({
  width: WIDTH,
  height: barsTop(spec, layout) + bodyOf(spec) + belowOf(layout),
});

/** The largest value drawn to its full length: of what is torn, the tear says that it is more. */
export function scaleOf(bars: readonly Bar[]): { max: number } {
  const longest = (some: readonly Bar[]) => Math.max(1, ...some.flatMap(({ value, before = 0 }) => [value, before]));
  const named = bars.filter(({ others }) => !others);
  const rest = Math.max(0, ...bars.filter(({ others }) => others).map(({ value }) => value));
  const [giant, second] = named.map((bar) => longest([bar])).sort((a, b) => b - a);
  const most = giant && second && named.length > 2 && giant > second * GIANT ? second * 1.6 : longest(named);
  if (named.length > 0 && rest > most * TORN_BEYOND) return { max: most * 1.15 };
  return { max: Math.max(most, rest) };
}

/** The value whose bar is as long as there is room. */
export const longestOf = (spec: BarChart | ParetoChart): number =>
  spec.kind === 'bars' && spec.most !== undefined ? spec.most : scaleOf(spec.bars).max;
