import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus, platform, totalmem } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { MongoClient } from 'mongodb';
import { openStore } from '../../src/store/index.ts';
import { startTestServer } from '../harness/server.ts';
import type { Bench, BenchContext, BenchDatabase, BenchRow } from './bench.ts';
import { seed } from './seed.ts';

/*
 * Runs the benches of this folder, all or those named, one after another on one database server, prints one table of
 * what was measured with its aim beside it, and writes the same to docs/bench.md.
 * BENCH_SCALE=0.1 takes a tenth of every number. With --quick the numbers are so small that all benches together take
 * some minutes: what they measure means nothing then, only whether they run.
 */

const QUICK = 0.002;
const { values, positionals: named } = parseArgs({ options: { quick: { type: 'boolean' } }, allowPositionals: true });
const scale = values.quick ? QUICK : Number(process.env.BENCH_SCALE ?? 1);

async function found(): Promise<{ name: string; bench: Bench }[]> {
  const folder = fileURLToPath(new URL('./', import.meta.url));
  const files = readdirSync(folder).filter((file) => /\.(?:js|ts)$/.test(file) && !file.startsWith('run.'));
  const modules = await Promise.all(
    files.sort().map(async (file) => ({
      name: path.parse(file).name,
      ...((await import(new URL(file, import.meta.url).href)) as { bench?: Bench }),
    })),
  );
  return modules.flatMap(({ name, bench }) =>
    bench && (named.length === 0 || named.includes(name)) ? [{ name, bench }] : [],
  );
}

/** Databases of the run's server: seeded ones, made once however many ask, and empty ones. */
function createDatabases(serverUri: string) {
  const seeded = new Map<string, Promise<BenchDatabase>>();
  let empty = 0;
  const uriOf = (name: string): string => {
    const uri = new URL(serverUri);
    uri.pathname = `/${name}`;
    uri.searchParams.set('directConnection', 'true');
    return uri.href;
  };
  const fill = async (name: string, sizes: Parameters<typeof seed>[1]): Promise<BenchDatabase> => {
    const uri = uriOf(name);
    const client = await MongoClient.connect(uri);
    const made = await seed(client.db(name), sizes);
    await client.close();
    return { store: await openStore({ uri }), seeded: made, uri, name };
  };
  return {
    database(sizes: Parameters<typeof seed>[1]): Promise<BenchDatabase> {
      const name = `bench-${sizes.contacts}-${sizes.organizations}-${sizes.managers}`;
      const made = seeded.get(name) ?? fill(name, sizes);
      seeded.set(name, made);
      return made;
    },
    emptyDatabase: () => uriOf(`bench-empty-${++empty}`),
    async close() {
      for (const made of await Promise.allSettled(seeded.values())) {
        if (made.status === 'fulfilled') await made.value.store.close();
      }
    },
  };
}

const verdict = ({ met }: BenchRow): string => (values.quick || met === undefined ? '' : met ? 'yes' : '**no**');

/** What one bench measured; `failed`: why it ended before its end. */
interface Result {
  name: string;
  rows: BenchRow[];
  seconds: number;
  failed?: string;
}

/** A bench that takes longer hangs, in milliseconds: the rest is measured without it. */
const LIMIT = 900_000;

/** Runs one bench. One that fails takes nobody's rows with it. */
async function ran(name: string, bench: Bench, context: BenchContext): Promise<Result> {
  context.say('...');
  const begun = performance.now();
  const taken = () => (performance.now() - begun) / 1000;
  try {
    const late = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error(`not done after ${LIMIT / 60_000} minutes`)), LIMIT).unref();
    });
    const rows = await Promise.race([bench(context), late]);
    context.say(`${taken().toFixed(0)} s`);
    return { name, rows, seconds: taken() };
  } catch (error) {
    console.error(`${name} failed:`, error);
    return { name, rows: [], seconds: taken(), failed: error instanceof Error ? error.message : String(error) };
  }
}

/** A cell of the table holds whatever is said in it. */
const cell = (text: string): string => text.replace(/\s+/g, ' ').replaceAll('|', '\\|');

function section({ name, rows, seconds, failed }: Result): string {
  const lines = [
    ...rows,
    ...(failed === undefined ? [] : [{ what: 'the bench itself', aim: 'runs', measured: failed, met: false }]),
  ];
  return [
    `## ${name}`,
    '',
    `Took ${seconds.toFixed(0)} s.`,
    '',
    '| what | aim | measured | met |',
    '| --- | --- | --- | --- |',
    ...lines.map((row) => `| ${[row.what, row.aim, row.measured].map(cell).join(' | ')} | ${verdict(row)} |`),
  ].join('\n');
}

function table(results: readonly Result[]): string {
  const machine = `${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${platform()}, Node ${process.version}`;
  const sizes = values.quick
    ? 'so small that the figures mean nothing'
    : scale === 1
      ? 'full size'
      : `${scale} of the full size`;
  const day = new Date().toISOString().slice(0, 10);
  const minutes = (results.reduce((sum, { seconds }) => sum + seconds, 0) / 60).toFixed(0);
  return `# What was measured\n\n\`npm run bench\` on ${machine}, ${sizes}, ${day}, ${minutes} minutes.\n\n${results.map(section).join('\n\n')}\n`;
}

const server = await startTestServer();
const databases = createDatabases(server.getUri());
const results: Result[] = [];
try {
  for (const { name, bench } of await found()) {
    const context: BenchContext = {
      ...databases,
      size: (full) => Math.max(1, Math.round(full * scale)),
      say: (line) => process.stderr.write(`${name}: ${line}\n`),
      quick: scale < 0.05,
    };
    results.push(await ran(name, bench, context));
  }
  const text = table(results);
  console.log(text);
  // A run of a few, or of small numbers, is not what the page promises to show.
  if (scale === 1 && named.length === 0) {
    const docs = new URL('../../../docs/', import.meta.url);
    mkdirSync(docs, { recursive: true });
    writeFileSync(new URL('bench.md', docs), text);
  }
} finally {
  await databases.close();
  await server.stop();
}
process.exit(results.some(({ failed }) => failed !== undefined) ? 1 : 0);
