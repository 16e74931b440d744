import type { Connection } from 'mongoose';

/** Organizations or persons. */
export type MergeKind = 'o' | 'p';

interface Entry {
  _id: string;
  name: string;
  nameKey: string;
  phones: string[];
  emails: string[];
  mergedInto?: string | null;
  touchedBy: number[];
  manager?: number;
  organization?: string;
  /** What was or is being merged into it, directly or not: keeps two entries from being merged into each other. */
  absorbs?: string[];
  createdAt: Date;
}

/** What points to an entry and is led over to the one it was merged into. */
interface Pointer {
  collection: 'contacts' | 'persons' | 'documents';
  field: 'organization' | 'persons';
}

export const pointersTo = (kind: MergeKind): readonly Pointer[] =>
  kind === 'p'
    ? [{ collection: 'contacts', field: 'persons' }]
    : [
        { collection: 'contacts', field: 'organization' },
        { collection: 'persons', field: 'organization' },
        { collection: 'documents', field: 'organization' },
      ];

/** Entries that look like one: by what they are equal, and their ids, the oldest first. */
export interface Suspects {
  by: 'name' | 'phone' | 'email' | 'taxNumber';
  what: string;
  ids: string[];
}

const SUSPECTS = 200;
/** The search for duplicates reads the whole directory; it is not to hold anybody up. In milliseconds. */
const PATIENCE = 5000;

const NUMBERS = { $map: { input: '$phones', in: { $arrayElemAt: [{ $split: ['$$this', ';'] }, 0] } } };

/** Two entries of the directory made one. Each step can be repeated; readers see the merge as soon as `join` is done. */
export function createMerges(connection: Connection) {
  const entries = (kind: MergeKind) => connection.collection<Entry>(kind === 'o' ? 'organizations' : 'persons');
  const pointers = ({ collection }: Pointer) =>
    connection.collection<{ _id: string; organization?: string; persons?: string[] }>(collection);

  /** Groups that share a value, each value of an array by itself. */
  async function equal(
    kind: MergeKind,
    by: Suspects['by'],
    path: 'nameKey' | 'phones' | 'emails' | 'taxNumber',
  ): Promise<Suspects[]> {
    const groups = await entries(kind)
      .aggregate<{ _id: string; ids: string[] }>(
        [
          { $match: { mergedInto: null } },
          // Of a phone the number alone, without extension and label.
          { $project: { [path]: path === 'phones' ? NUMBERS : 1, createdAt: 1 } },
          ...(path === 'nameKey' || path === 'taxNumber' ? [] : [{ $unwind: `$${path}` }]),
          { $sort: { createdAt: 1 } },
          { $group: { _id: `$${path}`, ids: { $push: '$_id' } } },
          { $match: { 'ids.1': { $exists: true }, _id: { $nin: [null, ''] } } },
          { $sort: { _id: 1 } },
          { $limit: SUSPECTS },
        ],
        { maxTimeMS: PATIENCE, allowDiskUse: true },
      )
      .toArray();
    return groups.map(({ _id, ids }) => ({ by, what: _id, ids: ids.slice(0, 20) }));
  }

  return {
    /** Entries with an equal tax number, phone, e-mail or name, each pair once. */
    async suspects(kind: MergeKind): Promise<Suspects[]> {
      const found = [
        ...(kind === 'o' ? await equal(kind, 'taxNumber', 'taxNumber') : []),
        ...(await equal(kind, 'phone', 'phones')),
        ...(await equal(kind, 'email', 'emails')),
        ...(await equal(kind, 'name', 'nameKey')),
      ];
      return [...new Map(found.map((group) => [group.ids.join(), group])).values()].slice(0, SUSPECTS);
    },

    /** How much points to an entry, counted up to 10,000 of each kind. */
    async weight(kind: MergeKind, id: string): Promise<Record<Pointer['collection'], number>> {
      const counts = await Promise.all(
        pointersTo(kind).map(async (pointer) => [
          pointer.collection,
          await pointers(pointer).countDocuments({ [pointer.field]: id }, { limit: 10_000 }),
        ]),
      );
      return { contacts: 0, persons: 0, documents: 0, ...Object.fromEntries(counts) };
    },

    /**
     * From here on readers see `loser` as `winner`. False: `loser` cannot be merged, as it is gone into a third one or
     * takes in `winner` itself.
     */
    async join(kind: MergeKind, winner: string, loser: string): Promise<boolean> {
      const rows = entries(kind);
      const marked = await rows.updateOne({ _id: winner, mergedInto: null }, { $addToSet: { absorbs: loser } });
      if (marked.matchedCount === 0) return false;
      const joined = await rows.findOneAndUpdate(
        { _id: loser, mergedInto: { $in: [null, winner] }, absorbs: { $ne: winner } },
        { $set: { mergedInto: winner }, $inc: { revision: 1 } },
        { projection: { touchedBy: 1, absorbs: 1 } },
      );
      if (!joined) {
        await rows.updateOne({ _id: winner }, { $pull: { absorbs: loser } });
        return false;
      }
      // A manager who has contacts with either sees both; who was responsible for the loser no longer is, and sees what their
      // contacts let them. And what was merged into the loser leads to the winner without a detour.
      const { touchedBy = [], absorbs = [] } = joined;
      await rows.updateOne(
        { _id: winner },
        { $addToSet: { touchedBy: { $each: touchedBy }, absorbs: { $each: absorbs } } },
      );
      await rows.updateMany({ mergedInto: loser }, { $set: { mergedInto: winner } });
      return true;
    },

    /** Leads some of what points to the loser over to the winner. Returns how many; none are left when it is 0. */
    async lead(pointer: Pointer, winner: string, loser: string, limit: number): Promise<number> {
      const { field } = pointer;
      const found = await pointers(pointer)
        .find({ [field]: loser }, { projection: { _id: 1 } })
        .limit(limit)
        .toArray();
      const ids = found.map(({ _id }) => _id);
      if (ids.length === 0) return 0;
      const theirs = { _id: { $in: ids }, [field]: loser };
      if (field === 'persons') {
        // Where both took part, one of them remains.
        await pointers(pointer).updateMany({ $and: [theirs, { persons: winner }] }, { $pull: { persons: loser } });
        await pointers(pointer).updateMany(theirs, { $set: { 'persons.$': winner } });
      } else {
        await pointers(pointer).updateMany(theirs, { $set: { [field]: winner } });
      }
      return ids.length;
    },

    /** The persons of an organization follow it in who may see them. */
    async settle(winner: string): Promise<void> {
      const row = await entries('o').findOne({ _id: winner }, { projection: { touchedBy: 1, manager: 1 } });
      const persons = connection.collection<{ organization: string; touchedBy: number[]; orgManager?: number }>(
        'persons',
      );
      await persons.updateMany(
        { organization: winner },
        {
          $addToSet: { touchedBy: { $each: row?.touchedBy ?? [] } },
          ...(row?.manager !== undefined && { $set: { orgManager: row.manager } }),
        },
      );
    },
  };
}

export type Merges = ReturnType<typeof createMerges>;
