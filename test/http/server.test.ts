import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServer } from '../../src/http/server.ts';

const SECRET = 'a-secret-of-the-webhook';
const taken: number[] = [];
let server: Awaited<ReturnType<typeof createServer>>;

beforeAll(async () => {
  server = await createServer({
    host: '127.0.0.1',
    port: 0,
    feed: async () => undefined,
    probes: { well: async () => {}, ill: () => Promise.reject(new Error('no primary')) },
    mailboxes: () => ({ 'office@sloop.test': 'timeout' }),
    metrics: async () => 'numbers',
    webhook: {
      path: '/telegram',
      secret: SECRET,
      accept: async ({ update_id: id }) => void taken.push(id),
    },
  });
});
afterAll(() => server.close());

const post = (body: string, headers: Record<string, string> = {}) =>
  fetch(`${server.address}/telegram`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': SECRET, ...headers },
    body,
  });

describe('the web server', () => {
  it('takes updates that carry the secret, whole and no other', async () => {
    for (const secret of ['', 'a', SECRET.slice(1), `${SECRET}x`, SECRET.toUpperCase(), 'ё'.repeat(SECRET.length)]) {
      const answer = await post('{"update_id":1}', { 'x-telegram-bot-api-secret-token': encodeURIComponent(secret) });
      expect(answer.status).toBe(401);
    }
    expect(taken).toEqual([]);
    expect((await post('{"update_id":7}')).status).toBe(200);
    expect(taken).toEqual([7]);
  });

  it('refuses a body that is too large or no JSON, and says nothing of itself', async () => {
    expect((await post(`{"update_id":8,"x":"${'x'.repeat(1024 * 1024)}"}`)).status).toBe(413);
    expect((await post('{"update_id":')).status).toBe(400);
    expect((await post('"x"')).status).toBe(400);
    expect((await post('update_id=9', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415);
    expect(taken).toEqual([7]);
    const { headers } = await fetch(`${server.address}/nothing`);
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('tells that it lives, and of each part whether it is ready', async () => {
    expect(await (await fetch(`${server.address}/health`)).json()).toEqual({ status: 'alive' });
    const ready = await fetch(`${server.address}/ready`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual({
      ready: false,
      parts: { well: 'ok', ill: 'no primary' },
      mailboxes: { 'office@sloop.test': 'timeout' },
    });
    expect(await (await fetch(`${server.address}/metrics`)).text()).toBe('numbers');
  });

  it('leads on into a mail program and nowhere else', async () => {
    const to = 'javascript:alert(1)//evil.example/?x=y&z';
    const address = `${server.address}/mailto?${new URLSearchParams({ to, subject: 'a+b & c', body: 'x\r\nBcc: y@z.example' })}`;
    const location = (await fetch(address, { redirect: 'manual' })).headers.get('location') ?? '';
    expect(location).toMatch(/^mailto:[^?]*\?subject=a%2Bb%20%26%20c&body=x%0D%0ABcc%3A%20y%40z\.example$/);
  });

  it('is open through the proxy at the paths that people and Telegram need, and at no others', async () => {
    const caddy = readFileSync(new URL('../../deploy/Caddyfile', import.meta.url), 'utf8');
    const open = /@public path (.*)/.exec(caddy)?.[1]?.split(' ') ?? [];
    expect(open).toEqual(['/telegram', '/feed/*', '/mailto']);
    for (const path of open) {
      // Each of them is a route: it is refused for what it was asked with, not unknown.
      const answer = await fetch(`${server.address}${path.replace('*', '1-x.ics')}`, {
        method: path === '/telegram' ? 'POST' : 'GET',
        redirect: 'manual',
      });
      expect([302, 401, 404]).toContain(answer.status);
      expect(await answer.text()).not.toContain('Route');
    }
  });
});
