import type { Connection, mongo } from 'mongoose';
import { type DirectoryRow, derivedOf, pairKey } from '../clients/directory-row.ts';
import { insertNew } from '../insert-new.ts';

/*
 * The directory as an import sees it: who is there already, many at once, whom it adds, and what it changes.
 */

export type EntryKind = 'o' | 'p';

/** An entry to be added: the fields of its kind, under an id derived from the import and the line. */
export interface NewEntry {
  id: string;
  name: string;
  phones: string[];
  emails: string[];
  organization?: string;
  manager?: number;
  [field: string]: unknown;
}

/** An entry as the matching wants it. */
export interface ImportEntryRow {
  id: string;
  name: string;
  phones: string[];
  emails: string[];
  revision: number;
  taxNumber?: string;
  organization?: string;
  operations: string[];
  [field: string]: unknown;
}

/** What entries are looked for by. */
export interface WantedEntries {
  emails: readonly string[];
  /** Numbers, E.164. */
  phones: readonly string[];
  nameKeys: readonly string[];
  /** Two words of a longer name. */
  pairs: readonly string[];
  taxNumbers: readonly string[];
}

/** A change of an entry, decided on a certain revision. */
export interface EntryUpdate {
  row: ImportEntryRow;
  set: Record<string, unknown>;
}

/** So many are read for one kind of key; more of them answer to names that tell no one apart. */
const MOST = 5000;
const OPERATIONS_KEPT = 20;
/** Entries added by one command: making their search keys blocks for a tenth of a millisecond each. */
const FEW = 50;
type Stored = DirectoryRow & Record<string, unknown>;

export function createImportEntries(connection: Connection) {
  const nameOf = (kind: EntryKind) => (kind === 'o' ? 'organizations' : 'persons');
  const entries = (kind: EntryKind) => connection.collection<Stored>(nameOf(kind));
  const toRow = ({ _id, ...rest }: mongo.WithId<Stored>): ImportEntryRow => ({
    ...rest,
    id: _id,
    operations: rest.operations ?? [],
  });

  const find = (kind: EntryKind, filter: mongo.Filter<Stored>): Promise<mongo.WithId<Stored>[]> =>
    entries(kind)
      .find({ $and: [filter, { mergedInto: { $exists: false } }] }, { projection: { keys: 0, nameKey: 0 } })
      .limit(MOST)
      .toArray();

  /** What persons take over from their organizations: who may see them. */
  async function employers(ids: readonly string[]) {
    const wanted = [...new Set(ids)];
    const rows =
      wanted.length === 0
        ? []
        : await entries('o')
            .find({ _id: { $in: wanted } }, { projection: { manager: 1, touchedBy: 1 } })
            .toArray();
    return new Map(
      rows.map(({ _id, manager, touchedBy = [] }) => [
        _id,
        { ...(typeof manager === 'number' && { orgManager: manager }), touchedBy },
      ]),
    );
  }

  return {
    /** Entries that have any of this. Each kind of key is one walk of its index. */
    async known(
      kind: EntryKind,
      { emails, phones, nameKeys, pairs, taxNumbers }: WantedEntries,
    ): Promise<ImportEntryRow[]> {
      const some = (list: readonly string[], filter: mongo.Filter<Stored>) =>
        list.length > 0 ? [find(kind, filter)] : [];
      const taxKeys = taxNumbers.map((number) => number.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase());
      const found = await Promise.all([
        ...some(nameKeys, { nameKey: { $in: [...nameKeys] } }),
        ...some(pairs, { keys: { $in: pairs.map(pairKey) } }),
        ...some(emails, { emails: { $in: [...emails] } }),
        ...some(phones, { keys: { $in: phones.map((number) => `+${number.slice(1).slice(-10)}`) } }),
        ...some(kind === 'o' ? taxNumbers : [], { keys: { $in: taxKeys }, taxNumber: { $type: 'string' } }),
      ]);
      return [...new Map(found.flat().map((row) => [row._id, toRow(row)])).values()];
    },

    /** Entries by their ids, but what was merged. */
    byId: async (kind: EntryKind, ids: readonly string[]): Promise<ImportEntryRow[]> =>
      ids.length === 0 ? [] : (await find(kind, { _id: { $in: [...ids] } })).map(toRow),

    /**
     * Adds entries that are not there yet. Repeated, it adds nothing. `breath` is waited for between a few of them, as working out
     * what they are found by takes its time.
     */
    async addEntries(
      kind: EntryKind,
      added: readonly NewEntry[],
      now: Date,
      breath: () => Promise<void> = async () => {},
    ): Promise<void> {
      if (added.length === 0) return;
      const above = kind === 'p' ? await employers(added.flatMap((one) => one.organization ?? [])) : new Map();
      const rowOf = ({ id, ...fields }: NewEntry) => ({
        _id: id,
        ...fields,
        ...derivedOf(fields),
        ...above.get(fields.organization),
        touchedBy: above.get(fields.organization)?.touchedBy ?? [],
        operations: [],
        revision: 1,
        createdAt: now,
      });
      // A write is answered once it is on the disk: several under way wait for that together.
      const writes: Promise<unknown>[] = [];
      for (let at = 0; at < added.length; at += FEW) {
        const written = insertNew(entries(kind), added.slice(at, at + FEW).map(rowOf));
        written.catch(() => {});
        writes.push(written);
        await breath();
      }
      await Promise.all(writes);
    },

    /**
     * Applies changes, each under the operation's key. Returns the ids of those that somebody else changed or merged
     * meanwhile: these are to be looked at again. Repeated, it changes nothing.
     */
    async update(kind: EntryKind, updates: readonly EntryUpdate[], key: string): Promise<string[]> {
      if (updates.length === 0) return [];
      const above =
        kind === 'p'
          ? await employers(
              updates.flatMap(({ set }) => (typeof set.organization === 'string' ? [set.organization] : [])),
            )
          : new Map();
      const fieldsOf = (set: Record<string, unknown>) => {
        const gone = Object.entries(set).filter(([, value]) => value === undefined);
        const orgManager = above.get(set.organization)?.orgManager;
        return {
          $set: {
            ...Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined)),
            ...(orgManager !== undefined && { orgManager }),
          },
          ...(gone.length > 0 && { $unset: Object.fromEntries(gone.map(([field]) => [field, true as const])) }),
        };
      };
      const writes = updates.map(({ row, set }): mongo.AnyBulkWriteOperation<DirectoryRow> => {
        const { $set, ...rest } = fieldsOf(set);
        return {
          updateOne: {
            filter: { _id: row.id, revision: row.revision, mergedInto: { $exists: false }, operations: { $ne: key } },
            update: {
              $set: { ...$set, ...derivedOf({ ...row, ...set }) },
              ...rest,
              $inc: { revision: 1 },
              $push: { operations: { $each: [key], $slice: -OPERATIONS_KEPT } },
            },
          },
        };
      });
      await connection.collection<DirectoryRow>(nameOf(kind)).bulkWrite(writes, { ordered: false });
      const ids = updates.map(({ row }) => row.id);
      const done = await entries(kind)
        .find({ _id: { $in: ids }, operations: key }, { projection: { _id: 1 } })
        .toArray();
      const reached = new Set(done.map(({ _id }) => _id));
      for (const { row, set } of updates)
        if (kind === 'o' && 'manager' in set && reached.has(row.id)) await followManager(row.id, set.manager);
      return ids.filter((id) => !reached.has(id));
    },
  };

  /** Who may see a person follows its organization. */
  async function followManager(organization: string, manager: unknown): Promise<void> {
    const follow = manager === undefined ? { $unset: { orgManager: true } } : { $set: { orgManager: manager } };
    await entries('p').updateMany({ organization }, follow as mongo.UpdateFilter<Stored>);
  }
}
