import type { Collection, Connection } from 'mongoose';
import { administers, type Viewer } from '../../domain/rights.ts';
import { type Admission, admitted, type User } from '../../domain/user.ts';
import { isDuplicate } from '../errors.ts';
import { type Stored, toPlain, toStored } from '../ids.ts';
import { dueNow, HIDDEN } from './users.ts';

/** A message that shows an administrator a request: whose chat, and which message. */
export interface RequestCopy {
  user: number;
  message: number;
}

/** What became of a request: it is new, there was one, or too many others ask at this time. */
export type Asked = 'new' | 'known' | 'busy';

interface Row extends Stored<User> {
  createdAt?: Date;
  request?: { at: Date; copies: RequestCopy[]; decidedBy?: number };
}

const HOUR = 3_600_000;
/** So many people may ask within an hour; more are not people. */
const MOST = 30;

/**
 * Requests for access. They are kept with the user who asks: one person asks once, and what is decided of them is decided in
 * one update, so that of two administrators at once one wins.
 */
export function createAccessRequests(connection: Connection) {
  const rows: Collection<Row> = connection.collection<Row>('users');

  /** Lets in or turns away somebody who still stands as `access` says; undefined where that has changed. */
  async function decide(
    by: Viewer,
    id: number,
    access: User['access'][],
    update: Partial<Row> & object,
  ): Promise<User | undefined> {
    if (!administers(by)) return undefined;
    return toPlain<User>(
      await rows.findOneAndUpdate(
        { _id: id, access: { $in: access } },
        { $set: { ...update, 'request.decidedBy': by.id } },
        { returnDocument: 'after', projection: HIDDEN },
      ),
    );
  }

  return {
    /** Notes that somebody who is not known yet asks for access. */
    async ask(user: User, now: Date): Promise<Asked> {
      const since = new Date(now.getTime() - HOUR);
      const turnedDown: User['access'][] = ['asked', 'declined'];
      const lately = { access: { $in: turnedDown }, 'request.at': { $gt: since } };
      if ((await rows.countDocuments(lately, { limit: MOST })) >= MOST) return 'busy';
      const { _id, ...rest } = toStored<User>(user);
      try {
        await rows.insertOne({ ...rest, _id, access: 'asked', createdAt: now, request: { at: now, copies: [] } });
        return 'new';
      } catch (error) {
        if (isDuplicate(error)) return 'known';
        throw error;
      }
    },

    /** Remembers where an administrator sees the request. */
    async addCopy(id: number, copy: RequestCopy): Promise<void> {
      await rows.updateOne({ _id: id }, { $push: { 'request.copies': copy } });
    },

    /** Where administrators see the request, and who has decided it. */
    async of(id: number): Promise<{ copies: RequestCopy[]; decidedBy?: number }> {
      const { request } = (await rows.findOne({ _id: id }, { projection: { request: 1 } })) ?? {};
      return {
        copies: request?.copies ?? [],
        ...(request?.decidedBy !== undefined && { decidedBy: request.decidedBy }),
      };
    },

    /**
     * Lets somebody in whose request waits, from the first moment on as what `as` says; with `declined`, also one who was
     * turned away. Undefined: it was decided already.
     */
    approve: (by: Viewer, id: number, { as, declined = false }: { as: Admission; declined?: boolean }) =>
      decide(by, id, declined ? ['asked', 'declined'] : ['asked'], {
        access: 'active',
        ...admitted[as],
        ...dueNow(),
      }),

    decline: (by: Viewer, id: number) => decide(by, id, ['asked'], { access: 'declined' }),
  };
}

export type AccessRequests = ReturnType<typeof createAccessRequests>;
