import { type Connection, Schema } from 'mongoose';

interface Row {
  _id: string;
  by: number;
  at: Date;
}

const schema = new Schema<Row>(
  { _id: { type: String, required: true }, by: { type: Number, required: true }, at: { type: Date, required: true } },
  { versionKey: false },
);

/** Senders whose letters nobody wants to be rung for. The address is the key. */
export function createExcludedSenders(connection: Connection) {
  const model = connection.model<Row>('ExcludedSender', schema, 'excludedSenders');
  return {
    /** Which of these addresses are excluded. */
    async among(addresses: readonly string[]): Promise<Set<string>> {
      const rows = await model.find({ _id: { $in: addresses } }, { _id: 1 }).lean<Pick<Row, '_id'>[]>();
      return new Set(rows.map(({ _id }) => _id));
    },
    async add(address: string, by: number, at: Date): Promise<void> {
      await model.updateOne({ _id: address }, { $setOnInsert: { by, at } }, { upsert: true });
    },
    async remove(address: string): Promise<void> {
      await model.deleteOne({ _id: address });
    },
  };
}

export type ExcludedSenders = ReturnType<typeof createExcludedSenders>;
