import type { Connection } from 'mongoose';
import type { FileRef } from '../../domain/contact/contact.ts';
import { isDuplicate } from '../errors.ts';
import { createImportChanges } from './import-changes.ts';
import { createImportDoubts } from './import-doubts.ts';
import { createImportEntries } from './import-entries.ts';

/*
 * Imports of clients: what a file says, read and matched before anything is done, in slices, so that it can be leafed
 * through and worked off piece by piece. The store does not know what is in a line: that is for who reads files.
 */

export const verdicts = ['create', 'match', 'doubt', 'refuse'] as const;
export type LineVerdict = (typeof verdicts)[number];
export type ImportCounts = Record<LineVerdict, number>;

/** A line of the file: what it says (or why it is refused) and what is to become of it. */
export interface ImportItem {
  line: number;
  verdict: LineVerdict;
  /** Of a line that goes in; of a refused one, why. Plain values only. */
  record?: unknown;
  refused?: unknown;
  /** The name of the entry that the line was matched with, or looks like. */
  match?: string;
  /** Of one in doubt: it went in, as somebody said what it is. */
  done?: boolean;
  /** As it came, to be given back if it does not go in. */
  cells?: string[];
}

/** A column of a table: its heading, the field it is taken for (not taken, where there is none), a value out of it. */
export interface ImportColumn {
  heading: string;
  field?: string;
  sample?: string;
}

/** What becomes of cards that a line finds: they are completed, left as they are, or each is asked about. */
export type ImportMode = 'update' | 'add' | 'ask';

export interface Import {
  id: string;
  by: number;
  file: FileRef;
  /** Country whose phones are written without a code. */
  country?: string;
  mode?: ImportMode;
  /** Once it is read: how, and how many of each verdict in every slice. */
  format?: string;
  encoding?: string;
  delimiter?: string;
  /** The program that wrote it, by the id of its profile; `none` where somebody said that it was not a known one. */
  profile?: string;
  columns?: ImportColumn[];
  /** All headings, as they came. */
  headings?: string[];
  /** The first line of a table names no columns: it is a client already. */
  headless?: boolean;
  slices?: ImportCounts[];
  /** Lines with values that went in as text. */
  unread?: number;
  /** Pictures that were left out. */
  photos?: number;
  /** Names of responsible managers that no one has; and who is responsible instead, 0 for no one. */
  strangers?: string[];
  instead?: number;
  /** How often it was read again, each time with other meanings of its columns. */
  turn?: number;
  /** Why nothing could be read. */
  refusal?: string;
  /** When it was undone; and what stayed because somebody had used it, by name. */
  undone?: Date;
  kept?: string[];
  createdAt: Date;
}

type ImportRow = Omit<Import, 'id'> & { _id: string };
interface SliceRow {
  _id: string;
  items: ImportItem[];
}

/** An import can be undone for so long, in milliseconds. */
export const UNDO_FOR = 30 * 86_400_000;

/** What is stored of one reading of an import begins with this. */
export const readingId = ({ id, turn }: Pick<Import, 'id' | 'turn'>): string =>
  turn === undefined ? id : `${id}.${turn}`;

export const noImportCounts = (): ImportCounts => ({ create: 0, match: 0, doubt: 0, refuse: 0 });

export function createImports(connection: Connection) {
  const imports = connection.collection<ImportRow>('imports');
  const slices = connection.collection<SliceRow>('import_slices');
  const toImport = ({ _id, ...rest }: ImportRow): Import => ({ id: _id, ...rest });
  const sliceId = (one: Import, slice: number) => `${readingId(one)}:${slice}`;

  return {
    ...createImportEntries(connection),
    doubts: createImportDoubts(connection),
    changes: createImportChanges(connection),

    /** Notes a file that was sent. False: it was noted before. */
    async begin({ id, ...rest }: Import): Promise<boolean> {
      try {
        await imports.insertOne({ _id: id, ...rest });
        return true;
      } catch (error) {
        if (isDuplicate(error)) return false;
        throw error;
      }
    },

    async get(id: string): Promise<Import | undefined> {
      const row = await imports.findOne({ _id: id });
      return row ? toImport(row) : undefined;
    },

    /** Notes what was read, unless it is being read again meanwhile. */
    note: async ({ id, turn }: Import, set: Partial<Omit<Import, 'id' | 'turn'>>): Promise<void> => {
      await imports.updateOne(
        { _id: id, ...(turn === undefined ? { turn: { $exists: false } } : { turn }) },
        { $set: set },
      );
    },

    /** Takes a column for another field, or for none. It counts when the file is read again. */
    choose: async (id: string, column: number, field: string | undefined): Promise<void> => {
      const path = `columns.${column}.field`;
      const there = { _id: id, [`columns.${column}`]: { $exists: true } };
      await imports.updateOne(there, field === undefined ? { $unset: { [path]: true } } : { $set: { [path]: field } });
    },

    /**
     * What was read counts no more: the file is to be read again, perhaps with its first line taken for something else, or
     * as another program's. Repeated with the same import, it changes nothing more.
     */
    async again(
      { id, turn, columns }: Import,
      set: Pick<Import, 'headless' | 'profile'> = {},
    ): Promise<Import | undefined> {
      const was = turn === undefined ? { turn: { $exists: false } } : { turn };
      // Where nothing is known of any column, or another program wrote them, all of them are guessed again.
      const isNew =
        set.profile !== undefined ||
        (set.headless !== undefined && !columns?.some(({ field }) => field && field !== 'rest'));
      await imports.updateOne(
        { _id: id, ...was },
        {
          $set: { turn: (turn ?? 0) + 1, ...set },
          $unset: { slices: true, refusal: true, strangers: true, ...(isNew && { columns: true }) },
        },
      );
      return this.get(id);
    },

    /** Stores a slice; written again, it takes the place of the first. */
    putSlice: async (one: Import, slice: number, items: ImportItem[]): Promise<void> => {
      await slices.replaceOne({ _id: sliceId(one, slice) }, { items }, { upsert: true });
    },

    slice: async (one: Import, slice: number): Promise<ImportItem[]> =>
      (await slices.findOne({ _id: sliceId(one, slice) }))?.items ?? [],

    /** Some of the lines of one verdict, or of all, in the order of the file. */
    async page(one: Import, verdict: LineVerdict | undefined, skip: number, limit: number): Promise<ImportItem[]> {
      const found: ImportItem[] = [];
      let passed = 0;
      for (const [number, counts] of (one.slices ?? []).entries()) {
        const here = verdict === undefined ? countedLines(counts) : (counts[verdict] ?? 0);
        if (passed + here > skip) {
          const items = (await this.slice(one, number)).filter((item) => !verdict || item.verdict === verdict);
          found.push(...items.slice(Math.max(0, skip - passed), skip - passed + limit));
        }
        passed += here;
        if (passed >= skip + limit) break;
      }
      return found.slice(0, limit);
    },

    /** Removes imports begun before that moment with all that was read; what came in stays. Returns how many. */
    async sweep(before: Date): Promise<number> {
      const old = await imports.find({ createdAt: { $lt: before } }, { projection: { _id: 1 } }).toArray();
      for (const { _id } of old) {
        // The parts first: an import without them is found again by the next sweep, they without it by none.
        await slices.deleteMany({ _id: { $regex: `^${_id}[.:]` } });
        await this.doubts.remove(_id);
        await this.changes.remove(_id);
        await imports.deleteOne({ _id });
      }
      return old.length;
    },
  };
}

/** All lines that were counted. */
export const countedLines = (counts: Partial<ImportCounts>): number =>
  verdicts.reduce((sum, verdict) => sum + (counts[verdict] ?? 0), 0);

export type Imports = ReturnType<typeof createImports>;
