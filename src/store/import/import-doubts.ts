import type { Connection } from 'mongoose';

/** Somebody of a file who looks like somebody known, and what was said of it. */
export interface ImportDoubt {
  /** The same for all lines that raise it. */
  key: string;
  kind: 'o' | 'p';
  /** As the file has it, and what the first line tells besides. */
  name: string;
  detail?: string;
  /** Whom it looks like; `isNew`: another of the file. */
  like: { id: string; name: string; isNew?: boolean };
  /** Lines that raise it: how many, and the first. */
  lines: number;
  first: number;
  said?: 'same' | 'another';
  /** Nothing is unclear but whether the known one is to be completed: `same` says that it is. */
  completes?: true;
}

type Row = Omit<ImportDoubt, 'key'> & { _id: string };

/** What the doubts of one reading of an import begin with. */
const within = (reading: string) => ({ $gte: `${reading}:`, $lt: `${reading};` });

/** Doubts of imports, of each reading (`readingId`) its own. */
export function createImportDoubts(connection: Connection) {
  const rows = connection.collection<Row>('import_doubts');
  const among = (reading: string, completes: boolean) => ({
    _id: within(reading),
    completes: completes ? (true as const) : { $exists: false },
  });
  const idOf = (reading: string, key: string) => `${reading}:${key}`;
  const toDoubt = ({ _id, ...rest }: Row): ImportDoubt => ({ ...rest, key: _id.slice(_id.lastIndexOf(':') + 1) });

  return {
    /** Stores doubts; stored again, what was said of them stays. */
    async put(reading: string, doubts: readonly ImportDoubt[]): Promise<void> {
      if (doubts.length === 0) return;
      await rows.bulkWrite(
        doubts.map(({ key, said: _, ...set }) => ({
          updateOne: { filter: { _id: idOf(reading, key) }, update: { $set: set }, upsert: true },
        })),
        { ordered: false },
      );
    },

    /** Some of them in the order of the file, and how many there are in all and undecided. */
    async page(reading: string, skip: number, limit: number, completes = false) {
      const filter = among(reading, completes);
      const [found, all, open] = await Promise.all([
        rows.find(filter).sort({ first: 1, _id: 1 }).skip(skip).limit(limit).toArray(),
        rows.countDocuments(filter),
        rows.countDocuments({ ...filter, said: { $exists: false } }),
      ]);
      return { doubts: found.map(toDoubt), all, open };
    },

    /** Says of one doubt, or of all that nothing was said of yet. */
    async say(reading: string, key: string | undefined, said: 'same' | 'another', completes = false): Promise<void> {
      if (key !== undefined) await rows.updateOne({ _id: idOf(reading, key) }, { $set: { said } });
      else await rows.updateMany({ ...among(reading, completes), said: { $exists: false } }, { $set: { said } });
    },

    /** What was said, by key; and how many lines that decides. */
    async said(reading: string): Promise<Map<string, 'same' | 'another'>> {
      const found = await rows.find({ _id: within(reading), said: { $exists: true } }).toArray();
      return new Map(found.flatMap((row) => (row.said ? [[toDoubt(row).key, row.said] as const] : [])));
    },

    /** Lines of doubts that nothing was said of. */
    async openLines(reading: string): Promise<number> {
      const found = await rows
        .find({ ...among(reading, false), said: { $exists: false } }, { projection: { lines: 1 } })
        .toArray();
      return found.reduce((sum, { lines }) => sum + lines, 0);
    },

    /** Removes all readings' doubts of an import. */
    async remove(id: string): Promise<void> {
      await rows.deleteMany({ _id: { $regex: `^${id}[.:]` } });
    },
  };
}
