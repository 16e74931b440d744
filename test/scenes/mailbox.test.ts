import { afterAll, beforeAll, expect, it } from 'vitest';
import { startBot, type TestBot } from '../harness/bot.ts';
import { rawLetter } from '../harness/letters.ts';
import { type EmbeddedMailbox, embeddedMailbox } from '../harness/mailbox.ts';
import { press, say } from '../harness/phone.ts';

let bot: TestBot;
let mailbox: EmbeddedMailbox;
beforeAll(async () => {
  mailbox = await embeddedMailbox();
  bot = await startBot({
    now: new Date().toISOString(),
    env: {
      SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
      IMAP_URL: mailbox.imapUrl,
      MAIL_FROM: 'office@sloop.test',
    },
  });
  await Promise.all([bot.anna.start(), bot.ivan.start()]);
});
afterAll(async () => {
  await bot?.stop();
  await mailbox?.stop();
});

it('is set by an administrator: the typed password leaves the chat and is stored sealed', async () => {
  const { anna, ivan, store } = bot;
  expect((await say(ivan, '/mailboxes')).text).toContain('администраторы');
  await say(anna, '/mailboxes');
  await press(anna, 'Добавить ящик');
  await say(anna, 'sales@yandex.ru');
  await say(anna, 'correct horse');
  expect(anna.log()).not.toContain('correct horse');
  await press(anna, 'Сохранить');
  expect(anna.last().text).toContain('imap.yandex.ru:993');
  const box = (await store.mailboxes.all()).find(({ address }) => address === 'sales@yandex.ru');
  const row = await store.connection.collection('mailboxes').findOne({ address: 'sales@yandex.ru' });
  expect(JSON.stringify(row)).not.toContain('correct horse');
  expect(row?.sealed).toMatch(/^v1\./);
  await store.mailboxes.setActive(box?.id ?? '', false);
  const sessions = await store.connection.collection('sessions').find().toArray();
  expect(JSON.stringify(sessions)).not.toContain('correct horse');
});

it('is tested with a verdict in words, and rings whoever is on duty', async () => {
  const { anna, ivan } = bot;
  await say(anna, '/mailboxes');
  await press(anna, /office@sloop.test/);
  await press(anna, 'Проверить связь');
  await anna.sees('Всё в порядке');
  await press(anna, 'Изменить');
  await press(anna, 'Дежурные');
  await press(anna, 'Иван Петров');
  await press(anna, 'Сохранить');
  await anna.sees('Дежурные: Иван Петров');
  await mailbox.deliver(rawLetter({ from: 'who@gmail.com', subject: 'On duty?' }));
  await ivan.sees('On duty?', { timeout: 15_000 });
  expect(bot.faults).toEqual([]);
});
