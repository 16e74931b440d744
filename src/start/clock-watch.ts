import type { Kit } from '../telegram/context.ts';
import type { Undo } from './undo.ts';

/** How often the clock is compared with one that only goes on, in milliseconds. */
const LOOK_EVERY = 5000;
/** A clock that is corrected by so much was wrong; by less, it was drifting. In milliseconds. */
const SET_BACK = 60_000;

/**
 * Notices that the clock was set back. What was computed while it was ahead would come too late or not at all, so every
 * manager's reminders and digests are computed again.
 */
export function watchClock({ now, store, log }: Pick<Kit, 'now' | 'store' | 'log'>, undo: Undo[]): void {
  const ahead = () => now().getTime() - performance.now();
  let furthest = ahead();
  const timer = setInterval(() => {
    const current = ahead();
    if (furthest - current < SET_BACK) {
      furthest = Math.max(furthest, current);
      return;
    }
    log('warn', 'clock.back', { seconds: Math.round((furthest - current) / 1000) });
    store.users.recompute().then(
      () => {
        furthest = current;
      },
      (error: unknown) => log('warn', 'clock.back.failed', { error }),
    );
  }, LOOK_EVERY).unref();
  undo.push(async () => clearInterval(timer));
}
