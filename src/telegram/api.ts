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

/** The Bot API as the current types describe it, through telegraf's client, whose own types are older. */
export function createCall(telegram: Telegram): Call {
  type Untyped = (method: string, payload: object, options: { signal?: AbortSignal }) => Promise<unknown>;
  const raw: Untyped = telegram.callApi.bind(telegram) as Untyped;
  return async <M extends Method>(method: M, params: Params<M>, signal?: AbortSignal) =>
    (await raw(method, params, signal ? { signal } : {})) as Returned<M>;
}

export interface PaceOptions {
  /** Calls a second over all chats, 30 at Telegram. */
  perSecond: number;
  /** The longest wait that Telegram may impose on an interactive answer before it fails, in milliseconds. */
  patience: number;
}

/**
 * The Bot API at the pace that Telegram takes: a token bucket over all, and `retry_after` obeyed for the chat it was
 * said about. Answers to taps and messages go out at once while there are tokens; what waits does so in order.
 */
export function createPacedCall(call: Call, { perSecond, patience }: PaceOptions): Call {
  const heldUntil = new Map<number | string, number>();
  let tokens = perSecond;
  let filledAt = performance.now();
  let turn: Promise<void> = Promise.resolve();

  const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

  async function takeToken(): Promise<void> {
    const now = performance.now();
    tokens = Math.min(perSecond, tokens + ((now - filledAt) / 1000) * perSecond);
    filledAt = now;
    if (tokens < 1) await wait(((1 - tokens) / perSecond) * 1000);
    tokens -= 1;
  }

  return async (method, params, signal) => {
    const chat = 'chat_id' in params ? (params.chat_id as number | string) : undefined;
    const deadline = performance.now() + patience;
    for (;;) {
      const held = chat === undefined ? 0 : (heldUntil.get(chat) ?? 0) - performance.now();
      if (held > 0) await wait(held);
      // Answers to callbacks and polls cost nothing of the limit on messages.
      if (chat !== undefined) {
        turn = turn.then(takeToken);
        await turn;
      }
      try {
        return await call(method, params, signal);
      } catch (error) {
        const seconds = retryAfter(error);
        if (seconds === undefined || faultKind(error) !== 'later') throw error;
        if (performance.now() + seconds * 1000 > deadline) throw error;
        if (chat === undefined) await wait(seconds * 1000);
        else hold(chat, performance.now() + seconds * 1000);
      }
    }
  };

  function hold(chat: number | string, until: number): void {
    heldUntil.set(chat, until);
    setTimeout(() => {
      if (heldUntil.get(chat) === until) heldUntil.delete(chat);
    }, until - performance.now()).unref();
  }
}
