import type { Collection, Connection } from 'mongoose';
import { isDuplicate } from '../errors.ts';
import { type Claim, type Claimable, createClaims } from './claim.ts';

/*
 * Long work that survives a crash, as documents: what is to be done, how far it is, and who is at it (store/claim.ts).
 * `due` is set as long as anything is left to do, the report to the user who wanted it included.
 */

/** How far a job is. `counts` are the kind's own, for the report ("created", "refused"). */
export interface Progress {
  done: number;
  total: number;
  counts: Record<string, number>;
}

export type JobOutcome = 'done' | 'failed' | 'stopped';

export interface Job {
  id: string;
  kind: string;
  /** Telegram id of the user who wanted it, and is told. */
  by: number;
  /** What the kind needs to know; plain values only. */
  params: Record<string, unknown>;
  /** Where the kind goes on after a crash: what it gave to its last step. */
  cursor?: unknown;
  progress: Progress;
  /** Message id of the progress card. */
  card?: number;
  /** What became of it; absent while it is not over. */
  outcome?: JobOutcome;
  /** How many of the messages about its end are sent: after a failure these are not sent again. */
  told?: number;
  /** Of a failed one: what was in the way, for the log and the report. */
  reason?: string;
  createdAt: Date;
}

export interface JobRow extends Omit<Job, 'id'>, Claimable {
  _id: string;
  due: Date | null;
}

/** Somebody else takes over a job whose owner has not been heard of for so long, in milliseconds. */
const LEASE_MS = 30_000;

export const toJob = ({ _id, due: _, lease: __, attempts: ___, ...row }: JobRow): Job => ({ id: _id, ...row });

/** The jobs. Like sessions, on the driver itself: the shape of a row is ours alone. */
export function createJobStore(connection: Connection) {
  const rows: Collection<JobRow> = connection.collection<JobRow>('jobs');
  const claims = createClaims<JobRow>(rows, { path: 'due', leaseMs: LEASE_MS, soon: true });
  const listeners = new Set<() => void>();

  return {
    claims,

    /**
     * Adds a job under an id of the caller's; the same one again adds nothing, unless it has failed: then it goes on from
     * where it was. The runner of this instance starts at once.
     */
    async add(
      job: Pick<Job, 'id' | 'kind' | 'by' | 'params'> & Partial<Pick<Job, 'card'>> & { total?: number },
      now: Date,
    ): Promise<void> {
      const { id, total = 0, ...rest } = job;
      try {
        await rows.insertOne({
          ...rest,
          _id: id,
          progress: { done: 0, total, counts: {} },
          createdAt: now,
          due: now,
          lease: null,
        });
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        await rows.updateOne(
          { _id: id, outcome: 'failed', due: null },
          {
            $set: { ...rest, due: now, lease: null, attempts: 0 },
            $unset: { outcome: true, reason: true, told: true },
          },
        );
      }
      for (const listener of listeners) listener();
    },

    /** Calls back whenever a job is added through this store. Returns the way to end it. */
    onAdded(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    async get(id: string): Promise<Job | undefined> {
      const row = await rows.findOne({ _id: id });
      return row ? toJob(row) : undefined;
    },

    /** Notes how far a claimed job is and keeps the claim. False: it is not ours any more. */
    step: (claim: Claim<JobRow>, now: Date, at: Pick<Job, 'cursor' | 'progress'>): Promise<boolean> =>
      claims.renew(claim, now, { cursor: at.cursor ?? null, progress: at.progress, attempts: 0 }),

    /** Notes what became of a claimed job; it stays due until that has been told. */
    end: (claim: Claim<JobRow>, now: Date, outcome: JobOutcome, reason?: string): Promise<boolean> =>
      claims.renew(claim, now, { outcome, ...(reason !== undefined && { reason }) }),

    /** Failed tries since its last step forward. */
    attempts: async ({ row }: Claim<JobRow>): Promise<number> =>
      (await rows.findOne({ _id: row._id }, { projection: { attempts: 1 } }))?.attempts ?? 0,

    /** Everything is done and told. */
    close: (claim: Claim<JobRow>): Promise<boolean> => claims.complete(claim, { $set: { due: null } }),

    /** Ends a job that is not over: the instance that works on it finds its claim gone. Only its own user may. False: too late. */
    async stop(id: string, by: number, now: Date): Promise<boolean> {
      const { matchedCount } = await rows.updateOne(
        { _id: id, by, outcome: { $exists: false } },
        { $set: { outcome: 'stopped', due: now, lease: null } },
      );
      if (matchedCount === 1) for (const listener of listeners) listener();
      return matchedCount === 1;
    },

    /** How many are not over, or not told. */
    unfinished: (): Promise<number> => rows.countDocuments({ due: { $ne: null } }, { limit: 1000 }),

    setCard: async (id: string, card: number): Promise<void> => {
      await rows.updateOne({ _id: id }, { $set: { card } });
    },

    setTold: async (id: string, told: number): Promise<void> => {
      await rows.updateOne({ _id: id }, { $set: { told } });
    },

    /** For the embedded engine, which has one owner: a worker from before the start is gone. */
    async clearLeases(): Promise<void> {
      await rows.updateMany({ due: { $ne: null } }, { $set: { lease: null } });
    },

    createIndexes: (): Promise<unknown> => rows.createIndex({ due: 1 }),
  };
}

export type JobStore = ReturnType<typeof createJobStore>;
