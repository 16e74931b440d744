import { afterAll, beforeAll, expect, it } from 'vitest';
import { tellOfAlarm } from '../../../scenes/admin/alarm.ts';
import { lookOnce } from '../../../src/start/alarms.ts';
import { createClockWatch, createHealth } from '../../../src/start/health.ts';
import { createCall } from '../../../src/telegram/transport/api.ts';
import { startBot, type TestBot, TOKEN } from '../../harness/bot.ts';
import { press, say } from '../../harness/phone.ts';

let bot: TestBot;
beforeAll(async () => {
  bot = await startBot();
  await say(bot.anna, '/start');
});
afterAll(() => bot.stop());

const health = async () => {
  await say(bot.anna, '/admin');
  return (await press(bot.anna, 'Состояние')).message.text;
};
const imap = { host: '127.0.0.1', port: 1, security: 'none' as const };

it('shows administrators how the running program is', async () => {
  const { store } = bot;
  const text = await health();
  for (const words of [
    /✅ База данных отвечает за \d+ мс/,
    /✅ Telegram отвечает на опрос, последний раз \d+ с назад/,
    /Ждут: пользователей 1, ответов 0/,
    /Почтовых ящиков нет/,
    /ℹ️ Резервной копии ещё не было/,
    /Sloop \d+\.\d+\.\d+, работает с: сегодня 12:00, память \d+ МБ/,
  ]) {
    expect(text).toMatch(words);
  }
  await store.backups.note({ at: new Date('2026-11-23T00:10:00Z'), documents: 1234, sealed: true });
  expect(await health()).toContain('✅ Резервная копия: сегодня 03:10, документов: 1234, под паролем');
  await store.backups.note({ at: new Date('2026-11-19T00:10:00Z'), documents: 1234, sealed: false });
  expect(await health()).toContain('⚠️ Резервная копия: чт 19 нояб. 03:10, документов: 1234, без пароля');
  await store.backups.note({ at: new Date('2026-11-23T00:10:00Z'), documents: 1234, sealed: true });
});

it('rings administrators once when a mailbox has been away for ten minutes, and once when it is back', async () => {
  const { store, anna, ivan, sandbox } = bot;
  const settings = { address: 'office@sloop.test', imap, login: 'office', folder: 'INBOX' };
  await store.mailboxes.save('office', { ...settings, duty: [], showExcluded: false });
  let minute = 0;
  const now = () => new Date(Date.parse('2026-11-23T09:00:00Z') + minute * 60_000);
  const clock = createClockWatch();
  const kit = { store, now, log: () => {}, call: createCall(TOKEN, sandbox.apiRoot, clock.heard) };
  const { troubles } = createHealth({
    store,
    config: { dataDir: '.', mongodbUri: bot.db.uri },
    now,
    updates: () => ({ by: 'webhook' }),
    queues: () => ({ users: 0, answers: 0, background: 0 }),
    clockAhead: clock.ahead,
  });
  const tell = tellOfAlarm(kit);
  const heard = () =>
    anna
      .messages()
      .filter(({ text }) => /^(⚠️|✅) Ящик/u.test(text))
      .map(({ text }) => text);
  const look = async (minutes: number, away: boolean) => {
    for (; minute < minutes; minute++) {
      await store.mailboxes.setHealth('office', { at: now(), ...(away && { trouble: 'timeout' as const }) });
      await lookOnce(kit, { look: troubles, tell });
    }
  };
  await look(10, true);
  expect(heard()).toEqual([]);
  await look(30, true);
  expect(heard()).toEqual(['⚠️ Ящик office@sloop.test не на связи. Сервер не отвечает.']);
  await look(40, false);
  expect(heard().slice(1)).toEqual(['✅ Ящик office@sloop.test снова на связи.']);
  expect(await store.alarms.all()).toEqual([]);
  expect(ivan.log()).not.toContain('office@sloop.test');
  // The sandbox's clock is this machine's.
  expect(Math.abs(clock.ahead() ?? 99)).toBeLessThan(60);

  await store.mailboxes.setHealth('office', { at: now(), trouble: 'timeout' });
  expect(await health()).toContain('⚠️ Ящик office@sloop.test не на связи. Сервер не отвечает.');
  expect(bot.faults).toEqual([]);
});
