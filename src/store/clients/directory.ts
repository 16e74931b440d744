import type { Connection, QueryFilter, Schema } from 'mongoose';
import type { Viewer } from '../../domain/rights.ts';
import type { Operation } from '../contacts/contacts.ts';
import { isDuplicate } from '../errors.ts';
import { type Stored, toPlain, toStored } from '../ids.ts';
import { type DirectoryRow, derivedOf, type Listed, VISIBLE } from './directory-row.ts';
import { createSearch } from './directory-search.ts';

/*
 * What organizations and persons have in common. Everything that shows an entry takes the viewer, and the rights are part
 * of the query; `EVERYBODY` (domain/rights.ts) is for the program's own work, such as finding whose letter it is. Entries
 * merged into another are answered with that other one, so a half-done merge is never seen.
 */

/** A new entry, before the store gives it its first revision. */
export type Unsaved<T> = Omit<T, 'revision' | 'mergedInto'>;
/** Fields to set; one set to `undefined` is taken away. */
export type EntryChange<T> = { [K in keyof Omit<T, 'id' | 'revision' | 'mergedInto'>]?: T[K] | undefined };

/** What became of a change of an entry, as with contacts. */
export type EntryChanged<T> =
  | { outcome: 'done' | 'repeated' | 'overtaken'; entry: T }
  | { outcome: 'absent'; entry?: undefined };

const OPERATIONS_KEPT = 20;
/** A chain of merges is this long at most; a merge shortens those that lead to it. */
const HOPS = 5;
/** Reading, adding, changing and searching one kind of directory entry. `within` narrows to what a viewer may see. */
export function createDirectory<T extends Listed>(
  connection: Connection,
  name: string,
  collection: string,
  schema: Schema,
  within: (viewer: Viewer) => QueryFilter<DirectoryRow>,
) {
  const model = connection.model<DirectoryRow>(name, schema, collection);
  const plain = (row: unknown): T => toPlain<T>(row as Stored<T>);
  const seen = (viewer: Viewer, filter: QueryFilter<DirectoryRow>): QueryFilter<DirectoryRow> => ({
    $and: [within(viewer), filter],
  });

  /** Rows by the ids asked for; of what was merged, the row it was merged into. */
  async function resolved(
    filter: (ids: string[]) => QueryFilter<DirectoryRow>,
    ids: readonly string[],
    projection: object,
  ) {
    const found = new Map<string, DirectoryRow>();
    let wanted = new Map(ids.map((id) => [id, [id]]));
    for (let hop = 0; wanted.size > 0 && hop < HOPS; hop++) {
      const rows = await model.find(filter([...wanted.keys()]), projection).lean<DirectoryRow[]>();
      const next = new Map<string, string[]>();
      for (const row of rows) {
        const askedAs = wanted.get(row._id) ?? [];
        if (row.mergedInto === undefined) for (const id of askedAs) found.set(id, row);
        else next.set(row.mergedInto, [...(next.get(row.mergedInto) ?? []), ...askedAs]);
      }
      wanted = next;
    }
    return found;
  }

  /** By id, as far as the viewer may see them, each once; what was merged comes as what it was merged into. */
  async function many(viewer: Viewer, ids: readonly string[]): Promise<T[]> {
    const found = await resolved((some) => seen(viewer, { _id: { $in: some } }), ids, VISIBLE);
    return [...new Map([...found.values()].map((row) => [row._id, plain(row)])).values()];
  }
  const get = async (viewer: Viewer, id: string): Promise<T | undefined> => (await many(viewer, [id]))[0];

  /** Adds an entry under the id its draft was given; repeated, returns what is there. `by` may see it from then on. */
  async function create(entry: Unsaved<T>, now: Date, by?: number): Promise<T> {
    const fresh = { ...entry, revision: 1 } as T;
    const touchedBy = by === undefined ? [] : [by];
    try {
      const row: object = { ...toStored<T>(fresh), ...derivedOf(fresh), operations: [], touchedBy, createdAt: now };
      await model.create(row as DirectoryRow);
      return fresh;
    } catch (error) {
      const existing = isDuplicate(error) ? await model.findById(fresh.id, VISIBLE).lean() : undefined;
      if (existing) return plain(existing);
      throw error;
    }
  }

  /** Applies a change that was decided on a certain revision; who may see an entry may change it. */
  async function change(
    viewer: Viewer,
    id: string,
    operation: Operation,
    set: EntryChange<T>,
  ): Promise<EntryChanged<T>> {
    const before = await model.findOne(seen(viewer, { _id: id, mergedInto: null })).lean<DirectoryRow>();
    if (!before) {
      const other = await get(viewer, id);
      return other ? { outcome: 'overtaken', entry: other } : { outcome: 'absent' };
    }
    const { keys: _, nameKey: __, order: ___, towns: ____, operations = [], touchedBy, createdAt, ...visible } = before;
    if (operations.includes(operation.key)) return { outcome: 'repeated', entry: plain(visible) };
    if (before.revision !== operation.revision) return { outcome: 'overtaken', entry: plain(visible) };
    const gone = Object.entries(set).filter(([, value]) => value === undefined);
    const after = await model
      .findOneAndUpdate(
        seen(viewer, { _id: id, mergedInto: null, revision: operation.revision }),
        {
          $set: { ...set, ...derivedOf({ ...before, ...set } as DirectoryRow) },
          ...(gone.length > 0 && { $unset: Object.fromEntries(gone.map(([key]) => [key, true])) }),
          $inc: { revision: 1 },
          $push: { operations: { $each: [operation.key], $slice: -OPERATIONS_KEPT } },
        },
        { returnDocument: 'after', projection: VISIBLE },
      )
      .lean();
    // Somebody was quicker between the two calls; the second look tells who.
    return after ? { outcome: 'done', entry: plain(after) } : change(viewer, id, operation, set);
  }

  const { search, withKeys } = createSearch<T>({ model, plain, seen });

  return {
    model,
    plain,
    seen,
    many,
    get,
    create,
    change,
    search,
    withKeys,

    /** Those added last. */
    latest: async (viewer: Viewer, limit: number, skip = 0): Promise<T[]> =>
      (
        await model
          .find(seen(viewer, { mergedInto: null }), VISIBLE)
          .sort({ createdAt: -1 })
          .skip(skip)
          .limit(limit)
          .lean()
      ).map(plain),

    /** Names by the id asked for: a user who sees what points to an entry may read its name. */
    named: async (ids: readonly string[]): Promise<Map<string, string>> => {
      const asked = ids.filter((id) => id !== '');
      if (asked.length === 0) return new Map();
      const found = await resolved((some) => ({ _id: { $in: some } }), asked, { name: 1, mergedInto: 1 });
      return new Map([...found].map(([id, row]) => [id, row.name]));
    },

    /** The ids that stand for an entry: its own, and those merged into it, which older contacts may still carry. */
    aliases: async (id: string): Promise<string[]> => {
      const merged = await model.find({ mergedInto: id }, { _id: 1 }).limit(100).lean<DirectoryRow[]>();
      return [id, ...merged.map((row) => row._id)];
    },
  };
}

export type Directory<T extends Listed> = ReturnType<typeof createDirectory<T>>;
