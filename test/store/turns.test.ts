import { setImmediate as later } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createTurns } from '../../src/store/turns.ts';

it('lets work in one after another, whatever becomes of it', async () => {
  const inTurn = createTurns(60_000);
  const seen: string[] = [];
  const works = [1, 2, 3].map((number) =>
    inTurn(async () => {
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
  const endless = inTurn(() => new Promise<string>(() => {}));
  expect(await Promise.race([endless, inTurn(async () => 'next')])).toBe('next');
});
