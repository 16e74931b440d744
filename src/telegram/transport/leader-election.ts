import { newId } from '../../domain/id.ts';
import type { Leases } from '../../store/work/leases.ts';

export interface ElectedOptions {
  leases: Leases;
  /** Name of the lease: one holder for each name over all instances. */
  name: string;
  now: () => Date;
  start(): void;
  stop(): Promise<void>;
  log: (event: string, details?: object) => void;
}

/** A holder that falls silent is replaced after this long, in milliseconds; clocks may differ by some seconds. */
const HELD_FOR = 15_000;
const ASK_EVERY = 4000;

/** Runs something in one instance at a time: whoever holds the lease. The others stand by and take over when it ends. */
export function createElected({ leases, name, now, start, stop, log }: ElectedOptions) {
  const owner = newId();
  let holding = false;
  let lastTaken = 0;
  let timer: NodeJS.Timeout | undefined;
  let ended = false;
  /** The question under way. */
  let asking: Promise<void> = Promise.resolve();

  function ask(): Promise<void> {
    asking = question();
    return asking;
  }

  async function question(): Promise<void> {
    try {
      const taken = await leases.take(name, owner, now(), HELD_FOR);
      if (taken) lastTaken = performance.now();
      await become(taken);
    } catch (error) {
      log('lease.unreachable', { name, reason: error instanceof Error ? error.message : String(error) });
      // Not heard of for so long, the lease may be somebody else's by now.
      if (performance.now() - lastTaken > HELD_FOR - ASK_EVERY) await become(false);
    }
    if (!ended) timer = setTimeout(() => void ask(), ASK_EVERY);
    timer?.unref();
  }

  async function become(holder: boolean): Promise<void> {
    if (holder === holding || ended) return;
    holding = holder;
    log(holder ? 'lease.taken' : 'lease.lost', { name });
    if (holder) start();
    // Whatever fails in ending, the lease has to be asked for again.
    else await stop().catch((error) => log('lease.unended', { name, reason: String(error) }));
  }

  return {
    run: (): Promise<void> => ask(),
    /** Ends what runs and gives the lease back, so that another instance need not wait. */
    async end(): Promise<void> {
      ended = true;
      clearTimeout(timer);
      // An answer on its way would take the lease after it was given back, and keep the others from it.
      await asking;
      if (holding) await stop();
      await leases.release(name, owner).catch(() => {});
    },
  };
}
