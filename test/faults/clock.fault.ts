import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSandbox, DEFAULT_CAST, type Sandbox } from '../../src/sandbox/index.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { admitManager, planCall } from '../harness/managers.ts';
import { freshDatabase, type TestDatabase } from '../harness/mongo.ts';
import { type Program, startProgram } from '../harness/program.ts';
import { type Registered, registers } from '../harness/registrar.ts';

/*
 * Two instances on one database, whose clocks differ by seconds and are set forward and back by an hour and by a day
 * while people register contacts and are reminded.
 */

const TOKEN = '709:faults-token-faults-token-faults-token-fau';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MINUTE = 60_000;
/** The longest lease, and some seconds for a machine that is busy. */
const A_LEASE = 75_000;

const people = DEFAULT_CAST.slice(0, 2).map(({ id }) => id);
const [, , reminded = 0] = DEFAULT_CAST.map(({ id }) => id);
const folder = mkdtempSync(path.join(tmpdir(), 'sloop-clock-'));
/** How far each instance's clock is ahead, in milliseconds. */
const clocks = [0, 3000];
let shift = 0;
let sandbox: Sandbox;
let db: TestDatabase;
let store: Store;
let programs: Program[];
const known: Registered = { saved: [], unsure: [] };

const fileOf = (instance: number) => path.join(folder, `clock-${instance}`);
function setClocks(ms: number): void {
  shift = ms;
  for (const [instance, ahead] of clocks.entries()) writeFileSync(fileOf(instance), String(ahead + ms));
}

async function launch(instance: number): Promise<Program> {
  const program = startProgram({
    BOT_TOKEN: TOKEN,
    ADMIN_IDS: String(people[0]),
    TELEGRAM_API_ROOT: sandbox.apiRoot,
    MONGODB_URI: db.uri,
    DEFAULT_TIMEZONE: 'UTC',
    CLOCK_FILE: fileOf(instance),
    NODE_OPTIONS: `--import ${fileURLToPath(new URL('../harness/set-clock.js', import.meta.url))}`,
  });
  await program.says('"started"');
  return program;
}

beforeAll(async () => {
  sandbox = await createSandbox({ token: TOKEN, callbackTimeout: 5 * MINUTE });
  db = await freshDatabase();
  store = await openStore({ uri: db.uri });
  for (const id of [...people, reminded]) {
    await sandbox.phone(id).start();
    await admitManager(store, id);
  }
  // The clock is set through the night as well: what rings must not wait for the morning.
  await store.connection
    .collection('users')
    .updateMany({}, { $set: { quiet: null, digestAt: null }, $unset: { due: true } });
  setClocks(0);
  programs = await Promise.all(clocks.map((_, instance) => launch(instance)));
});
afterAll(async () => {
  await Promise.all(programs.map((program) => program.end('SIGTERM')));
  await store.close();
  await sandbox.close();
  await db.drop();
  rmSync(folder, { recursive: true, force: true });
});

const rung = (words: string): number =>
  sandbox
    .phone(reminded)
    .messages()
    .filter(({ from, text }) => from === 'bot' && text.includes(words)).length;

let planned = 0;
/** A call that rings now, by the clock as it is set; resolves with the milliseconds until it rang. */
async function ringsNow(): Promise<number> {
  const words = `звонок ${++planned} напомнить`;
  const before = performance.now();
  await planCall(
    store,
    reminded,
    words,
    new Date(Date.now() + shift + 15 * MINUTE),
    new Date(Date.now() + shift - MINUTE),
  );
  await sandbox.phone(reminded).sees(words, { timeout: 3 * MINUTE });
  return performance.now() - before;
}

async function savedMore(count: number): Promise<void> {
  let left = count;
  const each = people.map((id) =>
    registers(sandbox.phone(id), known, { going: () => left-- > 0, patience: 3 * MINUTE, from: known.saved.length }),
  );
  await Promise.all(each);
}

for (const [name, ms] of [
  ['an hour ahead', HOUR],
  ['back again', 0],
  ['an hour back', -HOUR],
  ['right again', 0],
  ['a day ahead', DAY],
  ['back to the day', 0],
  ['a day back', -DAY],
  ['and right', 0],
] as const) {
  it(`rings and saves with the clock set ${name}, stuck for no longer than a lease`, async () => {
    setClocks(ms);
    const first = await ringsNow();
    await savedMore(2);
    const second = await ringsNow();
    console.log(`${name}: rang after ${(first / 1000).toFixed(1)} s, then after ${(second / 1000).toFixed(1)} s`);
    expect(Math.max(first, second)).toBeLessThan(A_LEASE);
    for (let one = 1; one <= planned; one++) expect(rung(`звонок ${one} напомнить`)).toBe(1);
  });
}

it('lets nothing that a dead instance held while its clock was a day ahead be stuck longer than a lease', async () => {
  setClocks(DAY);
  await ringsNow();
  for (const program of programs) await program.end('SIGKILL');
  setClocks(0);
  const began = performance.now();
  programs = await Promise.all(clocks.map((_, instance) => launch(instance)));
  const after = await ringsNow();
  await savedMore(1);
  console.log(`after a kill with the clock a day ahead: rang after ${(after / 1000).toFixed(1)} s`);
  expect(performance.now() - began).toBeLessThan(2 * A_LEASE);
});

it('has every acknowledged contact once', async () => {
  const rows = await store.connection.collection('contacts').find({ status: 'happened' }).toArray();
  const contents = rows.map(({ content }) => String(content));
  for (const what of known.saved) expect(contents.filter((content) => content.includes(what))).toHaveLength(1);
  expect(contents).toHaveLength(known.saved.length);
});
