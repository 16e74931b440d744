import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import { ADMIN, TOKEN } from './client.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox({ token: TOKEN });
});
afterAll(() => sandbox.close());

/** A request as a browser would send it, with headers that pages cannot choose. */
async function asked(method: 'GET' | 'POST', path: string, headers: Record<string, string>): Promise<number> {
  const call = request({ port: sandbox.port, host: '127.0.0.1', method, path, headers });
  if (method === 'POST') call.setHeader('content-type', 'application/json');
  call.end(method === 'POST' ? '{}' : undefined);
  const [answer]: IncomingMessage[] = await once(call, 'response');
  answer?.resume();
  return answer?.statusCode ?? 0;
}

it('opens at this machine’s own names, and at no name that somebody lets point here', async () => {
  const { port } = sandbox;
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`]) {
    expect(await asked('GET', '/chat', { host })).toBe(200);
  }
  for (const host of [`evil.example:${port}`, `127.0.0.1.evil.example:${port}`, 'evil.example']) {
    expect(await asked('GET', '/chat', { host })).toBe(403);
    expect(await asked('POST', `/bot${TOKEN}/getMe`, { host })).toBe(403);
  }
});

it('lets no page from elsewhere act, not even by an address of the Bot API', async () => {
  const host = `127.0.0.1:${sandbox.port}`;
  const start = `/chat/${ADMIN}/start`;
  for (const origin of ['https://evil.example', 'null', `http://localhost:${sandbox.port}`]) {
    expect(await asked('POST', start, { host, origin })).toBe(403);
    expect(await asked('POST', `/bot${TOKEN}/getMe`, { host, origin })).toBe(403);
  }
  expect(await asked('GET', `/bot${TOKEN}/getMe`, { host, 'sec-fetch-site': 'cross-site' })).toBe(403);
  expect(await asked('POST', start, { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' })).toBe(200);
  expect(await asked('GET', `/bot${TOKEN}/getMe`, { host })).toBe(200);
});
