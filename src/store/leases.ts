import type { Collection, Connection } from 'mongoose';
import { isDuplicate } from './errors.ts';

interface Row {
  _id: string;
  owner: string;
  until: Date;
}

/** Leases of what only one instance at a time may do, by name. Clocks of instances may differ by some seconds. */
export function createLeases(connection: Connection) {
  const rows: Collection<Row> = connection.collection<Row>('leases');

  return {
    /** Takes or prolongs a lease for so many milliseconds. False: somebody else holds it. */
    async take(name: string, owner: string, now: Date, ms: number): Promise<boolean> {
      const until = new Date(now.getTime() + ms);
      try {
        await rows.findOneAndUpdate(
          { _id: name, $or: [{ owner }, { until: { $lt: now } }] },
          { $set: { owner, until } },
          { upsert: true, projection: { _id: 1 } },
        );
        return true;
      } catch (error) {
        // Neither ours nor run out, so the upsert tried to insert a second one.
        if (isDuplicate(error)) return false;
        throw error;
      }
    },

    /** Gives a lease back, if it is still ours. */
    async release(name: string, owner: string): Promise<void> {
      await rows.deleteOne({ _id: name, owner });
    },

    /** For the embedded engine, which has one owner: whoever held a lease before the start is gone. */
    async clear(): Promise<void> {
      await rows.deleteMany({});
    },
  };
}

export type Leases = ReturnType<typeof createLeases>;
