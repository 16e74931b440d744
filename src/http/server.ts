import { timingSafeEqual } from 'node:crypto';
import helmet from '@fastify/helmet';
import type { Update } from '@grammyjs/types';
import Fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type onRequestAsyncHookHandler,
} from 'fastify';
import { reasonOf } from '../domain/reason.ts';
import { type FeedText, feedRoute } from './feed.ts';

/** A part of the program that can be asked how it is: resolves when well, rejects with the reason when not. */
export type Probe = () => Promise<void>;

export interface RoutesOptions {
  /** Calendar feeds at their secret addresses. */
  feed: FeedText;
  /** The parts without which this instance can serve no one. */
  probes: Record<string, Probe>;
  /** How each mailbox is doing, by address: told, but no reason to take the instance away. */
  mailboxes(): Record<string, string>;
  /** All numbers in Prometheus' text form. */
  metrics(): Promise<string>;
  webhook?: { path: string; secret: string; accept: (update: Update) => Promise<void> };
}

const PROBE_LIMIT = 4000;
/** The largest update is smaller: Telegram sends files by id. The proxy has the same limit. In bytes. */
export const BODY_LIMIT = 256 * 1024;
/** So long a client has to send the head of its request, and the whole of it, in milliseconds. */
const PATIENCE = { head: 15_000, request: 30_000 };
/** How often Node looks for clients that take longer: by itself only every 30 s, so that 30 s might be a minute. */
const LOOK_EVERY = 1000;

/**
 * `/health`: alive. `/ready`: each part's verdict, 503 when one is down without which no one can be served; and each
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
    const { secret, path, accept } = webhook;
    // Before the body is read: no one else makes this program parse anything. The rest of what they send goes unread.
    const onRequest: onRequestAsyncHookHandler = async (request, reply) => {
      if (sameSecret(request.headers['x-telegram-bot-api-secret-token'], secret)) return;
      return unheard(request, reply, 401);
    };
    // Headers for browsers are wasted on Telegram.
    app.post(path, { helmet: false, onRequest, bodyLimit: BODY_LIMIT }, async (request, reply) => {
      const update = asUpdate(request.body);
      if (!update) return reply.code(400).send();
      try {
        await accept(update);
        return await reply.code(200).send();
      } catch {
        // Sorted and logged where it happened; Telegram brings the update again.
        return reply.code(503).send();
      }
    });
  }
}

/** Answers before a body is read, and closes the connection: what else comes over it is not read either. */
function unheard(request: FastifyRequest, reply: FastifyReply, status: number): FastifyReply {
  reply.raw.once('finish', () => request.raw.destroy());
  return reply.code(status).header('connection', 'close').send();
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
export async function createServer({
  patience = PATIENCE,
  ...options
}: RoutesOptions & { host: string; port: number; patience?: typeof PATIENCE }) {
  const app = Fastify({
    bodyLimit: BODY_LIMIT,
    requestTimeout: patience.request,
    http: { headersTimeout: patience.head, connectionsCheckingInterval: Math.min(LOOK_EVERY, patience.head) },
    forceCloseConnections: 'idle',
  });
  // Only the webhook takes a body: no one makes this program parse one for an answer that it has not got.
  app.addHook('onRequest', async (request, reply) => {
    const bare = request.method === 'GET' || request.method === 'HEAD';
    if (!bare && request.is404) return unheard(request, reply, 404);
  });
  await app.register(helmet);
  routes(app, options);
  const address = await app.listen({ host: options.host, port: options.port });
  return { address, close: () => app.close() };
}
