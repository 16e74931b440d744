import type { Store } from '../../src/store/index.ts';
import type { Seeded, Sizes } from './seed.ts';

/** One line of the table that `npm run bench` prints. */
export interface BenchRow {
  what: string;
  /** The aim in words, e.g. `at most 1.5 × the floor bot`; empty where the figure is for orientation. */
  aim: string;
  measured: string;
  /** Whether the aim was met; left out where there is none. */
  met?: boolean;
}

/** A seeded database, open. Its clock stands at `seeded.now`. */
export interface BenchDatabase {
  store: Store;
  seeded: Seeded;
  /** Address of the server and name of the database, for whoever wants a client of its own. */
  uri: string;
  name: string;
}

/** What a bench is given. */
export interface BenchContext {
  /** A database of these sizes; made once in a run, however many benches ask for it. */
  database(sizes: Sizes): Promise<BenchDatabase>;
  /** Address of an empty database of this bench's own. */
  emptyDatabase(): string;
  /** How many of something: the full number, or a share of it with BENCH_SCALE=0.1. At least 1. */
  size(full: number): number;
  /** A line of progress, on stderr. */
  say(line: string): void;
  /** Small sizes, to see that a bench works at all. */
  quick: boolean;
}

/** What a file of this folder that measures something exports as `bench`; the file's name is the bench's. */
export type Bench = (context: BenchContext) => Promise<BenchRow[]>;

/** The value below which a share of the measurements lies; `share` 0 to 1. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const ms = (value: number): string => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
