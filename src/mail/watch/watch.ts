import { newId } from '../../domain/id.ts';
import type { Mailbox, MailTrouble } from '../../domain/letter/mailbox.ts';
import { MailFailure, verdictOf } from '../trouble.ts';
import { type CatchUpDeps, catchUp, type Watched, WatchLost } from './catch-up.ts';
import { type Access, type Connection, connect, openFolder } from './connection.ts';

/** Beside IDLE, which dies silently at some providers, a server is asked so many times less often. */
const BESIDE_IDLE = 4;
/** How often the lease is prolonged, and an instance without it asks again. */
const LEASE_EVERY = 8000;
const RETRY = { first: 500, longest: 120_000 } as const;

export interface WatchDeps extends CatchUpDeps {
  /** What opens a mailbox; undefined where its password cannot be had. */
  accessOf(mailbox: Mailbox): Promise<Access | undefined>;
  /** How often a server without IDLE is asked, in milliseconds. */
  poll: number;
  /** How long a server may leave a command unanswered, in milliseconds. */
  patience: number | undefined;
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
  let wake: () => void = () => {};
  let woken = false;
  let rounds = 0;
  let address = first;
  let state: WatchState = { word: 'connecting' };
  /** When the server last answered, on the process's own clock. */
  let heard: number | undefined;
  let current: { revision: number; close(): void } | undefined;
  const waiters = new Set<() => void>();

  function poke(): void {
    woken = true;
    wake();
  }

  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      if (woken || stopping.signal.aborted) return resolve();
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const lease = () => store.mailboxes.watch(id, owner, now());

  /** One connection's life. Resolves when the watch is lost or stopped; rejects when the connection failed. */
  async function session(mailbox: Mailbox, settled: () => void): Promise<void> {
    const access = await deps.accessOf(mailbox);
    if (!access) throw new MailFailure('secret');
    const connection = await connect(
      access,
      (reason) => log('warn', 'mail.connection', { mailbox: id, reason }),
      deps.patience,
    );
    const { client } = connection;
    current = { revision: mailbox.revision, close: () => client.close() };
    client.on('exists', poke);
    const renewal = setInterval(() => void renew(connection, mailbox), LEASE_EVERY);
    renewal.unref();
    try {
      await openFolder(connection, mailbox.folder);
      await attend(connection, mailbox, settled);
    } finally {
      current = undefined;
      clearInterval(renewal);
      await connection.close();
    }
  }

  /** A connection whose watch was lost, or whose settings have changed, is closed. */
  async function renew(connection: Connection, mailbox: Mailbox): Promise<void> {
    try {
      const held = await lease();
      if (!held || held.revision !== mailbox.revision) connection.client.close();
    } catch (error) {
      log('warn', 'mail.lease', { mailbox: id, reason: String(error) });
    }
  }

  async function attend(connection: Connection, mailbox: Mailbox, settled: () => void): Promise<void> {
    const { client, run, closed } = connection;
    const idles = client.capabilities.has('IDLE');
    const held = await lease();
    if (!held) throw new WatchLost();
    const { since, uidValidity, lastUid } = held;
    const watched: Watched = {
      mailbox,
      owner,
      progress: {
        ...(since && { since }),
        ...(uidValidity && { uidValidity }),
        ...(lastUid !== undefined && { lastUid }),
      },
    };
    void closed.then(poke);
    while (!stopping.signal.aborted) {
      woken = false;
      watched.progress = await catchUp(deps, connection, watched);
      rounds += 1;
      state = { word: 'ok' };
      heard = performance.now();
      for (const told of waiters) told();
      settled();
      if (client.isClosed || !client.usable) throw new Error('the connection was closed');
      if (woken) continue;
      // Broken off by the next command; its failure shows there too.
      if (idles) void client.idle().catch(() => {});
      await sleep(idles ? deps.poll * BESIDE_IDLE : deps.poll);
      if (client.isClosed || !client.usable) throw new Error('the connection was closed');
      // Makes a server without IDLE tell its news, and shows whether the other side is still there.
      await run((one) => one.noop());
    }
  }

  async function run(): Promise<void> {
    for (let failures = 0; !stopping.signal.aborted; ) {
      try {
        const mailbox = await lease();
        if (!mailbox) {
          state = { word: 'elsewhere' };
          woken = false;
          await sleep(LEASE_EVERY);
          continue;
        }
        await session(mailbox, () => {
          void healthy();
          failures = 0;
        });
      } catch (error) {
        if (stopping.signal.aborted) break;
        if (!(error instanceof WatchLost)) await failed(error, failures++);
        woken = false;
        await sleep(reconnectDelay(failures, random));
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
      poke();
      await new Promise<void>((resolve) => {
        const done = () => {
          clearTimeout(timer);
          waiters.delete(done);
          resolve();
        };
        const timer = setTimeout(done, patience);
        waiters.add(done);
      });
      return rounds > before;
    },
    async stop(): Promise<void> {
      stopping.abort();
      poke();
      await running;
    },
  };
}

export type Watch = ReturnType<typeof createWatch>;
