import { newId } from '../../domain/id.ts';
import type { Mailbox, MailTrouble } from '../../domain/letter/mailbox.ts';
import { verdictOf } from '../trouble.ts';
import { createAlarm } from './alarm.ts';
import { WatchLost } from './catch-up.ts';
import { LEASE_EVERY, runSession, type SessionDeps } from './session.ts';

const RETRY = { first: 500, longest: 120_000 } as const;

export interface WatchDeps extends SessionDeps {
  random?: () => number;
}

/** How a watch goes in this instance: well, not yet, in another instance, or what is wrong. */
export interface WatchState {
  word: 'ok' | 'connecting' | 'elsewhere' | MailTrouble;
  /** Seconds since the server last answered; absent where it never did. */
  silentFor?: number;
}

/** The delay before the next attempt after so many failures, in milliseconds: doubling, with jitter. */
export const reconnectDelay = (failures: number, random: () => number): number =>
  Math.min(RETRY.first * 2 ** Math.min(failures, 16), RETRY.longest) * (0.5 + random());

/**
 * Watches one mailbox for as long as this instance holds its lease: connects, catches up, waits for news by IDLE and by
 * polling, and starts over with a new connection whenever anything goes wrong.
 */
export function createWatch(deps: WatchDeps, { id, address: first }: Pick<Mailbox, 'id' | 'address'>) {
  const { store, now, log, random = Math.random } = deps;
  const owner = newId();
  const stopping = new AbortController();
  const alarm = createAlarm(stopping.signal);
  let rounds = 0;
  let address = first;
  let state: WatchState = { word: 'connecting' };
  /** When the server last answered, on the process's own clock. */
  let heard: number | undefined;
  let current: { revision: number; close(): void } | undefined;
  const waiters = new Set<() => void>();
  const lease = () => store.mailboxes.watch(id, owner, now());

  async function run(): Promise<void> {
    for (let failures = 0; !stopping.signal.aborted; ) {
      try {
        const mailbox = await lease();
        if (!mailbox) {
          state = { word: 'elsewhere' };
          alarm.set();
          await alarm.sleep(LEASE_EVERY);
          continue;
        }
        await runSession(deps, mailbox, {
          owner,
          alarm,
          lease,
          stopping: stopping.signal,
          wanted: () => waiters.size > 0,
          opened(connection) {
            current = connection;
          },
          looked() {
            rounds += 1;
            state = { word: 'ok' };
            heard = performance.now();
            for (const told of waiters) told();
            void healthy();
            failures = 0;
          },
        });
      } catch (error) {
        if (stopping.signal.aborted) break;
        if (!(error instanceof WatchLost)) await failed(error, failures++);
        alarm.set();
        await alarm.sleep(reconnectDelay(failures, random));
      }
    }
    await store.mailboxes.release(id, owner).catch(() => {});
  }

  let health: string | undefined;
  async function healthy(): Promise<void> {
    if (health === 'ok') return;
    health = 'ok';
    await store.mailboxes.setHealth(id, { at: now() }).catch(() => {});
  }
  async function failed(error: unknown, failures: number): Promise<void> {
    const verdict = verdictOf(error);
    log('warn', 'mail.failed', { mailbox: id, ...verdict, failures });
    state = { word: verdict.trouble };
    if (health === verdict.trouble) return;
    health = verdict.trouble;
    await store.mailboxes.setHealth(id, { at: now(), ...verdict }).catch(() => {});
  }

  const running = run();
  return {
    address: () => address,
    /** How it goes, and how long ago the server was last heard of. */
    state: (): WatchState => ({
      ...state,
      ...(heard !== undefined && { silentFor: (performance.now() - heard) / 1000 }),
    }),
    /** The settings are these now: a connection made with older ones starts over. */
    settings({ revision, address: now }: Pick<Mailbox, 'revision' | 'address'>): void {
      address = now;
      if (current && current.revision !== revision) current.close();
    },
    /** Looks at once; resolves when it has looked, or after a while in which it could not. */
    async fetchNow(patience = 8000): Promise<boolean> {
      const before = rounds;
      await new Promise<void>((resolve) => {
        const done = () => {
          clearTimeout(timer);
          waiters.delete(done);
          resolve();
        };
        const timer = setTimeout(done, patience);
        waiters.add(done);
        alarm.ring();
      });
      return rounds > before;
    },
    async stop(): Promise<void> {
      stopping.abort();
      alarm.ring();
      await running;
    },
  };
}

export type Watch = ReturnType<typeof createWatch>;
