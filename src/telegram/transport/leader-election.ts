import { newId } from '../../domain/id.ts';
import { reasonOf } from '../../domain/reason.ts';
import type { Leases } from '../../store/work/leases.ts';

/** Long enough for clocks that differ by some seconds, and for a renewal that fails now and then; in milliseconds. */
const LEASE_MS = 15_000;
const RENEW_EVERY = 4000;

export interface LeadershipOptions {
  leases: Pick<Leases, 'take' | 'release'>;
  /** Name of the lease: one holder for each name over all instances. */
  name: string;
  now: () => Date;
  /** After so long without a renewal this instance counts as no leader any more, in milliseconds: less than the lease. */
  sureFor: number;
  /** Told when this instance begins or ends to hold the lease. */
  changed?: (held: boolean) => void;
}

/** A lease that one instance at a time holds: the leader for some kind of work. */
export function createLeadership({ leases, name, now, sureFor, changed = () => {} }: LeadershipOptions) {
  const owner = newId();
  let holding = false;
  let renewedAt = Number.NEGATIVE_INFINITY;
  let askedAt = Number.NEGATIVE_INFINITY;

  /** Measured by a clock that nothing sets: a process that stood still has lost its lease. */
  const sure = () => holding && performance.now() - renewedAt < sureFor;

  return {
    /** Whether this instance is the leader, and certainly the only one. */
    sure,
    /** Takes or prolongs the lease when it is time to. */
    async hold(): Promise<boolean> {
      if (performance.now() - askedAt < RENEW_EVERY) return sure();
      const before = performance.now();
      const held = await leases.take(name, owner, now(), LEASE_MS);
      askedAt = before;
      if (held) renewedAt = before;
      if (held !== holding) changed(held);
      holding = held;
      return sure();
    },
    /** Gives the lease back, so that another instance need not wait. */
    async release(): Promise<void> {
      if (holding) await leases.release(name, owner);
      holding = false;
    },
  };
}

export interface ElectionOptions extends Pick<LeadershipOptions, 'leases' | 'name' | 'now'> {
  start(): void;
  stop(): Promise<void>;
  log: (event: string, details?: object) => void;
}

/** Runs something in one instance at a time, the leader. The others stand by and take over when it ends. */
export function createElection({ start, stop, log, ...options }: ElectionOptions) {
  const { name } = options;
  const leadership = createLeadership({ ...options, sureFor: LEASE_MS - RENEW_EVERY });
  let leading = false;
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
      await become(await leadership.hold());
    } catch (error) {
      log('lease.unreachable', { name, reason: reasonOf(error) });
      // Not renewed for so long, the lease may be another instance's by now.
      if (!leadership.sure()) await become(false);
    }
    if (!ended) timer = setTimeout(() => void ask(), RENEW_EVERY);
    timer?.unref();
  }

  async function become(leader: boolean): Promise<void> {
    if (leader === leading || ended) return;
    leading = leader;
    log(leader ? 'lease.taken' : 'lease.lost', { name });
    if (leader) start();
    // Whatever fails in ending, the lease has to be asked for again.
    else await stop().catch((error) => log('lease.unended', { name, reason: reasonOf(error) }));
  }

  return {
    run: (): Promise<void> => ask(),
    /** Ends what runs and gives the lease back. */
    async end(): Promise<void> {
      ended = true;
      clearTimeout(timer);
      // An answer on its way would take the lease after it was given back, and keep the others from it.
      await asking;
      if (leading) await stop();
      await leadership.release().catch(() => {});
    },
  };
}
