import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Phone, Sandbox } from '../../src/sandbox/index.ts';
import { createSandbox } from '../../src/sandbox/index.ts';
import { ADMIN, caller, callForm, post, type Reply, startedSandbox, TOKEN } from './client.ts';
import { png } from './samples.ts';

let sandbox: Sandbox;
let call: (method: string, params?: object) => Promise<Reply>;
let phone: Phone;

beforeEach(async () => {
  ({ sandbox, call, phone } = await startedSandbox());
});
afterEach(() => sandbox.close());

describe('files', () => {
  const chat_id = String(ADMIN);
  const download = async (file_id: string) => {
    const { result } = await call('getFile', { file_id });
    return (await fetch(`${sandbox.apiRoot}/file/bot${TOKEN}/${result.file_path}`)).text();
  };

  it('come from users', async () => {
    await phone.document({ bytes: Buffer.from('a;b'), name: 'клиенты.csv', mime: 'text/csv', caption: 'import' });
    await phone.voice({ bytes: Buffer.from('ogg'), duration: 7 });
    const { result } = await call('getUpdates');
    expect(result).toMatchObject([
      { message: { caption: 'import', document: { file_name: 'клиенты.csv', mime_type: 'text/csv', file_size: 3 } } },
      { message: { voice: { duration: 7 } } },
    ]);
    expect(await download(result[0].message.document.file_id)).toBe('a;b');
  });

  it('are sent again by their id, as the kind they are', async () => {
    const { result } = await callForm(sandbox, 'sendDocument', { chat_id, document: [Buffer.from('x'), 'x.txt'] });
    const { file_id } = result.document;
    expect(await call('sendDocument', { chat_id, document: file_id })).toMatchObject({ ok: true });
    expect((await call('sendPhoto', { chat_id, photo: file_id })).description).toBe(
      "Bad Request: can't use file of type Document as Photo",
    );
  });

  it('have limits', async () => {
    const photo = (bytes: Buffer) => callForm(sandbox, 'sendPhoto', { chat_id, photo: [bytes, 'p.png'] });
    expect((await photo(Buffer.from('no picture at all, just text'))).description).toBe(
      'Bad Request: IMAGE_PROCESS_FAILED',
    );
    expect((await photo(png(9000, 2000))).description).toBe('Bad Request: PHOTO_INVALID_DIMENSIONS');
    expect((await photo(Buffer.concat([png(3, 3), Buffer.alloc(10_485_760)]))).description).toMatch(
      /^Bad Request: file of size \d+ bytes is too big for a photo; the maximum size is 10485760 bytes$/u,
    );
    const document = (size: number) =>
      callForm(sandbox, 'sendDocument', { chat_id, document: [Buffer.alloc(size), 'd'] });
    expect((await document(0)).description).toBe('Bad Request: file must be non-empty');
    const large = await document(21 * 1024 * 1024);
    expect((await call('getFile', { file_id: large.result.document.file_id })).description).toBe(
      'Bad Request: file is too big',
    );
    expect(await document(51 * 1024 * 1024)).toMatchObject({
      error_code: 413,
      description: 'Request Entity Too Large',
    });
  });

  it('have captions of up to 1024 characters', async () => {
    const send = (caption: string) =>
      callForm(sandbox, 'sendDocument', { chat_id, document: [Buffer.from('x'), 'x'], caption, parse_mode: 'HTML' });
    expect(await send(`<b>${'x'.repeat(1024)}</b>`)).toMatchObject({ ok: true });
    expect((await send('x'.repeat(1025))).description).toBe('Bad Request: message caption is too long');
  });

  it('go in albums and are replaced in place', async () => {
    const media = JSON.stringify([
      { type: 'document', media: 'attach://a', caption: 'first' },
      { type: 'document', media: 'attach://b' },
    ]);
    const album = {
      chat_id,
      media,
      a: [Buffer.from('1'), 'a.txt'] as [Buffer, string],
      b: [Buffer.from('2'), 'b.txt'] as [Buffer, string],
    };
    const { result } = await callForm(sandbox, 'sendMediaGroup', album);
    expect(result).toHaveLength(2);
    expect(result[0].media_group_id).toBe(result[1].media_group_id);
    const missing = await callForm(sandbox, 'sendMediaGroup', { chat_id, media });
    expect(missing.description).toBe('Bad Request: wrong file identifier/HTTP URL specified');
    const message_id = String(result[0].message_id);
    const photo: [Buffer, string] = [png(4, 4), 'p.png'];
    const edited = await callForm(sandbox, 'editMessageMedia', {
      chat_id,
      message_id,
      media: JSON.stringify({ type: 'photo', media: 'attach://p', caption: 'now a photo' }),
      p: photo,
    });
    expect(edited.result).toMatchObject({ caption: 'now a photo', photo: [{ width: 4 }] });
    expect(edited.result.document).toBeUndefined();
  });
});

describe('faults', () => {
  it('429, 500, 502, resets and hanging calls, as often as told', async () => {
    sandbox.fail({ method: 'sendMessage', with: 429, retryAfter: 3, times: 2 });
    const send = () => call('sendMessage', { chat_id: ADMIN, text: 'x' });
    const tooMany = {
      error_code: 429,
      description: 'Too Many Requests: retry after 3',
      parameters: { retry_after: 3 },
    };
    expect(await send()).toMatchObject(tooMany);
    expect(await send()).toMatchObject(tooMany);
    expect(await send()).toMatchObject({ ok: true });
    sandbox.fail({ with: 502 });
    expect((await post(sandbox, 'getMe', {})).status).toBe(502);
    sandbox.fail({ with: 'reset' });
    await expect(post(sandbox, 'getMe', {})).rejects.toThrow();
    let lift = () => {};
    const met = new Promise<void>((resolve) => {
      lift = sandbox.fail({ with: 'hang', method: 'getMe', onMet: resolve });
    });
    const hanging = post(sandbox, 'getMe', {});
    await met;
    expect(await send()).toMatchObject({ ok: true });
    lift();
    expect((await hanging).status).toBe(504);
  });

  it('loses the answer of a call that took effect', async () => {
    sandbox.fail({ method: 'sendMessage', with: 'reset', afterEffect: true });
    const call = sandbox.calls.next('sendMessage');
    await expect(post(sandbox, `sendMessage?chat_id=${ADMIN}&text=sent`, {})).rejects.toThrow();
    expect(await call).toMatchObject({ method: 'sendMessage', chatId: ADMIN, ok: true });
    expect(phone.last().text).toBe('sent');
  });
});

describe('commands', () => {
  it('are shown in the user language', async () => {
    const set = (description: string, language_code: string) =>
      call('setMyCommands', { commands: [{ command: 'new', description }], language_code });
    await set('Новый', 'ru');
    await set('New', '');
    const shown = async (userId: number) => {
      const chat = (await (await fetch(`${sandbox.url}/chat/${userId}`)).json()) as { commands: object[] };
      return chat.commands;
    };
    expect(await shown(ADMIN)).toEqual([{ command: 'new', description: 'Новый' }]);
    expect(await shown(700100003)).toEqual([{ command: 'new', description: 'New' }]);
    await call('setMyCommands', {
      commands: [{ command: 'admin', description: 'A' }],
      scope: { type: 'chat', chat_id: ADMIN },
    });
    expect(await shown(ADMIN)).toEqual([{ command: 'admin', description: 'A' }]);
  });
});

describe('the state file', () => {
  it('keeps chats, files and ids over a restart', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
    const stateFile = join(folder, 'state.json');
    const first = await createSandbox({ token: TOKEN, stateFile });
    await first.phone(ADMIN).start();
    const { message_id, document } = await first.phone(ADMIN).document({ bytes: Buffer.from('kept') });
    const [before] = first.phone(ADMIN).updates();
    await first.close();
    expect(await readdir(folder)).toEqual(['state.json', 'state.json.files']);

    const second = await createSandbox({ token: TOKEN, stateFile });
    const again = caller(second);
    expect(
      second
        .phone(ADMIN)
        .messages()
        .map((message) => message.message_id),
    ).toEqual([message_id - 1, message_id]);
    const { result } = await again('getUpdates');
    expect(result[0]).toEqual(before);
    const { result: file } = await again('getFile', { file_id: document?.file_id });
    expect(await (await fetch(`${second.apiRoot}/file/bot${TOKEN}/${file.file_path}`)).text()).toBe('kept');
    const sent = await second.phone(ADMIN).send('more');
    expect(sent.message_id).toBe(message_id + 1);
    await second.close();
    await rm(folder, { recursive: true });
  });
});

describe('the page', () => {
  const act = (action: string, body: object, headers: Record<string, string> = {}) =>
    fetch(`${sandbox.url}/chat/${ADMIN}/${action}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  it('is served with its parts, and nothing else', async () => {
    const page = await fetch(sandbox.url);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(await page.text()).toContain('/page/main.js');
    expect((await fetch(`${sandbox.url}/page/main.js`)).headers.get('content-type')).toContain('javascript');
    expect((await fetch(`${sandbox.url}/page/..%2Findex.ts`)).status).toBe(404);
  });

  it('acts through the phones', async () => {
    expect((await act('send', { text: 'from the page' })).status).toBe(200);
    expect(phone.messages().at(-1)?.text).toBe('from the page');
    expect((await act('explode', {})).status).toBe(400);
    const wrongOrigin = await act('send', { text: 'x' }, { origin: 'http://evil.example' });
    expect(wrongOrigin.status).toBe(403);
  });

  it('hears of changes', async () => {
    const gone = new AbortController();
    const events = await fetch(`${sandbox.url}/chat/events`, { signal: gone.signal });
    const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
    await call('sendMessage', { chat_id: ADMIN, text: 'news' });
    let seen = '';
    while (!seen.includes('news')) seen += (await reader?.read())?.value ?? expect.fail('the stream ended');
    expect(seen).toContain(`"userId":${ADMIN}`);
    gone.abort();
  });
});
