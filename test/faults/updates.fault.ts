import type { Update } from '@grammyjs/types';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSandbox, DEFAULT_CAST, type Sandbox } from '../../src/sandbox/index.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { freshDatabase, type TestDatabase } from '../harness/mongo.ts';
import { type Program, startProgram } from '../harness/program.ts';

const RUNS = Number(process.env.FAULT_UPDATES ?? 10_000);
const TOKEN = '706:faults-token-faults-token-faults-token-fau';
const SECRET = 'faults-secret-faults-secret';
const MARKER = 'СЕКРЕТ-ЧУЖОГО-МЕНЕДЖЕРА';
const [administrator = 0, owner = 0, attacker = 0, stranger = 0] = DEFAULT_CAST.map(({ id }) => id);

let sandbox: Sandbox;
let program: Program;
let db: TestDatabase;
let store: Store;
let address: string;

beforeAll(async () => {
  sandbox = await createSandbox({ token: TOKEN });
  db = await freshDatabase();
  store = await openStore({ uri: db.uri });
  program = startProgram({
    BOT_TOKEN: TOKEN,
    ADMIN_IDS: String(administrator),
    TELEGRAM_API_ROOT: sandbox.apiRoot,
    MONGODB_URI: db.uri,
    PUBLIC_URL: 'http://127.0.0.1:9',
    WEBHOOK_SECRET: SECRET,
    MESSAGES_PER_SECOND: '100000',
    FLOOD_LIMIT: '0',
  });
  address = /http:[^"]+/.exec(await program.says('"webhook"'))?.[0] ?? '';
  for (const id of [administrator, owner, attacker, stranger]) await sandbox.phone(id).start();
  const person = {
    role: 'manager',
    access: 'active',
    language: 'ru',
    zone: 'Europe/Moscow',
    zoneChosen: true,
  } as const;
  const days = { workingDays: [1, 2, 3, 4, 5], reachable: true, username: undefined };
  await store.users.admit({ id: owner, name: 'Owner', ownOnly: false, ...person, ...days });
  await store.users.admit({ id: attacker, name: 'Attacker', ownOnly: true, ...person, ...days });
  await store.contacts.create(
    { id: owner, role: 'manager', ownOnly: false, access: 'active' },
    'foreign-contact1',
    {
      status: 'planned',
      start: new Date(Date.now() + 3_600_000),
      channel: 'phone',
      direction: 'outgoing',
      manager: owner,
      priority: 'high',
      state: 1,
      content: MARKER,
      documents: [],
      analytics: [],
    },
    { now: new Date() },
  );
});
afterAll(async () => {
  await program.end('SIGTERM');
  await store.close();
  await sandbox.close();
  await db.drop();
});

const users = fc.constantFrom(attacker, stranger);
const words = fc.oneof(
  fc.constantFrom(
    '/new',
    '/plan',
    '/today',
    '/journal',
    '/clients',
    '/calendar',
    '/report',
    '/mail',
    '/admin',
    '/cancel',
  ),
  fc.constantFrom(
    '/start c_foreign-contact1',
    '/start o_x',
    '/start r_x',
    'звонок завтра в 15',
    '25.12 в 9:30',
    '31.02',
  ),
  fc.string({ unit: 'binary', maxLength: 300 }),
);
const data = fc.oneof(
  fc.string({ maxLength: 64 }),
  fc
    .tuple(
      fc.constantFrom('c', 's', 'f', 't', 'h', 'a', 'set', 'draft', 'j', 'k', 'd', 'r', 'm', 'l', 'o', 'p'),
      fc.constantFrom(
        'open',
        'plan',
        'happened',
        'move',
        'cancel',
        'restore',
        'chain',
        'edit',
        'history',
        'remove',
        'page',
        'show',
        'send',
        'file',
      ),
      fc.constantFrom('foreign-contact1', '1', '', '__proto__', String(owner)),
      fc.constantFrom('1', '0', '-1', 'NaN', ''),
    )
    .map((parts) => parts.join(':')),
);
const malformed = fc.oneof(fc.constant(undefined), fc.jsonValue({ maxDepth: 2 }));

/** An update as Telegram could send it, or nearly: parts of it replaced by anything that is JSON. */
const update = fc
  .record({ user: users, words, data, kind: fc.nat(7), junk: malformed, id: fc.nat(2 ** 31 - 1) })
  .map(({ user, words: text, data: pressed, kind, junk, id }): unknown => {
    const from = { id: user, is_bot: false, first_name: 'X', language_code: 'ru' };
    const chat = { id: user, type: 'private', first_name: 'X' };
    const message = { message_id: (id % 5000) + 1, date: 1_790_000_000, chat, from };
    const kinds: unknown[] = [
      { message: { ...message, text } },
      {
        callback_query: { id: String(id), from, chat_instance: '1', data: pressed, message: { ...message, text: 'x' } },
      },
      { inline_query: { id: String(id), from, query: text.slice(0, 50), offset: '' } },
      { message: { ...message, contact: { phone_number: text.slice(0, 20), first_name: 'Y' } } },
      { message: { ...message, location: { latitude: 1, longitude: 2 } } },
      { my_chat_member: { chat, from, date: 1, old_chat_member: {}, new_chat_member: junk } },
      { message: junk },
      { callback_query: junk },
    ];
    return { update_id: id, ...(kinds[kind] as object) };
  });

it(`survives ${RUNS} random and malformed updates, and tells nothing of others`, async () => {
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(update, { minLength: 20, maxLength: 20 }), async (updates) => {
      const answers = await Promise.all(
        updates.map((one) =>
          fetch(`${address}/telegram`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': SECRET },
            body: JSON.stringify(one satisfies unknown as Update),
          }),
        ),
      );
      refused += answers.filter(({ status }) => status === 503).length;
      expect(answers.every(({ status }) => [200, 400, 503].includes(status))).toBe(true);
      for (const call of sandbox.calls.list()) {
        if (call.chatId === attacker || call.chatId === stranger)
          expect(JSON.stringify(call.params)).not.toContain(MARKER);
      }
      sandbox.calls.clear();
    }),
    { numRuns: Math.ceil(RUNS / 20) },
  );
  expect((await fetch(`${address}/health`)).status).toBe(200);
  const failed = program.lines.filter((line) => line.includes('"update.failed"') || line.includes('"unhandled"'));
  expect(failed.slice(0, 5)).toEqual([]);
  const contact = await store.contacts.get(
    { id: owner, role: 'administrator', ownOnly: false, access: 'active' },
    'foreign-contact1',
  );
  expect(contact).toMatchObject({ content: MARKER, revision: 1, status: 'planned', manager: owner });
  console.log(`${RUNS} updates, ${refused} to come again`);
});
