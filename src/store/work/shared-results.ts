/** What the work reads, as of now: equal as long as nothing changed. Undefined: that cannot be told. */
export type VersionOf = () => Promise<string | undefined>;

/** So many results are kept: those asked for last. */
const KEPT = 8;

/**
 * Does a work once for everybody who asks for the same while nothing changed, also for those who ask when it is done.
 * `what` tells works apart. A result is that of a version read before the work began: it misses nothing that was there when
 * it was asked for. A failed work is done again.
 */
export function createSharedResults(versionOf: VersionOf) {
  const results = new Map<string, { version: string; result: Promise<unknown> }>();
  return async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    const version = await versionOf();
    if (version === undefined) return work();
    const known = results.get(what);
    results.delete(what);
    const kept = known?.version === version ? known : { version, result: work() };
    results.set(what, kept);
    kept.result.catch(() => {
      if (results.get(what) === kept) results.delete(what);
    });
    const [oldest] = results.keys();
    if (results.size > KEPT && oldest !== undefined) results.delete(oldest);
    return kept.result as Promise<T>;
  };
}
