import { timingSafeEqual } from 'node:crypto';
import helmet from '@fastify/helmet';
import type { Update } from '@grammyjs/types';
import Fastify, { type FastifyInstance } from 'fastify';
import { reasonOf } from '../domain/reason.ts';
import { type FeedText, feedRoute } from './feed.ts';

/** A part of the program that can be asked how it is: resolves when well, rejects with the reason when not. */
export type Probe = () => Promise<void>;

export interface RoutesOptions {
  /** Calendar feeds at their secret addresses. */
  feed: FeedText;
  /** The parts without which this instance can serve nobody. */
  probes: Record<string, Probe>;
  /** How each mailbox is doing, by address: told, but no reason to take the instance away. */
  mailboxes(): Record<string, string>;
  /** All numbers in Prometheus' text form. */
  metrics(): Promise<string>;
  webhook?: { path: string; secret: string; accept: (update: Update) => Promise<void> };
}

const PROBE_LIMIT = 4000;
/** The largest update is far smaller: Telegram sends files by id. In bytes. */
const BODY_LIMIT = 1024 * 1024;
/** A client has so long to send its request, in milliseconds. */
const REQUEST_LIMIT = 30_000;

/**
 * `/health`: alive. `/ready`: each part's verdict, 503 when one is down without which nobody can be served; and each
 * mailbox's in a word, which changes nothing about being ready: a mail server that is down must not take the bot away
 * from those who talk to it. `/metrics`. The webhook, where updates come that way.
 */
export function routes(app: FastifyInstance, { probes, mailboxes, metrics, webhook, feed }: RoutesOptions): void {
  feedRoute(app, feed);
  app.get('/health', () => ({ status: 'alive' }));
  app.get<{ Querystring: Record<string, unknown> }>('/mailto', ({ query }, reply) => reply.redirect(mailtoOf(query)));

  app.get('/metrics', async (_request, reply) => reply.type('text/plain; version=0.0.4').send(await metrics()));

  app.get('/ready', async (_request, reply) => {
    const verdicts = await Promise.all(
      Object.entries(probes).map(async ([name, probe]) => [name, await verdict(probe)]),
    );
    const parts: Record<string, string> = Object.fromEntries(verdicts);
    const ready = Object.values(parts).every((word) => word === 'ok');
    return reply.code(ready ? 200 : 503).send({ ready, parts, mailboxes: mailboxes() });
  });

  if (webhook) {
    // Headers for browsers are wasted on Telegram.
    app.post(webhook.path, { helmet: false }, async (request, reply) => {
      if (!sameSecret(request.headers['x-telegram-bot-api-secret-token'], webhook.secret)) {
        return reply.code(401).send();
      }
      const update = asUpdate(request.body);
      if (!update) return reply.code(400).send();
      try {
        await webhook.accept(update);
        return await reply.code(200).send();
      } catch {
        // Sorted and logged where it happened; Telegram brings the update again.
        return reply.code(503).send();
      }
    });
  }
}

/** Telegram's buttons open only web addresses; this one leads on into the phone's own mail program, and nowhere else. */
function mailtoOf({ to, subject, body }: Record<string, unknown>): string {
  const words = new URLSearchParams();
  if (typeof subject === 'string') words.set('subject', subject);
  if (typeof body === 'string') words.set('body', body);
  const address = typeof to === 'string' ? encodeURIComponent(to).replace('%40', '@') : '';
  // Mail programs read "+" as a plus.
  return `mailto:${address}?${words.toString().replace(/\+/g, '%20')}`;
}

async function verdict(probe: Probe): Promise<string> {
  const late = new Promise<string>((resolve) => setTimeout(() => resolve('no answer'), PROBE_LIMIT).unref());
  const told = probe().then(
    () => 'ok',
    (error: unknown) => reasonOf(error),
  );
  return Promise.race([told, late]);
}

function sameSecret(given: string | string[] | undefined, secret: string): boolean {
  const theirs = Buffer.from(typeof given === 'string' ? given : '');
  const ours = Buffer.from(secret);
  return theirs.length === ours.length && timingSafeEqual(theirs, ours);
}

const asUpdate = (body: unknown): Update | undefined =>
  typeof body === 'object' && body !== null && 'update_id' in body && typeof body.update_id === 'number'
    ? (body as Update)
    : undefined;

/** An HTTP server of our own, for where there is no sandbox to share one with. */
export async function createServer(options: RoutesOptions & { host: string; port: number }) {
  const app = Fastify({ bodyLimit: BODY_LIMIT, requestTimeout: REQUEST_LIMIT, forceCloseConnections: 'idle' });
  await app.register(helmet);
  routes(app, options);
  const address = await app.listen({ host: options.host, port: options.port });
  return { address, close: () => app.close() };
}
