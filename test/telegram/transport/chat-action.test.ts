import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Call } from '../../../src/telegram/transport/api.ts';
import { showingAction } from '../../../src/telegram/transport/chat-action.ts';

let shown: string[];
const call: Call = (_method, params) => {
  shown.push('action' in params ? String(params.action) : '');
  return Promise.reject(new Error('not taken'));
};
const working = (ms: number) => () => new Promise<string>((resolve) => setTimeout(() => resolve('done'), ms));

beforeEach(() => {
  shown = [];
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('says nothing of what is done within a second', async () => {
  const work = showingAction(call, 1, 'typing', working(900));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await work).toBe('done');
  expect(shown).toEqual([]);
});

it('says what takes longer, and says it again as long as it lasts, whatever Telegram makes of that', async () => {
  const work = showingAction(call, 1, 'upload_photo', working(12_000));
  await vi.advanceTimersByTimeAsync(1000);
  expect(shown).toEqual(['upload_photo']);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await work).toBe('done');
  expect(shown).toHaveLength(3);
});

it('says nothing more of what hangs', async () => {
  void showingAction(call, 1, 'typing', () => new Promise(() => {}));
  await vi.advanceTimersByTimeAsync(600_000);
  expect(shown).toHaveLength(13);
});
