import { setMaxListeners } from 'node:events';
import type { Update } from '@grammyjs/types';
import { TelegramError } from 'telegraf';
import { reasonOf } from '../../domain/reason.ts';
import { retryDelay } from '../../domain/retry.ts';
import type { Call } from './api.ts';
import { retryAfter } from './errors.ts';

export interface PollerOptions {
  call: Call;
  /** Handles one update to the end, however often it has to be tried; rejects when the signal ended the trying. */
  handle: (update: Update, signal: AbortSignal) => Promise<void>;
  log: (event: string, details?: object) => void;
  allowed: readonly Exclude<keyof Update, 'update_id'>[];
  /** Seconds that Telegram holds a request without news. */
  timeout?: number;
}

/** How long to leave Telegram alone while all it has to tell is under way already, in milliseconds. */
const BUSY_PAUSE = 300;
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
 * Long polling that waits for nobody. It confirms only what lies below the lowest id not finished yet, so nothing is
 * confirmed before it is handled; what is in flight is skipped when it comes again, so one slow chat stalls no other (up
 * to the hundred updates that Telegram shows at a time: it knows no other way to leave one open).
 */
export function createPoller({ call, handle, log, allowed, timeout = 25 }: PollerOptions) {
  const inFlight = new Set<number>();
  const finished = new Set<number>();
  let stopping: AbortController | undefined;
  let running: Promise<void> = Promise.resolve();
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
    const lowest = Math.min(...inFlight);
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
    if (offset !== undefined) confirmed(offset);
    return updates;
  }

  async function work(update: Update, signal: AbortSignal): Promise<void> {
    const id = update.update_id;
    inFlight.add(id);
    await handle(update, signal).then(
      () => finished.add(id),
      // Not finished, hence not confirmed: it comes again to the instance that polls next.
      () => undefined,
    );
    inFlight.delete(id);
    wake();
  }

  async function poll(signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted; ) {
      try {
        const updates = await getUpdates(timeout, signal);
        failures = 0;
        const fresh = updates.filter(({ update_id: id }) => !inFlight.has(id) && !finished.has(id));
        for (const update of fresh) void work(update, signal);
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
    /** Tells Telegram what is finished; to be called when the handlers have ended. */
    async confirm(): Promise<void> {
      if (confirmable() !== undefined) await getUpdates(0);
    },
  };
}

export type Poller = ReturnType<typeof createPoller>;
