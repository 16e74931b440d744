import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Guard, guards } from './guards.ts';

/*
 * A test that guards something goes red when the guard is gone. Each guard is taken out of a copy of the sources, and the
 * tests that docs/threat-model.md names for it are run there, and only these.
 */

const project = fileURLToPath(new URL('../../', import.meta.url));
const copy = mkdtempSync(path.join(tmpdir(), 'sloop-guards-'));
/** What the tests read of the sources; the rest is the project's own. */
const COPIED = /^(src|scenes|test|package\.json|tsconfig.*\.json|vitest.*\.ts)$/;
const LEFT_OUT = /^(\.git|\.cache)$/;

beforeAll(() => {
  for (const name of readdirSync(project)) {
    const [from, to] = [path.join(project, name), path.join(copy, name)];
    if (COPIED.test(name)) cpSync(from, to, { recursive: true });
    else if (!LEFT_OUT.test(name)) symlinkSync(from, to);
  }
});
const table: string[] = [];
afterAll(() => {
  rmSync(copy, { recursive: true, force: true });
  console.log(`Guards taken out, one at a time:\n${table.join('\n')}`);
});

/** By the name of each test that was run, whether it passed. */
type Verdicts = Map<string, 'passed' | 'failed'>;
interface Report {
  testResults: { assertionResults: { title: string; status: string }[] }[];
}

/** Walks that take minutes and whose tests need none of the others: of these files only the named ones are run. */
const LONG = 'test/rights/';

/** Runs the files that hold these tests in the copy, and tells how the tests went. */
async function run(red: Guard['red']): Promise<Verdicts> {
  const wanted = Object.values(red).flat();
  const pattern = wanted.map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|');
  const report = path.join(copy, 'report.json');
  rmSync(report, { force: true });
  await new Promise<void>((resolve) => {
    const tool = path.join(copy, 'node_modules/vitest/vitest.mjs');
    const how = [
      ...['--config', 'vitest.all.config.ts', '--reporter=json', `--outputFile=${report}`],
      ...(Object.keys(red).every((file) => file.startsWith(LONG)) ? ['-t', pattern] : []),
    ];
    const env = { ...process.env, VITEST: undefined, VITEST_POOL_ID: undefined, VITEST_WORKER_ID: undefined };
    execFile(process.execPath, [tool, 'run', ...how, ...Object.keys(red)], { cwd: copy, env }, () => resolve());
  });
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  const verdicts: Verdicts = new Map();
  for (const { title, status } of testResults.flatMap(({ assertionResults }) => assertionResults)) {
    if (wanted.includes(title) && (status === 'passed' || status === 'failed')) verdicts.set(title, status);
  }
  return verdicts;
}

const [long, short]: [Guard['red'], Guard['red']] = [{}, {}];
for (const [file, names] of guards.flatMap(({ red }) => Object.entries(red))) {
  const all = file.startsWith(LONG) ? long : short;
  all[file] = [...new Set([...(all[file] ?? []), ...names])];
}

describe('the guards of the threat model', () => {
  it('are in place: the tests that guard them pass', async () => {
    for (const all of [long, short]) {
      const names = Object.values(all).flat();
      expect(Object.fromEntries(await run(all))).toEqual(Object.fromEntries(names.map((name) => [name, 'passed'])));
    }
  });

  it.each(guards)('are missed when taken out: $guard', async ({ guard, file, text, without, red }) => {
    const mutated = path.join(copy, file);
    const source = readFileSync(mutated, 'utf8');
    expect(source.split(text)).toHaveLength(2);
    writeFileSync(
      mutated,
      source.replace(text, () => without),
    );
    try {
      const names = Object.values(red).flat();
      const verdicts = await run(red);
      const missed = names.filter((name) => verdicts.get(name) === 'failed').length;
      table.push(`${missed === names.length ? 'noticed' : 'MISSED '}  ${missed}/${names.length}  ${guard}  (${file})`);
      expect(Object.fromEntries(verdicts)).toEqual(Object.fromEntries(names.map((name) => [name, 'failed'])));
    } finally {
      writeFileSync(mutated, source);
    }
  });
});
