import { setImmediate as later } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createTurns } from '../../../src/store/work/coalescing-queue.ts';

it('lets in two at a time, in order, whatever becomes of them', async () => {
  const inTurn = createTurns(2);
  let [running, most] = [0, 0];
  const begun: number[] = [];
  const works = [1, 2, 3, 4, 5].map((number) =>
    inTurn(String(number), async () => {
      begun.push(number);
      running++;
      most = Math.max(most, running);
      await later();
      running--;
      if (number === 2) throw new Error('failed');
      return number;
    }),
  );
  expect(await Promise.allSettled(works)).toMatchObject([
    { value: 1 },
    { status: 'rejected' },
    { value: 3 },
    { value: 4 },
    { value: 5 },
  ]);
  expect(begun).toEqual([1, 2, 3, 4, 5]);
  expect(most).toBe(2);
});

it('goes on beside work that takes long', async () => {
  const inTurn = createTurns(2);
  const endless = inTurn('endless', () => new Promise<string>(() => {}));
  expect(await Promise.race([endless, inTurn('next', async () => 'next')])).toBe('next');
});

it('does once what several wait for, and again what somebody asks for when it has begun', async () => {
  const inTurn = createTurns(1);
  let done = 0;
  const count = async () => ++done;
  const first = inTurn('the same', count);
  await later();
  expect(await Promise.all([first, inTurn('the same', count), inTurn('the same', count)])).toEqual([1, 2, 2]);
  expect(await inTurn('the same', count)).toBe(3);
});
