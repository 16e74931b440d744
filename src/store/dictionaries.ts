import { type Connection, Schema } from 'mongoose';
import type { DictionaryKind, Entry } from '../domain/client.ts';
import { type Stored, toPlain, toStored } from './ids.ts';

type Row = Stored<Entry>;

const schema = new Schema<Row>(
  {
    _id: { type: String, required: true },
    kind: { type: String, required: true },
    name: { ru: { type: String, required: true }, en: { type: String, required: true } },
    order: { type: Number, required: true },
    retired: Boolean,
    values: String,
  },
  { versionKey: false },
);
schema.index({ kind: 1, order: 1 });

/** The dictionaries: contact types, advertising sources, document types, characteristics, firms. */
export function createDictionaries(connection: Connection) {
  const model = connection.model<Row>('Entry', schema, 'dictionaries');

  return {
    /** Values in use, in their order. */
    list: async (kind: DictionaryKind): Promise<Entry[]> =>
      (
        await model
          .find({ kind, retired: { $ne: true } })
          .sort({ order: 1 })
          .lean<Row[]>()
      ).map((row) => toPlain<Entry>(row)),

    /** By id, retired ones too: what points to them must stay readable. */
    many: async (ids: readonly string[]): Promise<Map<string, Entry>> =>
      new Map((await model.find({ _id: { $in: ids } }).lean<Row[]>()).map((row) => [row._id, toPlain<Entry>(row)])),

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
