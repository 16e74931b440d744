import { EVERYBODY, type Viewer } from '../domain/rights.ts';
import type { Job } from '../store/index.ts';
import type { JobKind } from './index.ts';
import type { JobTools } from './kinds.ts';

/** What a hand-over needs to know. Plain numbers: Telegram ids. */
export interface HandOver extends Record<string, unknown> {
  from: number;
  to: number;
}

/** So many items between two steps. */
const BATCH = 20;
/** So many batches in a row that move nothing are a fault. */
const IDLE_ROUNDS = 5;
/** Later than any contact. */
const ALWAYS = new Date(8.64e15);

/**
 * Hands the clients and plans of a leaver over to another manager. What was handed over is the leaver's no more and is not
 * found again, so after a crash it goes on with what is left; one that was under way finds its own operation done.
 */
export const handOver = ({ store, now }: JobTools): JobKind => ({
  kind: 'hand-over',
  async run(job, step) {
    const { from, to } = job.params as HandOver;
    const receiver = await store.users.get(to);
    // Whoever takes over may have left meanwhile: then all stays where it is, and the report says so.
    if (receiver?.access !== 'active') return step({ counts: { ...job.progress.counts, gone: 1 } });
    // The history names whoever wanted it, whatever has become of his role since.
    const viewer: Viewer = { ...EVERYBODY, id: job.by };
    const left = await store.staff.duties(viewer, from, Number.POSITIVE_INFINITY);
    const { organizations = left.organizations, contacts = left.planned } = job.progress.counts;
    const counts = { organizations, contacts };
    const total = organizations + contacts;
    // After a crash, what was done since the last step is told by what is left.
    let done = Math.max(0, total - left.organizations - left.planned);
    const moved = (outcome: string): boolean => {
      if (outcome === 'done') done += 1;
      return outcome === 'done';
    };
    const tell = () => step({ done: Math.min(done, total), total, counts });
    await tell();

    await eachLeft(
      () => store.organizations.ofManager(EVERYBODY, from, BATCH),
      async ({ id, revision: seen }) => {
        const set = { manager: to };
        const changed = await store.organizations.change(viewer, id, operation(job, id, seen, now()), set);
        return moved(changed.outcome);
      },
      tell,
    );
    await eachLeft(
      () => store.contacts.planned(viewer, from, ALWAYS, BATCH),
      async ({ id, revision: seen }) => {
        const changed = await store.contacts.change(viewer, id, operation(job, id, seen, now()), { manager: to });
        return moved(changed.outcome);
      },
      tell,
    );
  },
});

/** Works off what is found until nothing is; what somebody edits meanwhile is found again, as it is then. */
async function eachLeft<T>(
  find: () => Promise<T[]>,
  work: (item: T) => Promise<boolean>,
  tell: () => Promise<void>,
): Promise<void> {
  let idle = 0;
  for (let batch = await find(); batch.length > 0; batch = await find()) {
    let some = false;
    for (const item of batch) some = (await work(item)) || some;
    idle = some ? 0 : idle + 1;
    if (idle === IDLE_ROUNDS) throw new Error('nothing moves any more');
    await tell();
  }
}

const operation = (job: Job, id: string, revision: number, now: Date) => ({ key: `${job.id}:${id}`, revision, now });
