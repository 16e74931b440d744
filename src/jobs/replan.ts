import type { JobKind } from './index.ts';
import type { JobTools } from './job-tools.ts';

/** The reminders of all that a manager has planned, computed again after a change of their settings. */
export const replanJob = ({ store, now }: JobTools): JobKind => ({
  kind: 'replan',
  async run(job, step) {
    const manager = Number(job.params.manager);
    let cursor = typeof job.cursor === 'string' ? job.cursor : undefined;
    for (let done = job.progress.done; ; ) {
      cursor = await store.due.replanBatch(manager, cursor, now());
      if (cursor === undefined) return;
      done += 1;
      await step({ cursor, done });
    }
  },
});
