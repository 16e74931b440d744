import type { Call } from './transport/api.ts';
import { SessionBusy } from './transport/errors.ts';

/** A handler that takes longer has hung, in milliseconds; the one who wants it sooner says so in the kit. */
export const HANDLER_LIMIT = 60_000;

/** The handling of an update was given up because it went on for too long. What it does later is refused with the same. */
export class HandlerHung extends Error {
  constructor(limit: number) {
    super(`the handler did not end within ${limit} ms`);
    this.name = 'HandlerHung';
  }
}

export interface TenureOptions {
  /** Prolongs the session's lease; false: it is somebody else's by now. */
  renew: () => Promise<boolean>;
  /** How often to prolong it, and for how long after that it is surely held; in milliseconds. */
  renewEvery: number;
  sureFor: number;
  /** After so long the handler is given up, in milliseconds. */
  limit: number;
}

/**
 * The time in which the handling of one update holds its user's session. Beyond it the handling may change nothing any
 * more: the store refuses its session by the lease, and its messages are refused here. A process that stood still asks
 * whether the lease is still its own before it sends. Work that was handed off goes on after a tenure that ended well.
 */
export function createTenure({ renew, renewEvery, sureFor, limit }: TenureOptions) {
  let state: 'held' | 'ended' | 'hung' | 'lost' = 'held';
  // By a clock that nothing sets, and that goes on while the process stands still.
  let renewedAt = performance.now();

  async function prolong(): Promise<void> {
    const asked = performance.now();
    const held = await renew();
    if (held) renewedAt = asked;
    else if (state === 'held') state = 'lost';
  }
  const renewal = setInterval(() => void prolong().catch(() => {}), renewEvery);
  renewal.unref();

  async function check(): Promise<void> {
    if (state === 'held' && performance.now() - renewedAt > sureFor) await prolong();
    if (state === 'lost') throw new SessionBusy();
    if (state === 'hung') throw new HandlerHung(limit);
  }

  return {
    /** Runs the handler. Rejects as it does, or with `HandlerHung` at the limit; `late` is told when it ends after all. */
    async within(handler: () => Promise<void>, late: (error?: unknown) => void): Promise<void> {
      const running = handler();
      let giveUp: NodeJS.Timeout | undefined;
      const hung = new Promise<never>((_, reject) => {
        giveUp = setTimeout(() => {
          state = 'hung';
          reject(new HandlerHung(limit));
        }, limit);
      });
      const unlessOnTime = (error?: unknown) => {
        if (state === 'hung') late(error);
      };
      running.then(() => unlessOnTime(), unlessOnTime);
      try {
        await Promise.race([running, hung]);
      } finally {
        clearTimeout(giveUp);
      }
    },
    /** The Bot API for as long as the session is ours. */
    fenced:
      (call: Call): Call =>
      async (method, params, signal) => {
        await check();
        return call(method, params, signal);
      },
    /** The session is stored or given back. */
    end(): void {
      clearInterval(renewal);
      if (state === 'held') state = 'ended';
    },
  };
}
