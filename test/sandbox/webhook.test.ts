import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Phone, Sandbox } from '../../src/sandbox/index.ts';
import { ADMIN, MANAGER, type Reply, startedSandbox } from './client.ts';

interface Delivery {
  update: { update_id: number; message?: { text: string }; callback_query?: { data: string } };
  secret: string | undefined;
  answer: (status: number, body?: string) => void;
}

/** A bot's server whose answers the test gives one by one. */
async function hookServer() {
  const waiting: Delivery[] = [];
  let wake = () => {};
  const server: Server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    waiting.push({
      update: JSON.parse(body),
      secret: request.headers['x-telegram-bot-api-secret-token']?.toString(),
      answer: (status, text = '') => response.writeHead(status).end(text),
    });
    wake();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const next = async (): Promise<Delivery> => {
    const delivery = waiting.shift();
    if (delivery) return delivery;
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
    return next();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    next,
    waiting,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

let sandbox: Sandbox;
let call: (method: string, params?: object) => Promise<Reply>;
let phone: Phone;
let hook: Awaited<ReturnType<typeof hookServer>>;

beforeEach(async () => {
  ({ sandbox, call, phone } = await startedSandbox({ webhookRetryDelay: () => 5 }));
  hook = await hookServer();
});
afterEach(async () => {
  await sandbox.close();
  await hook.close();
});

describe('a webhook', () => {
  it('gets updates with its secret, and shuts out polling', async () => {
    const poll = call('getUpdates', { timeout: 30 });
    await sandbox.polling();
    expect(await call('setWebhook', { url: hook.url, secret_token: 's3cret' })).toMatchObject({ ok: true });
    expect(await poll).toMatchObject({ ok: false, error_code: 409 });
    expect((await call('getUpdates')).description).toBe(
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    );
    await phone.send('hello');
    const delivery = await hook.next();
    expect(delivery).toMatchObject({ secret: 's3cret', update: { message: { text: 'hello' } } });
    expect((await call('getWebhookInfo')).result).toMatchObject({ url: hook.url, pending_update_count: 1 });
    delivery.answer(200);
    await phone.settled();
  });

  it('is tried again until it answers 2xx; other queues go on meanwhile', async () => {
    await call('sendMessage', {
      chat_id: ADMIN,
      text: 'card',
      reply_markup: { inline_keyboard: [[{ text: 'B', callback_data: 'later' }]] },
    });
    await call('setWebhook', { url: hook.url });
    await phone.send('refused at first');
    (await hook.next()).answer(503);
    const again = await hook.next();
    expect(again.update.message?.text).toBe('refused at first');
    void phone.tap('B').catch(() => undefined);
    await phone.send('waits behind');
    const press = await hook.next();
    expect(press.update.callback_query?.data).toBe('later');
    press.answer(200);
    await sandbox.phone(MANAGER).start();
    const other = await hook.next();
    expect(other.update.message?.text).toBe('/start');
    other.answer(200);
    expect(hook.waiting).toEqual([]);
    again.answer(200);
    const behind = await hook.next();
    expect(behind.update.message?.text).toBe('waits behind');
    behind.answer(204);
    await sandbox.settled();
    expect((await call('getWebhookInfo')).result.last_error_message).toContain('503');
  });

  it('keeps to max_connections', async () => {
    await call('setWebhook', { url: hook.url, max_connections: 1 });
    await phone.send('first');
    await sandbox.phone(MANAGER).start();
    const first = await hook.next();
    expect(hook.waiting).toEqual([]);
    first.answer(200);
    (await hook.next()).answer(200);
    await sandbox.settled();
  });

  it('may answer with a method', async () => {
    await call('setWebhook', { url: hook.url });
    await phone.send('x');
    (await hook.next()).answer(200, JSON.stringify({ method: 'sendMessage', chat_id: ADMIN, text: 'in the answer' }));
    await phone.sees('in the answer');
  });

  it('leaves what is pending to polling when deleted', async () => {
    await call('setWebhook', { url: hook.url });
    await phone.send('x');
    await hook.next();
    await call('deleteWebhook');
    expect((await call('getUpdates')).result).toHaveLength(1);
    await call('deleteWebhook', { drop_pending_updates: true });
    expect((await call('getUpdates')).result).toEqual([]);
  });
});
