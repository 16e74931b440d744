import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BadLetter, badLetters } from '../harness/bad-letters.ts';
import { startBot, type TestBot } from '../harness/bot.ts';
import { rawLetter } from '../harness/letters.ts';
import { type EmbeddedMailbox, embeddedMailbox } from '../harness/mailbox.ts';

const admin = { id: 0, role: 'administrator', ownOnly: false, access: 'active' } as const;
const WAIT = { timeout: 60_000 };
let mailbox: EmbeddedMailbox;
let bot: TestBot;
let letters: BadLetter[];

beforeAll(async () => {
  mailbox = await embeddedMailbox();
  letters = badLetters(mailbox.server.address);
  bot = await startBot({
    now: new Date().toISOString(),
    env: { IMAP_URL: mailbox.imapUrl, SMTP_URL: mailbox.smtpUrl, MAIL_FROM: mailbox.server.address },
  });
  await bot.anna.start();
});
afterAll(async () => {
  await bot?.stop();
  await mailbox?.stop();
});

const stored = async () => (await bot.store.letters.list(admin, ['new', 'excluded'], { skip: 0, limit: 100 })).letters;

it('takes in whatever strangers send, loses none and answers none', async () => {
  await expect.poll(async () => (await bot.store.mailboxes.health()).size, WAIT).toBe(1);
  await mailbox.deliver(...letters.map(({ raw }) => raw));
  await expect.poll(async () => (await stored()).length, WAIT).toBe(letters.length);
  const became = new Map((await stored()).map(({ subject, state, quiet }) => [subject, quiet?.reason ?? state]));
  expect(Object.fromEntries(became)).toEqual(Object.fromEntries(letters.map(({ name, becomes }) => [name, becomes])));
  // And goes on as if nothing had been.
  await mailbox.deliver(rawLetter({ from: 'who@gmail.com', subject: 'An honest letter', text: 'Hello there' }));
  expect((await bot.anna.sees('An honest letter', WAIT)).text).toContain('Hello there');
  expect(mailbox.server.departed()).toEqual([]);
  expect(bot.faults).toEqual([]);
}, 120_000);

it('shows each of them on a card that can be read', async () => {
  for (const { id, subject } of await stored()) {
    await bot.anna.send('/mail');
    await bot.anna.settled();
    await bot.anna.tapData(bot.anna.last().message_id, `l:open:${id}`);
    await bot.anna.settled();
    const { text } = bot.anna.last();
    expect(text).toContain(subject);
    expect(text).not.toContain('\ufffd');
    if (subject === 'Charset that is none') expect(text).toContain('пришлите счёт на оплату');
    if (subject === 'Letter of 30 MB') expect(text).toContain('Письмо слишком большое');
  }
  expect(bot.faults).toEqual([]);
}, 60_000);
