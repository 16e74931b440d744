import type { Log } from '../../domain/log.ts';
import { faultKind } from './errors.ts';

/**
 * Goes on with work after its handler has answered: a tap waits for no picture. Lost with the process; errors are logged,
 * to the log of the update that it comes from where that is given.
 */
export type HandOff = (name: string, work: () => Promise<unknown>, log?: Log) => void;

/** Makes the hand-off of one program; `drained` resolves when nothing is under way. */
export function createHandOff(ownLog: Log): { handOff: HandOff; drained(): Promise<void> } {
  const running = new Set<Promise<unknown>>();
  return {
    handOff(name, work, log = ownLog) {
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
    async drained() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
