import type { Mailbox, MailboxSource, ServerAddress } from '../domain/letter/mailbox.ts';
import type { MailNews } from '../domain/letter/news.ts';
import type { Store } from '../store/index.ts';
import { createParser } from './parse/parser.ts';
import { createRemover } from './remove.ts';
import { createReported } from './reported.ts';
import { createRinging } from './ring.ts';
import { createSender } from './send/send.ts';
import type { MailboxAccess } from './watch/connection.ts';
import { createIngest, type IngestVerdict } from './watch/ingest.ts';
import { testMailbox } from './watch/test-mailbox.ts';
import { createWatch, type Watch, type WatchState } from './watch/watch.ts';

export type { WatchState } from './watch/watch.ts';

/** A mailbox whose settings and password come from outside the chat. */
export interface GivenMailbox {
  source: Exclude<MailboxSource, 'chat'>;
  address: string;
  imap: ServerAddress;
  smtp?: ServerAddress;
  login: string;
  password: string;
  /** Where SMTP wants another login than IMAP. */
  smtpLogin?: { user: string; password: string };
  folder: string;
}

export interface MailOptions {
  store: Store;
  now: () => Date;
  log: (level: 'debug' | 'info' | 'warn' | 'error', event: string, details?: object) => void;
  given?: GivenMailbox;
  /** How often a server without IDLE is asked, in milliseconds; one with IDLE, which may die silently, less often. */
  poll?: number;
  /** How long a server may leave a command unanswered, in milliseconds. */
  patience?: number;
  /** Told of each letter that came and was not there before, what became of it. */
  counted?: (verdict: IngestVerdict) => void;
  /** Somebody's phone is to ring. */
  arrived: () => void;
  /** What became of a letter that a manager sent, or of one that was to be taken away. */
  tell: (news: MailNews) => Promise<void>;
}

/** How long somebody who asked for new letters waits for a slow server, in milliseconds. */
const PATIENCE = 4000;
/** How often the list of mailboxes is looked at for new ones, in milliseconds. */
const LOOK_EVERY = 5000;

/**
 * The mail machinery: watches every mailbox, takes letters in, says whose phone is to ring, sends letters, and takes them
 * away from servers. Everything that must happen is in the database; any instance goes on with it.
 */
export async function createMail(options: MailOptions) {
  const { store, now, log, given } = options;
  const parser = createParser();
  const ringing = createRinging(store);
  const watches = new Map<string, Watch>();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();

  if (given) {
    const { password: _, smtpLogin: __, ...settings } = given;
    await store.mailboxes.declare({ id: given.source, ...settings });
  }
  await store.mailboxes.retireOthers('environment', given?.source);
  await store.mailboxes.retireOthers('sandbox', given?.source);

  /** The password of a mailbox: given from outside, or unsealed. */
  async function passwordOf(mailbox: Mailbox): Promise<string | undefined> {
    if (mailbox.source !== 'chat') return given?.source === mailbox.source ? given.password : undefined;
    return store.mailboxes.password(mailbox.id);
  }
  async function accessOf(mailbox: Mailbox): Promise<MailboxAccess | undefined> {
    const password = await passwordOf(mailbox);
    return password === undefined ? undefined : { imap: mailbox.imap, login: mailbox.login, password };
  }
  async function smtpLoginOf(mailbox: Mailbox): Promise<{ user: string; password: string } | undefined> {
    if (mailbox.source === given?.source && given.smtpLogin) return given.smtpLogin;
    const password = await passwordOf(mailbox);
    return password === undefined ? undefined : { user: mailbox.login, password };
  }

  const quiet = (reason: string) => log('debug', 'mail.connection', { reason });
  const sender = createSender({ store, now, log, accessOf, smtpLoginOf, tell: options.tell });
  const remover = createRemover({ store, now, log, connectTo: accessOf, quiet, tell: options.tell });
  const reported = createReported({ store, now, tell: options.tell });
  const deps = {
    store,
    parser,
    now,
    log,
    accessOf,
    poll: options.poll ?? 10_000,
    patience: options.patience,
    ingest: createIngest({ store, now, counted: (verdict) => options.counted?.(verdict), reported }),
    arrived: options.arrived,
    hold: ringing.hold,
  };

  async function look(): Promise<void> {
    const active = (await store.mailboxes.all()).filter(({ active: on }) => on);
    for (const mailbox of active) {
      const watch = watches.get(mailbox.id);
      if (watch) watch.settings(mailbox);
      else watches.set(mailbox.id, createWatch(deps, mailbox));
    }
    for (const [id, watch] of watches) {
      if (active.some((mailbox) => mailbox.id === id)) continue;
      watches.delete(id);
      await watch.stop();
    }
  }
  const troubled = (error: unknown) => log('warn', 'mail.trouble', { reason: String(error) });
  /** Three kinds of work side by side: a server that takes its time with one holds up none of the others. */
  function tick(): void {
    looking = looking.then(look).catch(troubled);
    sender.run().catch(troubled);
    remover.run().catch(troubled);
  }

  return {
    /** For the background sender. */
    ringing: ringing.work,
    start(): void {
      tick();
      timer = setInterval(tick, LOOK_EVERY);
      timer.unref();
    },
    /** Something was ordered: a letter to send or to take away, a new mailbox. */
    poke: tick,
    /** Looks into every mailbox at once; how many could be looked into. */
    async fetchNow(): Promise<{ looked: number; all: number }> {
      tick();
      const done = await Promise.all([...watches.values()].map((watch) => watch.fetchNow(PATIENCE)));
      return { looked: done.filter(Boolean).length, all: done.length };
    },
    /** Tries a mailbox and says what is wrong, if something is. */
    test: (mailbox: Omit<Mailbox, 'id' | 'revision'>, password: string) => testMailbox(mailbox, password, quiet),
    passwordOf,
    /** How the watch of each mailbox goes in this instance, by address. */
    state: (): Map<string, WatchState> =>
      new Map([...watches.values()].map((watch) => [watch.address(), watch.state()])),
    async stop(): Promise<void> {
      clearInterval(timer);
      const worked = Promise.all([sender.stop(), remover.stop()]);
      await looking;
      await Promise.all([...watches.values()].map((watch) => watch.stop()));
      await worked;
      await parser.close();
    },
  };
}

export type Mail = Awaited<ReturnType<typeof createMail>>;
