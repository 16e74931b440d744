import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { faultKind, retryAfter } from '../../../src/telegram/transport/errors.ts';
import { createWire, type WireCall } from '../../../src/telegram/transport/wire.ts';

const TOKEN = '700:secret-secret-secret-secret-secret-secret';
/** Long enough for none of these calls to meet it. */
const LIMIT = 60_000;

/** A server that says when a call has come, and answers it a little later. */
const ANSWERING = `
  const { parentPort } = require('node:worker_threads');
  const flags = new Int32Array(new SharedArrayBuffer(8));
  const server = require('node:http').createServer((request, response) => {
    request.resume().on('end', () => {
      Atomics.store(flags, 0, 1);
      setTimeout(() => response.end(JSON.stringify({ ok: true, result: 'arrived' })), 60);
    });
  });
  server.listen(0, '127.0.0.1', () => parentPort.postMessage({ port: server.address().port, flags }));
`;

/** A Bot API that does with each call what the test says. */
let answer: (request: IncomingMessage, response: ServerResponse, body: string) => void;
let connections = 0;
const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => answer(request, response, Buffer.concat(parts).toString()));
}).on('connection', () => connections++);

const wireTo = (port: number) => createWire(new URL(`http://127.0.0.1:${port}/bot${TOKEN}/`));
const portOf = (address: AddressInfo | string | null): number =>
  typeof address === 'object' ? (address?.port ?? 0) : 0;
let wire: ReturnType<typeof createWire>;
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
beforeEach(() => {
  wire = wireTo(portOf(server.address()));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const says = (status: number, body: string) => {
  answer = (_request, response) => response.writeHead(status).end(body);
};
const failureOf = (call: Partial<WireCall> = {}): Promise<Error> =>
  wire({ method: 'getMe', params: {}, limit: LIMIT, ...call }).then(
    (result) => {
      throw new Error(`it answered: ${JSON.stringify(result)}`);
    },
    (error: Error) => error,
  );

describe('a call', () => {
  it('goes as JSON to its method and returns the result, over the same connections again and again', async () => {
    const seen: unknown[] = [];
    answer = ({ url, method, headers }, response, body) => {
      seen.push({ url, method, type: headers['content-type'], body: JSON.parse(body) });
      response.end(JSON.stringify({ ok: true, result: { message_id: seen.length } }));
    };
    const before = connections;
    const params = { chat_id: 1, text: 'Привет, <b>мир</b> 🎉', reply_markup: undefined };
    for (let n = 1; n <= 5; n++)
      expect(await wire({ method: 'sendMessage', params, limit: LIMIT })).toEqual({ message_id: n });
    // Two take turns: one that has just answered rests until the next round of events.
    expect(connections - before).toBeLessThanOrEqual(2);
    const sent = { chat_id: 1, text: 'Привет, <b>мир</b> 🎉' };
    const whole = { url: `/bot${TOKEN}/sendMessage`, method: 'POST', type: 'application/json', body: sent };
    expect(seen).toEqual([whole, whole, whole, whole, whole]);
  });

  it('takes an answer in pieces, cut within a letter', async () => {
    const whole = Buffer.from(JSON.stringify({ ok: true, result: 'Ромашка' }));
    answer = (_request, response) => {
      response.write(whole.subarray(0, whole.length - 4), () => response.end(whole.subarray(whole.length - 4)));
    };
    expect(await wire({ method: 'getMe', params: {}, limit: LIMIT })).toBe('Ромашка');
  });
});

describe('a failure', () => {
  it('is Telegram’s refusal, with how long to wait', async () => {
    says(
      429,
      JSON.stringify({
        ok: false,
        error_code: 429,
        description: 'Too Many Requests: retry after 7',
        parameters: { retry_after: 7 },
      }),
    );
    const limited = await failureOf();
    expect([faultKind(limited), retryAfter(limited)]).toEqual(['later', 7]);
    says(403, JSON.stringify({ ok: false, error_code: 403, description: 'Forbidden: bot was blocked by the user' }));
    expect(faultKind(await failureOf())).toBe('blocked');
  });

  it('is trouble that passes, when the server answers with something else', async () => {
    says(502, '<html>Bad Gateway</html>');
    const gateway = await failureOf();
    expect([faultKind(gateway), gateway.message]).toEqual(['later', '502: Bad Gateway']);
    says(200, '<html>Sign in to the hotel’s network</html>');
    expect(faultKind(await failureOf())).toBe('later');
  });

  it('is trouble that passes, when the connection breaks; the next call finds a new one', async () => {
    answer = (request) => request.socket.resetAndDestroy();
    const broken = await failureOf();
    expect([faultKind(broken), broken.name]).toEqual(['later', 'FetchError']);
    answer = (request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"ok":', () => request.socket.destroy());
    };
    expect(faultKind(await failureOf())).toBe('later');
    says(200, JSON.stringify({ ok: true, result: true }));
    expect(await wire({ method: 'getMe', params: {}, limit: LIMIT })).toBe(true);
  });

  it('never tells the token', async () => {
    const closed = createSocketServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    wire = wireTo(portOf(closed.address()));
    closed.close();
    await once(closed, 'close');
    const refused = await failureOf();
    expect(faultKind(refused)).toBe('later');
    expect(refused.message).toContain('ECONNREFUSED');
    for (let error: unknown = refused; error instanceof Error; error = error.cause) {
      expect(`${error.stack}${JSON.stringify(error)}`).not.toContain('secret');
    }
  });
});

describe('a call that takes too long, or is not wanted any more', () => {
  /** Hangs, and resolves when the caller has let go of the connection. */
  function hang(): { called: Promise<void>; letGo: Promise<void> } {
    let [called, letGo] = [() => {}, () => {}];
    const promises = {
      called: new Promise<void>((resolve) => {
        called = resolve;
      }),
      letGo: new Promise<void>((resolve) => {
        letGo = resolve;
      }),
    };
    answer = (request) => {
      request.socket.once('close', letGo);
      called();
    };
    return promises;
  }

  it('ends at its limit, and its connection with it', async () => {
    const { letGo } = hang();
    const late = await failureOf({ limit: 50 });
    expect([faultKind(late), late.name]).toEqual(['later', 'AbortError']);
    await letGo;
  });

  it('counts as answered when the answer came while the process was paused', async () => {
    // Another thread answers while this one stands still beyond the limit.
    const server = new Worker(ANSWERING, { eval: true });
    const [{ port, flags }] = (await once(server, 'message')) as [{ port: number; flags: Int32Array }];
    for (const pause of [400, 1600]) {
      flags.fill(0);
      const answered = wireTo(port)({ method: 'sendMessage', params: {}, limit: 200 });
      while (Atomics.load(flags, 0) === 0) await new Promise((resolve) => setImmediate(resolve));
      Atomics.wait(flags, 1, 0, pause);
      expect(await answered).toBe('arrived');
    }
    await server.terminate();
  });

  it('ends when it is called off: under way, or before it began', async () => {
    const { called, letGo } = hang();
    const off = new AbortController();
    const failure = failureOf({ signal: off.signal });
    await called;
    off.abort();
    expect((await failure).name).toBe('AbortError');
    await letGo;
    answer = () => expect.unreachable('it was called off before it began');
    expect((await failureOf({ signal: off.signal })).name).toBe('AbortError');
  });
});
