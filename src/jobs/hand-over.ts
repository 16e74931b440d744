import { z } from 'zod';
import { EVERYBODY, type Viewer } from '../domain/rights.ts';
import type { Job } from '../store/index.ts';
import type { JobKind } from './index.ts';
import type { JobTools } from './job-tools.ts';

/** What a hand-over needs to know: Telegram ids. */
const params = z.object({ from: z.number(), to: z.number() });
export type HandOver = z.infer<typeof params>;

/** A client or a plan. */
interface Item {
  id: string;
  revision: number;
}

/** Ids of what is being moved: the job's cursor. */
const underWay = z.object({ clients: z.array(z.string()).default([]), plans: z.array(z.string()).default([]) });
type UnderWay = z.input<typeof underWay>;

/** So many items between two steps. */
const BATCH = 20;
/** So many batches in a row that move nothing are a fault. */
const IDLE_ROUNDS = 5;
/** Later than any contact. */
const ALWAYS = new Date(8.64e15);

/**
 * Hands the clients and plans of a leaver over to another manager. What was handed over is the leaver's no more and is not
 * found again, so after a crash it goes on with what is left. What was under way is noted beforehand and said again: it finds
 * its own operation done, and whatever follows it, such as who sees its persons, is mended.
 */
export const handOver = ({ store, now }: JobTools): JobKind => ({
  kind: 'hand-over',
  async run(job, step) {
    const { from, to } = params.parse(job.params);
    const receiver = await store.users.get(to);
    // The one who takes over may have left meanwhile: then all stays where it is, and the report says so.
    if (receiver?.access !== 'active') return step({ counts: { ...job.progress.counts, gone: 1 } });
    // The history names the user who wanted it, whatever has become of their role since.
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
    const tell = (cursor?: UnderWay) => step({ cursor, done: Math.min(done, total), total, counts });
    const give = { manager: to };
    const handClient = ({ id, revision }: Item) =>
      store.organizations.change(viewer, id, operation(job, id, revision, now()), give);
    const handPlan = ({ id, revision }: Item) =>
      store.contacts.change(viewer, id, operation(job, id, revision, now()), give);

    const { clients, plans } = underWay.parse(job.cursor ?? {});
    for (const client of await store.organizations.many(EVERYBODY, clients))
      if (client.manager === to) await handClient(client);
    for (const id of plans) {
      const plan = await store.contacts.get(viewer, id);
      if (plan?.manager === to) await handPlan(plan);
    }
    await tell();

    await eachLeft(
      () => store.organizations.ofManager(EVERYBODY, from, BATCH),
      (ids) => tell({ clients: ids }),
      async (client) => moved((await handClient(client)).outcome),
    );
    await eachLeft(
      () => store.contacts.planned(viewer, from, ALWAYS, BATCH),
      (ids) => tell({ plans: ids }),
      async (plan) => moved((await handPlan(plan)).outcome),
    );
    await tell();
  },
});

/**
 * Works off what is found until nothing is; what somebody edits meanwhile is found again, as it is then. `begin` is told
 * the ids of a batch before any of it is touched.
 */
async function eachLeft(
  find: () => Promise<Item[]>,
  begin: (ids: string[]) => Promise<void>,
  work: (item: Item) => Promise<boolean>,
): Promise<void> {
  let idle = 0;
  for (let batch = await find(); batch.length > 0; batch = await find()) {
    await begin(batch.map(({ id }) => id));
    let some = false;
    for (const item of batch) some = (await work(item)) || some;
    idle = some ? 0 : idle + 1;
    if (idle === IDLE_ROUNDS) throw new Error('nothing moves any more');
  }
}

const operation = (job: Job, id: string, revision: number, now: Date) => ({ key: `${job.id}:${id}`, revision, now });
