import type { Connection } from 'mongoose';
import type { DictionaryKind, Entry } from '../../domain/client/client.ts';
import { administers, type Viewer } from '../../domain/rights.ts';
import { isDuplicate, isTooSlow } from '../errors.ts';
import { toStored } from '../ids.ts';
import { type EntryRow, entryModel, toEntry } from './dictionaries.ts';

/** What became of a change of a dictionary. `absent` stands for "not yours" too. */
export type EntryEdited =
  | { outcome: 'done' | 'overtaken'; entry: Entry }
  | { outcome: 'same'; entry: Entry }
  | { outcome: 'absent' };

/** Looking for a use goes through all contacts where no index helps; longer than this no one waits. In milliseconds. */
const LOOK_FOR = 4000;

/** Where a value of each dictionary may be pointed to from. */
const USES: Record<DictionaryKind, readonly (readonly [collection: string, path: string])[]> = {
  type: [['contacts', 'type']],
  source: [['contacts', 'source']],
  channel: [['contacts', 'channel']],
  documentType: [['documents', 'type']],
  characteristic: [['contacts', 'analytics.characteristic.id']],
  firm: [
    ['contacts', 'firm'],
    ['documents', 'firm'],
  ],
};

/** What administrators do with the dictionaries; nothing is done for others. */
export function createDictionaryEdits(connection: Connection) {
  const model = entryModel(connection);
  const alive = { deleted: { $ne: true } };

  const read = async (id: string): Promise<Entry | undefined> => {
    const row = await model.findById(id).lean<EntryRow>();
    return row ? toEntry(row) : undefined;
  };

  /** Changes an entry that still is as it was seen. */
  async function change(by: Viewer, id: string, revision: number, set: object): Promise<EntryEdited> {
    if (!administers(by)) return { outcome: 'absent' };
    const row = await model
      .findOneAndUpdate(
        { _id: id, revision: revision === 0 ? { $in: [0, null] } : revision },
        { $set: set, $inc: { revision: 1 } },
        { returnDocument: 'after' },
      )
      .lean<EntryRow>();
    if (row) return { outcome: 'done', entry: toEntry(row) };
    const entry = await read(id);
    return entry ? { outcome: 'overtaken', entry } : { outcome: 'absent' };
  }

  /** Another entry of the kind that has one of these names already, retired ones too. */
  async function named(kind: DictionaryKind, name: Entry['name'], except: string): Promise<Entry | undefined> {
    const rows = await model.find({ kind, _id: { $ne: except }, ...alive }).lean<EntryRow[]>();
    const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
    const found = rows.find((row) => same(row.name.ru, name.ru) || same(row.name.en, name.en));
    return found && toEntry(found);
  }

  const inOrder = (kind: DictionaryKind) =>
    model
      .find({ kind, ...alive })
      .sort({ order: 1, _id: 1 })
      .lean<EntryRow[]>();

  return {
    /** All values of a dictionary in their order, retired ones too. */
    all: async (by: Viewer, kind: DictionaryKind): Promise<Entry[]> =>
      administers(by) ? (await inOrder(kind)).map(toEntry) : [],

    get: async (by: Viewer, id: string): Promise<Entry | undefined> => {
      const row = administers(by) ? await model.findOne({ _id: id, ...alive }).lean<EntryRow>() : null;
      return row ? toEntry(row) : undefined;
    },

    /** Adds a value at the end, under the id its draft was given; repeated, it is the same. */
    async add(by: Viewer, fields: Pick<Entry, 'id' | 'kind' | 'name' | 'values'>): Promise<EntryEdited> {
      if (!administers(by)) return { outcome: 'absent' };
      const same = await named(fields.kind, fields.name, fields.id);
      if (same) return { outcome: 'same', entry: same };
      const order = ((await inOrder(fields.kind)).at(-1)?.order ?? -1) + 1;
      const entry: Entry = { ...fields, order, revision: 1 };
      try {
        await model.create(toStored<Entry>(entry));
        return { outcome: 'done', entry };
      } catch (error) {
        const existing = isDuplicate(error) ? await read(fields.id) : undefined;
        if (!existing) throw error;
        return { outcome: 'done', entry: existing };
      }
    },

    async rename(by: Viewer, id: string, revision: number, name: Entry['name']): Promise<EntryEdited> {
      const entry = administers(by) ? await read(id) : undefined;
      const same = entry && (await named(entry.kind, name, id));
      if (same) return { outcome: 'same', entry: same };
      return change(by, id, revision, { name });
    },

    /**
     * Moves a value by one place. Its order becomes a number between its new neighbours', so that one document says it
     * all; where there is none between them, all are numbered again first.
     */
    async move(by: Viewer, id: string, revision: number, way: 'up' | 'down'): Promise<EntryEdited> {
      const entry = administers(by) ? await read(id) : undefined;
      if (!entry) return { outcome: 'absent' };
      const place = async (): Promise<number | undefined> => {
        const all = await inOrder(entry.kind);
        const from = all.findIndex(({ _id }) => _id === id);
        const order = (index: number) => all[index]?.order;
        const [near, far] = way === 'up' ? [order(from - 1), order(from - 2)] : [order(from + 1), order(from + 2)];
        if (near === undefined) return entry.order;
        if (far === undefined) return way === 'up' ? near - 1 : near + 1;
        const between = (near + far) / 2;
        return between === near || between === far ? undefined : between;
      };
      let order = await place();
      if (order === undefined) {
        await renumber(entry.kind);
        order = await place();
      }
      return change(by, id, revision, { order: order ?? entry.order });
    },

    /** In use no more, or again; what points to it stays readable. */
    setRetired: (by: Viewer, id: string, revision: number, retired: boolean): Promise<EntryEdited> =>
      change(by, id, revision, { retired }),

    /** What the values of a characteristic are. */
    setValues: (by: Viewer, id: string, revision: number, values: NonNullable<Entry['values']>): Promise<EntryEdited> =>
      change(by, id, revision, { values }),

    /** Takes a value that nothing points to out of sight, or puts it back. Whether it is in use asks `used`. */
    setDeleted: (by: Viewer, id: string, revision: number, deleted: boolean): Promise<EntryEdited> =>
      change(by, id, revision, { deleted }),

    /** Whether anything points to a value. Where that cannot be told in good time, it counts as used. */
    async used({ id, kind }: Pick<Entry, 'id' | 'kind'>): Promise<boolean> {
      try {
        const found = await Promise.all(
          USES[kind].map(([collection, path]) =>
            connection.collection(collection).findOne({ [path]: id }, { projection: { _id: 1 }, maxTimeMS: LOOK_FOR }),
          ),
        );
        return found.some((row) => row !== null);
      } catch (error) {
        if (isTooSlow(error)) return true;
        throw error;
      }
    },
  };

  async function renumber(kind: DictionaryKind): Promise<void> {
    const all = await inOrder(kind);
    await model.bulkWrite(
      all.map(({ _id }, order) => ({ updateOne: { filter: { _id }, update: { $set: { order } } } })),
    );
  }
}
