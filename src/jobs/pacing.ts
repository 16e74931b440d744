import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';

/** The longest rest, in milliseconds. */
const LONGEST = 250;
/** How much longer than the work a rest is where the process has no time left for others. */
const PATIENCE = 8;
/** How much the latest rest counts in what is known of the others. */
const FRESH = 0.2;

/**
 * Pauses of a long job that shares its process with people who tap. The process is to be free as long as it was busy where
 * no one else wants anything, and the longer, the more of its time others took while the job rested. While the job waits
 * for the database the process is free: that is as good as a rest.
 */
export function createBreath(): () => Promise<void> {
  let since = performance.eventLoopUtilization();
  let others = 0;
  return async () => {
    const { active, idle } = performance.eventLoopUtilization(since);
    const rest = active * (1 + PATIENCE * others) - idle;
    if (rest < 1) await turn();
    else {
      const before = performance.eventLoopUtilization();
      await sleep(Math.min(LONGEST, rest));
      others += FRESH * (performance.eventLoopUtilization(before).utilization - others);
    }
    since = performance.eventLoopUtilization();
  };
}
