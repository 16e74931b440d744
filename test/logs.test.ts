import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createSandbox, DEFAULT_CAST, type Sandbox } from '../src/sandbox/index.ts';
import { rawLetter } from './harness/letters.ts';
import { type EmbeddedMailbox, embeddedMailbox } from './harness/mailbox.ts';
import { freshDatabase, type TestDatabase } from './harness/mongo.ts';
import { press, say } from './harness/phone.ts';
import { type Program, startProgram } from './harness/program.ts';

/** A day in the life at level info, and what stands in the log afterwards. */

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const TOKEN = '709:logged-token-logged-token-logged-token-logged';
const WRONG_PASSWORD = 'swordfish-is-not-it';
const SECRET_KEY = Buffer.alloc(32, 5).toString('base64');
const anna = DEFAULT_CAST[0]?.id ?? 0;

let sandbox: Sandbox;
let db: TestDatabase;
let mailbox: EmbeddedMailbox;
let program: Program;

beforeAll(async () => {
  sandbox = await createSandbox({ token: TOKEN });
  db = await freshDatabase();
  mailbox = await embeddedMailbox();
});
afterAll(async () => {
  await program.end('SIGTERM');
  await mailbox.stop();
  await sandbox.close();
  await db.drop();
});

async function launch(env: Record<string, string>): Promise<Program> {
  program = startProgram({
    BOT_TOKEN: TOKEN,
    ADMIN_IDS: String(anna),
    TELEGRAM_API_ROOT: sandbox.apiRoot,
    MONGODB_URI: db.uri,
    MAIL_FROM: 'office@sloop.test',
    MAIL_POLL_SECONDS: '0.5',
    DEFAULT_TIMEZONE: 'Europe/Moscow',
    SECRET_KEY,
    ...env,
  });
  await program.says('"started"');
  return program;
}

/** The lines of a program that are of the log, read. */
const logged = ({ lines }: Program): Record<string, unknown>[] =>
  lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));

/** Makes a contact unreadable, as a program with a mistake in it might; resolves with its id. */
async function spoil(): Promise<string> {
  const client = await MongoClient.connect(db.uri);
  const contacts = client.db().collection<{ _id: string; start: unknown }>('contacts');
  const { _id: id } = (await contacts.findOne({})) ?? { _id: '' };
  await contacts.updateOne({ _id: id }, { $set: { start: 'Кузнецова сказала "никогда"' } });
  await client.close();
  return id;
}

describe('the log at level info', () => {
  it('holds nothing secret and nothing personal of a whole day, and an update’s number in each of its lines', async () => {
    const first = await launch({ IMAP_URL: mailbox.imapUrl });
    const phone = sandbox.phone(anna);
    await phone.start();
    await phone.settled();
    await press(phone, 'Москва');
    await say(phone, '/new');
    await press(phone, 'Новый клиент');
    await say(phone, 'ООО «Лютик»');
    await press(phone, 'Сохранить');
    await press(phone, '⬅️📞 Звонок');
    await say(phone, 'Обещали скидку Кузнецовой, +7 916 123-45-67');
    await press(phone, 'Сохранить');
    await say(phone, '/clients');
    await say(phone, 'Лютик');
    await phone.inline('Лютик');
    await mailbox.deliver(
      rawLetter({ from: 'Вера Кузнецова <vera@lutik.example>', subject: 'Тайное дело', text: 'Пароль от сейфа' }),
    );
    await phone.sees('Тайное дело', { timeout: 20_000 });
    sandbox.fail({ method: 'sendMessage', with: 502, times: 4 });
    await say(phone, '/help');
    await phone.start(`c_${await spoil()}`);
    await first.says('update.failed');
    await first.end('SIGTERM');

    const second = await launch({ IMAP_URL: mailbox.imapUrl.replace(/:[^:@]+@/, `:${WRONG_PASSWORD}@`) });
    await second.says('mail.failed');

    const all = [...first.lines, ...second.lines].join('\n');
    for (const secret of [TOKEN, TOKEN.slice(4), WRONG_PASSWORD, mailbox.server.password, SECRET_KEY]) {
      expect(all).not.toContain(secret);
    }
    for (const personal of [
      'Лютик',
      'скидку',
      'Кузнецов',
      '123-45-67',
      '@lutik',
      'Тайное',
      'сейф',
      'Анна',
      'office@',
    ]) {
      expect(all).not.toContain(personal);
    }
    const failed = logged(first).filter(({ event }) => event === 'update.failed');
    expect(failed.length).toBeGreaterThan(0);
    for (const line of failed) expect(line).toMatchObject({ update: expect.any(Number), id: expect.any(String) });
    const known = new Set(['update.failed', 'update.slow', 'telegram.failed', 'handed-off.failed', 'update.repeated']);
    for (const line of logged(first).filter(({ event }) => known.has(String(event))))
      expect(line).toHaveProperty('update');
    // The error itself is there: its kind, its words and the place.
    expect(failed[0]).toHaveProperty('error.stack');
  });
});
