import type { ApiMethods } from '@grammyjs/types';
import type { Telegram } from 'telegraf';
import { faultKind, retryAfter } from './errors.ts';

/** Bytes to upload; telegraf's client puts them into a multipart form. */
export interface Upload {
  source: Buffer;
  filename: string;
}

type Methods = ApiMethods<Upload>;
export type Method = keyof Methods;
export type Params<M extends Method> =
  Parameters<Methods[M]> extends [] ? Record<string, never> : NonNullable<Parameters<Methods[M]>[0]>;
export type Returned<M extends Method> = ReturnType<Methods[M]>;

/** Calls one method of the Bot API. Errors: telegraf's `TelegramError`, or the network's. */
export type Call = <M extends Method>(method: M, params: Params<M>, signal?: AbortSignal) => Promise<Returned<M>>;

/** No call is given longer, a long poll so much beyond what it asks for; files take their time. In milliseconds. */
const CALL_LIMIT = 15_000;
const POLL_LIMIT = 10_000;
const UPLOAD_LIMIT = 90_000;
const UPLOADS = /^(send(Photo|Document|Voice|Audio|Video|Animation|MediaGroup)|editMessageMedia)$/;

function limitOf(method: Method, params: object): number {
  // A connection that died in silence must not end the taking of updates.
  if (method === 'getUpdates') return POLL_LIMIT + 1000 * Number('timeout' in params ? params.timeout : 0);
  return UPLOADS.test(method) ? UPLOAD_LIMIT : CALL_LIMIT;
}

/** The Bot API as the current types describe it, through telegraf's client, whose own types are older. */
export function createCall(telegram: Telegram): Call {
  type Untyped = (method: string, payload: object, options: { signal?: AbortSignal }) => Promise<unknown>;
  const raw: Untyped = telegram.callApi.bind(telegram) as Untyped;
  return async <M extends Method>(method: M, params: Params<M>, signal?: AbortSignal) => {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), limitOf(method, params));
    const stop = () => limit.abort();
    signal?.addEventListener('abort', stop, { once: true });
    try {
      return (await raw(method, params, { signal: limit.signal })) as Returned<M>;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    }
  };
}

export interface PaceOptions {
  /** Calls a second over all chats that answers to people may take; Telegram takes about 30, background the rest. */
  perSecond: number;
  /** The longest wait that Telegram may impose on an interactive answer before it fails, in milliseconds. */
  patience: number;
}

/** Waits before a call that met a server in trouble is tried again, in milliseconds; each with jitter. */
const QUICK_RETRIES = [200, 800];

/** The Bot API at a pace, and what it sent lately. */
export interface PacedCall {
  call: Call;
  /** Calls to chats in the last second. */
  recent(): number;
  /** Calls to chats that wait for their turn: at most a few for each user whose update is under way. */
  waiting(): number;
}

/**
 * The Bot API at the pace that Telegram takes: a token bucket over all, and `retry_after` obeyed for the chat it was
 * said about. Answers to taps and messages go out at once while there are tokens; what waits does so in order. A server
 * in trouble and a broken connection are tried again twice; a call that took too long is not, since it may have worked.
 */
export function createPacedCall(call: Call, { perSecond, patience }: PaceOptions): PacedCall {
  const heldUntil = new Map<number | string, number>();
  let tokens = perSecond;
  let filledAt = performance.now();
  let turn: Promise<void> = Promise.resolve();
  let lately: number[] = [];
  let waiting = 0;

  const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  const fill = () => {
    const now = performance.now();
    tokens = Math.min(perSecond, tokens + ((now - filledAt) / 1000) * perSecond);
    filledAt = now;
  };

  async function takeToken(): Promise<void> {
    for (fill(); tokens < 1; fill()) await wait(((1 - tokens) / perSecond) * 1000);
    tokens -= 1;
    const now = performance.now();
    lately = [...lately.filter((at) => at > now - 1000), now];
  }

  const paced: Call = async (method, params, signal) => {
    const chat = 'chat_id' in params ? (params.chat_id as number | string) : undefined;
    const deadline = performance.now() + patience;
    for (let troubles = 0; ; ) {
      const held = chat === undefined ? 0 : (heldUntil.get(chat) ?? 0) - performance.now();
      if (held > 0) await wait(held);
      // Answers to callbacks and polls cost nothing of the limit on messages.
      if (chat !== undefined) {
        waiting += 1;
        turn = turn.then(takeToken);
        await turn;
        waiting -= 1;
      }
      try {
        return await call(method, params, signal);
      } catch (error) {
        const seconds = retryAfter(error);
        const pause = seconds === undefined ? quickRetry(error, troubles++) : seconds * 1000;
        if (faultKind(error) !== 'later' || pause === undefined) throw error;
        if (performance.now() + pause > deadline) throw error;
        if (seconds === undefined || chat === undefined) await wait(pause);
        else hold(chat, performance.now() + pause);
      }
    }
  };

  function hold(chat: number | string, until: number): void {
    heldUntil.set(chat, until);
    setTimeout(() => {
      if (heldUntil.get(chat) === until) heldUntil.delete(chat);
    }, until - performance.now()).unref();
  }

  return {
    call: paced,
    recent: () => lately.filter((at) => at > performance.now() - 1000).length,
    waiting: () => waiting,
  };
}

const quickRetry = (error: unknown, troubles: number): number | undefined => {
  const pause = QUICK_RETRIES[troubles];
  const tookTooLong = error instanceof Error && error.name === 'AbortError';
  return pause === undefined || tookTooLong ? undefined : pause * (0.75 + Math.random() / 2);
};
