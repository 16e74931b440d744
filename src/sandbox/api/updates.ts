import type { Update } from '@grammyjs/types';
import { type ApiError, badRequest, conflict } from '../refusal.ts';
import type { Signals } from '../world/signals.ts';

type UpdateKind = Exclude<keyof Update, 'update_id'>;

export interface Pending {
  update: Update;
  userId: number;
  /** Put back by a test: handed out once more whatever the offset, and confirmed by the poll after. */
  redelivered?: 'waiting' | 'handed out';
}

export interface PollParams {
  offset?: number;
  limit?: number;
  timeout?: number;
  allowed_updates?: string[];
}

const OFF_BY_DEFAULT = new Set(['chat_member', 'message_reaction', 'message_reaction_count']);
const MAX_BATCH = 100;
const MAX_TIMEOUT_SECONDS = 50;
const HISTORY = 1000;

export type UpdateQueue = ReturnType<typeof createUpdateQueue>;

/** The queue of updates for the bot, and the long poll that reads it. */
export function createUpdateQueue(signals: Signals, firstId: number, saved: Pending[] = []) {
  let pending = saved;
  let nextId = firstId;
  let allowed: string[] = [];
  let endPoll: ((reason: ApiError) => void) | undefined;
  const history: Pending[] = [];

  const isAllowed = (kind: string) => (allowed.length > 0 ? allowed.includes(kind) : !OFF_BY_DEFAULT.has(kind));

  /** Queues what a user did; returns undefined where the bot does not want this kind of update. */
  function push(userId: number, content: Omit<Update, 'update_id'>): number | undefined {
    const kind = Object.keys(content)[0] ?? '';
    if (!isAllowed(kind)) return undefined;
    const entry: Pending = { update: { update_id: nextId++, ...content }, userId };
    pending.push(entry);
    history.push(entry);
    if (history.length > HISTORY) history.shift();
    signals.emit('queued');
    return entry.update.update_id;
  }

  function drop(gone: (entry: Pending) => boolean): void {
    const before = pending.length;
    pending = pending.filter((entry) => !gone(entry));
    if (pending.length !== before) signals.emit('confirmed');
  }

  function redeliver(userId: number, updateId?: number): void {
    const entry = history.findLast(
      (candidate) => candidate.userId === userId && (updateId === undefined || candidate.update.update_id === updateId),
    );
    if (!entry) throw new Error(`user ${userId} caused no update ${updateId ?? ''} that could come again`);
    pending.push({ update: entry.update, userId, redelivered: 'waiting' });
    signals.emit('queued');
  }

  function take(offset: number | undefined, limit: number): Update[] {
    const batch = pending
      .filter((entry) =>
        entry.redelivered ? entry.redelivered === 'waiting' : entry.update.update_id >= (offset ?? 0),
      )
      .slice(0, limit);
    for (const entry of batch) if (entry.redelivered) entry.redelivered = 'handed out';
    return batch.map((entry) => entry.update);
  }

  /** A poll: what is below the offset is confirmed and gone; waits up to `timeout` seconds for something new. */
  function poll(params: PollParams, signal: AbortSignal): Promise<Update[]> {
    const { offset = 0, limit = MAX_BATCH, timeout = 0, allowed_updates } = params;
    if (limit < 1) throw badRequest('limit must be positive');
    endPoll?.(conflict('terminated by other getUpdates request; make sure that only one bot instance is running'));
    if (allowed_updates) allowed = allowed_updates;
    if (offset < 0) {
      const from = pending.at(offset)?.update.update_id ?? 0;
      drop((entry) => entry.update.update_id < from);
    } else {
      drop((entry) => (entry.redelivered ? entry.redelivered === 'handed out' : entry.update.update_id < offset));
    }
    const size = Math.min(limit, MAX_BATCH);
    const batch = take(offset, size);
    if (batch.length > 0 || timeout <= 0) return Promise.resolve(batch);
    return waitForMore(() => take(offset, size), Math.min(timeout, MAX_TIMEOUT_SECONDS), signal);
  }

  function waitForMore(more: () => Update[], seconds: number, signal: AbortSignal): Promise<Update[]> {
    return new Promise((resolve, reject) => {
      const end = (settle: () => void) => {
        clearTimeout(timer);
        signals.off('queued', check);
        signal.removeEventListener('abort', gone);
        if (endPoll === refuse) endPoll = undefined;
        settle();
      };
      const check = () => {
        const batch = more();
        if (batch.length > 0) end(() => resolve(batch));
      };
      const refuse = (reason: ApiError) => end(() => reject(reason));
      const gone = () => end(() => resolve([]));
      const timer = setTimeout(gone, seconds * 1000);
      endPoll = refuse;
      signals.on('queued', check);
      signal.addEventListener('abort', gone);
      signals.emit('polling');
    });
  }

  return {
    push,
    redeliver,
    poll,
    isPolling: () => endPoll !== undefined,
    /** Ends a poll under way, as setting a webhook does. */
    endPoll: (reason: ApiError) => endPoll?.(reason),
    setAllowed: (kinds: string[] | undefined) => {
      if (kinds) allowed = kinds;
    },
    allowed: () => allowed.filter((kind): kind is UpdateKind => kind !== 'update_id'),
    pending: (): readonly Pending[] => pending,
    /** Confirms one delivery: what a webhook does with its 2xx. */
    confirm: (done: Pending) => drop((entry) => entry === done),
    dropAll: () => drop(() => true),
    isSettled: (userId?: number) => !pending.some((entry) => userId === undefined || entry.userId === userId),
    causedBy: (userId: number): Update[] =>
      history.filter((entry) => entry.userId === userId).map((entry) => entry.update),
    snapshot: () => ({ nextUpdateId: nextId, pending }),
  };
}
