import type { Connection } from 'mongoose';
import type { Letter, LetterState, Place } from '../../domain/letter/letter.ts';
import type { Viewer } from '../../domain/rights.ts';
import { insertNew } from '../insert-new.ts';
import { createLetterChanges } from './letter-changes.ts';
import { createLetterMarks } from './letter-marks.ts';
import { type LetterRow, LIST_PROJECTION, type ListedLetter, toLetter, toLetterRow, WHOLE } from './letter-model.ts';
import { createLetterViews } from './letter-views.ts';
import { IDENTITY } from './old-letters.ts';

/** The incoming letters. What a viewer reads and changes is within its rights. */
export function createLetters(connection: Connection) {
  const views = createLetterViews(connection);
  const { model, seen, get } = views;
  // What is asked for letters by the hundred goes past mongoose, which looks at every value.
  const rows = connection.collection<LetterRow>('letters');

  return {
    get,
    ...createLetterChanges(views),
    ...createLetterMarks(views),

    /**
     * Stores letters, each once; one met again only gets its other place noted. Resolves with those that were not there.
     * Their phones ring in the order given.
     */
    async addAll(letters: readonly Letter[], now: Date): Promise<Letter[]> {
      if (letters.length === 0) return [];
      const inserted = letters.map((letter, index): LetterRow => {
        // What is rung first is told by this moment, so each has one of its own; none lies ahead.
        const ringing = new Date(now.getTime() - (letters.length - 1 - index));
        return {
          ...toLetterRow(letter),
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
      const there = await rows.find({ _id: { $in: [...ids] } }, { projection: { _id: 1 } }).toArray();
      return new Set(there.map(({ _id }) => _id));
    },

    /** Of these places, the UIDs that are stored already: what was taken in before a crash is not fetched again. */
    async known(mailbox: string, uidValidity: string, uids: readonly number[]): Promise<Set<number>> {
      const found = await rows
        .find({ places: { $elemMatch: { mailbox, uidValidity, uid: { $in: uids } } } }, { projection: { places: 1 } })
        .toArray();
      const here = (place: Place) => place.mailbox === mailbox && place.uidValidity === uidValidity;
      return new Set(found.flatMap(({ places }) => places.filter(here).map(({ uid }) => uid)));
    },

    /** Letters by their Message-IDs, for threading; the order is the given one's. */
    async byMessageIds(ids: readonly string[]): Promise<Letter[]> {
      const found = await model.find({ messageId: { $in: ids } }, WHOLE).lean<LetterRow[]>();
      return found.map(toLetter).sort((a, b) => ids.indexOf(a.messageId ?? '') - ids.indexOf(b.messageId ?? ''));
    },

    /** Of these Message-IDs those that came, with whose letters they are. */
    async linked(ids: readonly string[]): Promise<Map<string, Pick<Letter, 'organization' | 'person'>>> {
      if (ids.length === 0) return new Map();
      const found = await rows
        .find({ messageId: { $in: [...ids] } }, { projection: { messageId: 1, organization: 1, person: 1 } })
        .toArray();
      return new Map(found.map((row) => [row.messageId ?? '', row]));
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
      const [found, count] = await Promise.all([
        model
          .find(filter, LIST_PROJECTION)
          .sort({ deliveredAt: -1, 'places.uid': -1, _id: 1 })
          .skip(skip)
          .limit(limit)
          .lean<LetterRow[]>(),
        model.countDocuments(filter),
      ]);
      return { letters: found.map(toLetter), count };
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
  };
}

export type Letters = ReturnType<typeof createLetters>;
