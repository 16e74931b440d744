/** Does a work when its turn comes. `what`: those who ask for the same while it waits get the one result. */
export type InTurn = <T>(what: string, work: () => Promise<T>) => Promise<T>;

interface Waiting {
  what: string;
  start(): Promise<unknown>;
}

/**
 * Lets work that weighs on the database in, at most so many at a time and in the order it was asked for, so that many who
 * ask at once leave the rest of a small machine to those who tap. Work has to end by itself: it holds its place until then.
 * Only what has not begun is shared: what has may have missed what somebody saved before asking.
 */
export function createTurns(atOnce: number): InTurn {
  const waiting: Waiting[] = [];
  const results = new Map<string, Promise<unknown>>();
  let running = 0;

  function next(): void {
    const work = running < atOnce ? waiting.shift() : undefined;
    if (!work) return;
    running++;
    results.delete(work.what);
    void work.start().finally(() => {
      running--;
      next();
    });
  }

  return <T>(what: string, work: () => Promise<T>): Promise<T> => {
    const same = results.get(what) as Promise<T> | undefined;
    if (same) return same;
    const result = new Promise<T>((resolve, reject) => {
      waiting.push({ what, start: () => work().then(resolve, reject) });
    });
    results.set(what, result);
    // Begun after this call: those who ask for the same in one breath share it.
    queueMicrotask(next);
    return result;
  };
}
