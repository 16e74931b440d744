import type { Collection, Connection } from 'mongoose';
import { newId } from '../../domain/id.ts';
import { administers, type Viewer } from '../../domain/rights.ts';
import type { Access, Role, User } from '../../domain/user.ts';
import { type Stored, toPlain } from '../ids.ts';
import type { Leases } from '../work/leases.ts';
import type { Sessions } from './sessions.ts';
import { dueNow, HIDDEN } from './users.ts';

/*
 * What administrators do with the people who use the bot. Every function takes who wants it, and does nothing for
 * others. A change names the state it was decided on, so that of two at once one wins and the other is told.
 */

type Row = Stored<User> & { due?: unknown; lease?: unknown; attempts?: number; createdAt?: Date; updatedAt?: Date };

/** What became of a change. `already`: it is so (the same tap again). `last`: no one would be left to administer. */
export type StaffChanged = { outcome: 'done' | 'already' | 'overtaken' | 'last'; user: User } | { outcome: 'absent' };

/** Who waits for an answer comes first, who has left comes last. */
const ORDER: readonly Access[] = ['asked', 'active', 'retired', 'declined'];
const LEASE = 'administrators';
const LEASE_MS = 5000;
/** How often, and how long in between (milliseconds), to ask for the lease. */
const TRIES = 60;
const TRY_EVERY = 50;
/** Counts go no further than this. */
export const MANY = 1000;

export function createStaff(connection: Connection, { leases, sessions }: { leases: Leases; sessions: Sessions }) {
  const rows: Collection<Row> = connection.collection<Row>('users');

  const read = async (id: number): Promise<User | undefined> =>
    toPlain<User>(await rows.findOne({ _id: id }, { projection: HIDDEN }));

  /** Sets something, where the user still is as `seen`; `made` tells that they are as wanted already. */
  async function set(id: number, seen: object, update: object, made: (user: User) => boolean): Promise<StaffChanged> {
    const user = toPlain<User>(
      await rows.findOneAndUpdate({ _id: id, ...seen }, update, { returnDocument: 'after', projection: HIDDEN }),
    );
    if (user) return { outcome: 'done', user };
    const now = await read(id);
    if (!now) return { outcome: 'absent' };
    return { outcome: made(now) ? 'already' : 'overtaken', user: now };
  }

  /** Takes a role away from an administrator, one at a time over all instances: the last one stays. */
  async function keepingOne(id: number, now: Date, work: () => Promise<StaffChanged>): Promise<StaffChanged> {
    const owner = newId();
    for (let tries = 0; !(await leases.take(LEASE, owner, now, LEASE_MS)); tries++) {
      const user = tries < TRIES ? undefined : await read(id);
      if (tries >= TRIES) return user ? { outcome: 'overtaken', user } : { outcome: 'absent' };
      await new Promise((resolve) => setTimeout(resolve, TRY_EVERY));
    }
    try {
      const user = await read(id);
      const others = await rows.countDocuments({ _id: { $ne: id }, access: 'active', role: 'administrator' });
      if (user && administers(user) && others === 0) return { outcome: 'last', user };
      return await work();
    } finally {
      await leases.release(LEASE, owner);
    }
  }

  return {
    /** One page of everybody, those who ask for access first, then by name; and how many there are. */
    async page(by: Viewer, skip: number, limit: number): Promise<{ users: User[]; total: number }> {
      if (!administers(by)) return { users: [], total: 0 };
      const counts = await Promise.all(ORDER.map((access) => rows.countDocuments({ access })));
      const users: User[] = [];
      let passed = 0;
      for (const [index, access] of ORDER.entries()) {
        const count = counts[index] ?? 0;
        const from = Math.max(0, skip - passed);
        passed += count;
        if (from >= count || users.length >= limit) continue;
        const found = await rows
          .find({ access }, { projection: HIDDEN })
          .sort({ name: 1, _id: 1 })
          .skip(from)
          .limit(limit - users.length)
          .toArray();
        users.push(...found.map((row) => toPlain<User>(row)));
      }
      return { users, total: passed };
    },

    /** How many work here, and how many ask to. */
    async counts(by: Viewer): Promise<{ active: number; asked: number }> {
      if (!administers(by)) return { active: 0, asked: 0 };
      const [active, asked] = await Promise.all([
        rows.countDocuments({ access: 'active' }),
        rows.countDocuments({ access: 'asked' }),
      ]);
      return { active, asked };
    },

    get: async (by: Viewer, id: number): Promise<User | undefined> => (administers(by) ? read(id) : undefined),

    /** Gives somebody who works here another role than the one that was seen. */
    async setRole(by: Viewer, id: number, seen: Role, role: Role, now: Date): Promise<StaffChanged> {
      if (!administers(by)) return { outcome: 'absent' };
      const change = () =>
        set(
          id,
          { access: 'active', role: seen },
          { $set: { role, roleFrom: 'chat' }, $unset: { roleBefore: true } },
          (user) => user.role === role,
        );
      return seen === 'administrator' && role !== 'administrator' ? keepingOne(id, now, change) : change();
    },

    /** Narrows a manager to own contacts, or no more. */
    async setOwnOnly(by: Viewer, id: number, ownOnly: boolean): Promise<StaffChanged> {
      if (!administers(by)) return { outcome: 'absent' };
      const seen = { access: 'active' as const, ownOnly: ownOnly ? { $ne: true } : true };
      return set(id, seen, { $set: { ownOnly } }, (user) => user.ownOnly === ownOnly);
    },

    /** The name that others see. */
    async rename(by: Viewer, id: number, name: string): Promise<StaffChanged> {
      if (!administers(by)) return { outcome: 'absent' };
      return set(id, {}, { $set: { name } }, () => false);
    },

    /**
     * Ends somebody's access, their dialogs and what is due to them, at once. `key` is the operation's: repeated, it is
     * `already` for the same one and `overtaken` where somebody else was quicker.
     */
    async retire(by: Viewer, id: number, { key, now }: { key: string; now: Date }): Promise<StaffChanged> {
      if (!administers(by)) return { outcome: 'absent' };
      const changed = await keepingOne(id, now, () =>
        set(
          id,
          { access: 'active' },
          {
            $set: { access: 'retired', retired: { at: now, by: by.id, key } },
            $unset: { due: true, lease: true, attempts: true },
          },
          (user) => user.access === 'retired' && user.retired?.key === key,
        ),
      );
      if (changed.outcome === 'done' || changed.outcome === 'already') await sessions.forget(id);
      return changed;
    },

    /** Lets a retired one in again, as what they were. */
    async bringBack(by: Viewer, id: number): Promise<StaffChanged> {
      if (!administers(by)) return { outcome: 'absent' };
      await sessions.forget(id);
      return set(
        id,
        { access: 'retired' },
        { $set: { access: 'active', ...dueNow() }, $unset: { retired: true } },
        (user) => user.access === 'active',
      );
    },

    /** What a manager is responsible for: organizations, and planned contacts; each counted no further than `most`. */
    async duties(by: Viewer, id: number, most = MANY + 1): Promise<{ organizations: number; planned: number }> {
      if (!administers(by)) return { organizations: 0, planned: 0 };
      const limit = Number.isFinite(most) ? { limit: most } : {};
      const [organizations, planned] = await Promise.all([
        connection.collection('organizations').countDocuments({ manager: id, mergedInto: null }, limit),
        connection.collection('contacts').countDocuments({ manager: id, status: 'planned', live: true }, limit),
      ]);
      return { organizations, planned };
    },

    /** Those who work here and whom Telegram cannot reach. */
    async unreachable(by: Viewer): Promise<User[]> {
      if (!administers(by)) return [];
      const found = await rows
        .find({ access: 'active', reachable: false }, { projection: HIDDEN })
        .sort({ name: 1 })
        .limit(50)
        .toArray();
      return found.map((row) => toPlain<User>(row));
    },
  };
}

export type Staff = ReturnType<typeof createStaff>;
