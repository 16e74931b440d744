import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import type { Update } from '@grammyjs/types';
import { expect, it } from 'vitest';
import type { Call } from '../../../src/telegram/transport/api.ts';
import { type Aside, createPoller } from '../../../src/telegram/transport/poller.ts';

it('lets the updates of many users wait at once, without a warning about it', async () => {
  const warnings: Error[] = [];
  const note = (warning: Error) => warnings.push(warning);
  process.on('warning', note);
  const updates = Array.from({ length: 40 }, (_, index) => ({ update_id: index + 1 }) as Update);
  let begun = 0;
  const poller = createPoller({
    call: (async () => updates) as unknown as Call,
    async handle(_update, signal) {
      begun++;
      await wait(60_000, undefined, { signal });
    },
    log: () => {},
    allowed: ['message'],
  });
  poller.start();
  await expect.poll(() => begun).toBe(updates.length);
  await turn();
  await poller.stop();
  process.off('warning', note);
  expect(warnings).toEqual([]);
});

/** Telegram as far as polling goes: the hundred lowest updates that are not confirmed. */
function telegram(count: number) {
  let waiting = Array.from({ length: count }, (_, index) => ({ update_id: index + 1 }) as Update);
  const call = async (_method: string, { offset = 0 }: { offset?: number }) => {
    waiting = waiting.filter(({ update_id: id }) => id >= offset);
    await turn();
    return waiting.slice(0, 100);
  };
  return { call: call as unknown as Call, left: () => waiting.map(({ update_id: id }) => id) };
}

it('lets updates that hang keep no others from coming, and takes them up again at the next start', async () => {
  const rows = new Map<number, Update>();
  const aside: Aside = {
    keep: async (updates) => void updates.map((update) => rows.set(update.update_id, update)),
    forget: async (id) => void rows.delete(id),
    kept: async () => [...rows.values()],
  };
  const { call, left } = telegram(400);
  const handled: number[] = [];
  const begin = (hangs: (id: number) => boolean) => {
    const poller = createPoller({
      call,
      aside,
      async handle({ update_id: id }, signal) {
        if (hangs(id)) await wait(60_000, undefined, { signal });
        handled.push(id);
      },
      log: () => {},
      allowed: ['message'],
    });
    poller.start();
    return poller;
  };
  // Every second one hangs, two hundred in all: twice what Telegram shows.
  const hangs = (id: number) => id % 2 === 0;
  const first = begin(hangs);
  await expect.poll(() => handled.length).toBe(200);
  await expect.poll(() => rows.size).toBeGreaterThanOrEqual(100);
  await first.stop();
  await first.confirm();
  // Cut off in the middle: each is either still with Telegram or kept by us.
  expect([...new Set([...left(), ...rows.keys()])].filter(hangs)).toHaveLength(200);

  const second = begin(() => false);
  await expect.poll(() => new Set(handled).size).toBe(400);
  await expect.poll(() => [rows.size, left().length]).toEqual([0, 0]);
  await second.stop();
});
