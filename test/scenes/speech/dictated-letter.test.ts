import { afterAll, beforeAll, expect, it } from 'vitest';
import { startBot, type TestBot } from '../../harness/bot.ts';
import { rawLetter } from '../../harness/letters.ts';
import { type EmbeddedMailbox, embeddedMailbox } from '../../harness/mailbox.ts';
import { press } from '../../harness/phone.ts';
import { type Loopback, startLoopback } from '../../speech/loopback.ts';

let mailbox: EmbeddedMailbox;
let server: Loopback;
let bot: TestBot;
beforeAll(async () => {
  mailbox = await embeddedMailbox();
  server = await startLoopback();
  bot = await startBot({
    now: new Date().toISOString(),
    env: {
      IMAP_URL: mailbox.imapUrl,
      SMTP_URL: mailbox.smtpUrl,
      MAIL_FROM: 'office@sloop.test',
      SPEECH_URL: server.url,
    },
  });
  const { ivan, store } = bot;
  await ivan.start();
  const organization = { name: 'ООО «Ромашка»', phones: [], emails: [], addresses: [], manager: ivan.user.id };
  await store.organizations.create({ id: 'romashka', ...organization }, new Date());
  const person = { id: 'petrova', name: 'Анна Петрова', organization: 'romashka', phones: [] };
  await store.persons.create({ ...person, emails: ['anna@romashka.example'] }, new Date());
});
afterAll(async () => {
  await bot?.stop();
  await server?.close();
  await mailbox?.stop();
});

it('dictates the answer to a letter: its words are the letter, one tap sends it, and the note does not leave', async () => {
  const { ivan, store } = bot;
  await expect.poll(async () => (await store.mailboxes.health()).size).toBe(1);
  await mailbox.deliver(rawLetter({ subject: 'Прайс', text: 'Пришлите прайс', messageId: '<price@romashka.example>' }));
  const rung = await ivan.sees('Пришлите прайс');
  server.says('Добрый день! Прайс пришлю завтра утром.');
  await ivan.voice({ bytes: Buffer.from('note'), duration: 4, replyTo: rung.message_id });
  const draft = await ivan.sees('Прайс пришлю завтра утром');
  expect(draft.text).toContain('anna@romashka.example');
  expect(draft.text).not.toContain('voice.ogg');
  // Another thing that is said while the draft stands is the answer to what it asks.
  await press(ivan, /Тема/);
  server.says('О прайсе');
  await ivan.voice({ bytes: Buffer.from('subject'), duration: 1 });
  await ivan.sees('Тема: О прайсе');
  await press(ivan, 'Отправить');
  await expect.poll(() => mailbox.server.departed().length).toBe(1);
  const raw = String(mailbox.server.departed().at(-1)?.raw);
  expect(raw).toContain('price@romashka.example');
  expect(raw).not.toContain('voice.ogg');
  await expect.poll(() => store.notes.unheard()).toBe(0);
});
