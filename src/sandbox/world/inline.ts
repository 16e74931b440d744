import { randomInt } from 'node:crypto';
import type { InlineQueryResult } from '@grammyjs/types';
import { badRequest } from '../refusal.ts';
import type { InlineAnswer } from '../types.ts';

interface Waiting {
  userId: number;
  key: string;
  askedAt: number;
  resolve: (answer: InlineAnswer) => void;
  reject: (error: Error) => void;
  timer: NodeJS.Timeout;
}

const MAX_RESULTS = 50;
const MAX_ID_BYTES = 64;
const DEFAULT_CACHE_SECONDS = 300;

export type Inline = ReturnType<typeof createInline>;

/** Inline queries that wait for their answer, and the cache Telegram keeps between the bot and the users. */
export function createInline(now: () => Date, timeout: number) {
  const waiting = new Map<string, Waiting>();
  const cache = new Map<string, { answer: InlineAnswer; until: number }>();
  const shared = (key: string) => `*\n${key}`;
  const own = (userId: number, key: string) => `${userId}\n${key}`;

  function cached(userId: number, key: string): InlineAnswer | undefined {
    return [own(userId, key), shared(key)]
      .map((name) => cache.get(name))
      .find((entry) => entry !== undefined && entry.until > now().getTime())?.answer;
  }

  /** Opens a query, unless an earlier answer is still good. */
  function open(userId: number, query: string, offset: string): { id?: string; answer: Promise<InlineAnswer> } {
    const key = `${query}\n${offset}`;
    const known = cached(userId, key);
    if (known) return { answer: Promise.resolve(known) };
    const id = `${randomInt(1e9, 2e9)}${randomInt(1e9, 2e9)}`;
    const answer = new Promise<InlineAnswer>((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(id);
        reject(new Error(`the bot did not answer the inline query "${query}" within ${timeout / 1000} s`));
      }, timeout);
      timer.unref();
      waiting.set(id, { userId, key, askedAt: now().getTime(), resolve, reject, timer });
    });
    answer.catch(() => undefined);
    return { id, answer };
  }

  function answer(id: string, given: InlineAnswer, personal: boolean, cacheSeconds = DEFAULT_CACHE_SECONDS): void {
    checkResults(given.results);
    const query = waiting.get(id);
    if (!query || now().getTime() - query.askedAt > timeout) {
      throw badRequest('query is too old and response timeout expired or query ID is invalid');
    }
    waiting.delete(id);
    clearTimeout(query.timer);
    if (cacheSeconds > 0) {
      const name = personal ? own(query.userId, query.key) : shared(query.key);
      cache.set(name, { answer: given, until: now().getTime() + cacheSeconds * 1000 });
    }
    query.resolve(given);
  }

  return {
    open,
    answer,
    close() {
      for (const query of waiting.values()) {
        clearTimeout(query.timer);
        query.reject(new Error('the sandbox was closed'));
      }
      waiting.clear();
    },
  };
}

function checkResults(results: InlineQueryResult[]): void {
  if (results.length > MAX_RESULTS) throw badRequest('RESULTS_TOO_MUCH');
  const ids = new Set<string>();
  for (const { id } of results) {
    if (id === '' || Buffer.byteLength(id) > MAX_ID_BYTES) throw badRequest('RESULT_ID_INVALID');
    if (ids.has(id)) throw badRequest('RESULT_ID_DUPLICATE');
    ids.add(id);
  }
}
