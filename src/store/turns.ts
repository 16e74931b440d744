/**
 * Lets work that weighs on the database in one at a time, so that many who ask at once leave half of a small machine to
 * those who tap. What takes longer than `longest`, in milliseconds, holds up the next one no further.
 */
export function createTurns(longest: number): <T>(work: () => Promise<T>) => Promise<T> {
  let free: Promise<void> = Promise.resolve();
  return (work) => {
    const result = free.then(work);
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
