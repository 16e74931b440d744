import { afterAll, beforeAll, expect, it } from 'vitest';
import { AT_ONCE } from '../../src/telegram/background.ts';
import { freshDatabase, type TestDatabase } from '../harness/mongo.ts';
import { busiestSecond, runStorm } from '../harness/storm.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

/** The same with 10,000 reminders and leases that run out by themselves: `npm run bench -- reminders`. */
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
  const counts = [...storm.arrived.values()];
  const twice = counts.filter((count) => count > 1);
  expect(storm.killed).toBe(true);
  expect(storm.arrived.size).toBe(COUNT);
  expect(Math.max(...counts)).toBeLessThanOrEqual(2);
  expect(twice.length).toBeLessThanOrEqual(AT_ONCE);
  expect(storm.inHand).toBeLessThanOrEqual(AT_ONCE);
  expect(busiestSecond(storm.sent)).toBeLessThanOrEqual(25);
  expect(storm.faults).toEqual([]);
  console.log(
    `${COUNT} reminders in ${storm.seconds.toFixed(1)} s, ${storm.refused} refusals, ${storm.inHand} in hand at the kill, ` +
      `${twice.length} came twice, at most ${busiestSecond(storm.sent)} calls in a second`,
  );
}, 120_000);
