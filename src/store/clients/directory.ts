import { type Connection, type QueryFilter, Schema, type SchemaDefinition } from 'mongoose';
import { heardKeys, heardStage } from '../../domain/client/heard.ts';
import { identityKey, normalizeName, pairKeys } from '../../domain/client/name-forms.ts';
import { inOtherLayout, withOtherVowels } from '../../domain/client/other-writings.ts';
import { begunBy, hasDigits, hasTaxNumber, partQuery } from '../../domain/client/part-keys.ts';
import { townsOf } from '../../domain/client/place.ts';
import { rankName } from '../../domain/client/rank-name.ts';
import { CANDIDATES, directoryKeys, MIN_RANK, queryKeys, type Stage } from '../../domain/client/search-keys.ts';
import type { Viewer } from '../../domain/rights.ts';
import type { Operation } from '../contacts/contacts.ts';
import { isDuplicate } from '../errors.ts';
import { type Stored, toPlain, toStored } from '../ids.ts';

/*
 * What organizations and persons have in common. Everything that shows an entry takes the viewer, and the rights are part
 * of the query; `EVERYBODY` (domain/rights.ts) is for the program's own work, such as finding whose letter it is. Entries
 * merged into another are answered with that other one, so a half-done merge is never seen.
 */

/** A name, ways to reach them, and keys to be found by. */
export interface Listed {
  id: string;
  name: string;
  emails: string[];
  phones: string[];
  taxNumber?: string;
  mergedInto?: string;
  revision: number;
}

/** A stored entry; the casts in this file say no more than that a generic row has these fields. */
export interface DirectoryRow {
  _id: string;
  name: string;
  emails: string[];
  phones: string[];
  taxNumber?: string;
  mergedInto?: string;
  revision: number;
  /** The words of the name by sound, in order of the alphabet: those that may be the same have it in common. */
  nameKey: string;
  /** The name as it stands in an alphabetical list: without legal forms and signs. */
  order: string;
  /** Of an organization: where its addresses are. */
  towns?: string[];
  tags?: string[];
  keys: string[];
  operations: string[];
  /** Managers who have contacts with it, or entered it. */
  touchedBy: number[];
  createdAt: Date;
  /** Of an organization: who is responsible. */
  manager?: number;
  /** Of a person. */
  organization?: string;
  /** Of a person: who is responsible for the organization, kept here so that one query can ask for it. */
  orgManager?: number;
}

/** A new entry, before the store gives it its first revision. */
export type Unsaved<T> = Omit<T, 'revision' | 'mergedInto'>;
/** Fields to set; one set to `undefined` is taken away. */
export type EntryChange<T> = { [K in keyof Omit<T, 'id' | 'revision' | 'mergedInto'>]?: T[K] | undefined };

/** What became of a change of an entry, as with contacts. */
export type EntryChanged<T> =
  | { outcome: 'done' | 'repeated' | 'overtaken'; entry: T }
  | { outcome: 'absent'; entry?: undefined };

/** Enough found: later, more forgiving stages of a search are not asked. */
const ENOUGH = 10;
/** What a part of a phone or of an address finds, after a whole name and before a typo. */
const PART_RANK = 0.7;
const OPERATIONS_KEPT = 20;
/** A chain of merges is this long at most; a merge shortens those that lead to it. */
const HOPS = 5;
/** So much of a name says where it stands among others. */
const LONGEST_ORDER = 60;
export const VISIBLE = {
  keys: 0,
  createdAt: 0,
  nameKey: 0,
  order: 0,
  towns: 0,
  operations: 0,
  touchedBy: 0,
  orgManager: 0,
} as const;

/** The schema of one kind of entry: its own fields beside the common ones. */
export function directorySchema(own: SchemaDefinition): Schema {
  const schema = new Schema(
    {
      _id: { type: String, required: true },
      name: { type: String, required: true },
      nameKey: String,
      order: String,
      tags: { type: [String], default: undefined },
      emails: [String],
      phones: [String],
      mergedInto: String,
      note: String,
      keys: [String],
      operations: [String],
      touchedBy: [Number],
      revision: { type: Number, required: true },
      createdAt: { type: Date, required: true },
      ...own,
    },
    { versionKey: false },
  );
  schema.index({ keys: 1 });
  schema.index({ emails: 1 });
  schema.index({ phones: 1 });
  schema.index({ nameKey: 1 });
  schema.index({ tags: 1, order: 1 }, { partialFilterExpression: { tags: { $exists: true } } });
  schema.index({ mergedInto: 1 }, { sparse: true });
  schema.index({ createdAt: -1 });
  schema.index({ touchedBy: 1, createdAt: -1 });
  return schema;
}

/** Beside the keys of search: two words of a longer name, for those written without the patronymic. */
export const pairKey = (pair: string): string => `&${pair}`;

/** Has any of these keys; a beginning of keys is a range of the index. */
const havingAny = (keys: readonly string[]): QueryFilter<DirectoryRow> => ({
  keys: {
    $in: keys.map((key) => {
      const begun = begunBy(key);
      return begun === undefined ? key : new RegExp(`^${begun.replace(/[^\p{L}\p{N}]/gu, '\\$&')}`);
    }),
  },
});

/** What an entry is found by, derived from its fields whenever they change. */
export const derivedOf = (
  entry: Pick<DirectoryRow, 'name' | 'phones' | 'emails' | 'taxNumber'> & { addresses?: readonly string[] },
) => ({
  nameKey: identityKey(entry.name),
  order: normalizeName(entry.name).slice(0, LONGEST_ORDER),
  ...(entry.addresses && { towns: townsOf(entry.addresses) }),
  keys: [
    ...directoryKeys({
      names: [entry.name],
      phones: entry.phones,
      emails: entry.emails,
      numbers: entry.taxNumber ? [entry.taxNumber] : [],
    }),
    ...pairKeys(entry.name).map(pairKey),
    ...heardKeys(entry.name),
  ],
});

/** Reading, adding, changing and searching one kind of directory entry. `within` narrows to what a viewer may see. */
export function createDirectory<T extends Listed>(
  connection: Connection,
  name: string,
  collection: string,
  schema: Schema,
  within: (viewer: Viewer) => QueryFilter<DirectoryRow>,
) {
  const model = connection.model<DirectoryRow>(name, schema, collection);
  const plain = (row: unknown): T => toPlain<T>(row as Stored<T>);
  const seen = (viewer: Viewer, filter: QueryFilter<DirectoryRow>): QueryFilter<DirectoryRow> => ({
    $and: [within(viewer), filter],
  });

  /** Rows by the ids asked for; of what was merged, the row it was merged into. */
  async function resolved(
    filter: (ids: string[]) => QueryFilter<DirectoryRow>,
    ids: readonly string[],
    projection: object,
  ) {
    const found = new Map<string, DirectoryRow>();
    let wanted = new Map(ids.map((id) => [id, [id]]));
    for (let hop = 0; wanted.size > 0 && hop < HOPS; hop++) {
      const rows = await model.find(filter([...wanted.keys()]), projection).lean<DirectoryRow[]>();
      const next = new Map<string, string[]>();
      for (const row of rows) {
        const askedAs = wanted.get(row._id) ?? [];
        if (row.mergedInto === undefined) for (const id of askedAs) found.set(id, row);
        else next.set(row.mergedInto, [...(next.get(row.mergedInto) ?? []), ...askedAs]);
      }
      wanted = next;
    }
    return found;
  }

  /** By id, as far as the viewer may see them, each once; what was merged comes as what it was merged into. */
  async function many(viewer: Viewer, ids: readonly string[]): Promise<T[]> {
    const found = await resolved((some) => seen(viewer, { _id: { $in: some } }), ids, VISIBLE);
    return [...new Map([...found.values()].map((row) => [row._id, plain(row)])).values()];
  }
  const get = async (viewer: Viewer, id: string): Promise<T | undefined> => (await many(viewer, [id]))[0];

  /** Adds an entry under the id its draft was given; repeated, returns what is there. `by` may see it from then on. */
  async function create(entry: Unsaved<T>, now: Date, by?: number): Promise<T> {
    const fresh = { ...entry, revision: 1 } as T;
    const touchedBy = by === undefined ? [] : [by];
    try {
      const row: object = { ...toStored<T>(fresh), ...derivedOf(fresh), operations: [], touchedBy, createdAt: now };
      await model.create(row as DirectoryRow);
      return fresh;
    } catch (error) {
      const existing = isDuplicate(error) ? await model.findById(fresh.id, VISIBLE).lean() : undefined;
      if (existing) return plain(existing);
      throw error;
    }
  }

  /** Applies a change that was decided on a certain revision; who may see an entry may change it. */
  async function change(
    viewer: Viewer,
    id: string,
    operation: Operation,
    set: EntryChange<T>,
  ): Promise<EntryChanged<T>> {
    const before = await model.findOne(seen(viewer, { _id: id, mergedInto: null })).lean<DirectoryRow>();
    if (!before) {
      const other = await get(viewer, id);
      return other ? { outcome: 'overtaken', entry: other } : { outcome: 'absent' };
    }
    const { keys: _, nameKey: __, order: ___, towns: ____, operations = [], touchedBy, createdAt, ...visible } = before;
    if (operations.includes(operation.key)) return { outcome: 'repeated', entry: plain(visible) };
    if (before.revision !== operation.revision) return { outcome: 'overtaken', entry: plain(visible) };
    const gone = Object.entries(set).filter(([, value]) => value === undefined);
    const after = await model
      .findOneAndUpdate(
        seen(viewer, { _id: id, mergedInto: null, revision: operation.revision }),
        {
          $set: { ...set, ...derivedOf({ ...before, ...set } as DirectoryRow) },
          ...(gone.length > 0 && { $unset: Object.fromEntries(gone.map(([key]) => [key, true])) }),
          $inc: { revision: 1 },
          $push: { operations: { $each: [operation.key], $slice: -OPERATIONS_KEPT } },
        },
        { returnDocument: 'after', projection: VISIBLE },
      )
      .lean();
    // Somebody was quicker between the two calls; the second look tells who.
    return after ? { outcome: 'done', entry: plain(after) } : change(viewer, id, operation, set);
  }

  /**
   * The best matches for what somebody typed: a part of the name, with typos, a phone or a part of it, an e-mail or its
   * beginning, the same on a keyboard left in the other layout. `more` narrows. Stages
   * go from strict to forgiving and stop at enough; each looks up whole keys and reads a bounded number of candidates.
   */
  async function search(
    viewer: Viewer,
    query: string,
    limit: number,
    more: QueryFilter<DirectoryRow> = {},
  ): Promise<T[]> {
    const found = new Map<string, { row: DirectoryRow; rank: number }>();
    const isEnough = () => found.size >= Math.min(ENOUGH, limit);
    async function take(stage: Stage, rankOf: (row: DirectoryRow) => number): Promise<void> {
      const wanted = { $and: [...stage.map(havingAny), more], mergedInto: null };
      for (const row of await model.find(seen(viewer, wanted), VISIBLE).limit(CANDIDATES).lean<DirectoryRow[]>()) {
        const rank = rankOf(row);
        if (rank >= MIN_RANK && rank > (found.get(row._id)?.rank ?? 0)) found.set(row._id, { row, rank });
      }
    }
    /** By words, as somebody typed them or may have meant them. */
    async function takeWords(words: string): Promise<void> {
      for (const stage of queryKeys(words)) {
        if (isEnough()) return;
        const [key = ''] = stage.flat();
        const rankOf = (row: DirectoryRow): number => {
          if (key.startsWith('+')) return hasDigits(words, row.phones) ? 1 : 0;
          if (key.startsWith('@') || hasTaxNumber(words, row.taxNumber)) return 1;
          return rankName(words, row.name);
        };
        await take(stage, rankOf);
      }
    }
    await takeWords(query);
    const part = isEnough() ? undefined : partQuery(query);
    if (part) await take(part.stage, (row) => (part.fits(row) ? PART_RANK : 0));
    const vowels = isEnough() ? undefined : withOtherVowels(query);
    if (vowels !== undefined) await takeWords(vowels);
    const layout = found.size > 0 ? undefined : inOtherLayout(query);
    if (layout !== undefined) await takeWords(layout);
    const heard = found.size > 0 ? undefined : heardStage(query);
    if (heard) await take(heard, () => MIN_RANK);
    return [...found.values()]
      .sort((a, b) => b.rank - a.rank || a.row.name.localeCompare(b.row.name))
      .slice(0, limit)
      .map(({ row }) => plain(row));
  }

  /** Entries that have any of the keys, in no order, at most so many; merged ones are left out. */
  const withKeys = async (viewer: Viewer, keys: readonly string[], limit: number): Promise<T[]> =>
    keys.length === 0
      ? []
      : (
          await model
            .find(seen(viewer, { ...havingAny(keys), mergedInto: null }), VISIBLE)
            .limit(limit)
            .lean()
        ).map(plain);

  return {
    model,
    plain,
    seen,
    many,
    get,
    create,
    change,
    search,
    withKeys,

    /** Those added last. */
    latest: async (viewer: Viewer, limit: number, skip = 0): Promise<T[]> =>
      (
        await model
          .find(seen(viewer, { mergedInto: null }), VISIBLE)
          .sort({ createdAt: -1 })
          .skip(skip)
          .limit(limit)
          .lean()
      ).map(plain),

    /** Names by the id asked for: a user who sees what points to an entry may read its name. */
    named: async (ids: readonly string[]): Promise<Map<string, string>> => {
      const asked = ids.filter((id) => id !== '');
      if (asked.length === 0) return new Map();
      const found = await resolved((some) => ({ _id: { $in: some } }), asked, { name: 1, mergedInto: 1 });
      return new Map([...found].map(([id, row]) => [id, row.name]));
    },

    /** The ids that stand for an entry: its own, and those merged into it, which older contacts may still carry. */
    aliases: async (id: string): Promise<string[]> => {
      const merged = await model.find({ mergedInto: id }, { _id: 1 }).limit(100).lean<DirectoryRow[]>();
      return [id, ...merged.map((row) => row._id)];
    },
  };
}

export type Directory<T extends Listed> = ReturnType<typeof createDirectory<T>>;
