import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSandbox, DEFAULT_CAST, type FaultRule, type Sandbox } from '../../src/sandbox/index.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { admitManager, noonZone, planCall } from '../harness/managers.ts';
import { freshDatabase, type TestDatabase } from '../harness/mongo.ts';
import { type Program, startProgram } from '../harness/program.ts';
import { type Registered, registers } from '../harness/registrar.ts';
import { randomFrom } from '../harness/storm.ts';

/*
 * Telegram in trouble of every kind: it asks to wait, stumbles, resets connections, does not answer at all, and loses
 * answers to what it did.
 */

const TOKEN = '707:faults-token-faults-token-faults-token-fau';
const CONTACTS = Number(process.env.FAULT_CONTACTS ?? 300);
const REMINDED = 40;
const FIRST = 6_000_000;
/** A call that is not answered is given up after this, in milliseconds. */
const CALL_LIMIT = 15_000;

const people = DEFAULT_CAST.slice(0, 3).map(({ id }) => id);
const reminded = Array.from({ length: REMINDED }, (_, i) => ({
  id: FIRST + i,
  first_name: `M${i}`,
  language_code: 'en',
}));
let sandbox: Sandbox;
let db: TestDatabase;
let store: Store;
let program: Program;

beforeAll(async () => {
  sandbox = await createSandbox({ token: TOKEN, users: [...DEFAULT_CAST, ...reminded], callbackTimeout: 3000 });
  db = await freshDatabase();
  store = await openStore({ uri: db.uri });
  for (const { id } of sandbox.users) await sandbox.phone(id).start();
  for (const { id } of [...DEFAULT_CAST.slice(0, 3), ...reminded]) await admitManager(store, id);
  program = startProgram({
    BOT_TOKEN: TOKEN,
    ADMIN_IDS: String(people[0]),
    TELEGRAM_API_ROOT: sandbox.apiRoot,
    MONGODB_URI: db.uri,
    DEFAULT_TIMEZONE: noonZone(),
  });
  await program.says('"started"');
});
afterAll(async () => {
  await program.end('SIGTERM');
  await store.close();
  await sandbox.close();
  await db.drop();
});

const random = randomFrom(1914);
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
const METHODS = ['sendMessage', 'editMessageText', 'answerCallbackQuery', 'deleteMessage', 'getUpdates'];
const TROUBLES: FaultRule[] = [
  { with: 429, retryAfter: 1 },
  { with: 500 },
  { with: 502 },
  { with: 502, times: 3 },
  { with: 'reset' },
  { with: 'reset', afterEffect: true },
  { with: 'hang' },
];

it('keeps every acknowledged contact once while Telegram fails in every way', async () => {
  const known: Registered = { saved: [], unsure: [] };
  const met: Record<string, number> = {};
  const going = () => known.saved.length + known.unsure.length < CONTACTS;
  const waiting = new Set<string>();
  const weather = setInterval(() => {
    const method = pick(METHODS);
    // One trouble of a kind at a time, and of polls so far apart that one gets through: else a poller, which waits longer
    // after each, would meet nothing but troubles.
    if (waiting.has(method)) return;
    const rule = pick(TROUBLES);
    // A poll that hangs is the next test's; the getting of an answer lost is the same as none.
    if (method === 'getUpdates' && rule.with === 'hang') return;
    const name = `${rule.with}${rule.afterEffect ? ' after the effect' : ''}`;
    waiting.add(method);
    const count = () => {
      setTimeout(() => waiting.delete(method), method === 'getUpdates' ? 12_000 : 2000).unref();
      met[name] = (met[name] ?? 0) + 1;
    };
    sandbox.fail({ ...rule, method, onMet: count });
  }, 400);
  await Promise.all(people.map((id) => registers(sandbox.phone(id), known, { going, tries: 4, patience: 20_000 })));
  clearInterval(weather);

  const contents = (await store.connection.collection('contacts').find({}).toArray()).map(({ content }) =>
    String(content),
  );
  const times = (what: string) => contents.filter((content) => content.includes(what)).length;
  console.log(`met ${JSON.stringify(met)}: ${known.saved.length} acknowledged, ${known.unsure.length} never answered`);
  for (const what of known.saved) expect(times(what)).toBe(1);
  for (const what of known.unsure) expect(times(what)).toBeLessThanOrEqual(1);
  expect(program.lines.filter((line) => /"unhandled"|"update.failed"/.test(line))).toEqual([]);
});

it('brings every reminder, and twice only where the answer to the first was lost', async () => {
  const rules = reminded.map(({ id }, i) => {
    const rule = TROUBLES[i % (TROUBLES.length + 1)];
    if (rule) sandbox.fail({ ...rule, chat: id });
    return { id, mayDouble: rule?.afterEffect === true };
  });
  const now = Date.now();
  for (const { id } of reminded) await planCall(store, id, `call ${id}`, new Date(now + 15 * 60_000 + 2000));
  const arrived = (id: number) =>
    sandbox
      .phone(id)
      .messages()
      .filter(({ text }) => text.includes(`call ${id}`)).length;
  for (const { id } of rules) await sandbox.phone(id).sees(`call ${id}`, { timeout: 120_000 });
  // Whatever is still under way ends before the count.
  await program.end('SIGTERM');
  const doubled = rules.filter(({ id }) => arrived(id) > 1);
  console.log(
    `${rules.length} reminders arrived, ${doubled.length} twice of ${rules.filter((r) => r.mayDouble).length} lost answers`,
  );
  for (const { id, mayDouble } of rules) expect(arrived(id)).toBeLessThanOrEqual(mayDouble ? 2 : 1);
  program = startProgram({
    BOT_TOKEN: TOKEN,
    ADMIN_IDS: String(people[0]),
    TELEGRAM_API_ROOT: sandbox.apiRoot,
    MONGODB_URI: db.uri,
    DEFAULT_TIMEZONE: noonZone(),
  });
  await program.says('"started"');
});

it('is held up by a call that is never answered no longer than its limit, and by a poll no longer than its own', async () => {
  const ivan = sandbox.phone(people[1] ?? 0);
  await ivan.send('/cancel');
  await ivan.settled();
  const before = ivan.last().message_id;
  const lift = sandbox.fail({ with: 'hang', chat: ivan.user.id, method: 'sendMessage' });
  await ivan.send('/help');
  await ivan.send('/plan');
  await ivan.sees(() => true, { after: before, timeout: CALL_LIMIT + 30_000 });
  lift();

  // The poll under way ends with this message, and the next one is never answered.
  const hung = new Promise<void>((resolve) => {
    sandbox.fail({ with: 'hang', method: 'getUpdates', onMet: resolve });
  });
  await ivan.send('/cancel');
  await hung;
  const last = ivan.last().message_id;
  await ivan.send('/help');
  await ivan.sees('/plan', { after: last, timeout: 120_000 });
});
