import { type Alarm, settle, type Trouble } from '../domain/alarm/alarm.ts';
import { newId } from '../domain/id.ts';
import type { Kit } from '../telegram/context.ts';
import type { Undo } from './undo.ts';

/** How often one instance looks, in milliseconds; another takes over when it has not for two and a half rounds. */
const LOOK_EVERY = 60_000;
const LEASE = 'alarms';
const LEASE_MS = 150_000;

interface AlarmsOptions {
  /** What is wrong now. */
  look(): Promise<Trouble[]>;
  /** Tells the administrators of an alarm, or that it is over. */
  tell(alarm: Alarm, over: boolean): Promise<void>;
}

/**
 * One look at what may be wrong. Each alarm is told once and noted after that, so that a crash in between has it told
 * twice rather than never.
 */
export async function lookOnce(
  { store, now }: Pick<Kit, 'store' | 'now'>,
  { look, tell }: AlarmsOptions,
): Promise<void> {
  const { keep, ring, over } = settle(await store.alarms.all(), await look(), now());
  for (const alarm of keep) await store.alarms.put(alarm);
  for (const alarm of ring) {
    await tell(alarm, false);
    await store.alarms.put({ ...alarm, rung: true });
  }
  for (const alarm of over) {
    if (alarm.rung) await tell(alarm, true);
    await store.alarms.remove(alarm.id);
  }
}

/** Looks every minute, in one instance at a time. */
export function startAlarms(kit: Kit, options: AlarmsOptions, undo: Undo[]): void {
  const { store, now, log } = kit;
  const owner = newId();
  let looking: Promise<void> = Promise.resolve();
  const look = async () => {
    try {
      if (await store.leases.take(LEASE, owner, now(), LEASE_MS)) await lookOnce(kit, options);
    } catch (error) {
      log('warn', 'alarms.trouble', { error });
    }
  };
  const timer = setInterval(() => {
    looking = looking.then(look);
  }, LOOK_EVERY).unref();
  undo.push(async () => {
    clearInterval(timer);
    await looking;
    await store.leases.release(LEASE, owner);
  });
}
