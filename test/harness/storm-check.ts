import { expect } from 'vitest';
import { AT_ONCE } from '../../src/telegram/transport/background.ts';
import { busiestSecond, type Storm } from './storm.ts';

/** What has to be true of every storm in whose middle the sender was killed; prints its numbers. */
export function checkStorm(storm: Storm, count: number): void {
  const counts = [...storm.arrived.values()];
  const twice = counts.filter((times) => times > 1).length;
  const most = busiestSecond(storm.received);
  console.log(
    `${storm.arrived.size} of ${count} reminders in ${storm.seconds.toFixed(1)} s, ${storm.refused} refusals (429, 502), ` +
      `${storm.inHand} in hand at the kill, ${twice} came twice, at most ${most} calls received in a second`,
  );
  expect(storm.killed).toBe(true);
  expect(storm.arrived.size).toBe(count);
  expect(Math.max(...counts)).toBeLessThanOrEqual(2);
  expect(twice).toBeLessThanOrEqual(AT_ONCE);
  expect(storm.inHand).toBeLessThanOrEqual(AT_ONCE);
  expect(most).toBeLessThanOrEqual(25);
  expect(storm.faults).toEqual([]);
}
