import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Phone, Sandbox } from '../../src/sandbox/index.ts';
import { ADMIN, type Reply, STRANGER, startedSandbox, TOKEN } from './client.ts';

let sandbox: Sandbox;
let call: (method: string, params?: object) => Promise<Reply>;
let phone: Phone;
let clock: Date;

beforeEach(async () => {
  clock = new Date('2026-11-23T10:00:00Z');
  ({ sandbox, call, phone } = await startedSandbox({ now: () => clock }));
});
afterEach(() => sandbox.close());

const say = (text: string, more: object = {}) => call('sendMessage', { chat_id: ADMIN, text, ...more });
const refused = (description: string, error_code = 400) => ({ ok: false, error_code, description });

describe('calls', () => {
  it('wants the right token', async () => {
    const answer = await fetch(`${sandbox.apiRoot}/bot1:wrong/getMe`);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual(refused('Unauthorized', 401));
    expect((await fetch(`${sandbox.apiRoot}/file/bot1:wrong/x`)).status).toBe(401);
  });

  it('refuses methods it does not know', async () => {
    expect(await call('sendDice', { chat_id: ADMIN })).toEqual(refused('Not Found: method not found', 404));
  });

  it('names unknown parameters', async () => {
    expect((await say('x', { parsemode: 'HTML' })).description).toContain('unknown parameter "parsemode"');
  });

  it('names parameters of a wrong kind', async () => {
    expect((await call('getUpdates', { limit: 'many' })).description).toContain('can\'t parse parameter "limit"');
    const { description } = await say('x', { reply_markup: { inline_keyboard: [[{ text: 1, callback_data: 'a' }]] } });
    expect(description).toContain('text');
  });

  it.each([
    ['sendMessage', { text: 'x' }, 'chat_id is empty'],
    ['sendMessage', { chat_id: ADMIN }, 'message text is empty'],
    ['deleteMessage', { chat_id: ADMIN }, 'message identifier is not specified'],
    ['sendPhoto', { chat_id: ADMIN }, 'there is no photo in the request'],
    ['getFile', {}, 'file_id not specified'],
    ['getFile', { file_id: 'nonsense' }, 'invalid file_id'],
    ['sendChatAction', { chat_id: ADMIN, action: 'dancing' }, 'wrong parameter action in request'],
    ['sendPhoto', { chat_id: ADMIN, photo: 'nonsense' }, 'wrong file identifier/HTTP URL specified'],
    ['answerCallbackQuery', { callback_query_id: '1', text: 'x'.repeat(201) }, 'MESSAGE_TOO_LONG'],
    ['setMyCommands', { commands: [{ command: 'Новый', description: 'x' }] }, 'BOT_COMMAND_INVALID'],
    ['setWebhook', { url: 'http://example.com/hook' }, 'bad webhook: An HTTPS URL must be provided for webhook'],
    ['setWebhook', { url: 'http://127.0.0.1:1/', secret_token: 'a b' }, 'secret token contains unallowed characters'],
  ])('%s %o: %s', async (method, params, reason) => {
    expect(await call(method, params)).toEqual(refused(`Bad Request: ${reason}`));
  });

  it('takes numeric strings, forms and addresses', async () => {
    expect(await call('sendMessage', { chat_id: String(ADMIN), text: 'a' })).toMatchObject({ ok: true });
    const url = `${sandbox.apiRoot}/bot${TOKEN}/sendMessage`;
    expect((await fetch(`${url}?chat_id=${ADMIN}&text=b`)).status).toBe(200);
    const markup = JSON.stringify({ inline_keyboard: [[{ text: 'B', callback_data: 'b' }]] });
    const body = new URLSearchParams({ chat_id: String(ADMIN), text: 'c', reply_markup: markup });
    expect((await fetch(url, { method: 'POST', body })).status).toBe(200);
    expect(phone.last()).toMatchObject({ text: 'c', buttons: [['B']] });
  });
});

describe('who may be written to', () => {
  it('not somebody who never pressed Start', async () => {
    const answer = await call('sendMessage', { chat_id: STRANGER, text: 'x' });
    expect(answer).toEqual(refused("Forbidden: bot can't initiate conversation with a user", 403));
  });

  it('nobody unknown', async () => {
    expect(await call('sendMessage', { chat_id: 42, text: 'x' })).toEqual(refused('Bad Request: chat not found'));
    expect(await call('getChat', { chat_id: '@nobody' })).toEqual(refused('Bad Request: chat not found'));
  });

  it('not who has blocked the bot, until unblocked', async () => {
    await phone.block();
    expect(await say('x')).toEqual(refused('Forbidden: bot was blocked by the user', 403));
    await phone.unblock();
    expect(await say('x')).toMatchObject({ ok: true });
    const { result } = await call('getUpdates');
    expect(
      result.map((update: { my_chat_member: { new_chat_member: object } }) => update.my_chat_member.new_chat_member),
    ).toMatchObject([{ status: 'kicked' }, { status: 'member' }]);
  });
});

describe('texts', () => {
  it('counts characters after parsing', async () => {
    expect(await say('x'.repeat(4097))).toEqual(refused('Bad Request: message is too long'));
    expect(await say(`<b>${'😀'.repeat(4096)}</b>`, { parse_mode: 'HTML' })).toMatchObject({ ok: true });
    const { result } = await say('short');
    const long = { chat_id: ADMIN, message_id: result.message_id, text: 'x'.repeat(4097) };
    expect(await call('editMessageText', long)).toEqual(refused('Bad Request: MESSAGE_TOO_LONG'));
  });

  it('wants some text', async () => {
    expect(await say('')).toEqual(refused('Bad Request: message text is empty'));
    expect(await say('  \n ')).toEqual(refused('Bad Request: text must be non-empty'));
    expect((await say('<b></b>', { parse_mode: 'HTML' })).ok).toBe(false);
  });

  it('knows only HTML', async () => {
    expect((await say('x', { parse_mode: 'XML' })).description).toBe('Bad Request: unsupported parse_mode');
    expect((await say('x', { parse_mode: 'Markdown' })).ok).toBe(false);
  });

  it('replies to what is there', async () => {
    const gone = { reply_parameters: { message_id: 1 } };
    expect(await say('x', gone)).toEqual(refused('Bad Request: message to be replied not found'));
    const lenient = { reply_parameters: { message_id: 1, allow_sending_without_reply: true } };
    expect(await say('x', lenient)).toMatchObject({ ok: true });
    const { result } = await say('first');
    await say('second', { reply_parameters: { message_id: result.message_id } });
    expect(phone.last().replyTo).toBe(result.message_id);
  });
});

describe('edits', () => {
  const button = (data: string) => ({ inline_keyboard: [[{ text: 'B', callback_data: data }]] });
  const edit = (message_id: number, more: object) => call('editMessageText', { chat_id: ADMIN, message_id, ...more });

  it('refuses an edit that changes nothing', async () => {
    const { result } = await say('<b>x</b> ', { parse_mode: 'HTML', reply_markup: button('1') });
    const same = { text: '<strong>x</strong>', parse_mode: 'HTML', reply_markup: button('1') };
    const { description } = await edit(result.message_id, same);
    expect(description).toMatch(/^Bad Request: message is not modified: specified new message content/u);
    expect(await edit(result.message_id, { ...same, reply_markup: button('2') })).toMatchObject({ ok: true });
    expect(await edit(result.message_id, { text: 'x' })).toMatchObject({ ok: true });
    expect(phone.last()).toMatchObject({ html: 'x', edited: true, buttons: [] });
  });

  it('edits only what the bot sent, and what is there', async () => {
    expect(await edit(1, { text: 'y' })).toEqual(refused('Bad Request: message to edit not found'));
    const mine = await phone.send('mine');
    expect(await edit(mine.message_id, { text: 'y' })).toEqual(refused("Bad Request: message can't be edited"));
    const { result } = await say('x', { reply_markup: { keyboard: [['A']] } });
    expect(await edit(result.message_id, { text: 'y' })).toEqual(refused("Bad Request: message can't be edited"));
  });

  it('tells text from caption', async () => {
    const text = (await say('x')).result.message_id;
    const caption = await call('editMessageCaption', { chat_id: ADMIN, message_id: text, caption: 'c' });
    expect(caption).toEqual(refused('Bad Request: there is no caption in the message to edit'));
    const card = await call('sendContact', { chat_id: ADMIN, phone_number: '+7', first_name: 'A' });
    expect(await edit(card.result.message_id, { text: 'y' })).toEqual(
      refused('Bad Request: there is no text in the message to edit'),
    );
  });

  it('wants an inline keyboard', async () => {
    const { result } = await say('x');
    expect((await edit(result.message_id, { text: 'y', reply_markup: { keyboard: [['A']] } })).ok).toBe(false);
  });
});

describe('deleting', () => {
  it('within 48 hours, once', async () => {
    const { result } = await say('x', { reply_markup: { keyboard: [['A']] } });
    const target = { chat_id: ADMIN, message_id: result.message_id };
    expect(phone.keyboard()).toBeDefined();
    expect(await call('deleteMessage', target)).toMatchObject({ ok: true });
    expect(phone.keyboard()).toBeUndefined();
    expect(await call('deleteMessage', target)).toEqual(refused('Bad Request: message to delete not found'));
    const old = (await say('old')).result.message_id;
    clock = new Date(clock.getTime() + 49 * 3600_000);
    expect(await call('deleteMessage', { chat_id: ADMIN, message_id: old })).toEqual(
      refused("Bad Request: message can't be deleted for everyone"),
    );
  });
});

describe('keyboards', () => {
  const inline = (button: object) => say('x', { reply_markup: { inline_keyboard: [[button]] } });

  it('counts the bytes of callback_data', async () => {
    expect(await inline({ text: 'B', callback_data: 'я'.repeat(32) })).toMatchObject({ ok: true });
    expect(await inline({ text: 'B', callback_data: 'я'.repeat(33) })).toEqual(
      refused('Bad Request: BUTTON_DATA_INVALID'),
    );
  });

  it('wants an action and a label', async () => {
    const noAction =
      "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard";
    expect(await inline({ text: 'B' })).toEqual(refused(noAction));
    expect(await inline({ text: 'B', callback_data: '' })).toEqual(refused(noAction));
    expect((await inline({ text: ' ', callback_data: 'a' })).ok).toBe(false);
  });

  it('checks addresses', async () => {
    expect(await inline({ text: 'B', url: 'http://localhost:3000/x' })).toEqual(
      refused("Bad Request: inline keyboard button URL 'http://localhost:3000/x' is invalid: Wrong HTTP URL"),
    );
    expect((await inline({ text: 'B', url: 'mailto:a@b.ru' })).ok).toBe(false);
    expect(await inline({ text: 'B', url: 'https://example.com' })).toMatchObject({ ok: true });
  });

  it('refuses what is no keyboard', async () => {
    expect((await say('x', { reply_markup: { buttons: [] } })).ok).toBe(false);
    expect((await say('x', { reply_markup: { keyboard: [] } })).ok).toBe(false);
  });
});
