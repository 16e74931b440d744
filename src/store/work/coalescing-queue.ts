/** Does a work when its turn comes. `what`: those who ask for the same while it waits get the one result. */
export type InTurn = <T>(what: string, work: () => Promise<T>) => Promise<T>;

/**
 * Lets work that weighs on the database in one at a time, so that many who ask at once leave half of a small machine to
 * those who tap. What takes longer than `longest`, in milliseconds, holds up the next one no further. Only what has not
 * begun is shared: what has may have missed what somebody saved before asking.
 */
export function createTurns(longest: number): InTurn {
  const waiting = new Map<string, Promise<unknown>>();
  let free: Promise<void> = Promise.resolve();
  return <T>(what: string, work: () => Promise<T>): Promise<T> => {
    const same = waiting.get(what) as Promise<T> | undefined;
    if (same) return same;
    const result = free.then(() => {
      waiting.delete(what);
      return work();
    });
    waiting.set(what, result);
    free = free.then(() => settled(result, longest));
    return result;
  };
}

/** Resolves when the work has ended, however, or after so many milliseconds. */
function settled(work: Promise<unknown>, longest: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, longest).unref();
    const over = () => {
      clearTimeout(timer);
      resolve();
    };
    work.then(over, over);
  });
}
