import { EVERYBODY } from '../../src/domain/rights.ts';
import { type Bench, type BenchDatabase, type BenchRow, ms, quantile } from './bench.ts';
import { pick, type Random, randomFrom } from './seed-words.ts';

/*
 * The search for clients over many names: as they are typed in a hurry, by a part, by a word in another case.
 */

const PAGE = 8;
const ROUNDS = 300;
const WARM_UP = 40;

/** A name as somebody types it in a hurry: without its legal form, one letter left out, doubled, swapped or mistaken. */
function mistyped(name: string, random: Random): string {
  const bare = name.replace(/^(?:ООО|АО|ЗАО|ИП)\s|[«»]|\s(?:Ltd|Inc|GmbH|LLC)$/gu, '');
  const at = 1 + Math.floor(random() * (bare.length - 2));
  const [before, letter, after] = [bare.slice(0, at), bare.slice(at, at + 1), bare.slice(at + 1)];
  return pick(random, [
    before + after,
    before + letter + letter + after,
    before + after.slice(0, 1) + letter + after.slice(1),
    `${before}о${after}`,
  ]);
}

const bareOf = (name: string): string => name.replace(/^(?:ООО|АО|ЗАО|ИП)\s|[«»]|\s(?:Ltd|Inc|GmbH|LLC)$/gu, '');

/** What somebody types for a name, by how. */
const ways: Record<string, (name: string, random: Random) => string> = {
  'a typo': mistyped,
  'its beginning': (name) => bareOf(name).slice(0, 5),
  'its longest word': (name) =>
    bareOf(name)
      .split(' ')
      .reduce((best, word) => (word.length > best.length ? word : best), ''),
  'a part of it': (name) => bareOf(name).slice(2, 9),
  'a name that is nowhere': (name, random) => `${pick(random, ['Щур', 'Фьорд', 'Zyx'])}${bareOf(name).slice(3, 6)}ыкс`,
};

async function searched({ store, seeded }: BenchDatabase, what: string): Promise<BenchRow> {
  const random = randomFrom(3);
  const times: number[] = [];
  let found = 0;
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    const name = seeded.organizationName(Math.floor(random() * seeded.organizations));
    const typed = ways[what]?.(name, random) ?? name;
    const startedAt = performance.now();
    const hits = await store.organizations.search(EVERYBODY, typed, PAGE);
    if (round < WARM_UP) continue;
    times.push(performance.now() - startedAt);
    if (hits.some((hit) => hit.name === name)) found++;
  }
  const p95 = quantile(times, 0.95);
  return {
    what: `client search by ${what}, ${seeded.organizations.toLocaleString('en')} names`,
    aim: 'p95 at most 100 ms',
    measured: `p50 ${ms(quantile(times, 0.5))}, p95 ${ms(p95)}; ${((found / ROUNDS) * 100).toFixed(1)} % found`,
    met: p95 <= 100,
  };
}

export const bench: Bench = async ({ database, size, say }) => {
  const organizations = size(100_000);
  const names = await database({ contacts: size(1000), organizations, managers: size(100) });
  const rows: BenchRow[] = [];
  for (const what of Object.keys(ways)) {
    say(what);
    rows.push(await searched(names, what));
  }
  return rows;
};
