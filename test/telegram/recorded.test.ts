import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, DEFAULT_CAST, type Sandbox } from '../../src/sandbox/index.ts';
import { freshDatabase, type TestDatabase } from '../harness/mongo.ts';
import { type Program, startProgram } from '../harness/program.ts';

const TOKEN = '706:recorded-token-recorded-token-recorded-tok';
const SECRET = 'a-secret-of-the-webhook';
const FOLDER = new URL('../fixtures/updates/', import.meta.url);
const [anna = 0] = DEFAULT_CAST.map(({ id }) => id);

let sandbox: Sandbox;
let db: TestDatabase;
let program: Program;
let address: string;

beforeAll(async () => {
  sandbox = await createSandbox({ token: TOKEN });
  db = await freshDatabase();
  program = startProgram({
    BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: sandbox.apiRoot,
    MONGODB_URI: db.uri,
    ADMIN_IDS: String(anna),
    PUBLIC_URL: 'https://sloop.invalid',
    WEBHOOK_SECRET: SECRET,
  });
  address = /http:[^"]+/.exec(await program.says('"webhook"'))?.[0] ?? '';
  await sandbox.phone(anna).start();
});
afterAll(async () => {
  await program.end('SIGTERM');
  await sandbox.close();
  await db.drop();
});

let updates = 1000;
let messages = 5_000_000;
async function arrives(update: Record<string, Record<string, unknown>>): Promise<number> {
  for (const kind of ['message', 'business_message', 'channel_post'])
    if (update[kind]) Object.assign(update[kind], { message_id: ++messages });
  const answer = await fetch(`${address}/telegram`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': SECRET },
    body: JSON.stringify({ update_id: ++updates, ...update }),
  });
  return answer.status;
}

/** Who may be written to in answer to an update: the private chat it came from. Groups, where somebody spoke. */
const authors = new Set([anna, 5_550_002]);
const groups = new Set([-1_001_234_567_890, -4_012_345_678]);

describe('updates as Telegram sends them', () => {
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.json'))) {
    it(`are all handled: ${file}`, async () => {
      sandbox.calls.clear();
      for (const update of JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')))
        expect(await arrives(update), JSON.stringify(update)).toBe(200);
      const chats = sandbox.calls.list().flatMap(({ params }) => ('chat_id' in params ? [Number(params.chat_id)] : []));
      const foreign = chats.filter((chat) => !authors.has(chat) && !(file === 'groups.json' && groups.has(chat)));
      expect(foreign).toEqual([]);
      const errors = program.lines.filter((line) => line.includes('"level":50') || line.includes('"level":"error"'));
      expect(errors).toEqual([]);
    });
  }

  it('leave a bot that goes on talking', async () => {
    const { user } = sandbox.phone(anna);
    const from = { id: user.id, is_bot: false, first_name: user.first_name, language_code: 'ru' };
    await arrives({ message: { date: 1_790_000_100, chat: { id: anna, type: 'private' }, from, text: '/help' } });
    expect(sandbox.phone(anna).last().text).toContain('/journal');
  });
});
