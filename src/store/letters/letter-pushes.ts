import type { Connection } from 'mongoose';
import { newId } from '../../domain/id.ts';
import type { Letter, Push } from '../../domain/letter/letter.ts';
import { farOff } from '../work/claim.ts';
import type { ListedLetter } from './letter-model.ts';
import { isOpen, type LetterRow, LIST_PROJECTION, letterModel, toLetter, WHOLE } from './letter-model.ts';

/** How long the ringing of one phone may take before somebody else may do it, in milliseconds. */
const LEASE_MS = 60_000;
const SCANNED = 500;
const OPEN: readonly Push['state'][] = ['waiting', 'sending'];

/**
 * Claim, do, complete for the phones a letter rings: each push has a lease of its own within the letter, since each goes
 * to another chat and fails for itself.
 */
export function createLetterPushes(connection: Connection) {
  const model = letterModel(connection);
  const ready = (now: Date) => (push: Push) =>
    isOpen(push) && (push.until === undefined || push.until <= now || push.until > farOff(now));
  /** The same as a query. */
  const readyIn = (now: Date) => ({
    $or: [
      { state: 'waiting', until: { $exists: false } },
      { state: { $in: OPEN }, until: { $lte: now } },
      { state: { $in: OPEN }, until: { $gt: farOff(now) } },
    ],
  });
  /** No push is open any more. */
  const over = { pushes: { $not: { $elemMatch: { state: { $in: OPEN } } } } };

  /** Letters of which no push is open any more leave the scan. */
  const settle = async (ids: readonly string[]): Promise<void> => {
    await model.updateMany({ _id: { $in: ids }, ringing: { $exists: true }, ...over }, { $unset: { ringing: true } });
  };

  /** Claims the ringing of one phone about some letters: each of them that is due. */
  async function claimAll(ids: readonly string[], user: number, now: Date, fields: Record<string, 0>) {
    const claim = newId();
    await model.updateMany(
      { _id: { $in: ids }, ringing: { $exists: true }, pushes: { $elemMatch: { user, ...readyIn(now) } } },
      {
        $set: {
          'pushes.$[one].state': 'sending',
          'pushes.$[one].until': new Date(now.getTime() + LEASE_MS),
          'pushes.$[one].claim': claim,
        },
      },
      { arrayFilters: [{ 'one.user': user, 'one.state': { $in: OPEN } }] },
    );
    return model
      .find({ _id: { $in: ids }, pushes: { $elemMatch: { user, claim } } }, fields)
      .sort({ ringing: 1 })
      .lean<LetterRow[]>();
  }

  return {
    /** Who is to be rung now, and about which letters, the oldest first. */
    async due(now: Date): Promise<Map<number, string[]>> {
      // What is put off is left out before the limit counts: as much of it for one phone would silence all the others.
      const rows = await model
        .find({ ringing: { $lte: now }, $or: [{ pushes: { $elemMatch: readyIn(now) } }, over] }, { pushes: 1 })
        .sort({ ringing: 1 })
        .limit(SCANNED)
        .lean<Pick<LetterRow, '_id' | 'pushes'>[]>();
      const byUser = new Map<number, string[]>();
      for (const { _id, pushes } of rows) {
        for (const { user } of pushes.filter(ready(now))) byUser.set(user, [...(byUser.get(user) ?? []), _id]);
      }
      const settled = rows.filter(({ pushes }) => !pushes.some(isOpen));
      if (settled.length > 0) await settle(settled.map(({ _id }) => _id));
      return byUser;
    },

    /** Claims the ringing of one phone; the letter as it is now, or undefined where it is not due (any more). */
    async claim(id: string, user: number, now: Date): Promise<Letter | undefined> {
      const [row] = await claimAll([id], user, now, WHOLE);
      return row && toLetter(row);
    },

    /** The same for many letters at once, whose texts are not read. */
    claimMany: async (ids: readonly string[], user: number, now: Date): Promise<ListedLetter[]> =>
      (await claimAll(ids, user, now, LIST_PROJECTION)).map(toLetter),

    /** The phone rang about these letters; or it cannot be reached, and nobody tries again. */
    async complete(
      ids: readonly string[],
      user: number,
      state: 'sent' | 'summed' | 'failed',
      message?: number,
    ): Promise<void> {
      await model.updateMany(
        { _id: { $in: ids }, pushes: { $elemMatch: { user, state: 'sending' } } },
        {
          $set: { 'pushes.$[one].state': state, ...(message !== undefined && { 'pushes.$[one].message': message }) },
          $unset: { 'pushes.$[one].until': true, 'pushes.$[one].claim': true },
        },
        { arrayFilters: [{ 'one.user': user, 'one.state': 'sending' }] },
      );
      await settle(ids);
    },

    /** Gives claimed rings back: due again at `until`; with `failed` the number of tries goes up. */
    async release(ids: readonly string[], user: number, until: Date, failed = false): Promise<void> {
      await model.updateMany(
        { _id: { $in: ids }, pushes: { $elemMatch: { user, state: 'sending' } } },
        {
          $set: { 'pushes.$[one].state': 'waiting', 'pushes.$[one].until': until },
          ...(failed && { $inc: { 'pushes.$[one].attempts': 1 } }),
        },
        { arrayFilters: [{ 'one.user': user, 'one.state': 'sending' }] },
      );
    },

    /** Rings further phones: those on duty, when the one it was for cannot be reached. */
    async alsoRing(id: string, users: readonly number[], now: Date): Promise<void> {
      for (const user of users) {
        await model.updateOne(
          { _id: id, 'pushes.user': { $ne: user } },
          { $push: { pushes: { user, state: 'waiting' } }, $addToSet: { readers: user }, $set: { ringing: now } },
        );
      }
    },

    /** Notes that a message of ours in a chat stands for a letter, so that it can be redrawn, and answered. */
    async shown(id: string, user: number, message: number): Promise<void> {
      const push: Push = { user, state: 'shown', message };
      await model.updateOne(
        { _id: id, pushes: { $not: { $elemMatch: { user, message } } } },
        { $push: { pushes: { $each: [push], $slice: -50 } } },
      );
    },
  };
}

export type LetterPushes = ReturnType<typeof createLetterPushes>;
