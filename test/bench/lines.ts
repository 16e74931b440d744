import { readLine } from '../../src/domain/line/read-line.ts';
import type { KnownName, Situation } from '../../src/domain/line/reading.ts';
import { DIRECTORY, NOW, WORKING_DAYS, WRITERS } from '../../src/tools/lines/corpus.ts';
import { type Bench, type BenchContext, type BenchRow, ms, quantile } from './bench.ts';

/*
 * What reading one line costs of the processor. A message of Telegram has 4,096 characters at most: nothing of a longer text that people
 * send may hold up the event loop.
 */

const LONGEST = 4096;
const AIM_MS = 50;
const LINES: readonly (readonly [what: string, writer: 'ru' | 'en', text: string])[] = [
  [
    'a Russian line',
    'ru',
    'Утром звонил Козлов, счёт на 12 500 за крепёж получил, перезвонить в пятницу в 15:30, скидку дал 3%; ',
  ],
  [
    'an English line',
    'en',
    'Rang Tom at Northwind at half ten, 40 pallets agreed, send the PO by Thursday and chase Kate on 12/4; ',
  ],
  ['nothing but times', 'ru', 'завтра в 15, 10.12 в 9:30, во вторник с 10 до 12, через два часа, '],
];

const names: KnownName[] = DIRECTORY.flatMap(([client, ...persons]) => [
  { id: client, kind: 'organization' as const, name: client },
  ...persons.map((name) => ({ id: name, kind: 'person' as const, name, organization: client })),
]);

async function run({ size }: BenchContext): Promise<BenchRow[]> {
  return LINES.map(([what, writer, text]) => {
    const situation: Situation = {
      now: NOW,
      ...WRITERS[writer],
      dayOrder: 'day-first',
      workingDays: WORKING_DAYS,
      names,
    };
    const line = text.repeat(LONGEST / text.length + 1).slice(0, LONGEST);
    // Each line another one, so that nothing is known of it before.
    const times = Array.from({ length: size(200) + 20 }, (_, index) =>
      cpuOf(() => readLine(`${index} ${line}`, { ...situation })),
    );
    const [median, p95] = [0.5, 0.95].map((share) => quantile(times.slice(20), share));
    return {
      what: `${what} of ${LONGEST.toLocaleString('en')} characters, read`,
      aim: `at most ${AIM_MS} ms of CPU (p95)`,
      measured: `${ms(median ?? Number.NaN)}, p95 ${ms(p95 ?? Number.NaN)}`,
      met: (p95 ?? Number.NaN) <= AIM_MS,
    };
  });
}

/** Milliseconds of the processor, whoever else is at work on the machine. */
function cpuOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

export const bench: Bench = run;
