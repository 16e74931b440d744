import { setTimeout as wait } from 'node:timers/promises';
import type { Update } from '@grammyjs/types';
import { reasonOf } from '../../domain/reason.ts';
import { retryDelay } from '../../domain/retry.ts';
import { nearestLanguage, texts } from '../../i18n/index.ts';
import type { Bot } from '../bot.ts';
import type { Kit } from '../context.ts';
import { faultKind } from './errors.ts';
import { createFlood, type Flood } from './flood-limit.ts';
import { createQueue } from './serial-queue.ts';

/** The user whose queue an update belongs to; 0 for what comes from no one. */
export const userOfUpdate = (update: Update): number =>
  (update.message ?? update.edited_message ?? update.callback_query ?? update.inline_query ?? update.my_chat_member)
    ?.from?.id ?? 0;

/** What an update is, for counting. */
const kindOf = (update: Update): string => Object.keys(update).find((key) => key !== 'update_id') ?? 'empty';

/** Runs the handling of one update, and times it. */
export type TimedUpdate = <T>(kind: string, handle: () => Promise<T>) => Promise<T>;

/** Long work is handed off; a handler that takes longer is a fault, in milliseconds. */
const SLOW = 8000;

/** How often one user is told that the database is away, in milliseconds. */
const TOLD_EVERY = 60_000;

/**
 * Where updates come in, whatever brought them: each takes its place in its user's queue. One user's updates run one
 * after another in order of arrival, different users side by side.
 */
export function createUpdates(
  bot: Bot,
  kit: Kit,
  timed: TimedUpdate = (_kind, handle) => handle(),
  flood: Flood = createFlood(0),
) {
  const queue = createQueue<number>();
  const told = new Map<number, number>();

  async function handle(update: Update): Promise<void> {
    const slow = setTimeout(
      () => kit.log('error', 'update.slow', { update: update.update_id, kind: kindOf(update) }),
      SLOW,
    );
    try {
      await timed(kindOf(update), () => bot.handle(update));
    } catch (error) {
      if (faultKind(error) === 'away') await tellAway(update);
      throw error;
    } finally {
      clearTimeout(slow);
    }
  }

  /** The one thing that can be said without a database. */
  async function tellAway(update: Update): Promise<void> {
    const user = userOfUpdate(update);
    const now = performance.now();
    const last = told.get(user) ?? Number.NEGATIVE_INFINITY;
    if (user === 0 || update.inline_query || now - last < TOLD_EVERY) return;
    told.set(user, now);
    const from = (update.message ?? update.callback_query)?.from;
    const text = texts[nearestLanguage(from?.language_code)].common.away;
    await kit.call('sendMessage', { chat_id: user, text }).catch(() => {});
  }

  /** Says once in a while that what comes so fast is left out. */
  async function tellFlood(update: Update): Promise<void> {
    const { message, callback_query: query } = update;
    const text = texts[nearestLanguage((message ?? query)?.from?.language_code)].common.tooFast;
    kit.log('warn', 'update.flood', { update: update.update_id, user: userOfUpdate(update) });
    if (query) await stopWaiting(update);
    else if (message) await kit.call('sendMessage', { chat_id: userOfUpdate(update), text }).catch(() => {});
  }

  /** A press that is left out: the phone waits for an answer. */
  async function stopWaiting({ callback_query: query }: Update): Promise<void> {
    if (!query) return;
    const text = texts[nearestLanguage(query.from.language_code)].common.tooFast;
    await kit.call('answerCallbackQuery', { callback_query_id: query.id, text }).catch(() => {});
  }

  /** Whether an update is left out, because its user sends more than anybody can. */
  function isFlood(update: Update): boolean {
    const user = userOfUpdate(update);
    const verdict = user === 0 ? 'pass' : flood.take(user);
    if (verdict === 'tell') void tellFlood(update);
    else if (verdict === 'drop') void stopWaiting(update);
    return verdict !== 'pass';
  }

  /** Handles an update that has to come again if it cannot be handled now. */
  async function once(update: Update): Promise<void> {
    try {
      await handle(update);
    } catch (error) {
      flood.giveBack(userOfUpdate(update));
      throw error;
    }
  }

  /** Handles an update however often it takes; rejects only when it is not to be tried any more. */
  async function untilHandled(update: Update, signal: AbortSignal): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await handle(update);
      } catch (error) {
        const reason = reasonOf(error);
        kit.log('warn', 'update.retry', { update: update.update_id, attempt, reason });
        await wait(retryDelay(attempt), undefined, { signal });
      }
    }
  }

  return {
    /** Resolves when the update is handled, or left out; rejects when it has to come again. */
    accept: async (update: Update): Promise<void> =>
      isFlood(update) ? undefined : queue.run(userOfUpdate(update), () => once(update)),
    /**
     * The same for a part that brings an update once: it is tried again in its user's turn, so that what the user did later
     * is not done before it. Rejects only when the signal ends the trying.
     */
    insist: async (update: Update, signal: AbortSignal): Promise<void> =>
      isFlood(update) ? undefined : queue.run(userOfUpdate(update), () => untilHandled(update, signal)),
    /** The same for an update of our own making, which is no flood: a voice note that was heard. */
    bring: (update: Update, signal: AbortSignal): Promise<void> =>
      queue.run(userOfUpdate(update), () => untilHandled(update, signal)),
    /** Users with updates under way or waiting. */
    get waiting(): number {
      return queue.size;
    },
    drained: () => queue.drained(),
  };
}

export type Updates = ReturnType<typeof createUpdates>;
