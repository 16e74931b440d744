import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSandbox, DEFAULT_CAST, type Sandbox } from '../../src/sandbox/index.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { admitManager, planCall } from '../harness/managers.ts';
import { freshDatabase, type TestDatabase } from '../harness/mongo.ts';
import { type Program, startProgram } from '../harness/program.ts';

/*
 * A program that stands still for over a minute, as on a laptop that sleeps or a machine that moves, while reminders are
 * being sent: longer than any call may take and than any lease holds.
 */

const TOKEN = '710:faults-token-faults-token-faults-token-fau';
const PAUSE = 70_000;
const MINUTE = 60_000;
/** Those of one moment share a message, which shows eight: as many for each of three people. */
const REMINDERS = 24;

const people = DEFAULT_CAST.slice(0, 3).map(({ id }) => id);
const words = (round: number, index: number) => `звонок ${round}/${index} напомнить`;
const person = (index: number): number => people[index % people.length] ?? 0;
let sandbox: Sandbox;
let db: TestDatabase;
let store: Store;
let program: Program;

beforeAll(async () => {
  sandbox = await createSandbox({ token: TOKEN, callbackTimeout: 5 * MINUTE });
  db = await freshDatabase();
  store = await openStore({ uri: db.uri });
  for (const id of people) {
    await sandbox.phone(id).start();
    await admitManager(store, id);
  }
  program = startProgram({
    BOT_TOKEN: TOKEN,
    ADMIN_IDS: String(people[0]),
    TELEGRAM_API_ROOT: sandbox.apiRoot,
    MONGODB_URI: db.uri,
    DEFAULT_TIMEZONE: 'UTC',
  });
  await program.says('"started"');
});
afterAll(async () => {
  program.process.kill('SIGCONT');
  await program.end('SIGTERM');
  await store.close();
  await sandbox.close();
  await db.drop();
});

const timesRung = (what: string): number =>
  people.flatMap((id) => sandbox.phone(id).messages()).filter(({ from, text }) => from === 'bot' && text.includes(what))
    .length;

for (const round of [1, 2, 3]) {
  it(`sends each reminder once when it is paused while they go out, time ${round}`, async () => {
    const planned = Array.from({ length: REMINDERS }, (_, index) => index);
    // They ring a quarter of an hour before, one after another, the first at once.
    const start = Date.now() + 15 * MINUTE;
    for (const index of planned) {
      await planCall(store, person(index), words(round, index), new Date(start + index * 100));
    }
    await Promise.race(people.map((id) => sandbox.phone(id).sees(`звонок ${round}/`, { timeout: 3 * MINUTE })));
    // What Telegram answers from here on lies in the socket until the program goes on.
    program.process.kill('SIGSTOP');
    const before = planned.filter((index) => timesRung(words(round, index)) > 0).length;
    await wait(PAUSE);
    program.process.kill('SIGCONT');
    for (const index of planned) {
      await sandbox.phone(person(index)).sees(words(round, index), { timeout: 3 * MINUTE });
    }
    console.log(`time ${round}: ${before} of ${REMINDERS} had come when it was paused`);
    expect(planned.filter((index) => timesRung(words(round, index)) !== 1)).toEqual([]);
  });
}

it('answers people as before', async () => {
  const phone = sandbox.phone(people[1] ?? 0);
  await phone.send('/today');
  await phone.sees('звонок 1/', { timeout: MINUTE });
});
