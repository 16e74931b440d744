import type { WebhookInfo } from '@grammyjs/types';
import { badRequest, conflict } from '../refusal.ts';
import type { Signals } from '../world/signals.ts';
import type { Pending, UpdateQueue } from './updates.ts';

export interface WebhookParams {
  url: string;
  max_connections?: number;
  allowed_updates?: string[];
  drop_pending_updates?: boolean;
  secret_token?: string;
}

export interface WebhookDeps {
  updates: UpdateQueue;
  signals: Signals;
  retryDelay: (attempt: number) => number;
  now: () => Date;
  /** Runs the method a webhook's answer may carry instead of a call. */
  runReply: (method: string, params: Record<string, unknown>) => Promise<void>;
}

const DEFAULT_CONNECTIONS = 40;
const ANSWER_TIMEOUT = 60_000;

export type Webhook = ReturnType<typeof createWebhook>;

/**
 * Delivers updates to the bot's own server: messages queue by chat, button presses by user, inline queries go apart.
 * The head of a queue is tried until it gets a 2xx; the other queues go on meanwhile.
 */
export function createWebhook({ updates, signals, retryDelay, now, runReply }: WebhookDeps) {
  let target: WebhookParams | undefined;
  let lastError: { date: number; message: string } | undefined;
  let stop = new AbortController();
  const busyQueues = new Set<string>();

  function set(params: WebhookParams): void {
    const { url, secret_token = '', max_connections = DEFAULT_CONNECTIONS } = params;
    if (!/^[\w-]{0,256}$/u.test(secret_token)) throw badRequest('secret token contains unallowed characters');
    if (max_connections < 1 || max_connections > 100) throw badRequest('max_connections must be between 1 and 100');
    checkUrl(url);
    halt();
    if (params.drop_pending_updates) updates.dropAll();
    updates.setAllowed(params.allowed_updates);
    updates.endPoll(conflict('terminated by setWebhook request'));
    target = params;
    lastError = undefined;
    signals.on('queued', dispatch);
    dispatch();
  }

  function halt(): void {
    signals.off('queued', dispatch);
    stop.abort();
    stop = new AbortController();
    busyQueues.clear();
    target = undefined;
  }

  function dispatch(): void {
    const limit = target?.max_connections ?? DEFAULT_CONNECTIONS;
    for (const entry of updates.pending()) {
      if (!target || busyQueues.size >= limit) return;
      const queue = queueOf(entry);
      if (busyQueues.has(queue)) continue;
      busyQueues.add(queue);
      void deliver(entry, queue, target, stop.signal);
    }
  }

  async function deliver(entry: Pending, queue: string, to: WebhookParams, signal: AbortSignal): Promise<void> {
    for (let attempt = 1; !signal.aborted; attempt += 1) {
      const problem = await attemptDelivery(entry, to, signal);
      if (signal.aborted) return;
      if (problem === undefined) break;
      lastError = { date: Math.floor(now().getTime() / 1000), message: problem };
      await pause(retryDelay(attempt), signal);
      // Dropped meanwhile: no one waits for it any more.
      if (!updates.pending().includes(entry)) break;
    }
    if (signal.aborted) return;
    busyQueues.delete(queue);
    updates.confirm(entry);
    dispatch();
  }

  /** One request; undefined when it got a 2xx, else what was wrong. */
  async function attemptDelivery(entry: Pending, to: WebhookParams, signal: AbortSignal): Promise<string | undefined> {
    try {
      const response = await fetch(to.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(to.secret_token ? { 'x-telegram-bot-api-secret-token': to.secret_token } : {}),
        },
        body: JSON.stringify(entry.update),
        signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_TIMEOUT)]),
        redirect: 'manual',
      });
      const body = await response.text();
      if (!response.ok) return `Wrong response from the webhook: ${response.status} ${response.statusText}`;
      await obey(body).catch(() => undefined);
      return undefined;
    } catch (error) {
      return error instanceof Error ? `Connection failed: ${error.message}` : 'Connection failed';
    }
  }

  async function obey(body: string): Promise<void> {
    if (!/^\s*\{.*"method"/su.test(body)) return;
    const { method, ...params }: Record<string, unknown> = JSON.parse(body);
    // Telegram tells no one whether a call made this way went well.
    await runReply(String(method), params);
  }

  return {
    set,
    remove(dropPending: boolean): void {
      halt();
      if (dropPending) updates.dropAll();
    },
    isSet: () => target !== undefined,
    info: (): WebhookInfo => ({
      url: target?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: updates.pending().length,
      ...(target ? { max_connections: target.max_connections ?? DEFAULT_CONNECTIONS } : {}),
      ...(lastError ? { last_error_date: lastError.date, last_error_message: lastError.message } : {}),
      ...(updates.allowed().length > 0 ? { allowed_updates: updates.allowed() } : {}),
    }),
    close: halt,
  };
}

/** Telegram wants https on one of four ports. The one deviation: plain http on this machine, any port. */
function checkUrl(url: string): void {
  if (!URL.canParse(url)) throw badRequest('bad webhook: invalid webhook URL specified');
  const { protocol, hostname, port } = new URL(url);
  if (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) return;
  if (protocol !== 'https:') throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
  if (!['', '443', '80', '88', '8443'].includes(port)) {
    throw badRequest('bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443');
  }
}

function queueOf({ update, userId }: Pending): string {
  if (update.callback_query) return `buttons of ${userId}`;
  if (update.inline_query) return `inline ${update.update_id}`;
  return `messages of ${userId}`;
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    timer.unref();
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
