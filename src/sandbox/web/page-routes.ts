import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { InlineQueryResult } from '@grammyjs/types';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { reasonOf } from '../refusal.ts';
import type { Phone, SandboxOptions } from '../types.ts';
import type { SandboxEvents } from '../world/signals.ts';
import type { World } from '../world/world.ts';
import { pageActions, runPageAction } from './page-actions.ts';
import { castView, changeView, chatView } from './page-views.ts';

export interface PageDeps {
  world: World;
  phone: (userId: number) => Phone;
  options: SandboxOptions;
}

const PAGE = new URL('../page/', import.meta.url);
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};
/** Only what a browser shows and cannot run is shown in place; everything else is downloaded. */
const SHOWN = /^(?:image\/(?:png|jpeg|gif|webp)|audio\/[\w.+-]+|video\/[\w.+-]+)$/u;
const POLICY = "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; frame-ancestors 'self'";
const HEARTBEAT = 20_000;

/** The chat page, and the small interface it talks to: the same phones that tests hold in their hands. */
export function pageRoutes(app: FastifyInstance, { world, phone, options }: PageDeps): void {
  const offered = new Map<number, InlineQueryResult[]>();

  app.addHook('onRequest', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff');
  });
  app.setErrorHandler((error, _request, reply) => reply.code(400).send({ error: reasonOf(error) }));
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );

  app.get('/', (_request, reply) => sendAsset(reply, 'index.html'));
  app.get<{ Params: { name: string } }>('/page/:name', ({ params }, reply) => sendAsset(reply, params.name));
  app.get('/chat', () => castView(world, options));
  app.get<{ Params: { userId: string } }>('/chat/:userId', ({ params }) =>
    chatView(world, phone(Number(params.userId))),
  );
  app.get<{ Params: { fileId: string } }>('/chat/files/:fileId', ({ params }, reply) => {
    const record = world.files.get(params.fileId);
    const bytes = record && world.files.read(record);
    if (!record || !bytes) return reply.code(404).send({ error: 'no such file' });
    const disposition = SHOWN.test(record.mime) ? 'inline' : 'attachment';
    return reply
      .type(SHOWN.test(record.mime) ? record.mime : 'application/octet-stream')
      .header('content-disposition', `${disposition}; filename*=UTF-8''${encodeURIComponent(record.name)}`)
      .send(bytes);
  });
  app.get('/chat/events', (_request, reply) => {
    reply.hijack();
    streamChanges(world, reply);
  });
  app.post<{ Params: { userId: string; action: string }; Body: unknown; Querystring: Record<string, string> }>(
    '/chat/:userId/:action',
    async ({ params, body, query }) => {
      const user = phone(Number(params.userId));
      if (Buffer.isBuffer(body)) return pageActions.upload(user, { ...query, bytes: body }, offered);
      return (await runPageAction(params.action, user, body ?? {}, offered)) ?? {};
    },
  );
}

async function sendAsset(reply: FastifyReply, name: string): Promise<FastifyReply> {
  // The name is one segment of letters: nothing outside the folder can be meant.
  const type = TYPES[extname(name)];
  if (type === undefined || !/^[\w-]+\.\w+$/u.test(name)) return reply.code(404).send({ error: 'not found' });
  const content = await readFile(new URL(name, PAGE)).catch(() => undefined);
  if (content === undefined) return reply.code(404).send({ error: 'not found' });
  return reply.type(type).header('content-security-policy', POLICY).header('cache-control', 'no-cache').send(content);
}

/** Server-sent events: every visible change in any chat. */
function streamChanges(world: World, reply: FastifyReply): void {
  const { raw } = reply;
  raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  raw.write(': hello\n\n');
  const tell = (...[userId, change]: SandboxEvents['chat']) => {
    raw.write(`data: ${JSON.stringify(changeView(world, userId, change))}\n\n`);
  };
  const beat = setInterval(() => raw.write(': alive\n\n'), HEARTBEAT).unref();
  world.signals.on('chat', tell);
  raw.on('close', () => {
    clearInterval(beat);
    world.signals.off('chat', tell);
  });
}
