import { type Connection, Schema } from 'mongoose';

/** What was said of a sender: that its letters ring nobody, or that they are not newsletters. */
export type SenderWord = 'excluded' | 'trusted';

interface Row {
  _id: string;
  by: number;
  at: Date;
  /** Absent in rows of old: excluded. */
  says?: SenderWord;
}

export interface SaidOfSender {
  address: string;
  by: number;
  at: Date;
  says: SenderWord;
}

const schema = new Schema<Row>(
  {
    _id: { type: String, required: true },
    by: { type: Number, required: true },
    at: { type: Date, required: true },
    says: String,
  },
  { versionKey: false },
);
schema.index({ at: -1 });

/** What managers have said of senders. The address is the key; the last word counts. */
export function createExcludedSenders(connection: Connection) {
  const model = connection.model<Row>('ExcludedSender', schema, 'excludedSenders');
  const plain = ({ _id, by, at, says = 'excluded' }: Row): SaidOfSender => ({ address: _id, by, at, says });

  return {
    /** What was said of these addresses. */
    async among(addresses: readonly string[]): Promise<Map<string, SaidOfSender>> {
      if (addresses.length === 0) return new Map();
      // Past mongoose, which looks at every address.
      const found = await connection
        .collection<Row>('excludedSenders')
        .find({ _id: { $in: [...addresses] } })
        .toArray();
      return new Map(found.map((row) => [row._id, plain(row)]));
    },
    async say(address: string, says: SenderWord, by: number, at: Date): Promise<void> {
      await model.updateOne({ _id: address }, { $set: { says, by, at } }, { upsert: true });
    },
    async remove(address: string): Promise<void> {
      await model.deleteOne({ _id: address });
    },
    /** The latest first, with how many there are. */
    async list({ skip, limit }: { skip: number; limit: number }): Promise<{ senders: SaidOfSender[]; count: number }> {
      const [rows, count] = await Promise.all([
        model.find({}).sort({ at: -1, _id: 1 }).skip(skip).limit(limit).lean<Row[]>(),
        model.estimatedDocumentCount(),
      ]);
      return { senders: rows.map(plain), count };
    },
  };
}

export type ExcludedSenders = ReturnType<typeof createExcludedSenders>;
