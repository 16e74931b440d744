import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createGate } from '../../../src/telegram/transport/rate-limiter.ts';
import { busiestSecond } from '../../harness/storm.ts';

it('lets no more through in a second than was said, as the receiver sees it, however long calls are under way', async () => {
  const gate = createGate({ perSecond: 25 });
  const received: number[] = [];
  await Promise.all(
    Array.from({ length: 80 }, async (_, i) => {
      const passage = await gate.pass(i);
      passage.left();
      // Some arrive at once, others late: evenly sent would not be evenly received.
      if (i % 3 > 0) await sleep((i * 97) % 400);
      received.push(performance.now());
      passage.answered();
    }),
  );
  expect(received).toHaveLength(80);
  expect(busiestSecond(received)).toBeLessThanOrEqual(25);
});

it('takes no turn from others for what is not sent after all', async () => {
  const gate = createGate({ perSecond: 1 });
  // At the pace of what is sent, this would outlast the test.
  for (let i = 0; i < 500; i++) (await gate.pass(i)).answered();
  expect(gate.closedFor()).toBe(0);
});
