import type { Log } from '../domain/log.ts';

/** What is undone at the end, the last started first. */
export type Undo = () => Promise<unknown>;

/** Undoes all of it in good order; one step that fails does not keep the rest. */
export const undoAll =
  (steps: Undo[], log: Log): Undo =>
  async () => {
    for (const step of steps.splice(0).reverse()) await step().catch((error) => log('error', 'stop.failed', { error }));
  };
