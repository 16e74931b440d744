import { setMaxListeners } from 'node:events';
import type { Update } from '@grammyjs/types';
import { TelegramError } from 'telegraf';
import { reasonOf } from '../../domain/reason.ts';
import { retryDelay } from '../../domain/retry.ts';
import type { Call } from './api.ts';
import { retryAfter } from './errors.ts';

/** Where updates are kept whose handling takes long: they come again from here, should this program end before it. */
export interface Aside {
  keep(updates: readonly Update[]): Promise<void>;
  forget(id: number): Promise<void>;
  kept(): Promise<Update[]>;
}

export interface PollerOptions {
  call: Call;
  /** Handles one update to the end, however often it has to be tried; rejects when the signal ended the trying. */
  handle: (update: Update, signal: AbortSignal) => Promise<void>;
  log: (event: string, details?: object) => void;
  allowed: readonly Exclude<keyof Update, 'update_id'>[];
  /** Keeps what takes long, so that it need not stay open with Telegram; without it, it stays open there. */
  aside?: Aside;
  /** Seconds that Telegram holds a request without news. */
  timeout?: number;
}

/** How long to leave Telegram alone while all it has to tell is under way already, in milliseconds. */
const BUSY_PAUSE = 300;
/** Telegram shows the hundred lowest updates that are not confirmed. When so many of them are old, room is made. */
const CROWDED = 50;
/** What is in flight for longer may be put aside, in milliseconds. */
const LONG = 2000;
/** Somebody else takes the updates: the two would only take them from each other faster. In milliseconds. */
const CONFLICT_PAUSE = 2000;

/** What an operator has to know of a refused poll. */
function sentenceOf(error: unknown): string | undefined {
  if (!(error instanceof TelegramError) || error.code !== 409) return undefined;
  return error.description.includes('webhook')
    ? 'Another program has set a webhook for this BOT_TOKEN, so no updates come here. Stop that program and start this ' +
        'one again, or set PUBLIC_URL and WEBHOOK_SECRET here.'
    : 'Another program polls with this BOT_TOKEN, and each takes updates from the other. Stop it, take a token of your ' +
        'own from BotFather, or give both the same MONGODB_URI.';
}

/**
 * Long polling that waits for no one. It confirms only what lies below the lowest id not finished yet, so nothing is
 * confirmed before it is handled; what is in flight is skipped when it comes again, so one slow chat stalls no other. As
 * Telegram shows only the hundred lowest, what takes long is put aside in the database before it keeps others from coming.
 */
export function createPoller({ call, handle, log, allowed, aside, timeout = 25 }: PollerOptions) {
  /** Since when, by a clock that nothing sets. */
  const inFlight = new Map<number, { update: Update; since: number }>();
  const putAside = new Set<number>();
  const finished = new Set<number>();
  let stopping: AbortController | undefined;
  let running: Promise<void> = Promise.resolve();
  /** Since a poll was last answered, by a clock that nothing sets. */
  let answeredAt: number | undefined;
  let wake: () => void = () => {};

  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  /**
   * The offset that confirms what is finished below everything still in flight, if anything is. Once a poll has carried
   * it, none is sent: ids start over at random after an idle week, and an old offset would swallow the new updates.
   */
  function confirmable(): number | undefined {
    const lowest = Math.min(...[...inFlight.keys()].filter((id) => !putAside.has(id)));
    const below = [...finished].filter((id) => id < lowest);
    return below.length > 0 ? Math.max(...below) + 1 : undefined;
  }
  function confirmed(offset: number): void {
    for (const id of finished) if (id < offset) finished.delete(id);
  }
  async function getUpdates(seconds: number, signal?: AbortSignal): Promise<Update[]> {
    const offset = confirmable();
    const params = { timeout: seconds, allowed_updates: allowed, ...(offset !== undefined && { offset }) };
    const updates = await call('getUpdates', params, signal);
    answeredAt = performance.now();
    if (offset !== undefined) confirmed(offset);
    return updates;
  }

  async function work(update: Update, signal: AbortSignal): Promise<void> {
    const id = update.update_id;
    inFlight.set(id, { update, since: performance.now() });
    await handle(update, signal).then(
      async () => {
        if (putAside.has(id)) await takenFromAside(id);
        else finished.add(id);
      },
      // Not finished, hence not confirmed, or still put aside: it comes again to the instance that polls next.
      () => void putAside.delete(id),
    );
    inFlight.delete(id);
    wake();
  }

  /** One that stays there after all is known as handled when it comes again. */
  async function takenFromAside(id: number): Promise<void> {
    putAside.delete(id);
    await aside?.forget(id).catch((error: unknown) => log('poll.aside-kept', { id, reason: reasonOf(error) }));
  }

  /** Makes room with Telegram for others: what takes long is kept by us from now on, and may be confirmed. */
  async function makeRoom(): Promise<void> {
    const now = performance.now();
    const long = [...inFlight.values()].filter(
      ({ update, since }) => now - since > LONG && !putAside.has(update.update_id),
    );
    if (long.length === 0) return;
    await aside?.keep(long.map(({ update }) => update));
    log('poll.put-aside', { updates: long.length });
    for (const { update } of long) {
      putAside.add(update.update_id);
      finished.add(update.update_id);
    }
  }

  /** Takes up what an instance before put aside and did not finish. */
  async function takeUp(signal: AbortSignal): Promise<void> {
    for (const update of (await aside?.kept()) ?? []) {
      if (inFlight.has(update.update_id)) continue;
      putAside.add(update.update_id);
      void work(update, signal);
    }
  }

  async function poll(signal: AbortSignal): Promise<void> {
    for (let failures = 0, takenUp = false; !signal.aborted; ) {
      try {
        if (!takenUp) await takeUp(signal);
        takenUp = true;
        const updates = await getUpdates(timeout, signal);
        failures = 0;
        const fresh = updates.filter(({ update_id: id }) => !inFlight.has(id) && !finished.has(id));
        for (const update of fresh) void work(update, signal);
        if (aside && updates.length - fresh.length >= CROWDED) await makeRoom();
        if (fresh.length === 0 && updates.length > 0 && inFlight.size > 0) await sleep(BUSY_PAUSE);
      } catch (error) {
        if (signal.aborted) return;
        const delay = retryAfter(error);
        const msg = sentenceOf(error);
        log('poll.failed', { reason: reasonOf(error), ...(msg && { msg }) });
        if (msg) await sleep(CONFLICT_PAUSE);
        else await sleep(delay ? delay * 1000 : retryDelay(failures++));
      }
    }
  }

  return {
    start(): void {
      stopping = new AbortController();
      // While the database is away, every user's update waits on it: that is not a leak.
      setMaxListeners(0, stopping.signal);
      running = poll(stopping.signal);
    },
    /** Takes no more updates. What was finished is confirmed, so that it does not come again at the next start. */
    async stop(): Promise<void> {
      stopping?.abort();
      wake();
      await running;
    },
    /** Seconds since Telegram last answered; undefined where it never did. */
    silentFor: () => (answeredAt === undefined ? undefined : (performance.now() - answeredAt) / 1000),
    /** Tells Telegram what is finished; to be called when the handlers have ended. */
    async confirm(): Promise<void> {
      if (confirmable() !== undefined) await getUpdates(0);
    },
  };
}

export type Poller = ReturnType<typeof createPoller>;
