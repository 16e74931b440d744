import { setTimeout as sleep } from 'node:timers/promises';

/** The longest rest, in milliseconds. */
const LONGEST = 250;
/** How much longer than the work a rest is where the process has no time left for others. */
const PATIENCE = 8;
/** How much the latest rest counts in what is known of the others. */
const FRESH = 0.2;

/** How much of what the job waited for others (the database) counts as work of its own. */
const WAITED = 0.25;

/**
 * Pauses of a long job that shares its process and its database with people who tap. A rest is as long as the work before it
 * where nobody else wants anything, and the longer, the more of the process's time others took while the job rested. Waiting
 * for the database is hardly work: it holds up no tap of this process.
 */
export function createBreath(): () => Promise<void> {
  let since = performance.eventLoopUtilization();
  let others = 0;
  return async () => {
    const { active, idle } = performance.eventLoopUtilization(since);
    const rest = (active + WAITED * idle) * (1 + PATIENCE * others);
    const before = performance.eventLoopUtilization();
    await sleep(Math.min(LONGEST, Math.max(1, rest)));
    others += FRESH * (performance.eventLoopUtilization(before).utilization - others);
    since = performance.eventLoopUtilization();
  };
}
