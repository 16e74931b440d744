import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { createSandbox, DEFAULT_CAST, type Sandbox } from '../../src/sandbox/index.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { admitManager, noonZone, planCall } from '../harness/managers.ts';
import { freshDatabase, type TestDatabase } from '../harness/mongo.ts';
import { type Program, startProgram } from '../harness/program.ts';
import { startProxy, type Tear } from '../harness/proxy.ts';
import { type Registered, registers } from '../harness/registrar.ts';

/*
 * MongoDB gone for a minute, silent, slow, and cut off in the middle of writes, while people register contacts and are
 * reminded of others.
 */

const TOKEN = '708:faults-token-faults-token-faults-token-fau';
const OUTAGE = Number(process.env.FAULT_OUTAGE ?? 60) * 1000;
const SILENCE = OUTAGE * 0.75;
const TEARS = Number(process.env.FAULT_TEARS ?? 60);
const MINUTE = 60_000;

const [busy = 0, busier = 0] = DEFAULT_CAST.map(({ id }) => id);
/** One call each at a time: of many that ring at once in one chat, the message names only the first. */
const reminded = Array.from({ length: 30 }, (_, i) => ({
  id: 6_000_000 + i,
  first_name: `M${i}`,
  language_code: 'ru',
}));
let sandbox: Sandbox;
let proxy: Awaited<ReturnType<typeof startProxy>>;
let db: TestDatabase;
let store: Store;
let program: Program;

const known: Registered = { saved: [], unsure: [] };
let going = true;
let registering: Promise<unknown>;
let planned = 0;

beforeAll(async () => {
  sandbox = await createSandbox({
    token: TOKEN,
    users: [...DEFAULT_CAST, ...reminded],
    callbackTimeout: 5 * MINUTE,
  });
  db = await freshDatabase();
  store = await openStore({ uri: db.uri });
  for (const id of [busy, busier, ...reminded.map((one) => one.id)]) {
    await sandbox.phone(id).start();
    await admitManager(store, id);
  }
  const { hostname, port } = new URL(inject('mongoUri'));
  proxy = await startProxy(hostname, Number(port));
  program = startProgram({
    BOT_TOKEN: TOKEN,
    ADMIN_IDS: String(busy),
    TELEGRAM_API_ROOT: sandbox.apiRoot,
    MONGODB_URI: `mongodb://127.0.0.1:${proxy.port}/${db.name}?directConnection=true`,
    DEFAULT_TIMEZONE: noonZone(),
  });
  await program.says('"started"');
  registering = Promise.all(
    [busy, busier].map((id) =>
      registers(sandbox.phone(id), known, { going: () => going, patience: OUTAGE + 3 * MINUTE }),
    ),
  );
});
afterAll(async () => {
  await program.end('SIGTERM');
  await store.close();
  await proxy.close();
  await sandbox.close();
  await db.drop();
});

/** Resolves once so many more contacts have been acknowledged. */
async function savedMore(count: number): Promise<void> {
  const aim = known.saved.length + count;
  while (known.saved.length < aim)
    await Promise.race([sandbox.calls.next(() => true, { timeout: 3 * MINUTE }), registering]);
}

interface Planned {
  id: number;
  words: string;
}

/** Plans calls that ring one every other second from now on, for so long. */
async function plansRinging(ms: number): Promise<Planned[]> {
  const due = Date.now() + 15 * MINUTE;
  const calls = reminded
    .slice(0, Math.ceil(ms / 2000))
    .map(({ id }) => ({ id, words: `звонок ${++planned} напомнить` }));
  for (const [i, { id, words }] of calls.entries()) await planCall(store, id, words, new Date(due + i * 2000));
  return calls;
}

const rung = ({ id, words }: Planned): number =>
  sandbox
    .phone(id)
    .messages()
    .filter(({ from, text }) => from === 'bot' && text.includes(words)).length;

const allRing = (calls: readonly Planned[]): Promise<unknown> =>
  Promise.all(calls.map(({ id, words }) => sandbox.phone(id).sees(words, { timeout: 3 * MINUTE })));

async function outage(name: string, begin: () => void, ms: number): Promise<void> {
  await savedMore(4);
  const calls = await plansRinging(ms);
  const before = sandbox.phone(busy).last().message_id;
  begin();
  await sandbox.phone(busy).sees('База данных сейчас недоступна', { after: before, timeout: ms });
  await sleep(ms);
  const savedBefore = known.saved.length;
  const restored = performance.now();
  proxy.restore();
  await savedMore(1);
  const recovered = performance.now() - restored;
  await allRing(calls);
  await savedMore(4);
  console.log(
    `${name} for ${ms / 1000} s: the first contact saved ${(recovered / 1000).toFixed(1)} s after its end ` +
      `(${savedBefore} before), ${calls.length} reminders meanwhile, ${calls.filter((call) => rung(call) > 1).length} twice`,
  );
  for (const call of calls) expect(rung(call)).toBe(1);
}

it('goes on by itself after MongoDB was gone for a minute', () => outage('MongoDB gone', () => proxy.cut(), OUTAGE));

it('goes on by itself after MongoDB was silent', () => outage('MongoDB silent', () => proxy.freeze(), SILENCE));

it('works, if slowly, while every answer takes a third of a second', async () => {
  proxy.slow(300);
  const calls = await plansRinging(10_000);
  await savedMore(6);
  await allRing(calls);
  proxy.restore();
  for (const call of calls) expect(rung(call)).toBe(1);
});

it(`saves once what is cut off in the middle of a write, ${TEARS} times`, async () => {
  const from = proxy.torn;
  const before = known.saved.length;
  const ways: Tear[] = ['request', 'answer'];
  const calls = await plansRinging(20_000);
  for (let i = 0; proxy.torn - from < TEARS; i++) {
    proxy.tear(ways[i % 2] ?? 'request');
    await sandbox.calls.next(() => true, { timeout: 3 * MINUTE });
  }
  await allRing(calls);
  console.log(`${proxy.torn - from} writes torn, ${known.saved.length - before} contacts acknowledged meanwhile`);
  for (const call of calls) expect(rung(call)).toBe(1);
});

it('has every acknowledged contact once after all of it, and never ended', async () => {
  going = false;
  await registering;
  expect(program.process.exitCode).toBeNull();
  expect(program.lines.filter((line) => /"unhandled"|"update.failed"/.test(line))).toEqual([]);
  const rows = await store.connection.collection('contacts').find({ status: 'happened' }).toArray();
  const contents = rows.map(({ content }) => String(content));
  console.log(`${known.saved.length} contacts acknowledged, ${contents.length} stored`);
  for (const what of known.saved) expect(contents.filter((content) => content.includes(what))).toHaveLength(1);
  expect(contents).toHaveLength(known.saved.length);
});
