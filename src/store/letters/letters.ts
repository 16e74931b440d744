import type { Connection, QueryFilter } from 'mongoose';
import type { Letter, LetterState, Place, QuietReason } from '../../domain/letter/letter.ts';
import type { Viewer } from '../../domain/rights.ts';
import { toStored } from '../ids.ts';
import { insertNew } from '../insert-new.ts';
import { type LetterRow, LISTED, letterModel, lettersSeenBy, toLetter, WHOLE } from './letter-model.ts';
import { IDENTITY } from './old-letters.ts';

/** A letter's line in a list. */
export type ListedLetter = Omit<Letter, 'text' | 'body' | 'signature' | 'files' | 'references'>;

/** What became of a change of a letter's state: done, done before, or it is in a state that does not allow it. */
export type LetterChanged = { outcome: 'done' | 'other'; letter: Letter } | { outcome: 'absent' };

/** The incoming letters. What a viewer reads and changes is within its rights. */
export function createLetters(connection: Connection) {
  const model = letterModel(connection);

  /**
   * The organizations a manager is responsible for: their letters are its own, no matter who was rung. What was merged into
   * one is its winner's, no matter who was responsible before; letters keep the client they came with.
   */
  const clientsOf = async ({ id, role }: Viewer): Promise<string[]> => {
    if (role !== 'manager') return [];
    const rows = await connection
      .collection<{ _id: string; mergedInto?: string | null; absorbs?: string[] }>('organizations')
      .find({ manager: id, mergedInto: null }, { projection: { absorbs: 1 } })
      .limit(5000)
      .toArray();
    return rows.flatMap(({ _id, absorbs = [] }) => [_id, ...absorbs]);
  };
  const seen = async (viewer: Viewer, filter: QueryFilter<LetterRow>): Promise<QueryFilter<LetterRow>> =>
    lettersSeenBy(viewer, await clientsOf(viewer), filter);

  const get = async (viewer: Viewer, id: string): Promise<Letter | undefined> => {
    const row = await model.findOne(await seen(viewer, { _id: id }), WHOLE).lean<LetterRow>();
    return row ? toLetter(row) : undefined;
  };

  /** Changes a letter that is in one of some states; `other` tells what it is in instead. */
  async function change(viewer: Viewer, id: string, when: QueryFilter<LetterRow>, update: object) {
    const filter = await seen(viewer, { $and: [{ _id: id }, when] });
    const row = await model
      .findOneAndUpdate(filter, update, { returnDocument: 'after', projection: WHOLE })
      .lean<LetterRow>();
    if (row) return { outcome: 'done', letter: toLetter(row) } as const;
    const letter = await get(viewer, id);
    return letter ? ({ outcome: 'other', letter } as const) : ({ outcome: 'absent' } as const);
  }

  /** A letter that is over with rings nobody any more. */
  const silence = { $unset: { ringing: true } } as const;

  return {
    get,

    /**
     * Stores letters, each once; one met again only gets its other place noted. Resolves with those that were not there.
     * Their phones ring in the order given.
     */
    async addAll(letters: readonly Letter[], now: Date): Promise<Letter[]> {
      if (letters.length === 0) return [];
      const rows = connection.collection<LetterRow>('letters');
      const inserted = letters.map((letter, index): LetterRow => {
        // What is rung first is told by this moment, so each has one of its own; none lies ahead.
        const ringing = new Date(now.getTime() - (letters.length - 1 - index));
        return {
          ...toStored<Letter>(letter),
          identity: IDENTITY,
          createdAt: now,
          ...(letter.pushes.length > 0 && { ringing }),
        };
      });
      // Most letters are new, and to insert them costs half of what asking first would.
      const there = await insertNew(rows, inserted);
      const met = letters.filter((_, index) => there.has(index));
      if (met.length === 0) return [...letters];
      await rows.bulkWrite(
        met.map(({ id, places }) => ({
          updateOne: { filter: { _id: id }, update: { $addToSet: { places: { $each: places } } } },
        })),
        { ordered: false },
      );
      return letters.filter((_, index) => !there.has(index));
    },

    /** Of these letters, those that are there, no matter who may see them. */
    async present(ids: readonly string[]): Promise<Set<string>> {
      if (ids.length === 0) return new Set();
      const rows = await model.find({ _id: { $in: ids } }, { _id: 1 }).lean<Pick<LetterRow, '_id'>[]>();
      return new Set(rows.map(({ _id }) => _id));
    },

    /** Of these places, the UIDs that are stored already: what was taken in before a crash is not fetched again. */
    async known(mailbox: string, uidValidity: string, uids: readonly number[]): Promise<Set<number>> {
      const rows = await model
        .find({ places: { $elemMatch: { mailbox, uidValidity, uid: { $in: uids } } } }, { places: 1 })
        .lean<Pick<LetterRow, 'places'>[]>();
      const here = (place: Place) => place.mailbox === mailbox && place.uidValidity === uidValidity;
      return new Set(rows.flatMap(({ places }) => places.filter(here).map(({ uid }) => uid)));
    },

    /** Letters by their Message-IDs, for threading; the order is the given one's. */
    async byMessageIds(ids: readonly string[]): Promise<Letter[]> {
      const rows = await model.find({ messageId: { $in: ids } }, WHOLE).lean<LetterRow[]>();
      return rows.map(toLetter).sort((a, b) => ids.indexOf(a.messageId ?? '') - ids.indexOf(b.messageId ?? ''));
    },

    /** Of these Message-IDs those that came, with whose letters they are. */
    async linked(ids: readonly string[]): Promise<Map<string, Pick<Letter, 'organization' | 'person'>>> {
      if (ids.length === 0) return new Map();
      const rows = await model
        .find({ messageId: { $in: ids } }, { messageId: 1, organization: 1, person: 1 })
        .lean<LetterRow[]>();
      return new Map(rows.map((row) => [row.messageId ?? '', row]));
    },

    /** The letter that one of our messages in a manager's chat stands for. */
    async byMessage(viewer: Viewer, message: number): Promise<Letter | undefined> {
      const push = { $elemMatch: { user: viewer.id, message, state: { $ne: 'summed' } } };
      const row = await model.findOne(await seen(viewer, { pushes: push }), WHOLE).lean<LetterRow>();
      return row ? toLetter(row) : undefined;
    },

    /** Letters of some states, the latest first, with how many there are. */
    async list(
      viewer: Viewer,
      states: readonly LetterState[],
      { skip, limit }: { skip: number; limit: number },
    ): Promise<{ letters: ListedLetter[]; count: number }> {
      const filter = await seen(viewer, { state: { $in: states } });
      const [rows, count] = await Promise.all([
        model
          .find(filter, LISTED)
          .sort({ deliveredAt: -1, 'places.uid': -1, _id: 1 })
          .skip(skip)
          .limit(limit)
          .lean<LetterRow[]>(),
        model.countDocuments(filter),
      ]);
      return { letters: rows.map(toLetter), count };
    },

    /** Puts a manager's mark on a letter, or takes it off. */
    async mark(viewer: Viewer, id: string, on: boolean): Promise<void> {
      const update = on ? { $addToSet: { marks: viewer.id } } : { $pull: { marks: viewer.id } };
      await model.updateOne(await seen(viewer, { _id: id }), update);
    },
    async unmarkAll(viewer: Viewer): Promise<void> {
      await model.updateMany({ marks: viewer.id }, { $pull: { marks: viewer.id } });
    },
    /** A manager's marked letters that still want handling, the oldest first. */
    async marked(viewer: Viewer): Promise<ListedLetter[]> {
      const filter = await seen(viewer, { marks: viewer.id, state: { $nin: ['registered', 'removed'] } });
      return (
        await model
          .find(filter, LISTED)
          .sort({ deliveredAt: 1, 'places.uid': 1, _id: 1 })
          .limit(500)
          .lean<LetterRow[]>()
      ).map(toLetter);
    },

    /** A manager begins to handle a letter. `over`: also one that somebody else has taken. */
    take: (viewer: Viewer, id: string, now: Date, over = false): Promise<LetterChanged> =>
      change(
        viewer,
        id,
        over
          ? { state: { $in: ['new', 'taken', 'excluded'] } }
          : { $or: [{ state: { $in: ['new', 'excluded'] } }, { state: 'taken', 'taken.by': viewer.id }] },
        { $set: { state: 'taken', taken: { by: viewer.id, at: now } } },
      ),

    /** A manager does not handle it after all: it is what it was before, new or excluded. */
    async giveBack(viewer: Viewer, id: string): Promise<LetterChanged> {
      const back = (quiet: boolean, state: LetterState) =>
        change(
          viewer,
          id,
          { state: 'taken', 'taken.by': viewer.id, quiet: { $exists: quiet } },
          { $set: { state }, $unset: { taken: true } },
        );
      const given = await back(true, 'excluded');
      return given.outcome === 'done' ? given : back(false, 'new');
    },

    /** Notes the contact that a letter became, and who was first to make it one. */
    registered: (viewer: Viewer, id: string, contact: string, now: Date): Promise<LetterChanged> =>
      change(
        viewer,
        id,
        { state: { $nin: ['registered', 'removed'] } },
        {
          $set: { state: 'registered', contact, taken: { by: viewer.id, at: now } },
          $pull: { marks: viewer.id },
          ...silence,
        },
      ),

    /** It is not a contact after all, and wants handling again. */
    unregistered: (viewer: Viewer, id: string): Promise<LetterChanged> =>
      change(
        viewer,
        id,
        { state: 'registered', contact: id },
        { $set: { state: 'new' }, $unset: { contact: true, taken: true } },
      ),

    /** Notes who has answered it last. */
    async answered(id: string, by: number, at: Date): Promise<void> {
      await model.updateOne({ _id: id }, { $set: { answered: { by, at } } });
    },

    exclude: (viewer: Viewer, id: string, reason: QuietReason): Promise<LetterChanged> =>
      change(
        viewer,
        id,
        { state: { $in: ['new', 'taken'] } },
        {
          $set: { state: 'excluded', quiet: { reason, by: viewer.id } },
          $pull: { marks: viewer.id },
          $unset: { ringing: true, taken: true },
        },
      ),

    /** Brings an excluded letter back to be handled. */
    restore: (viewer: Viewer, id: string): Promise<LetterChanged> =>
      change(viewer, id, { state: 'excluded' }, { $set: { state: 'new' }, $unset: { quiet: true } }),

    /** Excludes every unhandled letter of a sender; returns how many. */
    async excludeFrom(viewer: Viewer, address: string): Promise<number> {
      const filter = await seen(viewer, { 'from.address': address, state: { $in: ['new', 'taken'] } });
      const { modifiedCount } = await model.updateMany(filter, {
        $set: { state: 'excluded', quiet: { reason: 'sender', by: viewer.id } },
        $unset: { ringing: true, taken: true },
      });
      return modifiedCount;
    },

    /** Brings back every letter of a sender that signs have kept quiet; returns how many. */
    async restoreFrom(viewer: Viewer, address: string): Promise<number> {
      const filter = await seen(viewer, { 'from.address': address, state: 'excluded', 'quiet.by': { $exists: false } });
      const { modifiedCount } = await model.updateMany(filter, { $set: { state: 'new' }, $unset: { quiet: true } });
      return modifiedCount;
    },

    /** How many letters for somebody signs have kept quiet since a moment: those that could be a person's. */
    silenced: (user: number, since: Date): Promise<number> =>
      model.countDocuments({
        readers: user,
        deliveredAt: { $gte: since },
        state: 'excluded',
        'quiet.reason': { $in: ['newsletter', 'auto-reply', 'spam'] },
        'quiet.by': { $exists: false },
      }),

    /** Orders that a letter be taken away from the server: work that must happen. */
    remove: (viewer: Viewer, id: string, now: Date): Promise<LetterChanged> =>
      change(
        viewer,
        id,
        { state: { $ne: 'removed' } },
        {
          $set: { state: 'removed', due: { at: now, kind: 'remove', by: viewer.id }, lease: null, attempts: 0 },
          $pull: { marks: viewer.id },
          ...silence,
        },
      ),

    /** Sets the client of a letter that had none: the one its sender turned out to be. */
    async matched(id: string, match: { organization?: string; person?: string }): Promise<void> {
      await model.updateOne({ _id: id }, { $set: match });
    },
  };
}

export type Letters = ReturnType<typeof createLetters>;
