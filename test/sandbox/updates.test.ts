import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Phone, Sandbox } from '../../src/sandbox/index.ts';
import { type Reply, startedSandbox, TOKEN } from './client.ts';

let sandbox: Sandbox;
let call: (method: string, params?: object) => Promise<Reply>;
let phone: Phone;

beforeEach(async () => {
  ({ sandbox, call, phone } = await startedSandbox());
});
afterEach(() => sandbox.close());

const texts = ({ result }: Reply): string[] =>
  result.map((update: { message: { text: string } }) => update.message.text);

describe('getUpdates', () => {
  it('hands out the same updates until the offset moves past them', async () => {
    await phone.send('one');
    await phone.send('two');
    const first = await call('getUpdates');
    expect(texts(first)).toEqual(['one', 'two']);
    const [one, two] = first.result;
    expect(two.update_id).toBe(one.update_id + 1);
    expect(texts(await call('getUpdates', { offset: one.update_id, timeout: 30 }))).toEqual(['one', 'two']);
    expect(texts(await call('getUpdates', { offset: two.update_id }))).toEqual(['two']);
    // Confirmed is gone, whatever is asked for later.
    expect(texts(await call('getUpdates', { offset: one.update_id }))).toEqual(['two']);
    expect(texts(await call('getUpdates', { limit: 1, offset: two.update_id + 1 }))).toEqual([]);
  });

  it('counts a negative offset from the end', async () => {
    for (const text of ['one', 'two', 'three']) await phone.send(text);
    expect(texts(await call('getUpdates', { offset: -1 }))).toEqual(['three']);
    expect(texts(await call('getUpdates'))).toEqual(['three']);
  });

  it('waits for the next update', async () => {
    const poll = call('getUpdates', { timeout: 30 });
    await phone.send('late');
    expect(texts(await poll)).toEqual(['late']);
  });

  it('leaves an update to the next poll when the first one hung up', async () => {
    const gone = new AbortController();
    const url = `${sandbox.apiRoot}/bot${TOKEN}/getUpdates?timeout=30`;
    const poll = fetch(url, { signal: gone.signal });
    await sandbox.polling();
    gone.abort();
    await expect(poll).rejects.toThrow();
    await phone.send('kept');
    expect(texts(await call('getUpdates'))).toEqual(['kept']);
  });

  it('ends the first of two pollers', async () => {
    const first = call('getUpdates', { timeout: 30 });
    await sandbox.polling();
    const second = call('getUpdates', { timeout: 30 });
    expect(await first).toEqual({
      ok: false,
      error_code: 409,
      description: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    });
    await phone.send('to the second');
    expect(texts(await second)).toEqual(['to the second']);
  });

  it('keeps out kinds that are not asked for', async () => {
    await call('getUpdates', { allowed_updates: ['callback_query'] });
    await phone.send('unwanted');
    expect(texts(await call('getUpdates'))).toEqual([]);
    await call('getUpdates', { allowed_updates: [] });
    await phone.send('wanted');
    expect(texts(await call('getUpdates'))).toEqual(['wanted']);
  });

  it('settles when the offset has moved', async () => {
    await phone.send('x');
    await expect(phone.settled(20)).rejects.toThrow("has not finished this user's updates");
    const settled = phone.settled();
    const { result } = await call('getUpdates');
    await call('getUpdates', { offset: result[0].update_id + 1 });
    await settled;
  });

  it('brings an update again, also an older one', async () => {
    await phone.send('one');
    await phone.send('two');
    const { result } = await call('getUpdates');
    const offset = result[1].update_id + 1;
    await call('getUpdates', { offset });
    await phone.redeliver();
    await phone.redeliver(result[0].update_id);
    const again = await call('getUpdates', { offset });
    expect(texts(again)).toEqual(['two', 'one']);
    expect(again.result[1].update_id).toBe(result[0].update_id);
    await call('getUpdates', { offset });
    await phone.settled();
  });
});

describe('what users send', () => {
  it('marks commands', async () => {
    await phone.send('/new call Acme');
    const { result } = await call('getUpdates');
    expect(result[0].message.entities).toEqual([{ type: 'bot_command', offset: 0, length: 4 }]);
  });

  it('start payloads, contacts, places, forwards, replies, edits', async () => {
    const { message_id } = await phone.start('c_12');
    await phone.contact({ phone_number: '+79001234567', first_name: 'Pyotr' });
    await phone.location(55.75, 37.61);
    await phone.forward({ text: 'call me', from: 'Client' });
    await phone.reply(message_id, 'answer');
    await phone.edit(message_id, 'changed');
    const { result } = await call('getUpdates');
    expect(result).toMatchObject([
      { message: { text: '/start c_12' } },
      { message: { contact: { phone_number: '+79001234567', first_name: 'Pyotr' } } },
      { message: { location: { latitude: 55.75, longitude: 37.61 } } },
      { message: { text: 'call me', forward_origin: { type: 'hidden_user', sender_user_name: 'Client' } } },
      { message: { text: 'answer', reply_to_message: { message_id } } },
      { edited_message: { text: 'changed', message_id } },
    ]);
  });

  it('buttons of the reply keyboard', async () => {
    const keyboard = [['Today', { text: 'My number', request_contact: true }]];
    await call('sendMessage', { chat_id: phone.user.id, text: 'x', reply_markup: { keyboard } });
    await phone.press('Today');
    await phone.press(/number/u);
    const { result } = await call('getUpdates');
    expect(result).toMatchObject([
      { message: { text: 'Today' } },
      { message: { contact: { user_id: phone.user.id } } },
    ]);
    await call('sendMessage', { chat_id: phone.user.id, text: 'x', reply_markup: { remove_keyboard: true } });
    await expect(phone.press('Today')).rejects.toThrow('has no reply keyboard');
  });
});
