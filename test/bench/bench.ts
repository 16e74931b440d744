import type { Store } from '../../src/store/index.ts';
import type { Seeded, Sizes } from './seed.ts';

/** One line of the table that `npm run bench` prints. */
export interface BenchRow {
  what: string;
  aim: string;
  measured: string;
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
  /** A line of progress, on stderr. */
  say(line: string): void;
  /** Small sizes, to see that a bench works at all. */
  quick: boolean;
}

export type Bench = (context: BenchContext) => Promise<BenchRow[]>;
