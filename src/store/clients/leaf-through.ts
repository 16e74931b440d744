import type { QueryFilter } from 'mongoose';
import type { Viewer } from '../../domain/rights.ts';
import type { Directory } from './directory.ts';
import { type DirectoryRow, type Listed, VISIBLE } from './directory-row.ts';

/*
 * The directory from A to Z, all of it or a part: a manager's clients, those of a town, those with a tag. Pages are windows
 * of an index, and letters are found by leaping from one to the next, so that either costs what it shows.
 */

/** Which clients; a town or a tag that was too long for a button is told by its beginning. */
export interface Leafed {
  manager?: number;
  town?: string;
  tag?: string;
  /** The first letter of the name, as it is compared. */
  letter?: string;
}

/** Entries of a page, and how many there are: counted so far beyond it, `more` where there are others. */
export interface LeafPage<T> {
  entries: T[];
  count: number;
  more: boolean;
}

/** A town or a tag, and how many clients have it. */
export interface Group {
  name: string;
  count: number;
}

const COUNTED = 1000;
const MOST_LETTERS = 80;
const MOST_GROUPS = 200;
/** What is looked through for groups and letters, at the longest, in milliseconds. */
const PATIENCE = 3000;

/** So much of a town or a tag does a button carry, beside the one that it leads back to. What is shorter is the whole. */
export const CARRIED_BYTES = 18;
const beginning = (text: string) => new RegExp(`^${text.replace(/[^\p{L}\p{N}]/gu, '\\$&')}`);
const named = (text: string) => (Buffer.byteLength(text) < CARRIED_BYTES - 1 ? text : beginning(text));

function filterOf({ manager, town, tag, letter }: Leafed): QueryFilter<DirectoryRow> {
  return {
    mergedInto: null,
    ...(manager !== undefined && { manager }),
    ...(town !== undefined && { towns: named(town) }),
    ...(tag !== undefined && { tags: named(tag) }),
    ...(letter !== undefined && { order: beginning(letter) }),
  };
}

export function createLeaf<T extends Listed>({ model, plain, seen }: Pick<Directory<T>, 'model' | 'plain' | 'seen'>) {
  return {
    /** Some entries in order of their names. */
    async leaf(viewer: Viewer, leafed: Leafed, skip: number, limit: number): Promise<LeafPage<T>> {
      const filter = seen(viewer, filterOf(leafed));
      const most = skip + COUNTED;
      const [rows, count] = await Promise.all([
        model.find(filter, VISIBLE).sort({ order: 1, _id: 1 }).skip(skip).limit(limit).lean<DirectoryRow[]>(),
        model.countDocuments(filter, { limit: most }),
      ]);
      return { entries: rows.map(plain), count, more: count === most };
    },

    /** The letters that names begin with. */
    async letters(viewer: Viewer, leafed: Leafed): Promise<string[]> {
      const letters: string[] = [];
      const until = performance.now() + PATIENCE;
      const { letter: _, ...others } = leafed;
      while (letters.length < MOST_LETTERS && performance.now() < until) {
        const last = letters.at(-1);
        const behind = last === undefined ? {} : { order: { $gte: `${last}\uffff` } };
        const next = await model
          .findOne(seen(viewer, { $and: [filterOf(others), behind] }), { order: 1 })
          .sort({ order: 1 })
          .lean<Pick<DirectoryRow, '_id' | 'order'>>();
        const letter = [...(next?.order ?? '')][0];
        if (!next || letter === undefined || letter === last) break;
        letters.push(letter);
      }
      return letters;
    },

    /** The towns clients are in, or the tags they have, those of most clients first. */
    groups: async (viewer: Viewer, by: 'towns' | 'tags'): Promise<Group[]> =>
      (
        await model
          .aggregate<{ _id: string; count: number }>([
            { $match: seen(viewer, { mergedInto: null, [by]: { $exists: true, $ne: [] } }) },
            { $unwind: `$${by}` },
            { $group: { _id: `$${by}`, count: { $sum: 1 } } },
            { $sort: { count: -1, _id: 1 } },
            { $limit: MOST_GROUPS },
          ])
          .option({ maxTimeMS: PATIENCE })
      ).map(({ _id, count }) => ({ name: _id, count })),
  };
}
