import { afterAll, beforeAll, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../harness/mongo.ts';
import { runStorm } from '../harness/storm.ts';
import { checkStorm } from '../harness/storm-check.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

const COUNT = Number(process.env.FAULT_REMINDERS ?? 10_000);

it(`brings ${COUNT} reminders of one minute over a kill and refusals at random`, async () => {
  const storm = await runStorm({
    uri: db.uri,
    count: COUNT,
    killAfter: Math.floor(COUNT / 3),
    refusing: { limited: 0.03, stumbling: 0.03, failing: 0.01 },
  });
  checkStorm(storm, COUNT);
});
