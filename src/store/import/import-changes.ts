import type { Connection, mongo } from 'mongoose';
import type { EntryKind } from './import-entries.ts';

/** What an import changed of an entry that was there: each field as it was (absent: null) and as the import left it. */
export interface ImportChange {
  kind: EntryKind;
  entry: string;
  before: Record<string, unknown>;
  after: Record<string, unknown>;
}

type Row = ImportChange & { _id: string };

/** What points to an entry, and so shows that somebody uses it. */
const POINTERS: Record<EntryKind, readonly (readonly [collection: string, field: string])[]> = {
  o: [
    ['contacts', 'organization'],
    ['persons', 'organization'],
    ['documents', 'organization'],
    ['letters', 'organization'],
  ],
  p: [
    ['contacts', 'persons'],
    ['letters', 'person'],
  ],
};

/** The journal of what imports changed, so that they can be undone. Written before what it tells of. */
export function createImportChanges(connection: Connection) {
  const rows = connection.collection<Row>('import_changes');
  const entries = (kind: EntryKind) =>
    connection.collection<{ _id: string; revision: number; operations?: string[]; absorbs?: string[]; name: string }>(
      kind === 'o' ? 'organizations' : 'persons',
    );
  const within = (id: string) => ({ $gte: `${id}:`, $lt: `${id};` });

  return {
    /** Notes what is about to change. Of an entry noted before, what a field was first stays. */
    async note(id: string, changes: readonly ImportChange[]): Promise<void> {
      if (changes.length === 0) return;
      const ids = changes.map(({ kind, entry }) => `${id}:${kind}${entry}`);
      const known = new Map((await rows.find({ _id: { $in: ids } }).toArray()).map((row) => [row._id, row]));
      await rows.bulkWrite(
        changes.map(({ kind, entry, before, after }) => {
          const _id = `${id}:${kind}${entry}`;
          const set = {
            before: { ...before, ...known.get(_id)?.before },
            after: { ...known.get(_id)?.after, ...after },
          };
          return { updateOne: { filter: { _id }, update: { $set: { kind, entry, ...set } }, upsert: true } };
        }),
        { ordered: false },
      );
    },

    /** Some changes of an import, behind the one given. */
    after: async (id: string, last: string | undefined, limit: number): Promise<(ImportChange & { id: string })[]> =>
      (
        await rows
          .find({ _id: { ...within(id), ...(last !== undefined && { $gt: last }) } })
          .sort({ _id: 1 })
          .limit(limit)
          .toArray()
      ).map(({ _id, ...rest }) => ({ id: _id, ...rest })),

    /**
     * Takes away entries that an import made and no one has used since: edited, merged, or pointed to by a contact, a
     * document, a letter, a person. Returns those that stay, by name.
     */
    async removeUnused(
      kind: EntryKind,
      ids: readonly string[],
      operation: string,
    ): Promise<{ removed: number; kept: string[] }> {
      const found = await entries(kind)
        .find({ _id: { $in: [...ids] } }, { projection: { keys: 0 } })
        .toArray();
      const there = found.map(({ _id }) => _id);
      const used = new Set<unknown>();
      for (const [collection, field] of POINTERS[kind]) {
        if (there.length === 0) break;
        for (const id of await connection.collection(collection).distinct(field, { [field]: { $in: there } }))
          used.add(id);
      }
      const isOwn = (key: string) => key.startsWith(operation);
      const unused = found.filter(
        ({ _id, revision, operations = [], absorbs = [] }) =>
          !used.has(_id) && absorbs.length === 0 && revision - 1 === operations.filter(isOwn).length,
      );
      if (unused.length > 0) {
        await entries(kind).bulkWrite(
          unused.map(({ _id, revision }) => ({
            deleteOne: { filter: { _id, revision } as mongo.Filter<{ _id: string }> },
          })) as never,
          { ordered: false },
        );
      }
      const gone = new Set(unused.map(({ _id }) => _id));
      return { removed: unused.length, kept: found.filter(({ _id }) => !gone.has(_id)).map(({ name }) => name) };
    },

    remove: async (id: string): Promise<void> => {
      await rows.deleteMany({ _id: within(id) });
    },
  };
}
