import { createReadStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_CAST, type Phone } from '../src/sandbox/index.ts';
import { openStore } from '../src/store/index.ts';
import { SCHEMA_VERSION } from '../src/store/migrations/index.ts';
import { restore } from '../src/transfer/backup.ts';
import { startBot, type TestBot } from './harness/bot.ts';
import { type EmbeddedMailbox, embeddedMailbox } from './harness/mailbox.ts';
import type { TestDatabase } from './harness/mongo.ts';
import { press, pressAll, row, say } from './harness/phone.ts';

/** The database of an earlier version (test/fixtures/README.md): today's program starts on it and finds everything. */

const FIXTURE = fileURLToPath(new URL('./fixtures/schema-1/', import.meta.url));
const letter = (name: string): Buffer => readFileSync(path.join(FIXTURE, `${name}.eml`));
const KEY = Buffer.alloc(32, 7);
const WAIT = { timeout: 15_000 };
const olga = { id: 700100005, first_name: 'Ольга', last_name: 'Седова', username: 'olga_sedova', language_code: 'ru' };
const petr = { id: 700100006, first_name: 'Пётр', language_code: 'ru' };
const admin = { id: 700100001, role: 'administrator', ownOnly: false, access: 'active' } as const;

const folder = mkdtempSync(path.join(tmpdir(), 'sloop-upgrade-'));
let bot: TestBot;
let office: EmbeddedMailbox;
let sales: EmbeddedMailbox;

/** Brings the backup in, and tells the second mailbox where its server is now. */
async function fill({ uri }: TestDatabase): Promise<void> {
  const client = await mongoose.mongo.MongoClient.connect(uri);
  await restore(client.db(), createReadStream(path.join(FIXTURE, 'database.gz')));
  await client.close();
}

beforeAll(async () => {
  [office, sales] = await Promise.all([embeddedMailbox(), embeddedMailbox()]);
  const stateFile = path.join(folder, 'chats.json');
  writeFileSync(stateFile, gunzipSync(readFileSync(path.join(FIXTURE, 'chats.json.gz'))));
  bot = await startBot({
    now: '2026-12-01T07:10:00Z',
    fill,
    sandbox: { stateFile, users: [...DEFAULT_CAST, olga, petr] },
    env: {
      SECRET_KEY: KEY.toString('base64'),
      IMAP_URL: office.imapUrl,
      SMTP_URL: office.smtpUrl,
      MAIL_FROM: 'office@sloop.test',
      MAIL_POLL_SECONDS: '0.5',
      PUBLIC_URL: 'https://sloop.example',
    },
  });
});
afterAll(async () => {
  await bot?.stop();
  await Promise.all([office?.stop(), sales?.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

/** The newest message of the bot in a chat that holds the words. */
function message(phone: Phone, words: string | RegExp) {
  const fits = (text: string) => (typeof words === 'string' ? text.includes(words) : words.test(text));
  const found = phone.messages().findLast(({ from, text }) => from === 'bot' && fits(text));
  if (!found) throw new Error(`no message with ${words} in\n${phone.log()}`);
  return found;
}

describe('a database of the first version', () => {
  it('is migrated', async () => {
    const row = await bot.store.connection.collection<{ _id: string }>('settings').findOne({ _id: 'schema' });
    expect(row).toEqual({ _id: 'schema', version: SCHEMA_VERSION });
  });

  it('rings what is due, once', async () => {
    const { ivan } = bot;
    const after = ivan.last().message_id;
    bot.setNow('2026-12-01T07:50:00Z');
    await ivan.sees('узнать об оплате', { after, ...WAIT });
    const rung = ivan.messages().filter(({ message_id: id, text }) => id > after && text.includes('узнать об оплате'));
    expect(rung).toHaveLength(1);
    bot.setNow('2026-12-01T08:50:00Z');
    await ivan.sees('Согласовать договор поставки', { after, ...WAIT });
  });

  it('knows the dialogs left open and put aside', async () => {
    const { ivan, mary } = bot;
    await ivan.tap('Сохранить', { message: message(ivan, 'Просит скидку').message_id });
    await ivan.settled();
    expect(message(ivan, 'Просит скидку').text).toContain('Сохранено');
    await ivan.tap('Продолжить', { message: message(ivan, 'Черновик отложен').message_id });
    await ivan.settled();
    expect(message(ivan, 'План контакта').text).toContain('Клиент: ООО «Ромашка»');
    await press(ivan, 'Отмена');

    await mary.tap('⬅️📞 Call', { message: message(mary, 'What is it?').message_id });
    await mary.settled();
    await say(mary, 'Asked for a discount');
    expect((await press(mary, 'Save')).message.text).toContain('Saved');
  });

  it('answers the buttons of old messages with the fresh card', async () => {
    const { ivan, anna, stranger } = bot;
    const restored = message(ivan, 'записано дважды').message_id;
    await ivan.tap('Вернуть назад', { message: restored });
    await ivan.sees(({ message_id: id, text }) => id === restored && !text.includes('Контакт удалён'));
    await ivan.tap('Вернуть', { message: message(ivan, 'заболел директор').message_id });
    await ivan.sees(/Запланирован · сегодня 15:00[\s\S]*показать образцы/);
    await ivan.tap('Открыть', { message: message(ivan, 'уточнили адрес склада').message_id });
    await ivan.sees(/Состоялся · вчера 11:05[\s\S]*уточнили адрес склада/);

    const asks = message(anna, 'Просит доступ').message_id;
    await anna.tap('Принять', { message: asks });
    await stranger.sees(/You have access now/);
    expect(anna.messages().find(({ message_id: id }) => id === asks)?.text).toContain('принят');
  });

  it('has its contacts, their history, files and documents', async () => {
    const { ivan, store } = bot;
    await say(ivan, '/journal');
    await pressAll(ivan, '◀️', row(/Договор поставки/));
    expect(ivan.last().text).toContain('Анна Петрова');
    expect(ivan.last().text).toContain('price.pdf');
    const card = { message: message(ivan, 'photo.jpg').message_id };
    await ivan.tap('⋯ Ещё', card);
    await ivan.tap('История', card);
    await ivan.sees(({ text }) => text.includes('Согласовать договор поставки') && text.includes('→ Высокий'));
    await say(ivan, '/documents Д-12');
    await pressAll(ivan, row('Д-12'), '📎 Файл');
    expect(message(ivan, '').attachment?.name ?? ivan.last().attachment?.name).toBe('dogovor.pdf');
    expect(await store.connection.collection('contacts').countDocuments()).toBe(10);
  });

  it('knows its letters when it sees them again, and goes on with them', async () => {
    const { ivan, store } = bot;
    const listed = () => store.letters.list(admin, ['new', 'registered', 'excluded'], { skip: 0, limit: 9 });
    expect((await listed()).count).toBe(4);
    const { password, imapPort: port } = sales.server;
    const imap = { host: '127.0.0.1', port, security: 'none' as const };
    const keyed = await openStore({ uri: bot.db.uri, secretKey: KEY });
    await keyed.mailboxes.save('sales', { imap }, password);
    await keyed.close();
    await office.deliver(letter('registered'), letter('excluded'), letter('waiting'));
    await sales.deliver(letter('waiting'), letter('unknown'));
    const places = async () =>
      (await store.connection.collection('letters').find().toArray()).reduce((sum, row) => sum + row.places.length, 0);
    await expect.poll(places, WAIT).toBe(10);
    expect((await listed()).count).toBe(4);

    await ivan.tap('Зарегистрировать контакт', { message: message(ivan, 'Вопрос по оплате').message_id });
    const draft = await ivan.sees(/Когда ждать счёт[\s\S]*Статус: Состоялся/);
    await ivan.tap('Сохранить', { message: draft.message_id });
    await ivan.sees(/Сохранено[\s\S]*Вопрос по оплате/);
  });

  it('sends the report that was scheduled', async () => {
    const after = bot.ivan.last().message_id;
    bot.setNow('2026-12-07T06:01:00Z');
    await bot.ivan.sees(/Неделя отдела/, { after, ...WAIT });
    expect(bot.faults).toEqual([]);
  });
});
