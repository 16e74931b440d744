import { type Connection, Schema } from 'mongoose';
import type { Document } from '../domain/client.ts';
import { isDuplicate } from './errors.ts';
import { type Stored, toPlain, toStored } from './ids.ts';

type Row = Stored<Document> & { createdAt: Date };

const schema = new Schema<Row>(
  {
    _id: { type: String, required: true },
    type: { type: String },
    number: { type: String, required: true },
    date: Date,
    amount: Number,
    currency: String,
    organization: String,
    firm: String,
    author: { type: Number, required: true },
    createdAt: { type: Date, required: true },
  },
  { versionKey: false },
);
schema.index({ organization: 1, createdAt: -1 });
schema.index({ createdAt: -1 });
schema.index({ number: 1 });

/** The register of documents: contracts, invoices and their like. */
export function createDocuments(connection: Connection) {
  const model = connection.model<Row>('Document', schema, 'documents');
  const plain = ({ createdAt: _, ...row }: Row): Document => toPlain<Document>(row);

  const many = async (ids: readonly string[]): Promise<Document[]> =>
    (await model.find({ _id: { $in: ids } }).lean<Row[]>()).map(plain);

  return {
    many,

    /** Adds a document under the id its draft was given; repeated, returns what is there. */
    async create(document: Document, now: Date): Promise<Document> {
      try {
        await model.create({ ...toStored<Document>(document), createdAt: now });
        return document;
      } catch (error) {
        const existing = isDuplicate(error) ? (await many([document.id]))[0] : undefined;
        if (existing) return existing;
        throw error;
      }
    },

    /** The latest documents, of one organization where one is named. */
    latest: async (organization: string | undefined, limit: number): Promise<Document[]> =>
      (
        await model
          .find(organization === undefined ? {} : { organization })
          .sort({ createdAt: -1 })
          .limit(limit)
          .lean<Row[]>()
      ).map(plain),

    /** Documents whose number starts as typed. */
    byNumber: async (number: string, limit: number): Promise<Document[]> =>
      (
        await model
          .find({ number: { $regex: `^${number.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}` } })
          .limit(limit)
          .lean<Row[]>()
      ).map(plain),
  };
}

export type Documents = ReturnType<typeof createDocuments>;
