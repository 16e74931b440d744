import type { Model, QueryFilter } from 'mongoose';
import { heardStage } from '../../domain/client/heard.ts';
import { inOtherLayout, withOtherVowels } from '../../domain/client/other-writings.ts';
import { begunBy, hasDigits, hasTaxNumber, partQuery } from '../../domain/client/part-keys.ts';
import { rankName } from '../../domain/client/rank-name.ts';
import { CANDIDATES, MIN_RANK, queryKeys, type Stage } from '../../domain/client/search-keys.ts';
import type { Viewer } from '../../domain/rights.ts';
import { type DirectoryRow, VISIBLE } from './directory-row.ts';

/** Enough found: later, more forgiving stages of a search are not asked. */
const ENOUGH = 10;
/** What a part of a phone or of an address finds, after a whole name and before a typo. */
const PART_RANK = 0.7;

/** Has any of these keys; a beginning of keys is a range of the index. */
const havingAny = (keys: readonly string[]): QueryFilter<DirectoryRow> => ({
  keys: {
    $in: keys.map((key) => {
      const begun = begunBy(key);
      return begun === undefined ? key : new RegExp(`^${begun.replace(/[^\p{L}\p{N}]/gu, '\\$&')}`);
    }),
  },
});

/** What a search works with. */
interface Searched<T> {
  model: Model<DirectoryRow>;
  plain(row: unknown): T;
  seen(viewer: Viewer, filter: QueryFilter<DirectoryRow>): QueryFilter<DirectoryRow>;
}

/** Finding entries of the directory by what somebody typed. */
export function createSearch<T>({ model, plain, seen }: Searched<T>) {
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

  return { search, withKeys };
}
