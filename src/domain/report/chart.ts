import type { AbcClass, AbcCutoffs } from './abc.ts';
import type { SheetPortion, SheetSpec } from './sheet.ts';

/**
 * What a colour stands for: the one row of bars, the period before, what has no bar of its own, contacts without a value, a
 * class, or the n-th part of stacked bars.
 */
export type Tone = 'main' | 'before' | 'others' | 'missing' | AbcClass | number;

/** A piece of a bar, and what stands in it where there is room. */
export interface BarPart {
  value: number;
  text: string;
  tone: Tone;
}

/** One bar. Its text is what stands at it, in the reader's own way of writing numbers. */
export interface Bar {
  label: string;
  value: number;
  text: string;
  tone: Tone;
  parts?: BarPart[];
  /** Everything that has no bar of its own. */
  others?: boolean;
  /** No bar: the name of those below it. */
  heading?: boolean;
  /** The same in the period before: drawn as a thin mark. */
  before?: number;
}

/** What a colour means, in the words of the legend. */
export interface LegendEntry {
  text: string;
  tone: Tone;
}

/** What a picture says in words: what it is about, how it was counted (a line each), and when it was made. */
export interface ChartHead {
  title: string;
  lines: string[];
  foot: string;
  legend: LegendEntry[];
}

export interface BarChart extends ChartHead {
  kind: 'bars';
  bars: Bar[];
  /** Where the values stand: at the ends of the bars, or, where other marks are, beside the names or right of all. */
  values: 'ends' | 'names' | 'column';
  /** The value that is as long as the picture is wide; absent: the longest bar. */
  most?: number;
}

/** One span of time of an axis. */
export interface TimePoint {
  label: string;
  value: number;
  text: string;
  parts?: BarPart[];
  before?: number;
}

/** Columns over time, the period before pale behind them. */
export interface TimeChart extends ChartHead {
  kind: 'time';
  points: TimePoint[];
  /** Whether the values are minutes: the axis then counts hours. */
  minutes: boolean;
}

/** The share held by the first so many of all values, both 0 to 1. */
export interface CurvePoint {
  rank: number;
  share: number;
}

/** Classes: the curve over all values above the heads of each class. */
export interface ParetoChart extends ChartHead {
  kind: 'pareto';
  bars: Bar[];
  cutoffs: AbcCutoffs;
  /** From nothing to all; a line between its points. */
  curve: CurvePoint[];
  /** The rank, 0 to 1, at which each class ends. */
  ends: Record<AbcClass, number>;
}

/** A square of a heat map: the darker, the more. */
export interface HeatCell {
  value: number;
  text: string;
}

/** A table whose squares are shaded. What stands right of a row and below all is its sum, and is not shaded. */
export interface HeatGrid {
  title?: string;
  columns: string[];
  rows: { label: string; cells: HeatCell[]; sum: string }[];
  /** Below each column, and below the sums; and below that, how much they changed. */
  foot: string[];
  changes?: string[];
}

/** Tables of shades, one below the other, each with a scale of its own. */
export interface HeatChart extends ChartHead {
  kind: 'heat';
  grids: HeatGrid[];
}

/** What a picture of a report shows: plain data, so that a worker thread can draw it. */
export type ChartSpec = BarChart | TimeChart | ParetoChart | HeatChart;
/** A picture without the words around it. */
export type Undescribed<Spec extends ChartHead> = Omit<Spec, 'title' | 'lines' | 'foot'>;

/** Draws pictures and writes workbooks somewhere else than on the thread that answers taps. Errors: `RenderFault`. */
export interface Renderer {
  /** PNG */
  draw(spec: ChartSpec): Promise<Buffer>;
  /** XLSX. `portions`: of a table that is planned, asked for one after another; it is ended in any case. */
  sheet(spec: SheetSpec, portions?: AsyncGenerator<SheetPortion, void>): Promise<Buffer>;
}
