import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Phone, Sandbox } from '../../src/sandbox/index.ts';
import { ADMIN, MANAGER, type Reply, startedSandbox } from './client.ts';

let sandbox: Sandbox;
let call: (method: string, params?: object) => Promise<Reply>;
let read: () => Promise<{ callback_query: { id: string; message: object }; inline_query: { id: string } }[]>;
let phone: Phone;
let clock: Date;

beforeEach(async () => {
  clock = new Date('2026-11-23T10:00:00Z');
  ({ sandbox, call, phone, read } = await startedSandbox({ now: () => clock, callbackTimeout: 5000 }));
});
afterEach(() => sandbox.close());

const TOO_OLD = 'Bad Request: query is too old and response timeout expired or query ID is invalid';
const card = (text: string, ...labels: string[]) =>
  call('sendMessage', {
    chat_id: ADMIN,
    text,
    reply_markup: { inline_keyboard: [labels.map((label) => ({ text: label, callback_data: `data ${label}` }))] },
  });
const pressed = async () => (await read()).map((update) => update.callback_query.id)[0];

describe('button presses', () => {
  it('are answered once', async () => {
    await card('card', 'Yes');
    const answer = phone.tap('Yes');
    const callback_query_id = await pressed();
    expect(await call('answerCallbackQuery', { callback_query_id, text: 'Done', show_alert: true })).toMatchObject({
      ok: true,
    });
    expect(await answer).toEqual({ text: 'Done', alert: true });
    expect((await call('answerCallbackQuery', { callback_query_id })).description).toBe(TOO_OLD);
  });

  it('are answered in time', async () => {
    await card('card', 'Yes');
    const answer = phone.tap('Yes');
    const callback_query_id = await pressed();
    clock = new Date(clock.getTime() + 16_000);
    expect((await call('answerCallbackQuery', { callback_query_id })).description).toBe(TOO_OLD);
    answer.catch(() => undefined);
  });

  it('on the newest message with such a button, the exact label first', async () => {
    await card('old', 'Save');
    await card('new', '💾 Save all', '💾 Save');
    void phone.tap('💾 Save').catch(() => undefined);
    void phone.tap('Save').catch(() => undefined);
    expect(await read()).toMatchObject([
      { callback_query: { data: 'data 💾 Save', message: { text: 'new' } } },
      { callback_query: { data: 'data 💾 Save all', message: { text: 'new' } } },
    ]);
    await expect(phone.tap('Delete')).rejects.toThrow(/sees no button Delete[\s\S]*\[ 💾 Save all \] \[ 💾 Save \]/u);
  });

  it('can be forged, and come from messages that are gone', async () => {
    const { result } = await card('card', 'Yes');
    await call('deleteMessage', { chat_id: ADMIN, message_id: result.message_id });
    void phone.tapData(result.message_id, 'forged').catch(() => undefined);
    expect(await read()).toMatchObject([
      { callback_query: { data: 'forged', message: { message_id: result.message_id, date: 0 } } },
    ]);
  });

  it('are remembered for cache_time', async () => {
    await card('card', 'Yes');
    const answer = phone.tap('Yes');
    await call('answerCallbackQuery', { callback_query_id: await pressed(), text: 'kept', cache_time: 60 });
    await answer;
    expect(await phone.tap('Yes')).toEqual({ text: 'kept' });
    expect(await read()).toEqual([]);
  });
});

describe('inline mode', () => {
  const article = (id: string, more: object = {}) => ({
    type: 'article',
    id,
    title: `Title ${id}`,
    input_message_content: { message_text: `<b>${id}</b>`, parse_mode: 'HTML' },
    ...more,
  });
  const asked = async () => (await read()).find((update) => update.inline_query)?.inline_query.id;

  it('offers results and sends the chosen one', async () => {
    const results = phone.inline('rom');
    const markup = { inline_keyboard: [[{ text: 'Open', callback_data: 'open' }]] };
    const inline_query_id = await asked();
    await call('answerInlineQuery', {
      inline_query_id,
      results: [article('1', { reply_markup: markup })],
      is_personal: true,
      cache_time: 0,
    });
    expect(await results).toMatchObject([{ title: 'Title 1' }]);
    await phone.chooseInline('Title 1');
    expect(phone.messages().at(-1)).toMatchObject({ html: '<b>1</b>', from: 'user', viaBot: true });
    expect(await read()).toMatchObject([{ message: { text: '1', via_bot: { id: sandbox.bot.id } } }]);
    void phone.tap('Open').catch(() => undefined);
    const [{ callback_query } = expect.fail('no press')] = await read();
    expect(callback_query.message).toBeUndefined();
    const { inline_message_id } = callback_query as unknown as { inline_message_id: string };
    expect(await call('editMessageText', { inline_message_id, text: 'edited' })).toEqual({ ok: true, result: true });
    expect(phone.messages().at(-1)?.text).toBe('edited');
  });

  it('shares answers between users for 300 s unless told otherwise', async () => {
    const other = sandbox.phone(MANAGER);
    const first = phone.inline('x');
    await call('answerInlineQuery', { inline_query_id: await asked(), results: [article('shared')] });
    await first;
    expect(await other.inline('x')).toMatchObject([{ id: 'shared' }]);
    clock = new Date(clock.getTime() + 301_000);
    const again = other.inline('x');
    await call('answerInlineQuery', { inline_query_id: await asked(), results: [article('own')], is_personal: true });
    expect(await again).toMatchObject([{ id: 'own' }]);
    expect(await other.inline('x')).toMatchObject([{ id: 'own' }]);
    expect(await read()).toEqual([]);
    void phone.inline('x').catch(() => undefined);
    expect(await read()).toHaveLength(1);
  });

  it.each([
    [Array.from({ length: 51 }, (_, index) => article(String(index))), 'RESULTS_TOO_MUCH'],
    [[article('1'), article('1')], 'RESULT_ID_DUPLICATE'],
    [[article('x'.repeat(65))], 'RESULT_ID_INVALID'],
    [[article('1', { input_message_content: { message_text: '<b', parse_mode: 'HTML' } })], "can't parse entities"],
    [[{ type: 'gif', id: '1' }], 'can\'t parse parameter "results'],
  ])('refuses wrong results %#', async (results, reason) => {
    void phone.inline('q').catch(() => undefined);
    const { description } = await call('answerInlineQuery', { inline_query_id: await asked(), results });
    expect(description).toContain(reason);
  });

  it('refuses an answer nobody waits for', async () => {
    expect((await call('answerInlineQuery', { inline_query_id: '1', results: [] })).description).toBe(TOO_OLD);
  });
});
