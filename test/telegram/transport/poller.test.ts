import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import type { Update } from '@grammyjs/types';
import { expect, it } from 'vitest';
import type { Call } from '../../../src/telegram/transport/api.ts';
import { createPoller } from '../../../src/telegram/transport/poller.ts';

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
