import { schedule } from 'node-cron';
import type { Kit } from '../telegram/context.ts';
import type { Undo } from './undo.ts';

/** At an hour when hardly anybody works, in the zone assumed for everybody. */
const NIGHTLY = '17 3 * * *';
const DAY = 86_400_000;
/** What no one came back to for so long is not wanted any more, in milliseconds. */
const SESSIONS_KEPT = 180 * DAY;
const IMPORTS_KEPT = 90 * DAY;
const NOTES_KEPT = 30 * DAY;

/**
 * Sweeps away each night what no one needs any more: no index lets the embedded engine do so by itself. Several instances
 * may do it at once; what one of them misses waits for the next night.
 */
export function startSweep({ store, now, log, zone }: Kit, undo: Undo[]): void {
  const before = (kept: number) => new Date(now().getTime() - kept);
  const task = schedule(
    NIGHTLY,
    async () => {
      try {
        const sessions = await store.sessions.sweep(before(SESSIONS_KEPT));
        const imports = await store.imports.sweep(before(IMPORTS_KEPT));
        const notes = await store.notes.sweep(before(NOTES_KEPT));
        const news = await store.contactNews.sweep(before(NOTES_KEPT));
        log('info', 'swept', { sessions, imports, notes, news });
      } catch (error) {
        log('warn', 'sweep.failed', { error });
      }
    },
    { timezone: zone, noOverlap: true, suppressMissedWarning: true, unref: true },
  );
  undo.push(async () => task.destroy());
}
