import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BadLetter, badLetters } from '../harness/bad-letters.ts';
import { startBot, type TestBot } from '../harness/bot.ts';
import { rawLetter } from '../harness/letters.ts';
import {
  dovecotMailbox,
  type EmbeddedMailbox,
  embeddedMailbox,
  hasDovecot,
  type TestMailbox,
} from '../harness/mailbox.ts';

const admin = { id: 0, role: 'administrator', ownOnly: false, access: 'active' } as const;
const WAIT = { timeout: 60_000 };
/** Letters of many megabytes are slow work for the embedded one, which lives in this very process. */
let mailbox: TestMailbox;
/** Where answers would leave by. */
let post: EmbeddedMailbox;
let bot: TestBot;
let letters: BadLetter[];

beforeAll(async () => {
  post = await embeddedMailbox();
  mailbox = hasDovecot() ? await dovecotMailbox() : post;
  letters = badLetters(post.server.address);
  bot = await startBot({
    now: new Date().toISOString(),
    env: { IMAP_URL: mailbox.imapUrl, SMTP_URL: post.smtpUrl, MAIL_FROM: post.server.address },
  });
  await bot.anna.start();
});
afterAll(async () => {
  await bot?.stop();
  if (mailbox !== post) await mailbox?.stop();
  await post?.stop();
});

const stored = async () => (await bot.store.letters.list(admin, ['new', 'excluded'], { skip: 0, limit: 100 })).letters;

it('takes in whatever strangers send, loses none and answers none', async () => {
  await expect.poll(async () => (await bot.store.mailboxes.health()).size, WAIT).toBe(1);
  await mailbox.deliver(...letters.map(({ raw }) => raw));
  await expect.poll(async () => (await stored()).length, WAIT).toBe(letters.length);
  const became = new Map((await stored()).map(({ subject, state, quiet }) => [subject, quiet?.reason ?? state]));
  expect(Object.fromEntries(became)).toEqual(Object.fromEntries(letters.map(({ name, becomes }) => [name, becomes])));
  const isRung = ({ state }: { state: string }) => state === 'sent' || state === 'summed';
  const allRung = async () => (await stored()).every(({ pushes }) => pushes.every(isRung));
  await expect.poll(allRung, WAIT).toBe(true);
  // And goes on as if nothing had been.
  await mailbox.deliver(rawLetter({ from: 'who@gmail.com', subject: 'An honest letter', text: 'Hello there' }));
  expect((await bot.anna.sees('An honest letter', WAIT)).text).toContain('Hello there');
  expect(post.server.departed()).toEqual([]);
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
