import { afterAll, beforeAll, expect, it } from 'vitest';
import { rawLetter } from '../../harness/letters.ts';
import { type MailBot, startMailBot } from '../../harness/mail/mail-bot.ts';
import { press } from '../../harness/phone.ts';
import { type Loopback, startLoopback } from '../../speech/loopback.ts';

let mailBot: MailBot;
let server: Loopback;
let bot: MailBot['bot'];
let mailbox: MailBot['mailbox'];
beforeAll(async () => {
  server = await startLoopback();
  mailBot = await startMailBot({ env: { SPEECH_URL: server.url } });
  ({ bot, mailbox } = mailBot);
});
afterAll(async () => {
  await mailBot?.stop();
  await server?.close();
});

it('dictates the answer to a letter: its words are the letter, one tap sends it, and the note does not leave', async () => {
  const { ivan } = bot;
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
  await expect.poll(() => bot.store.notes.unheard()).toBe(0);
});
