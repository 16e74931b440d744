import { isDeepStrictEqual } from 'node:util';
import type { Connection, Model } from 'mongoose';
import { mongo, Schema } from 'mongoose';
import type { Change, Contact } from '../../domain/contact/contact.ts';
import { derivedId } from '../../domain/id.ts';
import { keysOf } from '../../domain/keys.ts';
import { isDuplicate } from '../errors.ts';
import type { ContactRow } from './contact-model.ts';

/**
 * A contact carries at most about 100 entries: with so many, the oldest are folded away before the next change, which may
 * add several.
 */
export const FOLD_AT = 90;
const FOLD = 50;
/**
 * Entries of a long text or list hold all of it twice, and a document holds 16 MB. Before a change whose entries have more
 * bytes than this, what is old is folded away however few there are.
 */
const HEAVY = 32_000;

export const isHeavy = (entries: readonly Change[]): boolean => mongo.BSON.calculateObjectSize({ entries }) > HEAVY;

/** The entries that a change adds to a contact's history: one for each field that really became another. */
export function changesBetween(
  before: Partial<Omit<Contact, 'id'>>,
  set: { [K in keyof Omit<Contact, 'id'>]?: Contact[K] | undefined },
  by: number,
  at: Date,
): Change[] {
  return keysOf(set)
    .filter((field) => !isDeepStrictEqual(before[field], set[field]))
    .map((field) => ({
      at,
      by,
      field,
      ...(before[field] !== undefined && { from: before[field] }),
      ...(set[field] !== undefined && { to: set[field] }),
    }));
}

/** Up to fifty old entries of one contact. `from` counts those that were folded before them. */
interface FoldRow {
  _id: string;
  contact: string;
  from: number;
  entries: Change[];
}

const schema = new Schema<FoldRow>(
  {
    _id: { type: String, required: true },
    contact: { type: String, required: true },
    from: { type: Number, required: true },
    entries: [Schema.Types.Mixed],
  },
  { versionKey: false },
);
schema.index({ contact: 1, from: -1 });

/** The history of contacts beyond what a contact itself carries. */
export function createHistories(connection: Connection, contacts: Model<ContactRow>) {
  const model = connection.model<FoldRow>('HistoryFold', schema, 'contactHistories');

  /**
   * Folds the oldest entries away. History only ever grows at its end, so where a fold begins is decided by how much was
   * folded before, and what it holds by the one that stored it first: done twice, or by two at once, it is the same fold, and
   * only one of them takes the entries off. `few`: also where there are fewer than fifty.
   */
  async function fold(id: string, few: boolean): Promise<void> {
    const row = await contacts.findById(id, { folded: 1, history: { $slice: FOLD } }).lean<ContactRow>();
    const entries = row?.history ?? [];
    if (!row || entries.length < (few ? 1 : FOLD)) return;
    const from = row.folded ?? 0;
    const foldRow: FoldRow = { _id: derivedId('history', id, from), contact: id, from, entries };
    const { length } = await model.create(foldRow).then(
      () => entries,
      async (error: unknown) => {
        const stored = isDuplicate(error) ? await model.findById(foldRow._id).lean<FoldRow>() : null;
        if (!stored) throw error;
        return stored.entries;
      },
    );
    await contacts.updateOne(
      { _id: id, folded: row.folded ?? null },
      [{ $set: { history: { $slice: ['$history', length, 2 ** 31 - 1] }, folded: from + length } }],
      { updatePipeline: true },
    );
  }

  return {
    fold,

    /** A stretch of a contact's history, the latest first, and how long all of it is. The row has `history` and `folded`. */
    async read(row: Pick<ContactRow, '_id' | 'history' | 'folded'>, skip: number, limit: number) {
      const { folded = 0, history } = row;
      const total = folded + history.length;
      const recent = history.toReversed().slice(skip, skip + limit);
      if (recent.length === limit || folded === 0) return { entries: recent, total };
      const [to, from] = [total - skip - recent.length, Math.max(0, total - skip - limit)];
      const folds = await model
        .find({ contact: row._id, from: { $gt: from - FOLD, $lt: Math.min(to, folded) } })
        .sort({ from: -1 })
        .lean<FoldRow[]>();
      const older = folds.flatMap(({ from: first, entries }) =>
        entries.filter((_, index) => first + index >= from && first + index < to).toReversed(),
      );
      return { entries: [...recent, ...older], total };
    },
  };
}
