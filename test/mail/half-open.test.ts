import { afterEach, expect, it } from 'vitest';
import { startBot, type TestBot } from '../harness/bot.ts';
import { rawLetter } from '../harness/letters.ts';
import { type EmbeddedMailbox, embeddedMailbox } from '../harness/mailbox.ts';
import { startProxy } from '../harness/proxy.ts';

const WAIT = { timeout: 25_000 };
let ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.reverse()) await end();
  ends = [];
});

/** The bot before a mailbox whose connections can fall silent. */
async function connected(plugins?: string[]) {
  const mailbox: EmbeddedMailbox = await embeddedMailbox(plugins);
  ends.push(() => mailbox.stop());
  const proxy = await startProxy('127.0.0.1', mailbox.server.imapPort);
  ends.push(() => proxy.close());
  const url = new URL(mailbox.imapUrl);
  url.port = String(proxy.port);
  const bot: TestBot = await startBot({
    now: new Date().toISOString(),
    env: { IMAP_URL: url.href, MAIL_FROM: 'office@sloop.test', MAIL_POLL_SECONDS: '0.5', MAIL_TIMEOUT_SECONDS: '1' },
  });
  ends.push(() => bot.stop());
  await bot.anna.start();
  await expect.poll(async () => (await bot.store.mailboxes.health()).size, WAIT).toBe(1);
  return { mailbox, proxy, bot };
}

it.each([
  ['with IDLE', undefined],
  ['without IDLE', ['SPECIAL-USE', 'LITERALPLUS']],
])('notices a connection that fell silent, and comes back (%s)', async (_name, plugins) => {
  const { mailbox, proxy, bot } = await connected(plugins);
  proxy.freeze();
  await mailbox.deliver(rawLetter({ from: 'one@gmail.com', subject: 'Into the silence' }));
  // It has been noticed, and in new connections nobody answers either.
  const trouble = async () => [...(await bot.store.mailboxes.health()).values()][0]?.trouble;
  await expect.poll(trouble, WAIT).toBe('timeout');
  proxy.restore();
  await bot.anna.sees('Into the silence', WAIT);
  await expect.poll(trouble, WAIT).toBeUndefined();
  expect(bot.faults).toEqual([]);
});
