/** Runs tasks of one key one after another in order of arrival, and tasks of different keys side by side. */
export function createQueue<Key>() {
  const tails = new Map<Key, Promise<unknown>>();

  return {
    /** Resolves or rejects as the task does. A failed task does not hold up the next one. */
    run<T>(key: Key, task: () => Promise<T>): Promise<T> {
      const turn = (tails.get(key) ?? Promise.resolve()).then(task, task);
      tails.set(key, turn);
      const forget = () => {
        if (tails.get(key) === turn) tails.delete(key);
      };
      turn.then(forget, forget);
      return turn;
    },
    /** Keys with work under way or waiting. */
    get size(): number {
      return tails.size;
    },
    /** Resolves when everything that was waiting has ended. */
    async drained(): Promise<void> {
      while (tails.size > 0) await Promise.allSettled(tails.values());
    },
  };
}
