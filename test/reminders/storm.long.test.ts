import { afterAll, beforeAll, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../harness/mongo.ts';
import { runStorm } from '../harness/storm.ts';
import { checkStorm } from '../harness/storm-check.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

/** The same with 10,000 reminders and leases that run out by themselves: `npm run test:faults -- storm`. */
const COUNT = 400;

it('brings every reminder of one moment over a kill and refusals at random, at most those in hand twice, at 25 a second', async () => {
  const storm = await runStorm({
    uri: db.uri,
    count: COUNT,
    killAfter: Math.floor(COUNT / 3),
    // The dead instance's leases run out on the survivor's clock.
    advance: 61_000,
    refusing: { limited: 0.08, stumbling: 0.04, failing: 0.02 },
  });
  checkStorm(storm, COUNT);
}, 120_000);
