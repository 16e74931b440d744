import { setImmediate as turn } from 'node:timers/promises';
import { reasonOf } from '../domain/reason.ts';
import { isAway } from '../store/errors.ts';
import type { Claim } from '../store/work/claim.ts';
import type { Job, JobStore, Progress } from '../store/work/jobs.ts';
import { type JobRow, toJob } from '../store/work/jobs.ts';

/*
 * Long work that survives a crash: import, merge, hand-over, recompute.
 *
 * A kind is `{ kind, run(job, step) }`. `run` works through its items from `job.cursor` on (undefined at the beginning) and
 * calls `step({ cursor, done, total, counts })` after every batch of them, small enough to take well under a second.
 * `step` stores how far it is, keeps the claim, lets other work of this process run, and throws where the job is not ours
 * any more (stopped by its user, taken over, the program ends): let that pass through.
 *
 * After a crash, another instance or the next start runs the kind again from the last step. What was done since then is
 * done again: so each item's effect has to be repeatable (an id derived from the job and the item, a change that finds
 * itself made). Then each item is done once, whatever happens.
 *
 * A job is added by `store.jobs.add({ id, kind, by, params }, now)`. What `run` throws is logged and tried again with a
 * backoff; after TRIES without a step forward the job has failed, and its user is told. `notify` draws the progress card
 * and the report (screens/job-card.ts); a kind without a view there works in silence.
 */

export type JobStep = (at: Partial<Progress> & { cursor?: unknown }) => Promise<void>;

export interface JobKind {
  kind: string;
  run(job: Job, step: JobStep): Promise<void>;
}

export interface JobsOptions {
  store: { jobs: JobStore };
  kinds: readonly JobKind[];
  now: () => Date;
  log: (level: 'info' | 'warn' | 'error', event: string, details?: object) => void;
  /** Tells the user how far it is, and, once `outcome` is set, what became of it. */
  notify(job: Job): Promise<void>;
  /** How often to look for jobs that other instances added or left, in milliseconds. */
  tickMs?: number;
  /** How often to prolong the claims of jobs that run here, in milliseconds; by default a third of their lease. */
  renewMs?: number;
}

/** Jobs of one instance that run side by side. */
const AT_ONCE = 2;
/** A progress card is redrawn at most so often, in milliseconds. */
const TELL_EVERY = 2000;
const TRIES = 8;

/** The claim is gone: stopped, taken over, or the program ends. No fault of the kind's. */
class Interrupted extends Error {}

export function createJobs({ store, kinds, now, log, notify, tickMs = 5000, renewMs }: JobsOptions) {
  const byKind = new Map(kinds.map((kind) => [kind.kind, kind]));
  const running = new Map<string, Promise<void>>();
  const { claims } = store.jobs;
  let stopping = true;
  let timer: NodeJS.Timeout | undefined;
  let unsubscribe: (() => void) | undefined;
  let looking: Promise<void> | undefined;
  let again = false;

  /** Looks for jobs until none is left that could start; a call meanwhile makes it look once more. */
  function look(): void {
    again = true;
    looking ??= (async () => {
      while (again && !stopping) {
        again = false;
        await startDue().catch((error) => log('warn', 'jobs.unseen', { error }));
      }
    })().finally(() => {
      looking = undefined;
    });
  }

  async function startDue(): Promise<void> {
    if (running.size >= AT_ONCE) return;
    for (const id of await claims.due(now(), AT_ONCE * 2)) {
      if (stopping || running.size >= AT_ONCE) return;
      if (running.has(id)) continue;
      const claim = await claims.claim(id, now());
      if (claim)
        running.set(
          id,
          // A slow step, and the sending of a file, may take longer than a lease.
          claims.prolonged(claim, now, () => work(claim), renewMs).finally(() => ended(id)),
        );
    }
  }

  function ended(id: string): void {
    running.delete(id);
    look();
  }

  /** One job, as far as it goes. Never rejects. */
  async function work(claim: Claim<JobRow>): Promise<void> {
    try {
      const job = await runToEnd(claim);
      if (job.outcome === undefined) return;
      await notify(job);
      await store.jobs.close(claim);
      log('info', 'job.ended', { job: job.id, kind: job.kind, outcome: job.outcome, ...job.progress });
    } catch (error) {
      if (error instanceof Interrupted) return claims.release(claim).catch(() => {});
      // A database that is away is not a fault of the job's, and is told of elsewhere.
      log(isAway(error) ? 'warn' : 'error', 'job.failed', { job: claim.row._id, kind: claim.row.kind, error });
      await giveUp(claim, error).catch((away) => log('warn', 'job.left', { job: claim.row._id, reason: String(away) }));
    }
  }

  async function runToEnd(claim: Claim<JobRow>): Promise<Job> {
    const job = toJob(claim.row);
    if (job.outcome !== undefined) return job;
    const kind = byKind.get(job.kind);
    if (!kind) throw new Error(`no such kind of job: ${job.kind}`);
    const state = { cursor: job.cursor, progress: job.progress };
    await kind.run(job, stepOf(claim, job, state));
    if (!(await store.jobs.end(claim, now(), 'done'))) throw new Interrupted();
    return { ...job, ...state, outcome: 'done', ...(await cardOf(job)) };
  }

  function stepOf(claim: Claim<JobRow>, job: Job, state: { cursor?: unknown; progress: Progress }): JobStep {
    let told = Number.NEGATIVE_INFINITY;
    return async ({ cursor = state.cursor, ...progress }) => {
      state.cursor = cursor;
      state.progress = { ...state.progress, ...progress };
      if (stopping || !(await store.jobs.step(claim, now(), state))) throw new Interrupted();
      // Not the clock that is handed in: it may stand still, and this is about how often Telegram is called.
      if (performance.now() - told >= TELL_EVERY) {
        told = performance.now();
        const current = { ...job, ...state, ...(await cardOf(job)) };
        await notify(current).catch((error) => log('warn', 'job.untold', { job: job.id, reason: String(error) }));
      }
      await turn();
    };
  }

  /** The card may have been sent since the job was claimed. */
  const cardOf = async ({ id }: Job): Promise<Pick<Job, 'card'>> => {
    const card = (await store.jobs.get(id))?.card;
    return card === undefined ? {} : { card };
  };

  /** Tries again later, or ends a job that does not get on. */
  async function giveUp(claim: Claim<JobRow>, error: unknown): Promise<void> {
    const attempts = await store.jobs.attempts(claim);
    const current = { ...claim, row: { ...claim.row, attempts } };
    if (attempts + 1 < TRIES) return claims.fail(current, now());
    const reason = reasonOf(error);
    // Telling may be what fails: then it is over all the same, untold.
    if (claim.row.outcome !== undefined) return void (await store.jobs.close(claim));
    await store.jobs.end(claim, now(), 'failed', reason);
    const job = await store.jobs.get(claim.row._id);
    if (job) await notify(job);
    await store.jobs.close(claim);
  }

  return {
    start(): void {
      stopping = false;
      unsubscribe = store.jobs.onAdded(look);
      timer = setInterval(look, tickMs);
      timer.unref();
      look();
    },
    /** Jobs under way stop at their next step and are left for the next instance. */
    async stop(): Promise<void> {
      stopping = true;
      clearInterval(timer);
      unsubscribe?.();
      await looking;
      await Promise.all(running.values());
    },
    /** Resolves when nothing runs and nothing is due: for tests and for others that have to wait. */
    async idle(): Promise<void> {
      for (;;) {
        await looking;
        if (running.size === 0) return;
        await Promise.all(running.values());
      }
    },
  };
}

export type Jobs = ReturnType<typeof createJobs>;
