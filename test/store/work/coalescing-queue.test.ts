import { setImmediate as later } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createTurns } from '../../../src/store/work/coalescing-queue.ts';

it('lets work in one after another, whatever becomes of it', async () => {
  const inTurn = createTurns(60_000);
  const seen: string[] = [];
  const works = [1, 2, 3].map((number) =>
    inTurn(String(number), async () => {
      seen.push(`begin ${number}`);
      await later();
      seen.push(`end ${number}`);
      if (number === 2) throw new Error('failed');
      return number;
    }),
  );
  expect(await Promise.allSettled(works)).toMatchObject([{ value: 1 }, { status: 'rejected' }, { value: 3 }]);
  expect(seen).toEqual(['begin 1', 'end 1', 'begin 2', 'end 2', 'begin 3', 'end 3']);
});

it('holds nobody up behind what does not end', async () => {
  const inTurn = createTurns(10);
  const endless = inTurn('endless', () => new Promise<string>(() => {}));
  expect(await Promise.race([endless, inTurn('next', async () => 'next')])).toBe('next');
});

it('does once what several wait for, and anew what somebody asks for when it has begun', async () => {
  const inTurn = createTurns(60_000);
  let done = 0;
  const count = async () => ++done;
  const first = inTurn('the same', count);
  await later();
  expect(await Promise.all([first, inTurn('the same', count), inTurn('the same', count)])).toEqual([1, 2, 2]);
  expect(await inTurn('the same', count)).toBe(3);
});
