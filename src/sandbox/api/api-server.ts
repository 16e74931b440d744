import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError, reasonOf } from '../refusal.ts';
import type { World } from '../world/world.ts';
import { apiMethods } from './api-methods.ts';
import type { Fault, Faults } from './faults.ts';
import { knownMethod } from './method-params.ts';
import { acceptCalls, type RawCall, readCall } from './read-call.ts';

interface MethodRoute {
  Params: { token: string; method: string };
}

/** Runs one method by its name; what both the HTTP server and a webhook's answer do. */
export async function runMethod(world: World, name: string, call: RawCall, signal: AbortSignal): Promise<unknown> {
  const method = knownMethod(name);
  if (!method) throw new ApiError(404, 'Not Found: method not found');
  const report = (error?: string) => {
    if (method === 'getUpdates') return;
    const chatId = Number(call.params.chat_id);
    world.signals.emit('called', {
      method,
      ...(Number.isSafeInteger(chatId) ? { chatId } : {}),
      at: world.now(),
      params: call.params,
      ok: error === undefined,
      ...(error === undefined ? {} : { error }),
    });
  };
  try {
    const result = await apiMethods[method].call({ world, uploads: call.uploads, signal }, call.params);
    report();
    return result;
  } catch (error) {
    report(reasonOf(error));
    throw error;
  }
}

/** The Bot API over HTTP: `/bot<token>/<method>` and `/file/bot<token>/<path>`. */
export async function apiServer(
  app: FastifyInstance,
  { world, token, faults }: { world: World; token: string; faults: Faults },
) {
  await acceptCalls(app);
  app.setErrorHandler((error, _request, reply) => refuse(reply, error));

  app.route<MethodRoute>({
    method: ['GET', 'POST'],
    url: '/bot:token/:method',
    async handler(request, reply) {
      if (request.params.token !== token) throw new ApiError(401, 'Unauthorized');
      const call = await readCall(request);
      const signal = goneSignal(reply);
      const fault = faults.meet(request.params.method, call.params.chat_id);
      if (fault && !fault.rule.afterEffect) return suffer(fault, request, reply, signal);
      const result = await runMethod(world, request.params.method, call, signal);
      if (fault) return suffer(fault, request, reply, signal);
      return { ok: true, result };
    },
  });

  app.get<{ Params: { token: string; '*': string } }>('/file/bot:token/*', (request, reply) => {
    if (request.params.token !== token) throw new ApiError(401, 'Unauthorized');
    const record = world.files.byPath(request.params['*']);
    const bytes = record && world.files.read(record);
    if (!bytes) throw new ApiError(404, 'Not Found');
    return reply.type('application/octet-stream').send(bytes);
  });
}

/** Aborted when the caller hangs up: a poll that no one reads must not swallow updates. */
function goneSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  return gone.signal;
}

function refuse(reply: FastifyReply, error: unknown): FastifyReply {
  const known = error instanceof ApiError ? error : asRefusal(error);
  return reply.code(known.code).send({
    ok: false,
    error_code: known.code,
    description: known.message,
    ...(known.parameters ? { parameters: known.parameters } : {}),
  });
}

/** Errors of fastify itself (a body that is not JSON, too large), and our own mistakes: loud, never a silent 200. */
function asRefusal(error: unknown): ApiError {
  const code = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  const words = reasonOf(error);
  if (code >= 500) console.error('sandbox:', error);
  return new ApiError(code, code >= 500 ? `Internal Server Error: ${words}` : `Bad Request: ${words}`);
}

/** The broken answer a test asked for. */
async function suffer({ rule, lifted }: Fault, request: FastifyRequest, reply: FastifyReply, signal: AbortSignal) {
  switch (rule.with) {
    case 401:
      throw new ApiError(401, 'Unauthorized');
    case 429: {
      const retry_after = rule.retryAfter ?? 1;
      throw new ApiError(429, `Too Many Requests: retry after ${retry_after}`, { retry_after });
    }
    case 500:
      throw new ApiError(500, 'Internal Server Error');
    case 502:
      return reply.code(502).type('text/html').send('<html><body>502 Bad Gateway</body></html>');
    case 'reset':
      reply.hijack();
      request.raw.socket.resetAndDestroy();
      return reply;
    case 'hang':
      await Promise.race([lifted, new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))]);
      throw new ApiError(504, 'Gateway Timeout');
  }
}
