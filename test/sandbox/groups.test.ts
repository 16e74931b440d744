import { afterAll, beforeAll, expect, it } from 'vitest';
import { createCall } from '../../src/telegram/transport/api.ts';
import { startBot, type TestBot, TOKEN } from '../harness/bot.ts';

const FORUM = -1_001_234_567_890;
const GROUP = -1_009_876_543_210;
const TOPIC = 77;

let bot: TestBot;
beforeAll(async () => {
  const groups = [
    { id: FORUM, title: 'Sales', topics: true },
    { id: GROUP, title: 'Stock' },
  ];
  bot = await startBot({ undisturbed: true, sandbox: { groups } });
});
afterAll(() => bot.stop());

it('shows what the bot says in a group, in the topic where it was asked, and answers presses', async () => {
  const { ivan, sandbox } = bot;
  await ivan.sendInGroup(FORUM, 'всем привет', TOPIC);
  await ivan.sendInGroup(FORUM, '/journal', TOPIC);
  await ivan.settled();
  const [, , line, ...more] = sandbox.inGroup(FORUM);
  expect(more).toEqual([]);
  expect(line).toMatchObject({ from: 'bot', text: expect.stringContaining('личном чате') });
  expect(line?.raw).toMatchObject({
    message_thread_id: TOPIC,
    chat: { id: FORUM, type: 'supergroup', is_forum: true },
  });
  const answer = await ivan.tapInGroup(FORUM, line?.message_id ?? 0, 'h:today');
  expect(answer.text).toContain('личном чате');
  expect(ivan.messages()).toEqual([]);
  expect(bot.faults).toEqual([]);
});

it('tells of a group what Telegram would', async () => {
  const tell = createCall(TOKEN, bot.sandbox.apiRoot);
  expect(await tell('getChat', { chat_id: FORUM })).toMatchObject({
    id: FORUM,
    type: 'supergroup',
    title: 'Sales',
    is_forum: true,
  });
  const stock = await tell('getChat', { chat_id: GROUP });
  expect(stock).toMatchObject({ id: GROUP, type: 'supergroup', title: 'Stock' });
  expect(stock).not.toHaveProperty('is_forum');
});

it('refuses a topic where there are none, as Telegram does', async () => {
  const { sandbox, ivan } = bot;
  await ivan.sendInGroup(GROUP, '/today');
  await ivan.settled();
  expect(sandbox.inGroup(GROUP).at(-1)?.raw).not.toHaveProperty('message_thread_id');
  const url = `${sandbox.apiRoot}/bot700:test-token-test-token-test-token-test/sendMessage`;
  const body = JSON.stringify({ chat_id: GROUP, text: 'x', message_thread_id: TOPIC });
  const refused = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  expect(await refused.json()).toMatchObject({ ok: false, description: expect.stringContaining('thread not found') });
});
