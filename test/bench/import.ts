import { setTimeout as sleep } from 'node:timers/promises';
import { openStore, type Store } from '../../src/store/index.ts';
import { type Bench, type BenchContext, type BenchRow, ms, quantile } from './bench.ts';
import { type BotProcess, SECRET, startBotProcess } from './bot-process.ts';
import { startTelegramStub } from './telegram-stub.ts';

/*
 * A file of 50,000 lines must not block anybody's taps: the same taps of the same managers, paced as people tap, in quiet
 * and while the file is read, matched and taken in; p95 beside p95.
 */

const USERS = 10;
const FIRST_USER = 6_000_000;
const SUPERVISOR = 6_100_000;
/** Between two taps of one manager, in milliseconds. */
const PAUSE = 100;

let lastUpdate = 1_000_000;
const tap = (user: number, data: string) => ({
  update_id: ++lastUpdate,
  callback_query: {
    id: String(lastUpdate),
    from: { id: user, is_bot: false, first_name: `User ${user}`, language_code: 'en' },
    chat_instance: '1',
    data,
    message: { message_id: 7, date: 1_790_000_000, chat: { id: user, type: 'private', first_name: 'U' }, text: 'x' },
  },
});

/** Managers tap one card after another until told to stop. Times in milliseconds. */
async function tapping(bot: BotProcess, until: () => boolean): Promise<number[]> {
  const times: number[] = [];
  const cards = ['o:open:bench-client', 't:page:0', 'o:contacts:bench-client:0'];
  await Promise.all(
    Array.from({ length: USERS }, async (_, index) => {
      await sleep((PAUSE / USERS) * index);
      for (let n = index; !until(); n++) {
        times.push(await bot.deliver(tap(FIRST_USER + index, cards[n % cards.length] ?? '')));
        await sleep(PAUSE);
      }
    }),
  );
  return times;
}

async function prepare(store: Store): Promise<void> {
  const now = new Date();
  const client = { id: 'bench-client', name: 'Bench Ltd', phones: [], emails: [], addresses: [] };
  await store.organizations.create(client, now);
  const user = (id: number, role: 'manager' | 'supervisor') =>
    store.users.admit({
      id,
      name: `User ${id}`,
      role,
      ownOnly: false,
      access: 'active',
      language: 'en',
      zone: 'Europe/Moscow',
      zoneChosen: true,
      workingDays: [1, 2, 3, 4, 5],
      reachable: true,
    });
  for (let i = 0; i < USERS; i++) await user(FIRST_USER + i, 'manager');
  await user(SUPERVISOR, 'supervisor');
}

const csvOf = (lines: number): Buffer =>
  Buffer.from(
    `Company;Contact person;Phone;E-mail\n${Array.from(
      { length: lines },
      (_, n) => `Завод ${n} имени Петрова;Иванов Иван ${n};+7926${String(1_000_000 + n)};ivanov${n}@zavod${n}.ru`,
    ).join('\n')}\n`,
  );

/** Adds a job and taps until it is over. Resolves with the times of the taps and how long it took. */
async function during(bot: BotProcess, store: Store, id: string, kind: string, say: (line: string) => void) {
  let over = false;
  const begun = performance.now();
  await store.jobs.add({ id, kind, by: SUPERVISOR, params: { import: 'bench', name: 'bench.csv' } }, new Date());
  const watching = (async () => {
    for (;;) {
      const job = await store.jobs.get(id);
      say(`${kind}: ${job?.progress.done} of ${job?.progress.total}`);
      if (job?.outcome !== undefined) break;
      await sleep(1000);
    }
    over = true;
  })();
  const times = await tapping(bot, () => over);
  await watching;
  return { times, seconds: (performance.now() - begun) / 1000 };
}

async function run({ emptyDatabase, size, say }: BenchContext): Promise<BenchRow[]> {
  const lines = size(50_000);
  const stub = await startTelegramStub();
  const uri = emptyDatabase();
  const store = await openStore({ uri });
  await prepare(store);
  const stored = await store.files.put(csvOf(lines), { name: 'bench.csv', mime: 'text/csv' });
  if (!stored.ok) throw new Error('the file is too large');
  const file = { fileId: 'none', kind: 'document' as const, name: 'bench.csv', stored: stored.value };
  await store.imports.begin({ id: 'bench', by: SUPERVISOR, file, format: 'csv', createdAt: new Date() });
  const bot = await startBotProcess('../../src/main.js', {
    TELEGRAM_API_ROOT: stub.apiRoot,
    MONGODB_URI: uri,
    ADMIN_IDS: '1',
    PUBLIC_URL: 'https://bench.invalid',
    WEBHOOK_SECRET: SECRET,
    PORT: '0',
    MESSAGES_PER_SECOND: '100000',
    LOG_LEVEL: 'info',
  });
  const quietUntil = (seconds: number) => {
    const end = performance.now() + seconds * 1000;
    return () => performance.now() > end;
  };
  await tapping(bot, quietUntil(5));
  say('quiet');
  const quiet = await tapping(bot, quietUntil(15));
  const reading = await during(bot, store, 'bench-read', 'import-read', say);
  const taking = await during(bot, store, 'bench-import', 'import', say);
  const job = await store.jobs.get('bench-import');
  await bot.stop();
  await store.close();
  stub.close();
  const p95 = (times: number[]) => quantile(times, 0.95);
  const told = (times: number[]) => `p50 ${ms(quantile(times, 0.5))}, p95 ${ms(p95(times))} of ${times.length} taps`;
  const beside = (what: string, { times, seconds }: { times: number[]; seconds: number }): BenchRow => ({
    what: `${what} ${lines} lines, in ${seconds.toFixed(0)} s: taps meanwhile`,
    aim: 'p95 at most 2 × quiet',
    measured: `${told(times)}: ${(p95(times) / p95(quiet)).toFixed(2)} ×`,
    met: p95(times) <= 2 * p95(quiet),
  });
  return [
    { what: 'taps in quiet', aim: '', measured: told(quiet) },
    beside('reading', reading),
    beside('importing', taking),
    { what: 'imported', aim: '', measured: JSON.stringify(job?.progress.counts) },
  ];
}

export const bench: Bench = run;
