import type { Log } from '../../domain/log.ts';
import { faultKind } from './errors.ts';

/**
 * Goes on with work after its handler has answered: a tap waits for no picture. Lost with the process; errors are logged,
 * to the log of the update that it comes from where that is given.
 */
export type HandOff = (name: string, work: () => Promise<unknown>, log?: Log) => void;

/** Hands work off after so many milliseconds: for what may as well never be done. */
export type Later = (name: string, ms: number, work: () => Promise<unknown>) => void;

/** Makes the hand-off of one program; `drained` resolves when nothing is under way, and what was for later is given up. */
export function createHandOff(ownLog: Log): { handOff: HandOff; later: Later; drained(): Promise<void> } {
  const running = new Set<Promise<unknown>>();
  const waiting = new Set<NodeJS.Timeout>();
  const hands = {
    later(name: string, ms: number, work: () => Promise<unknown>): void {
      const timer = setTimeout(() => {
        waiting.delete(timer);
        hands.handOff(name, work);
      }, ms).unref();
      waiting.add(timer);
    },

    handOff(name: string, work: () => Promise<unknown>, log: Log = ownLog): void {
      const done = work()
        .catch((error: unknown) => {
          const kind = faultKind(error);
          if (kind === 'expected' || kind === 'blocked') return log('debug', 'handed-off.refused', { name, kind });
          const details = { name, kind, error };
          log(kind === 'ours' || kind === 'refused' ? 'error' : 'warn', 'handed-off.failed', details);
        })
        .finally(() => running.delete(done));
      running.add(done);
    },
    async drained(): Promise<void> {
      for (const timer of waiting) clearTimeout(timer);
      waiting.clear();
      while (running.size > 0) await Promise.all(running);
    },
  };
  return hands;
}
