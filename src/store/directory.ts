import { type Connection, Schema, type SchemaDefinition } from 'mongoose';
import { rankName } from '../domain/rank-name.ts';
import { CANDIDATES, directoryKeys, MIN_RANK, queryKeys } from '../domain/search-keys.ts';
import { isDuplicate } from './errors.ts';
import { type Stored, toPlain, toStored } from './ids.ts';

/** What organizations and persons have in common: a name, ways to reach them, and keys to be found by. */
interface Listed {
  id: string;
  name: string;
  emails: string[];
  phones: string[];
  taxNumber?: string;
  mergedInto?: string;
}

/** A stored entry; the casts in this file say no more than that a generic row has these fields. */
interface Row {
  _id: string;
  name: string;
  emails: string[];
  phones: string[];
  mergedInto?: string;
  keys: string[];
  createdAt: Date;
}

/** Enough found: later, more forgiving stages of a search are not asked. */
const ENOUGH = 10;
const VISIBLE = { keys: 0, createdAt: 0 } as const;

/** The schema of one kind of entry: its own fields beside the common ones. */
export function directorySchema(own: SchemaDefinition): Schema {
  const schema = new Schema(
    {
      _id: { type: String, required: true },
      name: { type: String, required: true },
      emails: [String],
      phones: [String],
      mergedInto: String,
      note: String,
      keys: [String],
      createdAt: { type: Date, required: true },
      ...own,
    },
    { versionKey: false },
  );
  schema.index({ keys: 1 });
  schema.index({ emails: 1 });
  schema.index({ createdAt: -1 });
  return schema;
}

/** Reading, adding and searching one kind of directory entry. */
export function createDirectory<T extends Listed>(
  connection: Connection,
  name: string,
  collection: string,
  schema: Schema,
) {
  const model = connection.model(name, schema, collection);
  const plain = (row: unknown): T => toPlain<T>(row as Stored<T>);

  const many = async (ids: readonly string[]): Promise<T[]> =>
    (await model.find({ _id: { $in: ids } }, VISIBLE).lean()).map(plain);
  const get = async (id: string): Promise<T | undefined> => (await many([id]))[0];

  /** Adds an entry under the id its draft was given; repeated, returns what is there. */
  async function create(entry: T, now: Date): Promise<T> {
    const { name: title, phones, emails, taxNumber } = entry;
    const keys = directoryKeys({ names: [title], phones, emails, numbers: taxNumber ? [taxNumber] : [] });
    try {
      await model.create({ ...toStored<T>(entry), keys, createdAt: now });
      return entry;
    } catch (error) {
      const existing = isDuplicate(error) ? await get(entry.id) : undefined;
      if (existing) return existing;
      throw error;
    }
  }

  /**
   * The best matches for what somebody typed: a part of the name, with typos, a phone in any writing, an e-mail. Stages
   * go from strict to forgiving and stop at enough; each looks up whole keys and reads a bounded number of candidates.
   */
  async function search(query: string, limit: number): Promise<T[]> {
    const found = new Map<string, { row: Row; rank: number }>();
    for (const stage of queryKeys(query)) {
      const exact = stage.flat().some((key) => key.startsWith('@') || key.startsWith('+'));
      const rows = await model
        .find({ $and: stage.map((keys) => ({ keys: { $in: keys } })), mergedInto: null }, VISIBLE)
        .limit(CANDIDATES)
        .lean<Row[]>();
      for (const row of rows) {
        const rank = exact ? 1 : rankName(query, row.name);
        if (rank >= MIN_RANK) found.set(row._id, { row, rank });
      }
      if (found.size >= Math.min(ENOUGH, limit)) break;
    }
    return [...found.values()]
      .sort((a, b) => b.rank - a.rank || a.row.name.localeCompare(b.row.name))
      .slice(0, limit)
      .map(({ row }) => plain(row));
  }

  return {
    model,
    plain,
    many,
    get,
    create,
    search,
    /** Those added last. */
    latest: async (limit: number): Promise<T[]> =>
      (await model.find({ mergedInto: null }, VISIBLE).sort({ createdAt: -1 }).limit(limit).lean()).map(plain),
    /** Names by id, for lists. */
    named: async (ids: readonly string[]): Promise<Map<string, string>> =>
      new Map((await model.find({ _id: { $in: ids } }, { name: 1 }).lean<Row[]>()).map((row) => [row._id, row.name])),
  };
}
