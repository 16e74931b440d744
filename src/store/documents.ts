import { type Connection, type PipelineStage, Schema } from 'mongoose';
import type { Document } from '../domain/client.ts';
import { numberKey, numberKeys } from '../domain/document-number.ts';
import { clientsSeen, type Viewer } from '../domain/rights.ts';
import type { Operation } from './contacts.ts';
import type { Copies } from './copies.ts';
import { isDuplicate } from './errors.ts';
import { type Stored, toPlain, toStored } from './ids.ts';

type Row = Stored<Document> & { createdAt: Date; keys: string[]; operations: string[] };

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
    file: Schema.Types.Mixed,
    author: { type: Number, required: true },
    revision: { type: Number, required: true },
    createdAt: { type: Date, required: true },
    keys: [String],
    operations: [String],
  },
  { versionKey: false },
);
schema.index({ organization: 1, createdAt: -1 });
schema.index({ createdAt: -1 });
schema.index({ keys: 1 });

const PRIVATE = { createdAt: 0, keys: 0, operations: 0 } as const;
const OPERATIONS_KEPT = 20;
/** A list is counted so far. */
const COUNTED = 1000;
/** How long a list may be looked for, in milliseconds. */
const PATIENCE = 3000;

/** Fields to set; one set to `undefined` is taken away. */
export type DocumentChange = { [K in Exclude<keyof Document, 'id' | 'author' | 'revision'>]?: Document[K] | undefined };

export type DocumentChanged =
  | { outcome: 'done' | 'repeated' | 'overtaken'; document: Document }
  | { outcome: 'absent' };

/** Which documents a list shows: of an organization, by all the ids that stand for it, or all. */
export interface DocumentFilter {
  organization?: readonly string[] | undefined;
  /** A stretch of the number. */
  number?: string | undefined;
}

const inOrder = (ids: readonly string[], documents: Document[]): Document[] =>
  documents.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));

/**
 * The register of documents: contracts, invoices and their like. With "own only" a manager sees those of clients that
 * are seen, and those entered by himself.
 */
export function createDocuments(connection: Connection, { copies }: { copies: Pick<Copies, 'want'> }) {
  const model = connection.model<Row>('Document', schema, 'documents');
  const plain = ({ createdAt: _, keys: __, operations: ___, ...row }: Row): Document => toPlain<Document>(row);

  /** The rest of a pipeline that leaves what a viewer may see. */
  function within(viewer: Viewer): PipelineStage[] {
    const scope = clientsSeen(viewer);
    if (scope === 'all') return [];
    if (scope === 'none') return [{ $match: { _id: { $exists: false } } }];
    const hers = { $or: [{ manager: viewer.id }, { touchedBy: viewer.id }] };
    return [
      {
        $lookup: {
          from: 'organizations',
          localField: 'organization',
          foreignField: '_id',
          pipeline: [{ $match: hers }, { $project: { _id: 1 } }],
          as: 'client',
        },
      },
      { $match: { $or: [{ 'client.0': { $exists: true } }, { author: viewer.id }] } },
      { $unset: 'client' },
    ];
  }

  const find = (viewer: Viewer, match: object, rest: PipelineStage[] = []) =>
    model
      .aggregate<Row>([{ $match: match }, ...rest, ...within(viewer)])
      .option({ maxTimeMS: PATIENCE })
      .exec();

  const get = async (viewer: Viewer, id: string): Promise<Document | undefined> =>
    (await find(viewer, { _id: id })).map(plain)[0];

  const matchOf = ({ organization, number }: DocumentFilter): object => {
    const key = number === undefined ? '' : numberKey(number);
    return {
      ...(organization && { organization: { $in: [...organization] } }),
      // Letters and digits alone, hence no pattern of anybody's: an anchored look into the index.
      ...(number !== undefined && { keys: key === '' ? { $in: [] } : { $regex: `^${key}` } }),
    };
  };

  /** A page of documents, the latest first, and how many there are, up to 1,000. */
  async function list(viewer: Viewer, filter: DocumentFilter, skip: number, limit: number) {
    const match = matchOf(filter);
    const order: PipelineStage[] = [{ $sort: { createdAt: -1 } }];
    const run = (stages: PipelineStage[], tail: PipelineStage[]) =>
      model
        .aggregate<Row & { count: number }>([{ $match: match }, ...stages, ...within(viewer), ...tail])
        .option({ maxTimeMS: PATIENCE })
        .exec();
    const [rows, counted] = await Promise.all([
      run(order, [{ $skip: skip }, { $limit: limit }]),
      run([], [{ $limit: COUNTED }, { $count: 'count' }]),
    ]);
    return { documents: rows.map(plain), count: counted[0]?.count ?? 0 };
  }

  async function change(
    viewer: Viewer,
    id: string,
    operation: Operation,
    set: DocumentChange,
  ): Promise<DocumentChanged> {
    const [before] = await find(viewer, { _id: id });
    if (!before) return { outcome: 'absent' };
    if (before.operations.includes(operation.key)) return { outcome: 'repeated', document: plain(before) };
    if (before.revision !== operation.revision) return { outcome: 'overtaken', document: plain(before) };
    if (set.file) await copies.want([set.file], operation.now);
    const gone = Object.entries(set).filter(([, value]) => value === undefined);
    const after = await model
      .findOneAndUpdate(
        { _id: id, revision: operation.revision },
        {
          $set: { ...set, ...(set.number !== undefined && { keys: numberKeys(set.number) }) },
          ...(gone.length > 0 && { $unset: Object.fromEntries(gone.map(([key]) => [key, true])) }),
          $inc: { revision: 1 },
          $push: { operations: { $each: [operation.key], $slice: -OPERATIONS_KEPT } },
        },
        { returnDocument: 'after' },
      )
      .lean<Row>();
    // Somebody was quicker between the two calls; the second look tells who.
    return after ? { outcome: 'done', document: plain(after) } : change(viewer, id, operation, set);
  }

  return {
    get,
    list,
    change,

    /** By id, whoever asks: for the names of what a contact, which is seen, points to. */
    many: async (ids: readonly string[]): Promise<Document[]> =>
      inOrder(ids, (await model.find({ _id: { $in: ids } }, PRIVATE).lean<Row[]>()).map(plain)),

    /** By id, as far as the viewer may see them. */
    seen: async (viewer: Viewer, ids: readonly string[]): Promise<Document[]> =>
      ids.length === 0 ? [] : inOrder(ids, (await find(viewer, { _id: { $in: [...ids] } })).map(plain)),

    /** Adds a document under the id its draft was given; repeated, returns what is there. */
    async create(document: Omit<Document, 'revision'>, now: Date): Promise<Document> {
      const fresh = { ...document, revision: 1 };
      if (document.file) await copies.want([document.file], now);
      try {
        const derived = { createdAt: now, keys: numberKeys(document.number), operations: [] };
        await model.create({ ...toStored<Document>(fresh), ...derived });
        return fresh;
      } catch (error) {
        const existing = isDuplicate(error) ? await model.findById(document.id).lean<Row>() : undefined;
        if (existing) return plain(existing);
        throw error;
      }
    },

    /** The latest documents, of one organization where one is named. */
    latest: async (viewer: Viewer, organization: string | undefined, limit: number): Promise<Document[]> =>
      (await list(viewer, { organization: organization === undefined ? undefined : [organization] }, 0, limit))
        .documents,

    /** Documents whose number has a stretch as typed. */
    byNumber: async (viewer: Viewer, number: string, limit: number): Promise<Document[]> =>
      (await list(viewer, { number }, 0, limit)).documents,
  };
}

export type Documents = ReturnType<typeof createDocuments>;
