import { newId } from '../../domain/id.ts';

/** The leases of the store, as far as the sender needs them. */
export interface Leases {
  take(name: string, owner: string, now: Date, ms: number): Promise<boolean>;
  release(name: string, owner: string): Promise<void>;
}

const NAME = 'sender';
/** Long enough for clocks that differ by some seconds, and for a renewal that fails now and then; in milliseconds. */
const LEASE_MS = 15_000;
const RENEW_EVERY = 4000;
/** After so long without a renewal nothing is sent any more: another instance may begin after half of the lease. */
const SURE_FOR = 7000;

/** The lease that makes one instance the sender. `changed` is told when this instance begins or ends to be it. */
export function createSenderLease(leases: Leases, now: () => Date, changed: (held: boolean) => void) {
  const owner = newId();
  let holding = false;
  let renewedAt = Number.NEGATIVE_INFINITY;
  let askedAt = Number.NEGATIVE_INFINITY;

  /** Measured by a clock that nobody sets: a process that stood still has lost its lease. */
  const sure = () => holding && performance.now() - renewedAt < SURE_FOR;

  return {
    /** Whether this instance is the sender, and certainly the only one. */
    sure,
    /** Takes or prolongs the lease when it is time to. */
    async hold(): Promise<boolean> {
      if (performance.now() - askedAt < RENEW_EVERY) return sure();
      const before = performance.now();
      const held = await leases.take(NAME, owner, now(), LEASE_MS);
      askedAt = before;
      if (held) renewedAt = before;
      if (held !== holding) changed(held);
      holding = held;
      return sure();
    },
    async release(): Promise<void> {
      if (holding) await leases.release(NAME, owner);
    },
  };
}
