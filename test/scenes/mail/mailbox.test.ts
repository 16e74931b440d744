import { afterAll, beforeAll, expect, it } from 'vitest';
import { EVERYBODY } from '../../../src/domain/rights.ts';
import { createMailServer } from '../../../src/sandbox/mail/mailbox-server.ts';
import { openStore } from '../../../src/store/index.ts';
import { startBot, type TestBot } from '../../harness/bot.ts';
import { rawLetter } from '../../harness/letters.ts';
import { type EmbeddedMailbox, embeddedMailbox } from '../../harness/mailbox.ts';
import { press, say } from '../../harness/phone.ts';

let bot: TestBot;
let mailbox: EmbeddedMailbox;
const secretKey = Buffer.alloc(32, 7);
beforeAll(async () => {
  mailbox = await embeddedMailbox();
  bot = await startBot({
    now: new Date().toISOString(),
    env: {
      SECRET_KEY: secretKey.toString('base64'),
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
  expect(row?.sealed).toMatch(/^v2\./);
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

it('is another one once its login is another: what lies there is offered, and only what comes rings', async () => {
  const { anna, ivan, db } = bot;
  const store = await openStore({ uri: db.uri, secretKey });
  const [one, two] = await Promise.all(
    ['one@sloop.test', 'two@sloop.test'].map((address) => createMailServer({ address })),
  );
  if (!one || !two) throw new Error('no mailboxes');
  const set = ({ address, password, imapPort: port }: typeof one) => {
    const imap = { host: '127.0.0.1', port, security: 'none' as const };
    const settings = { address, imap, login: address, folder: 'INBOX', duty: [ivan.user.id], showExcluded: false };
    return store.mailboxes.save('changing', settings, password);
  };
  const stranger = (subject: string) => rawLetter({ from: `${subject.replaceAll(' ', '')}@gmail.com`, subject });
  try {
    await set(one);
    await expect.poll(async () => (await store.mailboxes.health()).has('changing'), { timeout: 15_000 }).toBe(true);
    one.deliver(stranger('In the first one'));
    await ivan.sees('In the first one', { timeout: 15_000 });
    two.deliver(stranger('Lay in the second'));
    await set(two);
    const offered = async () => (await store.letters.list(EVERYBODY, ['new'], { skip: 0, limit: 9 })).letters;
    await expect
      .poll(async () => (await offered()).map(({ subject }) => subject), { timeout: 15_000 })
      .toContain('Lay in the second');
    two.deliver(stranger('Came to the second'));
    await ivan.sees('Came to the second', { timeout: 15_000 });
    expect(ivan.log()).not.toContain('Lay in the second');
    expect(anna.log()).not.toContain('Lay in the second');
    expect(bot.faults).toEqual([]);
  } finally {
    await store.mailboxes.remove('changing');
    await Promise.all([one.close(), two.close(), store.close()]);
  }
});
