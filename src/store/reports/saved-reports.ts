import type { Collection, Connection } from 'mongoose';
import { derivedId } from '../../domain/id.ts';
import type { ReportSettings } from '../../domain/report/report.ts';
import { nextSending, type Schedule } from '../../domain/report/report-schedule.ts';
import { type Claimable, createClaims } from '../work/claim.ts';

/** A report under a name, which a link opens for anyone who may enter. */
export interface SavedReport {
  id: string;
  owner: number;
  name: string;
  settings: ReportSettings;
}

/** A user's report card: its settings, what it was opened from, and the messages that show it. */
export interface ReportCard {
  settings: ReportSettings;
  /** Counts changes of the settings: a button drawn before the last of them is out of date. */
  revision: number;
  /** The saved report these are the settings of. */
  saved?: string;
  /** The settings that were left for a look at one of their rows. */
  back?: ReportSettings;
  /** What of it is in the chat. */
  shown?: ShownReport;
}

/** Message ids of the result while it is looked at, and of its picture; the page of the table. */
export interface ShownReport {
  message?: number;
  picture?: number;
  page?: number;
}

interface CardRow extends ReportCard {
  _id: number;
}

type SavedRow = Omit<SavedReport, 'id'> & { _id: string; createdAt: Date };

/** Somebody wants a saved report at certain times. Work that must happen: see `claim.ts`. */
export interface ScheduleRow extends Claimable {
  _id: string;
  report: string;
  user: number;
  schedule: Schedule;
  /** IANA zone the clock time was last told in. */
  zone: string;
  due: Date;
}

/** Long enough to count over everything and to draw. */
const LEASE_MS = 120_000;

const plain = ({ _id, createdAt: _, ...rest }: SavedRow): SavedReport => ({ id: _id, ...rest });

/** Settings that are remembered, saved under a name, and sent by a clock. */
export function createSavedReports(connection: Connection) {
  const cards: Collection<CardRow> = connection.collection<CardRow>('reportCards');
  const saved: Collection<SavedRow> = connection.collection<SavedRow>('reports');
  const schedules: Collection<ScheduleRow> = connection.collection<ScheduleRow>('reportSchedules');
  const claims = createClaims<ScheduleRow>(schedules, { path: 'due', leaseMs: LEASE_MS });
  const idOf = (report: string, user: number) => derivedId('report-schedule', report, user);

  return {
    async createIndexes(): Promise<void> {
      await Promise.all([
        saved.createIndex({ owner: 1, name: 1 }),
        schedules.createIndex({ due: 1 }),
        schedules.createIndex({ user: 1 }),
      ]);
    },

    /** What the user last set; undefined: nothing yet. */
    async card(user: number): Promise<ReportCard | undefined> {
      const row = await cards.findOne({ _id: user }, { projection: { _id: 0 } });
      return row ?? undefined;
    },

    /**
     * Remembers settings; the card's revision goes up. `saved` names the report they are of, and is dropped by a change
     * that leads away from it. `back`: the settings to return to, where these are but a look at one of their rows.
     */
    async setCard(user: number, settings: ReportSettings, from?: string, back?: ReportSettings): Promise<ReportCard> {
      const row = await cards.findOneAndUpdate(
        { _id: user },
        {
          $set: { settings, ...(from !== undefined && { saved: from }), ...(back && { back }) },
          $inc: { revision: 1 },
          $unset: { ...(from === undefined && { saved: true as const }), ...(!back && { back: true as const }) },
        },
        { upsert: true, returnDocument: 'after', projection: { _id: 0 } },
      );
      return row ?? { settings, revision: 1 };
    },

    /** Notes what is in the chat now, if the card is still of this revision. False: it is not. */
    async setShown(user: number, revision: number, shown: ShownReport): Promise<boolean> {
      const { matchedCount } = await cards.updateOne({ _id: user, revision }, { $set: { shown } });
      return matchedCount === 1;
    },

    /** The result is not looked at any more; its picture stays where it is, and is drawn over by the next one. */
    async leave(user: number): Promise<void> {
      await cards.updateOne({ _id: user }, { $unset: { 'shown.message': true } });
    },

    /** A new card begins: what was shown before stays in the chat as it is. */
    async begin(user: number): Promise<void> {
      await cards.updateOne({ _id: user }, { $unset: { shown: true } });
    },

    /** Saves a report under a name; repeated with the same id, it is the same. */
    async save(report: SavedReport, now: Date): Promise<void> {
      const { id, ...rest } = report;
      await saved.updateOne({ _id: id }, { $set: rest, $setOnInsert: { createdAt: now } }, { upsert: true });
    },

    async get(id: string): Promise<SavedReport | undefined> {
      const row = await saved.findOne({ _id: id });
      return row ? plain(row) : undefined;
    },

    /** A user's own reports and those sent to them, by name. */
    async of(user: number, limit: number): Promise<SavedReport[]> {
      const sent = await schedules.find({ user }, { projection: { report: 1 } }).toArray();
      const rows = await saved
        .find({ $or: [{ owner: user }, { _id: { $in: sent.map(({ report }) => report) } }] })
        .sort({ name: 1 })
        .limit(limit)
        .toArray();
      return rows.map(plain);
    },

    /** Removes one's own report, and everybody's schedules of it. False: it is not there, or somebody else's. */
    async remove(user: number, id: string): Promise<boolean> {
      const { deletedCount } = await saved.deleteOne({ _id: id, owner: user });
      if (deletedCount === 1) await schedules.deleteMany({ report: id });
      return deletedCount === 1;
    },

    /** Sends a report to a user by a clock from now on, or no more. */
    async setSchedule(
      user: { id: number; zone: string },
      report: string,
      schedule: Schedule | undefined,
      now: Date,
    ): Promise<Date | undefined> {
      const _id = idOf(report, user.id);
      if (!schedule) {
        await schedules.deleteOne({ _id });
        return undefined;
      }
      const due = nextSending(schedule, now, user.zone);
      await schedules.updateOne(
        { _id },
        { $set: { report, user: user.id, schedule, zone: user.zone, due, lease: null, attempts: 0 } },
        { upsert: true },
      );
      return due;
    },

    async scheduleOf(user: number, report: string): Promise<ScheduleRow | undefined> {
      return (await schedules.findOne({ _id: idOf(report, user) })) ?? undefined;
    },

    /** A user's clock is another one now: their reports come at the same time by it. */
    async rezone(user: { id: number; zone: string }, now: Date): Promise<void> {
      for (const row of await schedules.find({ user: user.id, zone: { $ne: user.zone } }).toArray()) {
        const due = nextSending(row.schedule, now, user.zone);
        await schedules.updateOne({ _id: row._id, zone: row.zone }, { $set: { zone: user.zone, due } });
      }
    },

    dropSchedule: async (id: string): Promise<void> => {
      await schedules.deleteOne({ _id: id });
    },

    /** What is to be sent, and to whom, the longest due first. */
    async dueSchedules(now: Date, limit: number): Promise<{ id: string; chat: number }[]> {
      const ids = await claims.due(now, limit);
      const rows = await schedules.find({ _id: { $in: ids.map(String) } }, { projection: { user: 1 } }).toArray();
      return rows.map(({ _id, user }) => ({ id: _id, chat: user }));
    },

    /** Schedules as work to claim. */
    claims,
    /** Gives every lease back; for the one owner of an embedded engine, at its start. */
    clearLeases: async (): Promise<void> => {
      await schedules.updateMany({ lease: { $ne: null } }, { $set: { lease: null } });
    },
  };
}

export type SavedReports = ReturnType<typeof createSavedReports>;
