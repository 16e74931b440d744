import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../domain/log.ts';
import { retryDelay } from '../domain/retry.ts';

/** What cannot be reached, told to the operator. */
export interface StartTrouble {
  /** Name of the event in the log. */
  event: string;
  /** A plain sentence: what is wrong and what to do about it. */
  sentence: string;
  /** How long to wait before the next attempt, in milliseconds, where the other side said so. */
  pause?: number | undefined;
}

/**
 * Tries until it works, with a line in the log each time it does not: for what may come up after the program.
 *
 * @param troubleOf undefined: waiting does not help, and the error is thrown
 * @param signal gives up, with its reason
 */
export async function untilReached<T>(
  attempt: () => Promise<T>,
  troubleOf: (error: unknown) => StartTrouble | undefined,
  { log, signal }: { log: Log; signal?: AbortSignal | undefined },
): Promise<T> {
  for (let attempts = 0; ; attempts++) {
    try {
      signal?.throwIfAborted();
      return await attempt();
    } catch (error) {
      const trouble = signal?.aborted ? undefined : troubleOf(error);
      if (!trouble) throw error;
      const pause = trouble.pause ?? retryDelay(attempts);
      log('warn', trouble.event, { msg: trouble.sentence, again: pause });
      await sleep(pause, undefined, signal ? { signal } : {});
    }
  }
}
