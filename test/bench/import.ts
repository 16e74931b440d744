import { setTimeout as sleep } from 'node:timers/promises';
import { openStore, type Store } from '../../src/store/index.ts';
import type { Bench, BenchContext, BenchRow } from './bench.ts';
import { type BotProcess, startBotProcess } from './bot-process.ts';
import { after, letIn, p95, pacedTaps, preparePacedTaps, tapsTold } from './paced-taps.ts';
import { startTelegramStub } from './telegram-stub.ts';

/*
 * A file of 50,000 lines must not block anybody's taps: the same taps of the same managers, paced as people tap, in quiet
 * and while the file is read, matched and taken in; p95 beside p95.
 */

const SUPERVISOR = 6_100_000;

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
  const times = await pacedTaps(bot, () => over);
  await watching;
  return { times, seconds: (performance.now() - begun) / 1000 };
}

async function run({ emptyDatabase, size, say }: BenchContext): Promise<BenchRow[]> {
  const lines = size(50_000);
  const stub = await startTelegramStub();
  const uri = emptyDatabase();
  const store = await openStore({ uri });
  await preparePacedTaps(store);
  await letIn(store, SUPERVISOR, 'supervisor');
  const stored = await store.files.put(csvOf(lines), { name: 'bench.csv', mime: 'text/csv' });
  if (!stored.ok) throw new Error('the file is too large');
  const file = { fileId: 'none', kind: 'document' as const, name: 'bench.csv', stored: stored.value };
  await store.imports.begin({ id: 'bench', by: SUPERVISOR, file, createdAt: new Date() });
  const bot = await startBotProcess('../../src/main.js', {
    TELEGRAM_API_ROOT: stub.apiRoot,
    MONGODB_URI: uri,
  });
  await pacedTaps(bot, after(5));
  say('quiet');
  const quiet = await pacedTaps(bot, after(15));
  const reading = await during(bot, store, 'bench-read', 'import-read', say);
  const taking = await during(bot, store, 'bench-import', 'import', say);
  const job = await store.jobs.get('bench-import');
  await bot.stop();
  await store.close();
  stub.close();
  const beside = (what: string, { times, seconds }: { times: number[]; seconds: number }): BenchRow => ({
    what: `${what} ${lines} lines, in ${seconds.toFixed(0)} s: taps meanwhile`,
    aim: 'p95 at most 2 × quiet',
    measured: `${tapsTold(times)}: ${(p95(times) / p95(quiet)).toFixed(2)} ×`,
    met: p95(times) <= 2 * p95(quiet),
  });
  return [
    { what: 'taps in quiet', aim: '', measured: tapsTold(quiet) },
    beside('reading', reading),
    beside('importing', taking),
    { what: 'imported', aim: '', measured: JSON.stringify(job?.progress.counts) },
  ];
}

export const bench: Bench = run;
