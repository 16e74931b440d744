import { setTimeout as sleep } from 'node:timers/promises';
import type { Call } from './api.ts';
import { faultKind, retryAfter } from './errors.ts';
import type { createGate } from './rate-limiter.ts';

/** What was read so long before its turn is read again, in milliseconds. */
const STALE = 5000;
/** A server that stumbles is asked once more after so long, before the item is put off. */
const HICCUP = 400;

/** Not sure any more of being the only sender, or the turn came so late that the item has to be read again. */
export class NotNow extends Error {}

/** So long, give or take a quarter, so that many do not come back at once; keeps no process alive. */
export const jittered = (ms: number): Promise<void> =>
  sleep(ms * (0.75 + Math.random() / 2), undefined, { ref: false });

interface BackgroundCallOptions {
  call: Call;
  gate: ReturnType<typeof createGate>;
  /** Whether this instance may still send. */
  maySend(): boolean;
  /** The item's turn has come: the next one may be claimed. */
  turnTaken(): void;
}

/** The Bot API at the pace of background messages; a call that a server stumbled over is tried once more. */
export const createBackgroundCall =
  ({ call, gate, maySend, turnTaken }: BackgroundCallOptions): Call =>
  async (method, params, signal) => {
    if (!('chat_id' in params)) return call(method, params, signal);
    for (let attempt = 0; ; attempt++) {
      const asked = performance.now();
      const passage = await gate.pass(Number(params.chat_id));
      try {
        if (!maySend() || performance.now() - asked > STALE) throw new NotNow();
        turnTaken();
        passage.left();
        return await call(method, params, signal);
      } catch (error) {
        if (attempt > 0 || !isHiccup(error)) throw error;
      } finally {
        passage.answered();
      }
      await jittered(HICCUP);
    }
  };

/** A server in trouble or a broken connection; not a call that took too long, which may well have worked. */
const isHiccup = (error: unknown): boolean =>
  faultKind(error) === 'later' &&
  retryAfter(error) === undefined &&
  !(error instanceof Error && error.name === 'AbortError');
