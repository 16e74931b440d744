import { expect, it } from 'vitest';
import { createSharedResults } from '../../../src/store/work/shared-results.ts';

it('does a work once while nothing changed, and again when something has', async () => {
  let version = '1';
  const share = createSharedResults(async () => version);
  let done = 0;
  const count = async () => ++done;
  expect(await Promise.all([share('a', count), share('a', count)])).toEqual([1, 1]);
  expect(await share('a', count)).toBe(1);
  expect(await share('b', count)).toBe(2);
  version = '2';
  expect(await share('a', count)).toBe(3);
});

it('keeps no failure, nothing where changes cannot be told, and only the last results', async () => {
  let version: string | undefined = '1';
  const share = createSharedResults(async () => version);
  await expect(share('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  let done = 0;
  const count = async () => ++done;
  expect(await share('a', count)).toBe(1);
  for (const other of '123456789') await share(other, async () => 0);
  expect(await share('a', count)).toBe(2);
  version = undefined;
  expect([await share('a', count), await share('a', count)]).toEqual([3, 4]);
});
