import { EventEmitter } from 'node:events';
import type { ApiCall } from '../call-types.ts';

/** What the page and waiting tests are told about. */
export interface SandboxEvents {
  /** Something visible in this user's chat changed. */
  chat: [userId: number, change: ChatChange];
  /** An update was queued. */
  queued: [];
  /** Updates were confirmed by the bot. */
  confirmed: [];
  /** A long poll began to wait. */
  polling: [];
  /** A Bot API call was answered. */
  called: [call: ApiCall];
}

export type ChatChange =
  | { kind: 'message'; messageId: number }
  | { kind: 'edited'; messageId: number }
  | { kind: 'deleted'; messageId: number }
  | { kind: 'action'; action: string }
  | { kind: 'chat' };

export type Signals = EventEmitter<SandboxEvents>;

export function createSignals(): Signals {
  // One listener for each open page and each waiting test: no leak, so no warning.
  return new EventEmitter<SandboxEvents>().setMaxListeners(0);
}

/** How long is waited for what should come, where no one says otherwise, in milliseconds: a loaded machine is slow. */
export const PATIENCE = 15_000;

/**
 * Resolves with the first value that `probe` finds, now or after one of the events.
 * @param timeout milliseconds
 * @param complain the error's words when the time is over
 */
export function waitFor<T>(
  signals: Signals,
  events: (keyof SandboxEvents)[],
  probe: () => T | undefined,
  timeout: number,
  complain: () => string,
): Promise<T> {
  const first = probe();
  if (first !== undefined) return Promise.resolve(first);
  const failure = new Error('timeout');
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      for (const event of events) signals.off(event, check);
    };
    const timer = setTimeout(() => {
      stop();
      failure.message = complain();
      reject(failure);
    }, timeout);
    const check = () => {
      const found = probe();
      if (found === undefined) return;
      stop();
      resolve(found);
    };
    for (const event of events) signals.on(event, check);
  });
}
