import type { AbcClass, AbcCutoffs } from './abc.ts';

/** One bar. Its text is what stands at it, in the reader's own way of writing numbers. */
export interface Bar {
  label: string;
  value: number;
  text: string;
  /** What the bar is made of, one for each name of the legend. */
  parts?: number[];
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
  /** Of a Pareto chart. */
  cutoffs?: AbcCutoffs;
}
