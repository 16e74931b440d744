import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BODY_LIMIT, createServer } from '../../src/http/server.ts';

const SECRET = 'a-secret-of-the-webhook';
const taken: number[] = [];
let server: Awaited<ReturnType<typeof createServer>>;

const OPTIONS: Parameters<typeof createServer>[0] = {
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
};

beforeAll(async () => {
  server = await createServer(OPTIONS);
});
afterAll(() => server.close());

const post = (body: string, headers: Record<string, string> = {}) =>
  fetch(`${server.address}/telegram`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': SECRET, ...headers },
    body,
  });

/** What the server answers to these bytes, until it closes the connection. */
async function spoken(bytes: string, address = server.address): Promise<string> {
  const socket = createConnection({ port: Number(new URL(address).port), host: '127.0.0.1' });
  socket.write(bytes);
  let told = '';
  socket.on('data', (data) => {
    told += data;
  });
  // A connection that is cut while bytes are on their way ends with an error.
  socket.on('error', () => {});
  await once(socket, 'close');
  return told;
}

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

  it('refuses whoever does not know the secret before a body is read, and reads none of it', async () => {
    for (const path of ['/telegram', '/telegram/', '/telegram?x']) {
      const told = await spoken(
        `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 200000\r\n\r\n[[[`,
      );
      expect(told).toMatch(/^HTTP\/1\.1 40[14] /);
      expect(told).toMatch(/connection: close|not found/i);
    }
  });

  it('takes the largest update that Telegram documents', async () => {
    const accepted = taken.length;
    // JSON may write an emoji as two escapes of six characters.
    const text = (points: number) => '\\ud83d\\ude00'.repeat(points);
    const entities = JSON.stringify(
      Array.from({ length: 100 }, (_, index) => ({
        type: 'text_link',
        offset: index,
        length: 1,
        url: `https://sloop.example/${'x'.repeat(100)}`,
      })),
    );
    const buttons = JSON.stringify(
      Array.from({ length: 100 }, () => [{ text: 'ж'.repeat(64), callback_data: 'x'.repeat(64) }]),
    );
    const message = (rest = '') =>
      `{"message_id":1,"date":1,"chat":{"id":1,"type":"private","first_name":"${text(64)}"},"text":"${text(4096)}","entities":${entities}${rest}}`;
    const whole = message(
      `,"reply_markup":{"inline_keyboard":${buttons}},"quote":{"text":"${text(1024)}","position":0},"reply_to_message":${message()}`,
    );
    const update = `{"update_id":8000,"callback_query":{"id":"1","from":{"id":1,"is_bot":false,"first_name":"a"},"chat_instance":"1","data":"${'x'.repeat(64)}","message":${whole}}}`;
    expect((await post(update)).status).toBe(200);
    expect(taken.splice(accepted)).toEqual([8000]);
  });

  it('lets go of clients that take their time with the head or the body of a request', async () => {
    const impatient = await createServer({ ...OPTIONS, patience: { head: 300, request: 600 } });
    const head = 'POST /telegram HTTP/1.1\r\nHost: x\r\n';
    const known = `X-Telegram-Bot-Api-Secret-Token: ${SECRET}\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{`;
    expect(await spoken(head, impatient.address)).toMatch(/^HTTP\/1\.1 408 /);
    expect(await spoken(`${head}${known}`, impatient.address)).toMatch(/^HTTP\/1\.1 408 /);
    await impatient.close();
  });

  it('refuses a body that is too large or no JSON, and says nothing of itself', async () => {
    expect((await post(`{"update_id":8,"x":"${'x'.repeat(BODY_LIMIT)}"}`)).status).toBe(413);
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
    // The same limit in both: what the bot would take, the proxy lets through.
    expect(caddy).toContain(`max_size ${BODY_LIMIT / 1024}KiB`);
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
