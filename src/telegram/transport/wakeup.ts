import { setTimeout as sleep } from 'node:timers/promises';

/** A pause that ends early when it is woken, and at once where that happened since the pause before. */
export function createWakeup() {
  let waking = new AbortController();
  return {
    wake(): void {
      waking.abort();
    },
    /** For so many milliseconds; keeps no process alive. */
    async pause(ms: number): Promise<void> {
      await sleep(ms, undefined, { signal: waking.signal, ref: false }).catch(() => {});
      waking = new AbortController();
    },
  };
}
