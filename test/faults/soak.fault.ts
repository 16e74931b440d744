import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSandbox, type Phone, type Sandbox } from '../../src/sandbox/index.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { freePort } from '../harness/free-port.ts';
import { rawLetter } from '../harness/letters.ts';
import { type EmbeddedMailbox, embeddedMailbox } from '../harness/mailbox.ts';
import { admitManager, noonZone, planCall } from '../harness/managers.ts';
import { freshDatabase, type TestDatabase } from '../harness/mongo.ts';
import { type Program, startProgram } from '../harness/program.ts';

/*
 * An hour's traffic in minutes: every manager does something every minute, and is reminded of a call; letters come in.
 * What the program holds after the warm-up it may hold at the end, and not more.
 */

const TOKEN = '711:faults-token-faults-token-faults-token-fau';
const ROUNDS = Number(process.env.FAULT_ROUNDS ?? 60);
const WARM_UP = Math.ceil(ROUNDS / 3);
const MANAGERS = 60;
const MINUTE = 60_000;
/** Room for caches and indexes of what was added meanwhile. */
const HEAP_ROOM = 12 * 2 ** 20;
const RSS_ROOM = 60 * 2 ** 20;
/** Connections that more managers at one moment than ever before left open, to the database and to Telegram. */
const HANDLES_ROOM = 2 * MANAGERS;

const users = Array.from({ length: MANAGERS }, (_, i) => ({
  id: 6_000_000 + i,
  first_name: `M${i}`,
  language_code: i % 2 ? 'ru' : 'en',
}));
let sandbox: Sandbox;
let db: TestDatabase;
let store: Store;
let mailbox: EmbeddedMailbox;
let program: Program;
let port: number;

beforeAll(async () => {
  sandbox = await createSandbox({ token: TOKEN, users });
  db = await freshDatabase();
  store = await openStore({ uri: db.uri });
  mailbox = await embeddedMailbox();
  port = await freePort();
  for (const { id, language_code } of users) await admitManager(store, id, language_code === 'ru' ? 'ru' : 'en');
  program = startProgram({
    BOT_TOKEN: TOKEN,
    ADMIN_IDS: String(users[0]?.id),
    TELEGRAM_API_ROOT: sandbox.apiRoot,
    MONGODB_URI: db.uri,
    SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
    DEFAULT_TIMEZONE: noonZone(),
    MESSAGES_PER_SECOND: '100000',
    IMAP_URL: mailbox.imapUrl,
    PORT: String(port),
    NODE_OPTIONS: `--import ${fileURLToPath(new URL('../harness/collect.js', import.meta.url))}`,
  });
  await program.says('"started"');
});
afterAll(async () => {
  await program.end('SIGTERM');
  await store.close();
  await sandbox.close();
  await mailbox.stop();
  await db.drop();
});

interface Held {
  heap: number;
  rss: number;
  handles: number;
  timers: number;
}

/** What the program holds while nothing is under way: the least of several looks, each after its garbage was collected. */
async function held(): Promise<Held> {
  const looks: Held[] = [];
  for (let i = 0; i < 6; i++) {
    program.process.kill('SIGUSR2');
    await sleep(500);
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    const value = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? 0);
    looks.push({
      heap: value('nodejs_heap_size_used_bytes'),
      rss: value('process_resident_memory_bytes'),
      handles: value('nodejs_active_resources_total'),
      timers: value('nodejs_active_resources\\{type="Timeout"\\}'),
    });
  }
  const least = (key: keyof Held) => Math.min(...looks.map((look) => look[key]));
  return { heap: least('heap'), rss: least('rss'), handles: least('handles'), timers: least('timers') };
}

const LINES = ['/today', '/journal', '/calendar', '/clients', '/documents', '/report', '/mail', '/settings', '/help'];

/** One thing that a manager does in a minute. */
async function act(phone: Phone, round: number, index: number): Promise<void> {
  const kind = (round + index) % 4;
  if (kind === 0) {
    await phone.send(LINES[(round + index) % LINES.length] ?? '/today');
  } else if (kind === 1) {
    await phone.send(`звонок час назад: дело ${round} конец`);
    await phone.settled(MINUTE);
    await phone.tap(/Сохранить|Save/).catch(() => {});
  } else if (kind === 2) {
    const buttons = phone.last().buttons.flat();
    if (buttons.length > 0) await phone.tap(buttons[round % buttons.length] ?? '').catch(() => {});
  } else {
    await phone.inline('дело').catch(() => {});
  }
  await phone.settled(MINUTE);
}

async function rounds(from: number, to: number): Promise<void> {
  for (let round = from; round < to; round++) {
    const { id } = users[round % MANAGERS] ?? { id: 0 };
    await planCall(store, id, `call ${round}`, new Date(Date.now() + 15 * MINUTE));
    await mailbox.deliver(rawLetter({ subject: `letter ${round}` }));
    await Promise.all(users.map((user, index) => act(sandbox.phone(user.id), round, index)));
  }
}

const mib = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`;

it(`holds no more after ${ROUNDS * MANAGERS} things done than after ${WARM_UP * MANAGERS}`, async () => {
  for (const { id } of users) await sandbox.phone(id).start();
  await sandbox.phone(users.at(-1)?.id ?? 0).settled(MINUTE);
  const began = performance.now();
  await rounds(0, WARM_UP);
  const before = await held();
  await rounds(WARM_UP, ROUNDS);
  const after = await held();
  const minutes = (performance.now() - began) / MINUTE;
  const inWords = ({ heap, rss, handles, timers }: Held) =>
    `heap ${mib(heap)}, RSS ${mib(rss)}, ${handles} resources, ${timers} timers`;
  console.log(
    `${ROUNDS * MANAGERS} things done by ${MANAGERS} managers in ${minutes.toFixed(1)} minutes; ` +
      `after a third: ${inWords(before)}; at the end: ${inWords(after)}`,
  );
  expect(program.lines.filter((line) => /"unhandled"|"update.failed"/.test(line))).toEqual([]);
  expect(after.heap - before.heap).toBeLessThan(HEAP_ROOM);
  expect(after.rss - before.rss).toBeLessThan(RSS_ROOM);
  expect(after.handles - before.handles).toBeLessThan(HANDLES_ROOM);
  expect(after.timers - before.timers).toBeLessThan(10);
});
