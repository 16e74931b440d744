import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSandbox, DEFAULT_CAST, type Sandbox } from '../../src/sandbox/index.ts';
import { freshDatabase, type TestDatabase } from '../harness/mongo.ts';
import { type Program, startProgram } from '../harness/program.ts';

const TOKEN = '706:groups-token-groups-token-groups-token-gr';
const SECRET = 'a-secret-of-the-webhook';
const GROUP = { id: -1_001_234_567_890, type: 'supergroup', title: 'Sales' };
const [someone] = DEFAULT_CAST;

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
    ADMIN_IDS: String(someone?.id),
    PUBLIC_URL: 'https://sloop.invalid',
    WEBHOOK_SECRET: SECRET,
  });
  address = /http:[^"]+/.exec(await program.says('"webhook"'))?.[0] ?? '';
});
afterAll(async () => {
  await program.end('SIGTERM');
  await sandbox.close();
  await db.drop();
});

let updates = 0;
/** Something written in a group; the sandbox has none, but keeps what the bot asked of it. */
async function inGroup(text: string): Promise<void> {
  const { id, first_name } = someone ?? { id: 0, first_name: '' };
  const from = { id, first_name, is_bot: false, language_code: 'ru' };
  const message = { message_id: ++updates, date: 1_790_000_000, chat: GROUP, from, text };
  const answer = await fetch(`${address}/telegram`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': SECRET },
    body: JSON.stringify({ update_id: updates, message }),
  });
  expect(answer.status).toBe(200);
}
const said = () => sandbox.calls.list('sendMessage').filter(({ params }) => params.chat_id === GROUP.id);

it('says one line to a command in a group, nothing to talk, and shows nothing of the journal there', async () => {
  await inGroup('всем привет, звонок Ромашка завтра 15:00');
  expect(said()).toEqual([]);
  await inGroup('/journal');
  expect(said()).toHaveLength(1);
  expect(said()[0]?.params).toMatchObject({ text: expect.stringContaining('личн') });
  expect(said()[0]?.params).not.toHaveProperty('reply_markup');
});

it('keeps silent when it is told that something happened in a chat', async () => {
  const before = sandbox.calls.list('sendMessage').length;
  const { id, first_name } = someone ?? { id: 0, first_name: '' };
  const from = { id, first_name, is_bot: false, language_code: 'ru' };
  const chat = { id, type: 'private', first_name };
  const pinned_message = { message_id: 1, date: 0, chat };
  const message = { message_id: ++updates, date: 1_790_000_000, chat, from, pinned_message };
  const answer = await fetch(`${address}/telegram`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': SECRET },
    body: JSON.stringify({ update_id: updates, message }),
  });
  expect(answer.status).toBe(200);
  // Its own word comes after whatever it may have said to the former.
  await inGroup('/today');
  expect(
    sandbox.calls
      .list('sendMessage')
      .slice(before)
      .map(({ params }) => params.chat_id),
  ).toEqual([GROUP.id]);
});
