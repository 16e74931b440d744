import type { Collection } from 'mongoose';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import { openStore, type Store, type Work } from '../../../src/store/index.ts';
import { createClaims } from '../../../src/store/work/claim.ts';
import { createCall } from '../../../src/telegram/transport/api.ts';
import { type Background, createBackground, sourceOf } from '../../../src/telegram/transport/background.ts';
import { freshDatabase, type TestDatabase } from '../../harness/mongo.ts';

const TOKEN = '701:test-token-test-token-test-token-test';

interface Row {
  _id: string;
  chat: number;
  text: string;
  due?: Date | null;
}

let db: TestDatabase;
let store: Store;
let sandbox: Sandbox;
let rows: Collection<Row>;
let running: Background[] = [];
let blocked: number[] = [];

beforeEach(async () => {
  db = await freshDatabase();
  store = await openStore({ uri: db.uri });
  rows = store.connection.collection<Row>('notes');
  const users = Array.from({ length: 40 }, (_, i) => ({ id: 1000 + i, first_name: `U${i}`, language_code: 'en' }));
  sandbox = await createSandbox({ token: TOKEN, users });
  for (const { id } of users) await sandbox.phone(id).start();
  blocked = [];
});
afterEach(async () => {
  for (const background of running) await background.stop();
  running = [];
  await sandbox.close();
  await store.close();
  await db.drop();
});

/** Notes in a collection of their own: the smallest work there can be. */
function notes(): Work<Row> {
  const claims = createClaims<Row>(rows, { path: 'due', leaseMs: 60_000 });
  return {
    name: 'notes',
    due: async (now, limit) => {
      const ids = await claims.due(now, limit);
      const found = await rows.find({ _id: { $in: ids } }).toArray();
      return found.map(({ _id, chat }) => ({ id: _id, chat }));
    },
    async take({ id }, now) {
      const claim = await claims.claim(id, now);
      if (!claim) return undefined;
      return {
        item: claim.row,
        complete: () => claims.complete(claim, { $unset: { due: true } }),
        release: (until) => claims.release(claim, until),
        fail: (at) => claims.fail(claim, at),
      };
    },
  };
}

function begin(): Background {
  const call = createCall(TOKEN, sandbox.apiRoot);
  const background = createBackground({
    sources: [sourceOf(notes(), (row, send) => send('sendMessage', { chat_id: row.chat, text: row.text }))],
    call,
    lease: store.leases,
    now: () => new Date(),
    log: () => {},
    async blocked(chat) {
      blocked.push(chat);
    },
  });
  background.start();
  running.push(background);
  return background;
}

const add = (texts: { chat: number; text: string }[]) =>
  rows.insertMany(texts.map(({ chat, text }) => ({ _id: text, chat, text, due: new Date(Date.now() - 1000) })));

/** Resolves when the sandbox has taken so many messages. */
function arrived(count: number): Promise<void> {
  return new Promise((resolve) => {
    let seen = 0;
    sandbox.events.on('called', ({ method, ok }) => {
      if (method === 'sendMessage' && ok && ++seen === count) resolve();
    });
  });
}

const textsOf = (id: number) =>
  sandbox
    .phone(id)
    .messages()
    .filter(({ from }) => from === 'bot')
    .map(({ text }) => text);

it('sends what is due, each once, one a second to one chat, from one of two instances', async () => {
  const all = arrived(42);
  await add([
    ...Array.from({ length: 40 }, (_, i) => ({ chat: 1000 + i, text: `one ${i}` })),
    { chat: 1000, text: 'two' },
    { chat: 1000, text: 'three' },
  ]);
  const backgrounds = [begin(), begin()];
  await all;
  expect(backgrounds.filter((one) => one.state().sending)).toHaveLength(1);
  for (let i = 1; i < 40; i++) expect(textsOf(1000 + i)).toEqual([`one ${i}`]);
  const times = sandbox.calls
    .list('sendMessage')
    .filter(({ chatId }) => chatId === 1000)
    .map(({ at }) => at.getTime());
  expect(times).toHaveLength(3);
  for (const [i, time] of times.entries()) if (i > 0) expect(time - (times[i - 1] ?? 0)).toBeGreaterThan(950);
});

it('tries again after 429, 502 and a broken connection, and tells of a chat that blocked us', async () => {
  sandbox.fail({ chat: 1001, with: 429, retryAfter: 1 });
  sandbox.fail({ chat: 1002, with: 502 });
  sandbox.fail({ chat: 1003, with: 'reset' });
  await sandbox.phone(1004).block();
  const all = arrived(4);
  await add([0, 1, 2, 3, 4].map((i) => ({ chat: 1000 + i, text: `note ${i}` })));
  const background = begin();
  await all;
  for (const i of [0, 1, 2, 3]) expect(textsOf(1000 + i)).toEqual([`note ${i}`]);
  expect(blocked).toContain(1004);
  await background.stop();
  expect(await rows.countDocuments({ due: { $type: 'date' } })).toBe(1);
});

it('hands the work over when it is stopped', async () => {
  const first = begin();
  const one = arrived(1);
  await add([{ chat: 1000, text: 'from the first' }]);
  await one;
  await first.stop();
  const second = arrived(1);
  begin();
  await add([{ chat: 1001, text: 'from the second' }]);
  await second;
  expect(textsOf(1001)).toEqual(['from the second']);
});
