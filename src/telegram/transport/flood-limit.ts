/*
 * How much one user may send: a bucket that holds `most` updates and fills up again within half a minute. Quick tapping
 * passes; a stuck key or a script does not. Each instance counts for itself: it is about its own load, not about rights.
 */

/** The time an empty bucket takes to fill, in milliseconds. */
const WINDOW = 30_000;
/** One line, and one word at a tap, is enough for so long, in milliseconds. */
const TELL_EVERY = 10_000;
/** Buckets that are full again are forgotten once there are so many. */
const REMEMBERED = 10_000;

interface Bucket {
  left: number;
  at: number;
  told: number;
}

/** What to do with an update: handle it, drop it and say so, or drop it. */
export type FloodVerdict = 'pass' | 'tell' | 'drop';

/** Counts updates of users. `most` in half a minute; 0 means no limit. `now` is a clock in milliseconds that only goes on. */
export function createFlood(most: number, now: () => number = () => performance.now()) {
  const buckets = new Map<number, Bucket>();

  function bucketOf(user: number, at: number): Bucket {
    const known = buckets.get(user);
    if (!known) return { left: most, at, told: Number.NEGATIVE_INFINITY };
    return { ...known, left: Math.min(most, known.left + ((at - known.at) / WINDOW) * most), at };
  }

  function forget(at: number): void {
    if (buckets.size <= REMEMBERED) return;
    for (const [user, bucket] of buckets) if (at - bucket.at > WINDOW) buckets.delete(user);
  }

  return {
    /** Counts one update of a user. */
    take(user: number): FloodVerdict {
      if (most === 0) return 'pass';
      const at = now();
      const bucket = bucketOf(user, at);
      forget(at);
      if (bucket.left >= 1) {
        buckets.set(user, { ...bucket, left: bucket.left - 1 });
        return 'pass';
      }
      const tells = at - bucket.told >= TELL_EVERY;
      buckets.set(user, tells ? { ...bucket, told: at } : bucket);
      return tells ? 'tell' : 'drop';
    },
    /** An update has to come again through no fault of its user: it does not count. */
    giveBack(user: number): void {
      const bucket = buckets.get(user);
      if (bucket) buckets.set(user, { ...bucket, left: Math.min(most, bucket.left + 1) });
    },
  };
}

export type Flood = ReturnType<typeof createFlood>;
