/**
 * The program's own kinds of jobs, for tests to kill: says how far it is at each step, and at the step given it goes no
 * further, so that it is killed in the middle. Arguments: database, the step to stand still at.
 */
import { createJobs } from '../../dist/src/jobs/index.js';
import { jobKinds } from '../../dist/src/jobs/kinds.js';
import { openStore } from '../../dist/src/store/index.js';

const [, , uri, until] = process.argv;
const store = await openStore({ uri });
const now = () => new Date();

const halting = ({ kind, run }) => ({
  kind,
  run: (job, step) =>
    run(job, async (at) => {
      process.stdout.write(`${at.done}\n`);
      // Before the step is stored: what was done since the last one has to be done again, and found done.
      if (at.done >= Number(until)) await new Promise(() => {});
      await step(at);
    }),
});
createJobs({
  store,
  kinds: jobKinds({ store, now, file: async () => ({ ok: false, reason: 'gone' }) }).map(halting),
  now,
  log: (level, event, details) => level === 'error' && console.error(event, details),
  notify: async () => {},
}).start();
