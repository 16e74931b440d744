import { setTimeout as sleep } from 'node:timers/promises';

/** The longest rest, in milliseconds. */
const LONGEST = 100;

/**
 * Pauses of a long job that shares its process and its database with people who tap: each lasts as long as the work before
 * it took, so that at most half of either is the job's, and the busier both are, the slower it goes.
 */
export function createBreath(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    await sleep(Math.min(LONGEST, Math.max(1, performance.now() - since)));
    since = performance.now();
  };
}
