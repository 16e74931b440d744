import { type Connection, type QueryFilter, Schema } from 'mongoose';
import type { Document } from '../../domain/client/client.ts';
import { numberKeys, numberRank, numberSought } from '../../domain/document/document-number.ts';
import type { Viewer } from '../../domain/rights.ts';
import type { Range } from '../../domain/time/period.ts';
import type { Operation } from '../contacts/contacts.ts';
import { isDuplicate } from '../errors.ts';
import type { Copies } from '../files/file-copies.ts';
import { type Stored, toPlain, toStored } from '../ids.ts';
import { documentsSeen } from './documents-seen.ts';

/** `live`: not removed. `keys`: what the number is found by. */
type Row = Stored<Document> & { createdAt: Date; live: boolean; keys: string[]; operations: string[] };

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
    removed: Schema.Types.Mixed,
    createdAt: { type: Date, required: true },
    live: { type: Boolean, required: true },
    keys: [String],
    operations: [String],
  },
  { versionKey: false },
);
schema.index({ organization: 1, live: 1, createdAt: -1 });
schema.index({ author: 1, live: 1, createdAt: -1 });
schema.index({ type: 1, live: 1, createdAt: -1 });
schema.index({ live: 1, createdAt: -1 });
schema.index({ keys: 1 });

const PRIVATE = { createdAt: 0, live: 0, keys: 0, operations: 0 } as const;
const OPERATIONS_KEPT = 20;
/** A list is counted so far. */
const COUNTED = 1000;
/** So many of those that fit a number are looked at; a longer stretch of it finds the rest. */
const CANDIDATES = 400;
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
  /** Id of a document type. */
  type?: string | undefined;
  /** The days that they bear, as midnights in UTC; those without a date count by when they were entered. */
  dated?: Range | undefined;
}

const between = ({ from, to }: Range) => ({ ...(from && { $gte: from }), ...(to && { $lt: to }) });
const datedIn = (range: Range): QueryFilter<Row>[] => [
  { date: between(range) },
  { date: { $exists: false }, createdAt: between(range) },
];

const inOrder = (ids: readonly string[], documents: Document[]): Document[] =>
  documents.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));

/**
 * The register of documents: contracts, invoices and their like. With "own only" a manager sees those of clients that
 * are seen, and those entered by the user.
 */
export function createDocuments(connection: Connection, { copies }: { copies: Pick<Copies, 'want'> }) {
  const model = connection.model<Row>('Document', schema, 'documents');
  const plain = ({ createdAt: _, live: __, keys: ___, operations: ____, ...row }: Row): Document =>
    toPlain<Document>(row);
  const among = async (viewer: Viewer, filter: QueryFilter<Row>): Promise<QueryFilter<Row>> => ({
    $and: [await documentsSeen(connection, viewer), filter],
  });

  const seen = async (viewer: Viewer, ids: readonly string[]): Promise<Document[]> => {
    if (ids.length === 0) return [];
    const rows = await model.find(await among(viewer, { _id: { $in: [...ids] } })).lean<Row[]>();
    return inOrder(ids, rows.map(plain));
  };
  const get = async (viewer: Viewer, id: string): Promise<Document | undefined> => (await seen(viewer, [id]))[0];

  /** A page of documents, the latest first, and how many there are, counted up to 1,000 beyond the page. Removed ones are left out. */
  async function list(viewer: Viewer, filter: DocumentFilter, skip: number, limit: number) {
    const { organization, number, type, dated } = filter;
    const asked = {
      live: true,
      ...(organization && { organization: { $in: [...organization] } }),
      ...(type !== undefined && { type }),
      ...(dated && { $or: datedIn(dated) }),
    };
    if (number !== undefined) return search(viewer, asked, number, skip, limit);
    const wanted = await among(viewer, asked);
    const [rows, count] = await Promise.all([
      model.find(wanted).sort({ createdAt: -1 }).skip(skip).limit(limit).maxTimeMS(PATIENCE).lean<Row[]>(),
      model.countDocuments(wanted, { limit: skip + COUNTED, maxTimeMS: PATIENCE }),
    ]);
    return { documents: rows.map(plain), count };
  }

  /** Those with a stretch in their number: the number itself first, then those that begin with it, then the latest. */
  async function search(viewer: Viewer, asked: QueryFilter<Row>, number: string, skip: number, limit: number) {
    const key = numberSought(number);
    if (key === undefined) return { documents: [], count: 0 };
    // Letters and digits alone, hence no pattern of anybody's: an anchored look into the index.
    const rows = await model
      .find(await among(viewer, { ...asked, keys: { $regex: `^${key}` } }))
      .limit(CANDIDATES)
      .maxTimeMS(PATIENCE)
      .lean<Row[]>();
    const ranked = rows
      .map((row) => ({ row, rank: numberRank(number, row.number) }))
      .sort((a, b) => a.rank - b.rank || b.row.createdAt.getTime() - a.row.createdAt.getTime());
    return { documents: ranked.slice(skip, skip + limit).map(({ row }) => plain(row)), count: ranked.length };
  }

  async function change(
    viewer: Viewer,
    id: string,
    operation: Operation,
    set: DocumentChange,
  ): Promise<DocumentChanged> {
    const before = await model.findOne(await among(viewer, { _id: id })).lean<Row>();
    if (!before) return { outcome: 'absent' };
    if (before.operations.includes(operation.key)) return { outcome: 'repeated', document: plain(before) };
    if (before.revision !== operation.revision) return { outcome: 'overtaken', document: plain(before) };
    if (set.file) await copies.want([set.file], operation.now);
    const gone = Object.entries(set).filter(([, value]) => value === undefined);
    const derived = {
      ...('removed' in set && { live: set.removed === undefined }),
      ...(set.number !== undefined && { keys: numberKeys(set.number) }),
    };
    const after = await model
      .findOneAndUpdate(
        { _id: id, revision: operation.revision },
        {
          $set: { ...set, ...derived },
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

    /** By id, no matter who asks: for the names of what a contact, which is seen, points to. */
    many: async (ids: readonly string[]): Promise<Document[]> =>
      inOrder(ids, (await model.find({ _id: { $in: ids } }, PRIVATE).lean<Row[]>()).map(plain)),

    /** By id, as far as the viewer may see them. */
    seen,

    /** Adds a document under the id its draft was given; repeated, returns what is there. */
    async create(document: Omit<Document, 'revision' | 'removed'>, now: Date): Promise<Document> {
      const fresh = { ...document, revision: 1 };
      if (document.file) await copies.want([document.file], now);
      try {
        const derived = { createdAt: now, live: true, keys: numberKeys(document.number), operations: [] };
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
