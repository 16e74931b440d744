import { randomInt } from 'node:crypto';
import { type ApiError, badRequest } from '../refusal.ts';
import type { CallbackAnswer } from '../types.ts';

interface Waiting {
  askedAt: number;
  cacheKey: string;
  resolve: (answer: CallbackAnswer) => void;
  reject: (error: Error) => void;
  timer: NodeJS.Timeout;
}

const MAX_ANSWER_LENGTH = 200;
const tooOld = (): ApiError => badRequest('query is too old and response timeout expired or query ID is invalid');

export type Callbacks = ReturnType<typeof createCallbacks>;

/** Button presses that wait for their answer: each is answered once, and in time. */
export function createCallbacks(now: () => Date, timeout: number) {
  const waiting = new Map<string, Waiting>();
  const cache = new Map<string, { answer: CallbackAnswer; until: number }>();

  /**
   * Opens a query.
   * @param cacheKey what an answer with a cache_time is remembered by on the user's side
   */
  function open(cacheKey: string): { id: string; answer: Promise<CallbackAnswer> } {
    const id = `${randomInt(1e9, 2e9)}${randomInt(1e9, 2e9)}`;
    const answer = new Promise<CallbackAnswer>((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(id);
        reject(new Error(`the bot did not answer the button press (${cacheKey}) within ${timeout / 1000} s`));
      }, timeout);
      timer.unref();
      waiting.set(id, { askedAt: now().getTime(), cacheKey, resolve, reject, timer });
    });
    // Who pressed may not be waiting any more; that must not end the process.
    answer.catch(() => undefined);
    return { id, answer };
  }

  function answer(id: string, given: CallbackAnswer, cacheSeconds: number): void {
    if (given.text !== undefined && [...given.text].length > MAX_ANSWER_LENGTH) throw badRequest('MESSAGE_TOO_LONG');
    if (given.url !== undefined && !/^(https?:\/\/)?t\.me\//u.test(given.url)) throw badRequest('URL_INVALID');
    const query = waiting.get(id);
    if (!query || now().getTime() - query.askedAt > timeout) throw tooOld();
    waiting.delete(id);
    clearTimeout(query.timer);
    if (cacheSeconds > 0) cache.set(query.cacheKey, { answer: given, until: now().getTime() + cacheSeconds * 1000 });
    query.resolve(given);
  }

  return {
    open,
    answer,
    /** The answer the user's app still remembers for this press. */
    remembered(cacheKey: string): CallbackAnswer | undefined {
      const entry = cache.get(cacheKey);
      return entry && entry.until > now().getTime() ? entry.answer : undefined;
    },
    close() {
      for (const query of waiting.values()) {
        clearTimeout(query.timer);
        query.reject(new Error('the sandbox was closed'));
      }
      waiting.clear();
    },
  };
}
