import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { guards } from './faults/guards.ts';

const url = (file: string) => new URL(`../${file}`, import.meta.url);

/** The tests that the page names: a file, and names of tests in it, separated by semicolons. */
const named = [...readFileSync(url('docs/threat-model.md'), 'utf8').matchAll(/^\|.*\| ([^|]*) \|$/gm)]
  .map(([, cell = '']) => cell)
  .filter((cell) => cell !== 'test' && !/^-+$/.test(cell))
  .map((cell) =>
    [...cell.matchAll(/`(test\/[^`]+)`: (.*?)(?=; `test\/|$)/g)].flatMap(([, file = '', names = '']) =>
      names.split('; ').map((name) => ({ file, name })),
    ),
  );

it('names for every threat a test that is there', () => {
  expect(named.length).toBeGreaterThan(25);
  for (const tests of named) expect(tests.length).toBeGreaterThan(0);
  const missing = named
    .flat()
    .filter(({ file, name }) => !existsSync(url(file)) || !readFileSync(url(file), 'utf8').includes(`'${name}'`));
  expect(missing).toEqual([]);
});

it('names the tests that go red when a guard is taken out', () => {
  const lines = named.flat().map(({ file, name }) => `${file}: ${name}`);
  expect(guards).toHaveLength(10);
  for (const { red } of guards) {
    for (const [file, names] of Object.entries(red)) {
      expect(lines).toEqual(expect.arrayContaining(names.map((name) => `${file}: ${name}`)));
    }
  }
});
