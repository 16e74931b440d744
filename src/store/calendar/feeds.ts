import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Connection } from 'mongoose';
import { isDuplicate } from '../errors.ts';

/** One for each user; of the secret only the hash is kept. */
interface Row {
  _id: number;
  /** Absent: the address was revoked. */
  hash?: string;
  /** Counted on by each address and each end of one: a button made for another one is out of date, for good. */
  revision: number;
  createdAt?: Date;
}

export interface FeedState {
  /** 0: never had an address. */
  revision: number;
  /** Of the present address; absent where there is none. */
  createdAt?: Date;
}

const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();
/** What an unknown user's secret is compared with, so that they take as long as a known one. */
const NOBODY = hashOf('');

/** The secret addresses of calendar feeds. */
export function createFeeds(connection: Connection) {
  const rows = connection.collection<Row>('feeds');

  return {
    async state(user: number): Promise<FeedState> {
      const row = await rows.findOne({ _id: user }, { projection: { revision: 1, createdAt: 1 } });
      return { revision: row?.revision ?? 0, ...(row?.createdAt && { createdAt: row.createdAt }) };
    },

    /**
     * Gives a user a new secret (32 characters of `A-Za-z0-9_-`); the one before is void from then on. It is told here
     * and never again. Undefined: the state is no longer the one that was seen.
     */
    async issue(user: number, seen: number, now: Date): Promise<string | undefined> {
      const secret = randomBytes(24).toString('base64url');
      const fresh = { hash: hashOf(secret).toString('base64'), revision: seen + 1, createdAt: now };
      try {
        if (seen === 0) {
          await rows.insertOne({ _id: user, ...fresh });
          return secret;
        }
        const { matchedCount } = await rows.updateOne({ _id: user, revision: seen }, { $set: fresh });
        return matchedCount === 1 ? secret : undefined;
      } catch (error) {
        if (isDuplicate(error)) return undefined;
        throw error;
      }
    },

    /** Voids the address that was seen. False: there is another one, or none. */
    async revoke(user: number, seen: number): Promise<boolean> {
      const { matchedCount } = await rows.updateOne(
        { _id: user, revision: seen, hash: { $exists: true } },
        { $unset: { hash: true, createdAt: true }, $inc: { revision: 1 } },
      );
      return matchedCount === 1;
    },

    /** Whether a secret is the user's present one; compared in constant time. */
    async isValid(user: number, secret: string): Promise<boolean> {
      const row = await rows.findOne({ _id: user }, { projection: { hash: 1 } });
      const hash = row?.hash;
      const same = timingSafeEqual(hashOf(secret), hash === undefined ? NOBODY : Buffer.from(hash, 'base64'));
      return same && hash !== undefined;
    },
  };
}

export type Feeds = ReturnType<typeof createFeeds>;
