import type { AbcClass, AbcCutoffs } from './abc.ts';
import type { SheetSpec } from './sheet.ts';

/** One bar. Its text is what stands at it, in the reader's own way of writing numbers. */
export interface Bar {
  label: string;
  value: number;
  text: string;
  /** What the bar is made of, one for each name of the legend, and what stands in it where there is room. */
  parts?: { value: number; text: string }[];
  /** Everything that has no bar of its own. */
  others?: boolean;
  /** The same in the period before: drawn as a thin mark. */
  before?: number;
  class?: AbcClass;
  /** The share held by this bar and all above it, 0 to 1. */
  running?: number;
}

/** What a picture of a report shows: plain data, so that a worker thread can draw it. */
export interface ChartSpec {
  title: string;
  subtitle: string;
  bars: Bar[];
  /** Names of the parts, or of what the colours mean. */
  legend: string[];
  /** Where the values stand: at the ends of the bars, or, where other marks are, beside the names or right of all. */
  values: 'ends' | 'names' | 'column';
  /** Of a Pareto chart. */
  cutoffs?: AbcCutoffs;
}

/** Draws pictures and writes workbooks somewhere else than on the thread that answers taps. Errors: `RenderFault`. */
export interface Renderer {
  /** PNG */
  draw(spec: ChartSpec): Promise<Buffer>;
  /** XLSX */
  sheet(spec: SheetSpec): Promise<Buffer>;
}
