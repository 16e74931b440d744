import type { Collection, Connection } from 'mongoose';
import { derivedId } from '../../domain/id.ts';
import type { ContactNews } from '../../domain/reminder/contact-news.ts';
import { type Stored, toPlain, toStored } from '../ids.ts';
import { type Claim, type Claimable, createClaims, dueSoon, idle } from '../work/claim.ts';

/** News as a row. Work that must happen: see `claim.ts`. Without `due` it has been told. */
type Row = Stored<ContactNews> & Claimable & { _id: string; due?: Date };

/** Long enough for a message to wait for its turn and to be sent. */
const LEASE_MS = 60_000;

/** What is told to managers of what others do to their contacts: each thing once to each. */
export function createContactNews(connection: Connection) {
  const rows: Collection<Row> = connection.collection<Row>('contactNews');
  const claims = createClaims<Row>(rows, { path: 'due', leaseMs: LEASE_MS, soon: true });

  return {
    createIndexes: async (): Promise<void> => {
      await rows.createIndex({ due: 1 }, { partialFilterExpression: { due: { $exists: true } } });
      await rows.createIndex({ contact: 1 });
      await rows.createIndex({ at: 1 });
    },

    /** Notes what is to be told. Noted again, of the same revision of a contact, it is told once all the same. */
    async add(news: readonly Omit<ContactNews, 'id'>[]): Promise<void> {
      if (news.length === 0) return;
      const fresh = news.map((one) => ({ ...one, id: derivedId('news', one.contact, one.revision, one.user) }));
      await rows.bulkWrite(
        fresh.map((one) => {
          const { _id, ...rest } = toStored<ContactNews>(one);
          const $setOnInsert = { ...rest, due: one.at, lease: null, attempts: 0 };
          return { updateOne: { filter: { _id }, update: { $setOnInsert }, upsert: true } };
        }),
        { ordered: false },
      );
    },

    /** The change that led to a contact's revision was taken back: what was not told yet never is, the rest is told again. */
    async takeBack(contact: string, revision: number, now: Date): Promise<void> {
      const done = { contact, revision, undone: { $exists: false } };
      await rows.deleteMany({ ...done, message: { $exists: false }, due: { $exists: true }, lease: null });
      await rows.updateMany(done, { $set: { undone: true, due: now, lease: null, attempts: 0 } });
    },

    /** What is to be told, and to whom, the longest due first. */
    async due(now: Date, limit: number): Promise<{ id: string; chat: number }[]> {
      const found = await rows
        .find(
          { due: { $exists: true }, $and: [dueSoon('due', now), { $or: idle(now, LEASE_MS) }] },
          { projection: { user: 1 } },
        )
        .sort({ due: 1 })
        .limit(limit)
        .toArray();
      return found.map(({ _id, user }) => ({ id: _id, chat: user }));
    },

    claim: async (id: string, now: Date): Promise<{ claim: Claim<Row>; news: ContactNews } | undefined> => {
      const claim = await claims.claim(id, now);
      if (!claim) return undefined;
      const { due: _, lease: __, attempts: ___, ...row } = claim.row;
      return { claim, news: toPlain<ContactNews>(row) };
    },

    /** It was told, by a message where it was worth one. */
    complete: (claim: Claim<Row>, message?: number): Promise<boolean> =>
      claims.complete(claim, { $unset: { due: true }, ...(message !== undefined && { $set: { message } }) }),
    release: claims.release,
    fail: claims.fail,

    /** Removes what was told before a moment. */
    sweep: async (before: Date): Promise<number> =>
      (await rows.deleteMany({ at: { $lt: before }, due: { $exists: false } })).deletedCount,

    /** Gives every lease back; for the one owner of an embedded engine, at its start. */
    clearLeases: async (): Promise<void> => {
      await rows.updateMany({ lease: { $ne: null } }, { $set: { lease: null } });
    },
  };
}

export type ContactNewsStore = ReturnType<typeof createContactNews>;
