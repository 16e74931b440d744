import { type ParsedMail, simpleParser } from 'mailparser';
import { expect, vi } from 'vitest';
import { startBot } from '../bot.ts';
import { embeddedMailbox } from '../mailbox.ts';

export const OWN = 'office@sloop.test';

export interface MailBotOptions {
  /** False: there is no way to send. */
  sends?: boolean;
  /** Addresses of the client itself. */
  emails?: string[];
  env?: Record<string, string>;
}

/**
 * A bot with a mailbox that is connected. Its manager Ivan looks after one client, Romashka, for which one person speaks:
 * Anna Petrova, anna@romashka.example.
 */
export async function startMailBot({ sends = true, emails = [], env = {} }: MailBotOptions = {}) {
  const mailbox = await embeddedMailbox();
  const bot = await startBot({
    now: new Date().toISOString(),
    env: { IMAP_URL: mailbox.imapUrl, ...(sends && { SMTP_URL: mailbox.smtpUrl }), MAIL_FROM: OWN, ...env },
  });
  const { anna, ivan, store } = bot;
  await Promise.all([anna.start(), ivan.start()]);
  const rest = { phones: [], addresses: [] };
  const organization = { ...rest, name: 'ООО «Ромашка»', emails, manager: ivan.user.id };
  await store.organizations.create({ id: 'romashka', ...organization }, new Date());
  const person = { id: 'petrova', name: 'Анна Петрова', organization: 'romashka', phones: [] };
  await store.persons.create({ ...person, emails: ['anna@romashka.example'] }, new Date());
  await vi.waitFor(async () => expect((await store.mailboxes.health()).size).toBe(1), 15_000);
  return {
    bot,
    mailbox,
    /** The last letter that left. */
    latest: (): Promise<ParsedMail> => simpleParser(mailbox.server.departed().at(-1)?.raw ?? ''),
    async stop(): Promise<void> {
      await bot.stop();
      await mailbox.stop();
    },
  };
}

export type MailBot = Awaited<ReturnType<typeof startMailBot>>;
