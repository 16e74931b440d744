const HOUR = 3_600_000;

/**
 * How often something is done within an hour: for each one who wants it, and for all together. Each instance counts for
 * itself. Returns the question whether once more is allowed now, which counts it.
 */
export function createAllowance({ each, all }: { each: number; all: number }) {
  let since = new Date(0);
  let total = 0;
  const counts = new Map<number, number>();

  return (user: number, now: Date): boolean => {
    // Also when the clock was put back: no one waits longer for that.
    if (Math.abs(now.getTime() - since.getTime()) >= HOUR) {
      since = now;
      total = 0;
      counts.clear();
    }
    const count = counts.get(user) ?? 0;
    if (count >= each || total >= all) return false;
    counts.set(user, count + 1);
    total++;
    return true;
  };
}
