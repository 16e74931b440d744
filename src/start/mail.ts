import { ringFor } from '../../scenes/mail/letter-ring.ts';
import { tellOfMail } from '../../scenes/mail/mail-news.ts';
import type { Config } from '../config.ts';
import { createMail, type GivenMailbox } from '../mail/index.ts';
import type { MailServer } from '../sandbox/mail/index.ts';
import type { Kit } from '../telegram/context.ts';
import type { MailDesk } from '../telegram/mail-desk.ts';
import { sourceOf } from '../telegram/transport/background.ts';

const LOCAL = '127.0.0.1';

/** The sandbox's mailbox as the mail machinery sees it: ports and password are others at each start. */
export const sandboxMailbox = ({ address, password, imapPort, smtpPort }: MailServer): GivenMailbox => ({
  source: 'sandbox',
  address,
  imap: { host: LOCAL, port: imapPort, security: 'none' },
  smtp: { host: LOCAL, port: smtpPort, security: 'none' },
  login: address,
  password,
  folder: 'INBOX',
});

/** The sender of background messages is there only after what it sends. */
export interface Bell {
  ring(): void;
  /** Counts what became of a letter that was to be sent. */
  letter(outcome: string): void;
  /** Counts a letter that came, by what became of it. */
  letterCame(verdict: string): void;
}

/** The mail machinery, joined with the chat: part of the wiring of `start.ts`. */
export async function joinMail(config: Config, kit: Kit, bell: Bell, sandboxMailbox?: GivenMailbox) {
  const given = config.mailbox ?? sandboxMailbox;
  const tell = tellOfMail(kit);
  const mail = await createMail({
    store: kit.store,
    now: kit.now,
    log: kit.log,
    ...(given && { given }),
    poll: config.mailPoll,
    patience: config.mailPatience,
    counted: bell.letterCame,
    arrived: () => bell.ring(),
    tell: (news) => {
      if ('outgoing' in news) bell.letter(news.kind);
      return tell(news);
    },
  });
  const desk: MailDesk = {
    poke: mail.poke,
    fetchNow: mail.fetchNow,
    test: mail.test,
    passwordOf: mail.passwordOf,
    handOff: ({ to, subject, text }) =>
      config.publicUrl && !/\/\/(?:localhost|127\.|\[::1)/.test(config.publicUrl)
        ? `${config.publicUrl}/mailto?${new URLSearchParams({ to, subject, body: text })}`
        : undefined,
  };
  return { mail, desk, source: sourceOf(mail.ringing, ringFor(kit)) };
}
