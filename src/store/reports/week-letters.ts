import type { Collection, Connection } from 'mongoose';
import { nextSending, type Schedule } from '../../domain/report/report-schedule.ts';
import type { User } from '../../domain/user.ts';
import { type Claimable, createClaims } from '../work/claim.ts';

/** When the week's letter comes, on the reader's own clock. */
export const WEEK_LETTER: Schedule = { days: '1', time: '09:00' };

/** A user's letter of the week. Work that must happen: see `claim.ts`. Without `due` it is switched off. */
interface Row extends Claimable {
  _id: number;
  due?: Date;
}

/** Long enough to count and to draw. */
const LEASE_MS = 120_000;

/** Who gets the week's letter, and when next: everybody who works here, unless they switched it off. */
export function createWeekLetters(connection: Connection) {
  const rows: Collection<Row> = connection.collection<Row>('weekLetters');
  const claims = createClaims<Row>(rows, { path: 'due', leaseMs: LEASE_MS });
  const fresh = { lease: null, attempts: 0 };

  return {
    createIndexes: async (): Promise<void> => {
      await rows.createIndex({ due: 1 });
    },

    /** Everybody who works here and has not been looked at yet gets the letter from their next Monday on. */
    async enrol(now: Date): Promise<void> {
      const users = connection.collection<{ _id: number; access: string; zone: string }>('users');
      const active = await users.find({ access: 'active' }, { projection: { zone: 1 } }).toArray();
      const known = await rows.distinct('_id', { _id: { $in: active.map(({ _id }) => _id) } });
      const has = new Set(known);
      const missing = active.filter(({ _id }) => !has.has(_id));
      if (missing.length === 0) return;
      await rows.bulkWrite(
        missing.map(({ _id, zone }) => ({
          updateOne: {
            filter: { _id },
            update: { $setOnInsert: { ...fresh, due: nextSending(WEEK_LETTER, now, zone) } },
            upsert: true,
          },
        })),
        { ordered: false },
      );
    },

    /** Switches the letter on or off. */
    async set({ id, zone }: Pick<User, 'id' | 'zone'>, on: boolean, now: Date): Promise<void> {
      const update = on
        ? { $set: { ...fresh, due: nextSending(WEEK_LETTER, now, zone) } }
        : { $unset: { due: true as const }, $set: fresh };
      await rows.updateOne({ _id: id }, update, { upsert: true });
    },

    /** Whether it is on; it is at first. */
    isOn: async (user: number): Promise<boolean> => {
      const row = await rows.findOne({ _id: user });
      return row === null || row.due !== undefined;
    },

    drop: async (user: number): Promise<void> => {
      await rows.deleteOne({ _id: user });
    },

    claims,
    /** Gives every lease back; for the one owner of an embedded engine, at its start. */
    clearLeases: async (): Promise<void> => {
      await rows.updateMany({ lease: { $ne: null } }, { $set: { lease: null } });
    },
  };
}

export type WeekLetters = ReturnType<typeof createWeekLetters>;
