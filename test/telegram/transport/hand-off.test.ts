import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createHandOff } from '../../../src/telegram/transport/hand-off.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('does what is for later when its time has come, and gives it up where the program ends before', async () => {
  const { later, drained } = createHandOff(() => {});
  const done: string[] = [];
  later('first', 1000, async () => done.push('first'));
  later('second', 60_000, async () => done.push('second'));
  vi.advanceTimersByTime(1000);
  expect(done).toEqual(['first']);
  await drained();
  vi.advanceTimersByTime(60_000);
  expect(done).toEqual(['first']);
});
