import { readFile } from 'node:fs/promises';
import { createLocalRecogniser } from '../../src/speech/local/recogniser.ts';
import { openStore } from '../../src/store/index.ts';
import type { Bench, BenchContext, BenchRow } from './bench.ts';
import { startBotProcess } from './bot-process.ts';
import { after, p95, pacedTaps, preparePacedTaps, tapsTold } from './paced-taps.ts';
import { startTelegramStub } from './telegram-stub.ts';

/*
 * Voice notes that are heard on the machine must not hold up anybody's taps: the same taps, paced as people tap, in quiet and
 * while notes are heard one after another. There is no model here: what stands for it keeps one processor busy for as long as
 * a note lasts, in the very process of low priority in which a model works, after the real decoding.
 */

const BUSY = `export const engine = {
  load: async () => ({
    hear: async ({ samples, rate }) => {
      const end = performance.now() + (1000 * samples.length) / rate;
      let sum = 0;
      while (performance.now() < end) for (const one of samples) sum += one * one;
      return { text: 'heard ' + sum, words: [] };
    },
  }),
};`;

async function run({ emptyDatabase, quick, say }: BenchContext): Promise<BenchRow[]> {
  const seconds = quick ? 2 : 20;
  const stub = await startTelegramStub();
  const uri = emptyDatabase();
  const store = await openStore({ uri });
  await preparePacedTaps(store);
  const bot = await startBotProcess('../../src/main.js', { TELEGRAM_API_ROOT: stub.apiRoot, MONGODB_URI: uri });
  await pacedTaps(bot, after(quick ? 1 : 5));
  say('quiet');
  const quiet = await pacedTaps(bot, after(seconds));

  say('while notes are heard');
  const model = {
    name: 'busy',
    languages: ['en' as const],
    kind: 'nemo_ctc' as const,
    files: { tokens: 'none' },
    folder: '.',
  };
  const recogniser = createLocalRecogniser({
    models: [model],
    engine: new URL(`data:text/javascript,${encodeURIComponent(BUSY)}`),
  });
  // Three levels up: this runs compiled, from dist/test/bench.
  const bytes = await readFile(new URL('../../../test/fixtures/speech/hello.ogg', import.meta.url));
  const until = after(seconds);
  let notes = 0;
  const hearing = (async () => {
    for (; !until(); notes++) {
      await recogniser.hear({ bytes, name: 'voice.ogg' }, { language: 'en', signal: new AbortController().signal });
    }
  })();
  const busy = await pacedTaps(bot, until);
  await hearing;
  await recogniser.close();
  await bot.stop();
  await store.close();
  stub.close();
  return [
    { what: 'taps in quiet', aim: '', measured: tapsTold(quiet) },
    {
      what: `taps while ${notes} notes are heard one after another`,
      aim: 'p95 at most 1.5 × quiet',
      measured: `${tapsTold(busy)}: ${(p95(busy) / p95(quiet)).toFixed(2)} ×`,
      met: p95(busy) <= 1.5 * p95(quiet),
    },
  ];
}

export const bench: Bench = run;
