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
const { id, first_name } = someone ?? { id: 0, first_name: '' };
const from = { id, first_name, is_bot: false, language_code: 'ru' };

async function arrives(update: object): Promise<void> {
  const answer = await fetch(`${address}/telegram`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': SECRET },
    body: JSON.stringify({ update_id: ++updates, ...update }),
  });
  expect(answer.status).toBe(200);
}
/** Something written in a group; the sandbox has none, but keeps what the bot asked of it. */
const inGroup = (text: string, more: object = {}) =>
  arrives({ message: { message_id: updates + 1, date: 1_790_000_000, chat: GROUP, from, text, ...more } });
const said = () => sandbox.calls.list('sendMessage').filter(({ params }) => params.chat_id === GROUP.id);

it('says one line to a command in a group, nothing to talk, and shows nothing of the journal there', async () => {
  await inGroup('всем привет, звонок Ромашка завтра 15:00');
  expect(said()).toEqual([]);
  await inGroup('/journal');
  expect(said()).toHaveLength(1);
  expect(said()[0]?.params).toMatchObject({ text: expect.stringContaining('личн') });
  expect(said()[0]?.params).not.toHaveProperty('reply_markup');
});

it('leaves commands of other bots, and words with a slash, alone', async () => {
  const before = said().length;
  for (const text of ['/journal@other_bot', '/weather', '/path/to/file', '/', '/31.12', 'see /journal'])
    await inGroup(text);
  expect(said()).toHaveLength(before);
  await inGroup('/weather@sloop_sandbox_bot');
  expect(said()).toHaveLength(before + 1);
});

it('answers in the topic where it was asked', async () => {
  await inGroup('/help', { message_thread_id: 77, is_topic_message: true });
  expect(said().at(-1)?.params).toMatchObject({ message_thread_id: 77 });
  // Replies of a group without topics have such an id as well, which is no topic.
  await inGroup('/help', { message_thread_id: 78 });
  expect(said().at(-1)?.params).not.toHaveProperty('message_thread_id');
});

it('answers a button that is pressed there', async () => {
  const message = { message_id: 5, date: 1_790_000_000, chat: GROUP, text: 'x', from };
  await arrives({ callback_query: { id: 'pressed', from, chat_instance: '1', data: 'h:today', message } });
  const [answer] = sandbox.calls.list('answerCallbackQuery');
  expect(answer?.params).toMatchObject({ callback_query_id: 'pressed', text: expect.stringContaining('личн') });
});

it('keeps silent when it is told that something happened in a chat', async () => {
  const before = sandbox.calls.list('sendMessage').length;
  const chat = { id, type: 'private', first_name };
  const pinned_message = { message_id: 1, date: 0, chat };
  await arrives({ message: { message_id: updates + 1, date: 1_790_000_000, chat, from, pinned_message } });
  // Its own word comes after whatever it may have said to the former.
  await inGroup('/today');
  expect(
    sandbox.calls
      .list('sendMessage')
      .slice(before)
      .map(({ params }) => params.chat_id),
  ).toEqual([GROUP.id]);
});
