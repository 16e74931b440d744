import { type Connection, type Model, Schema } from 'mongoose';
import type { DictionaryKind, Entry } from '../../domain/client/client.ts';
import { type Stored, toPlain, toStored } from '../ids.ts';

/** An entry as it is stored. One that was deleted stays as a row, so that what still points to it can be read. */
export interface EntryRow extends Stored<Entry> {
  deleted?: boolean;
}

const schema = new Schema<EntryRow>(
  {
    _id: { type: String, required: true },
    kind: { type: String, required: true },
    name: { ru: { type: String, required: true }, en: { type: String, required: true } },
    order: { type: Number, required: true },
    retired: Boolean,
    deleted: Boolean,
    values: String,
    revision: Number,
  },
  { versionKey: false },
);
schema.index({ kind: 1, order: 1 });

/** The collection's model; asked for again, the same one. */
export const entryModel = (connection: Connection): Model<EntryRow> =>
  connection.models.Entry ?? connection.model<EntryRow>('Entry', schema, 'dictionaries');

export const toEntry = ({ deleted: _, ...row }: EntryRow): Entry => toPlain<Entry>(row);

/** The dictionaries: contact types, advertising sources, channels, document types, characteristics, firms. */
export function createDictionaries(connection: Connection) {
  const model = entryModel(connection);
  /**
   * Channels that this process has read: their names are wanted where nothing can be waited for. A name that another
   * instance changed is told again once the channels are read here again.
   */
  const channels = new Map<string, Entry>();
  const noted = (row: EntryRow): Entry => {
    const entry = toEntry(row);
    if (entry.kind === 'channel') channels.set(entry.id, entry);
    return entry;
  };

  return {
    /** Values in use, in their order. */
    list: async (kind: DictionaryKind): Promise<Entry[]> =>
      (
        await model
          .find({ kind, retired: { $ne: true }, deleted: { $ne: true } })
          .sort({ order: 1, _id: 1 })
          .lean<EntryRow[]>()
      ).map(noted),

    /** By id, retired ones too: what points to them must stay readable. */
    many: async (ids: readonly string[]): Promise<Map<string, Entry>> =>
      new Map((await model.find({ _id: { $in: ids } }).lean<EntryRow[]>()).map((row) => [row._id, noted(row)])),

    /** A channel that was added to the dictionary, as far as this process has read of it. */
    channel: (id: string): Entry | undefined => channels.get(id),

    /** Puts the first values in; those that are there already stay as they are. */
    async seed(entries: readonly Entry[]): Promise<void> {
      await model.bulkWrite(
        entries.map((entry) => {
          const { _id, ...rest } = toStored<Entry>(entry);
          return { updateOne: { filter: { _id }, update: { $setOnInsert: rest }, upsert: true } };
        }),
        { ordered: false },
      );
    },
  };
}

export type Dictionaries = ReturnType<typeof createDictionaries>;
