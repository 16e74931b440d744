import { type MergeWords, mergedOrganization, mergedPerson } from '../domain/client/merge.ts';
import { EVERYBODY } from '../domain/rights.ts';
import { type MergeKind, pointersTo } from '../store/clients/merges.ts';
import { noteWords } from '../transfer/import/entries.ts';
import type { JobKind } from './index.ts';
import type { JobTools } from './job-tools.ts';

const BATCH = 200;
const TRIES = 20;

/** What a merge is asked for. */
export interface MergeParams extends Record<string, unknown> {
  kind: MergeKind;
  winner: string;
  loser: string;
  /** The winner's name, for the report. */
  name: string;
  /** Signs of the fields whose value is the loser's (domain/client/merge.ts). */
  taken?: string;
}

export const isMerge = (params: Record<string, unknown>): params is MergeParams =>
  (params.kind === 'o' || params.kind === 'p') &&
  typeof params.winner === 'string' &&
  typeof params.loser === 'string' &&
  typeof params.name === 'string' &&
  (params.taken === undefined || typeof params.taken === 'string');

/**
 * Makes two entries one: the main one takes what the other has more, the other is marked, and what points to it is led over
 * in batches. From the mark on readers follow it, so that how far the job is cannot be seen.
 */
export const mergeJob = (tools: JobTools): JobKind => ({
  kind: 'merge',
  async run(job, step) {
    const { store } = tools;
    const { params } = job;
    if (!isMerge(params)) throw new Error('a merge without its two entries');
    const { kind, winner, loser } = params;
    const language = (await store.users.get(job.by))?.language ?? 'ru';
    await absorb(tools, job.id, params, noteWords[language]);
    if (!(await store.merges.join(kind, winner, loser))) {
      await step({ done: 0, total: 0, counts: { refused: 1 } });
      return;
    }
    const weight = await store.merges.weight(kind, loser);
    const counts = { contacts: 0, persons: 0, documents: 0, ...job.progress.counts };
    let done = job.progress.done;
    const total = done + weight.contacts + weight.persons + weight.documents;
    await step({ done, total, counts });
    for (const pointer of pointersTo(kind)) {
      for (;;) {
        const led = await store.merges.lead(pointer, winner, loser, BATCH);
        if (led === 0) break;
        done += led;
        counts[pointer.collection] += led;
        await step({ done, total: Math.max(total, done), counts: { ...counts } });
      }
    }
    if (kind === 'o') await store.merges.settle(winner);
  },
});

/** The main one takes over what the other has more. Repeated, it finds itself done by the operation's key. */
async function absorb(
  { store, now }: JobTools,
  job: string,
  { kind, winner, loser, taken }: MergeParams,
  words: MergeWords,
): Promise<void> {
  const operation = (revision: number) => ({ key: `merge:${job}`, revision, now: now() });
  const { organizations, persons, users } = store;
  for (let tries = 0; tries < TRIES; tries++) {
    const outcome = await (kind === 'o' ? absorbOrganization() : absorbPerson());
    // Somebody is editing it: look again and take over what is there then.
    if (outcome !== 'overtaken') return;
  }
  throw new Error('the entry is being edited all the time');

  async function absorbOrganization() {
    const [main, other] = await Promise.all([
      organizations.get(EVERYBODY, winner),
      organizations.get(EVERYBODY, loser),
    ]);
    if (!main || !other || main.id === other.id) return 'absent';
    const managers = [main.manager, other.manager].filter((one) => one !== undefined);
    const set = mergedOrganization(main, other, words, taken, await users.named(managers));
    return (await organizations.change(EVERYBODY, winner, operation(main.revision), set)).outcome;
  }

  async function absorbPerson() {
    const [main, other] = await Promise.all([persons.get(EVERYBODY, winner), persons.get(EVERYBODY, loser)]);
    if (!main || !other || main.id === other.id) return 'absent';
    const set = mergedPerson(main, other, words, taken);
    return (await persons.change(EVERYBODY, winner, operation(main.revision), set)).outcome;
  }
}
