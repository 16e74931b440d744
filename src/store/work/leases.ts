import type { Collection, Connection } from 'mongoose';
import { isDuplicate } from '../errors.ts';

interface Row {
  _id: string;
  owner: string;
  until: Date;
  /** Goes up with each renewal: a lease that is looked after changes, whatever the clocks show. */
  beat?: number;
}

/** Somebody else's lease as it was seen last, and since when it has looked so, by a clock that no one sets. */
interface Seen {
  owner: string;
  beat: number;
  since: number;
}

/**
 * Leases of what only one instance at a time may do, by name. No clock is trusted alone: one that has run out is taken
 * only if it was not renewed for half its time as well, and one that does not run out is taken when it was not renewed
 * for all of it. So a holder that lives keeps it, and one that died loses it, when clocks differ or are set.
 */
export function createLeases(connection: Connection) {
  const rows: Collection<Row> = connection.collection<Row>('leases');
  const seen = new Map<string, Seen>();

  /** Whether a lease that somebody else holds has been left alone for long enough to be taken. */
  function isLeft({ _id, owner, until, beat = 0 }: Row, now: Date, ms: number): boolean {
    const known = seen.get(_id);
    if (known?.owner !== owner || known.beat !== beat) {
      seen.set(_id, { owner, beat, since: performance.now() });
      return false;
    }
    return performance.now() - known.since >= (until < now ? ms / 2 : ms);
  }

  return {
    /** Takes or prolongs a lease for so many milliseconds. False: somebody else holds it. */
    async take(name: string, owner: string, now: Date, ms: number): Promise<boolean> {
      const until = new Date(now.getTime() + ms);
      const change = { $set: { owner, until }, $inc: { beat: 1 } };
      try {
        await rows.findOneAndUpdate({ _id: name, owner }, change, { upsert: true, projection: { _id: 1 } });
        seen.delete(name);
        return true;
      } catch (error) {
        // Not ours, so the upsert tried to insert a second one.
        if (!isDuplicate(error)) throw error;
      }
      const held = await rows.findOne({ _id: name });
      if (!held || !isLeft(held, now, ms)) return false;
      const { owner: former, beat } = held;
      const same = { _id: name, owner: former, ...(beat === undefined ? {} : { beat }) };
      return (await rows.updateOne(same, change)).matchedCount === 1;
    },

    /** Gives a lease back, if it is still ours. */
    async release(name: string, owner: string): Promise<void> {
      await rows.deleteOne({ _id: name, owner });
    },

    /** For the embedded engine, which has one owner: a holder from before the start is gone. */
    async clear(): Promise<void> {
      await rows.deleteMany({});
    },
  };
}

export type Leases = ReturnType<typeof createLeases>;
