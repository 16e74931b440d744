/** A program that works on jobs, for tests to kill: says the number of each item it has done. Arguments: database, kind of pace. */
import { createJobs } from '../../dist/src/jobs/index.js';
import { openStore } from '../../dist/src/store/index.js';

const [, , uri] = process.argv;
const store = await openStore({ uri });
const items = store.connection.collection('items');

const kind = {
  kind: 'count',
  async run(job, step) {
    for (let at = job.cursor ?? 0; at < job.params.total; at += 5) {
      for (let n = at; n < at + 5; n++) {
        await items.updateOne({ _id: n }, { $inc: { tries: 1 } }, { upsert: true });
        process.stdout.write(`${n}\n`);
      }
      await step({ cursor: at + 5, done: at + 5, total: job.params.total });
    }
  },
};
createJobs({ store, kinds: [kind], now: () => new Date(), log: () => {}, notify: async () => {} }).start();
