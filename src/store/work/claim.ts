import type { Collection, mongo } from 'mongoose';
import { newId } from '../../domain/id.ts';

/*
 * Claim, do, complete: the one mechanism for work that must happen. Work is a document with a time at which it is due and
 * a lease. The one that claims it sets the lease; completing asks that lease and due are still what was claimed, so that
 * what was changed meanwhile is not overwritten. A crash lets the lease run out and somebody else takes over.
 * Lease fields do not count as a revision: they do not disturb those who edit the document.
 */

/** The fields of a document that can be claimed. `due` is a date, or an object with the date in `at`. */
export interface Claimable {
  _id: string | number;
  due?: unknown;
  lease?: { owner: string; until: Date } | null;
  /** Failed tries since it was last completed, for the backoff. */
  attempts?: number;
}

/** Proof of a claim: whose it is, and what was due when it was claimed. */
export interface Claim<Row extends Claimable> {
  owner: string;
  row: Row;
}

export interface ClaimOptions {
  /** Path of the date that tells when the work is due: `due`, or `due.at`. An index on it carries the scan. */
  path: 'due' | 'due.at';
  /** How long the work may take before somebody else may do it, in milliseconds. */
  leaseMs: number;
  /**
   * The work is always due at once, or soon: what seems to be due later than anybody puts work off to was stored by a clock
   * that was ahead, and is due now. Default false: what is due has a time of its own.
   */
  soon?: boolean;
}

/** What completing changes. */
interface Change {
  $set?: object;
  $unset?: object;
  $inc?: object;
  $push?: object;
}

/** What the clocks of instances may differ by, and no one puts work off for longer than this; in milliseconds. */
const SKEW = 60_000;
export const LONGEST_HOLD = 15 * 60_000;

/** Later than anything can have been put off to. */
export const farOff = (now: Date): Date => new Date(now.getTime() + LONGEST_HOLD + SKEW);

/**
 * What makes a lease no one's, one of these: there is none; it has run out; it would run out later than anybody with a
 * right clock can have set it. Without the last, a clock that was ahead for a while would leave work stuck as long.
 */
export const idle = (now: Date, leaseMs: number): object[] => [
  { lease: null },
  { 'lease.until': { $lt: now } },
  { 'lease.owner': { $ne: '' }, 'lease.until': { $gt: new Date(now.getTime() + leaseMs + SKEW) } },
  { 'lease.until': { $gt: farOff(now) } },
];

/** What is due at once or soon: also what a clock that was ahead stored as due later than anybody puts work off to. */
export const dueSoon = (path: string, now: Date): { $or: object[] } => ({
  $or: [{ [path]: { $lte: now } }, { [path]: { $gt: farOff(now) } }],
});

/** Delay before the next try after so many failures, in milliseconds: doubling from 5 s to 10 min, with jitter. */
export const backoff = (attempts: number, random: () => number = Math.random): number =>
  Math.min(5000 * 2 ** Math.min(attempts, 20), 600_000) * (0.75 + random() / 2);

export function createClaims<Row extends Claimable>(
  rows: Collection<Row>,
  { path, leaseMs, soon = false }: ClaimOptions,
) {
  // One generic collection for many kinds of row: the driver's filter types cannot see that every row is claimable.
  const filter = (parts: object): mongo.Filter<Row> => parts;
  const update = (parts: object): mongo.UpdateFilter<Row> => parts;
  /** What is due now and no one's. */
  const isDue = (now: Date): object =>
    soon
      ? {
          $and: [dueSoon(path, now), { $or: idle(now, leaseMs) }],
        }
      : { [path]: { $lte: now }, $or: idle(now, leaseMs) };
  // What the driver gives is the row with its id, which every row has.
  const claimed =
    (owner: string) =>
    (row: mongo.WithId<Row>): Claim<Row> => ({ owner, row: row as Row });
  const held = (claim: Claim<Row>) => filter({ _id: claim.row._id, 'lease.owner': claim.owner, due: claim.row.due });

  const completed = (change: Change) => update({ ...change, $set: { ...change.$set, lease: null, attempts: 0 } });

  return {
    /** Ids of what is due (`of`: only among such rows), the longest due first. Costs what is due, not what exists. */
    async due(now: Date, limit: number, of: object = {}): Promise<Row['_id'][]> {
      const found = await rows
        .find(filter({ ...of, ...isDue(now) }), { projection: { _id: 1 } })
        .sort({ [path]: 1 })
        .limit(limit)
        .toArray();
      return found.map((row) => row._id);
    },

    /** Claims one by its id, if it is still due and idle; undefined where somebody else was quicker. */
    async claim(id: Row['_id'], now: Date): Promise<Claim<Row> | undefined> {
      const owner = newId();
      const row = await rows.findOneAndUpdate(
        filter({ _id: id, ...isDue(now) }),
        update({ $set: { lease: { owner, until: new Date(now.getTime() + leaseMs) } } }),
        { returnDocument: 'after' },
      );
      return row ? claimed(owner)(row) : undefined;
    },

    /** Claims several at once, as many as are still due and idle, and reads them again. */
    async claimMany(ids: readonly Row['_id'][], now: Date, projection: object = {}): Promise<Claim<Row>[]> {
      if (ids.length === 0) return [];
      const owner = newId();
      await rows.updateMany(
        filter({ _id: { $in: ids }, ...isDue(now) }),
        update({ $set: { lease: { owner, until: new Date(now.getTime() + leaseMs) } } }),
      );
      const found = await rows.find(filter({ _id: { $in: ids }, 'lease.owner': owner }), { projection }).toArray();
      return found.map(claimed(owner));
    },

    /** Completes several, each as `complete` does. */
    async completeMany(done: readonly { claim: Claim<Row>; change: Change }[]): Promise<void> {
      if (done.length === 0) return;
      await rows.bulkWrite(
        done.map(({ claim, change }) => ({ updateOne: { filter: held(claim), update: completed(change) } })),
        { ordered: false },
      );
    },

    /** Gives several back, each as `release` does. */
    async releaseMany(list: readonly Claim<Row>[], until?: Date): Promise<void> {
      if (list.length === 0) return;
      const change = update({ $set: { lease: until ? { owner: '', until } : null } });
      await rows.bulkWrite(
        list.map((claim) => ({ updateOne: { filter: held(claim), update: change } })),
        { ordered: false },
      );
    },

    /** Prolongs a claim on work that takes its time, and notes what is given. False: it is not ours any more, stop. */
    async renew(claim: Claim<Row>, now: Date, note: object = {}): Promise<boolean> {
      const until = new Date(now.getTime() + leaseMs);
      const { matchedCount } = await rows.updateOne(held(claim), update({ $set: { ...note, 'lease.until': until } }));
      return matchedCount === 1;
    },

    /**
     * Does work that may take longer than its claim, which is prolonged meanwhile: every `every` milliseconds, a third of the
     * lease by default. A claim that is lost all the same is seen when the work is completed.
     */
    async prolonged<T>(claim: Claim<Row>, now: () => Date, work: () => Promise<T>, every = leaseMs / 3): Promise<T> {
      const renewal = setInterval(() => void this.renew(claim, now()).catch(() => {}), every);
      renewal.unref();
      try {
        return await work();
      } finally {
        clearInterval(renewal);
      }
    },

    /** Gives a claim back: the work is due as before, for anybody, at once or from `until` on. */
    async release(claim: Claim<Row>, until?: Date): Promise<void> {
      await rows.updateOne(held(claim), update({ $set: { lease: until ? { owner: '', until } : null } }));
    },

    /**
     * Completes the work with a change of the document (which has to set or unset what is due). False: lease or due
     * are not what was claimed any more, nothing was changed.
     */
    async complete(claim: Claim<Row>, change: Change): Promise<boolean> {
      const { matchedCount } = await rows.updateOne(held(claim), completed(change));
      return matchedCount === 1;
    },

    /** Gives up for now: the work stays due, and is tried again after the backoff. */
    async fail(claim: Claim<Row>, now: Date): Promise<void> {
      const attempts = (claim.row.attempts ?? 0) + 1;
      const until = new Date(now.getTime() + backoff(attempts));
      // The lease without an owner keeps everybody away until then, and leaves what is due as it was.
      await rows.updateOne(held(claim), update({ $set: { attempts, lease: { owner: '', until } } }));
    },
  };
}

export type Claims<Row extends Claimable> = ReturnType<typeof createClaims<Row>>;
