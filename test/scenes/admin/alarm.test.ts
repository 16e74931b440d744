import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startBot, type TestBot } from '../../harness/bot.ts';
import { press, say } from '../../harness/phone.ts';
import { startWatch } from './watch.ts';

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
  const shown = await health();
  for (const words of [
    /✅ База данных отвечает за \d+ мс/,
    /✅ Telegram отвечает на опрос, последний раз \d+ с назад/,
    /Ждут: пользователей 1, ответов 0/,
    /Почтовых ящиков нет/,
    /ℹ️ Резервной копии ещё не было/,
    /Sloop \d+\.\d+\.\d+, работает с: сегодня 12:00, память \d+ МБ/,
  ]) {
    expect(shown).toMatch(words);
  }
  await store.backups.note({ at: new Date('2026-11-23T00:10:00Z'), documents: 1234, sealed: true });
  expect(await health()).toContain('✅ Резервная копия: сегодня 03:10, документов: 1234, под паролем');
  await store.backups.note({ at: new Date('2026-11-19T00:10:00Z'), documents: 1234, sealed: false });
  expect(await health()).toContain('⚠️ Резервная копия: чт 19 нояб. 03:10, документов: 1234, без пароля');
  await store.backups.note({ at: new Date('2026-11-23T00:10:00Z'), documents: 1234, sealed: true });
});

/** What stands before the sandbox as Telegram would with a clock of its own, so many seconds behind this machine's. */
async function startSlowClock(apiRoot: string) {
  let behind = 0;
  const server = createServer(async (request, response) => {
    const answer = await fetch(new URL(request.url ?? '', apiRoot), {
      ...(request.method !== undefined && { method: request.method }),
      headers: { 'content-type': request.headers['content-type'] ?? 'application/json' },
      body: await text(request),
    });
    const date = new Date(Date.now() - behind * 1000).toUTCString();
    response.writeHead(answer.status, { 'content-type': 'application/json', date });
    response.end(await answer.text());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    apiRoot: `http://127.0.0.1:${port}`,
    put(seconds: number) {
      behind = seconds;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

it('rings administrators once when a mailbox has been away for ten minutes, and once when it is back', async () => {
  const { store, ivan } = bot;
  const watch = startWatch(bot);
  const settings = { address: 'office@sloop.test', imap, login: 'office', folder: 'INBOX' };
  await store.mailboxes.save('office', { ...settings, duty: [], showExcluded: false });
  // Watched from elsewhere: nobody but this test tells how it is.
  await store.mailboxes.watch('office', 'another instance', new Date('2026-11-24T09:00:00Z'));
  const away = () => store.mailboxes.setHealth('office', { at: watch.now(), trouble: 'timeout' });
  await watch.until(10, away);
  expect(watch.told('Ящик')).toEqual([]);
  await watch.until(30, away);
  expect(watch.told('Ящик')).toEqual(['⚠️ Ящик office@sloop.test не на связи. Сервер не отвечает.']);
  await watch.until(40, () => store.mailboxes.setHealth('office', { at: watch.now() }));
  expect(watch.told('Ящик').slice(1)).toEqual(['✅ Ящик office@sloop.test снова на связи.']);
  expect(await store.alarms.all()).toEqual([]);
  expect(ivan.log()).not.toContain('office@sloop.test');
  // The sandbox's clock is this machine's.
  expect(Math.abs(watch.ahead() ?? 99)).toBeLessThan(60);

  await away();
  expect(await health()).toContain('⚠️ Ящик office@sloop.test не на связи. Сервер не отвечает.');
  await store.mailboxes.remove('office');
  expect(bot.faults).toEqual([]);
});

it('rings them once when backups have stopped, and once when one was made', async () => {
  const { store } = bot;
  const watch = startWatch(bot);
  const made = { documents: 1234, sealed: true };
  await store.backups.note({ at: new Date('2026-11-20T00:10:00Z'), ...made });
  await watch.until(10);
  expect(watch.told('Резервн')).toEqual([]);
  await watch.until(30);
  expect(watch.told('Резервн')).toEqual(['⚠️ Резервной копии давно не было, последняя: пт 20 нояб. 03:10.']);
  await store.backups.note({ at: watch.now(), ...made });
  await watch.until(40);
  expect(watch.told('Резервн').slice(1)).toEqual(['✅ Резервная копия сделана.']);
  expect(await store.alarms.all()).toEqual([]);
});

it('rings them once when the clock has been wrong beside that of Telegram, and once when it is right again', async () => {
  const telegram = await startSlowClock(bot.sandbox.apiRoot);
  const watch = startWatch(bot, telegram);
  const hear = () => watch.call('getMe', {});
  telegram.put(300);
  await watch.until(10, hear);
  expect(watch.told('Часы')).toEqual([]);
  await watch.until(30, hear);
  expect(watch.told('Часы')).toEqual([
    '⚠️ Часы сервера спешат на 5 мин: напоминания приходят не вовремя. Включите синхронизацию времени.',
  ]);
  telegram.put(0);
  await watch.until(40, hear);
  expect(watch.told('Часы').slice(1)).toEqual(['✅ Часы сервера снова идут верно.']);
  expect(await bot.store.alarms.all()).toEqual([]);
  await telegram.close();
});
