import type { ApiMethods } from '@grammyjs/types';
import { Telegram } from 'telegraf';
import { deadline } from './deadline.ts';
import { faultKind, retryAfter } from './errors.ts';
import { createWire, type WireCall } from './wire.ts';

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
const UPLOADS = /^(send(Photo|Document|Voice|Audio|Video|VideoNote|Animation|MediaGroup)|editMessageMedia)$/;

function limitOf(method: Method, params: object): number {
  // A connection that died in silence must not end the taking of updates.
  if (method === 'getUpdates') return POLL_LIMIT + 1000 * Number('timeout' in params ? params.timeout : 0);
  return UPLOADS.test(method) ? UPLOAD_LIMIT : CALL_LIMIT;
}

/** The Bot API as the current types describe it: over a wire of our own, but for files, which telegraf's client sends. */
export function createCall(token: string, apiRoot: string, dated?: (date: string) => void): Call {
  const telegram = new Telegram(token, { apiRoot, webhookReply: false });
  const upload = createUpload(telegram);
  const wire = createWire(new URL(`./bot${token}/`, apiRoot), dated);
  return async <M extends Method>(method: M, params: Params<M>, signal?: AbortSignal) => {
    const call = { method, params, limit: limitOf(method, params), signal };
    return (await (UPLOADS.test(method) ? upload(call) : wire(call))) as Returned<M>;
  };
}

/** Calls that may carry files, as multipart forms. */
function createUpload(telegram: Telegram) {
  type Untyped = (method: string, payload: object, options: { signal: AbortSignal }) => Promise<unknown>;
  const raw: Untyped = telegram.callApi.bind(telegram) as Untyped;
  return async ({ method, params, limit, signal }: WireCall): Promise<unknown> => {
    const late = new AbortController();
    const stop = () => late.abort();
    const callOff = deadline(limit, stop);
    signal?.addEventListener('abort', stop, { once: true });
    try {
      return await raw(method, params, { signal: late.signal });
    } finally {
      callOff();
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
  const lately = createLately();
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
    lately.note();
  }

  const paced: Call = async (method, params, signal) => {
    const chat = 'chat_id' in params ? String(params.chat_id) : undefined;
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

  return { call: paced, recent: lately.count, waiting: () => waiting };
}

/** Counts what happened in the last second, in twentieths of it. */
function createLately() {
  const counts = new Map<number, number>();
  const slot = () => Math.floor(performance.now() / 50);
  const forget = (now: number): void => {
    for (const at of counts.keys()) {
      if (at >= now - 20) return;
      counts.delete(at);
    }
  };
  return {
    note(): void {
      const now = slot();
      forget(now);
      counts.set(now, (counts.get(now) ?? 0) + 1);
    },
    count(): number {
      forget(slot());
      return [...counts.values()].reduce((sum, one) => sum + one, 0);
    },
  };
}

const quickRetry = (error: unknown, troubles: number): number | undefined => {
  const pause = QUICK_RETRIES[troubles];
  const tookTooLong = error instanceof Error && error.name === 'AbortError';
  return pause === undefined || tookTooLong ? undefined : pause * (0.75 + Math.random() / 2);
};
