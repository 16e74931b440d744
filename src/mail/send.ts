import MailComposer from 'nodemailer/lib/mail-composer';
import type { Letter } from '../domain/letter.ts';
import type { Mailbox, MailTrouble } from '../domain/mailbox.ts';
import type { OutgoingLetter } from '../domain/outgoing.ts';
import type { Store } from '../store/index.ts';
import type { OutgoingClaim } from '../store/outgoing.ts';
import { type Access, connect } from './connection.ts';
import { hand } from './hand.ts';
import type { Refusal } from './refusal.ts';

/** What became of an order, for whoever gave it. */
export type SentNews =
  | { kind: 'sent' | 'unknown'; user: number; outgoing: OutgoingLetter }
  | { kind: 'refused' | 'delayed'; user: number; outgoing: OutgoingLetter; trouble: string; detail: string }
  | { kind: 'removed'; user: number; letter: Letter }
  | { kind: 'not-removed'; user: number; letter: Letter; trouble: MailTrouble; detail: string };

export interface SenderDeps {
  store: Store;
  now: () => Date;
  log: (level: 'info' | 'warn', event: string, details?: object) => void;
  accessOf(mailbox: Mailbox): Promise<Access | undefined>;
  smtpLoginOf(mailbox: Mailbox): Promise<{ user: string; password: string } | undefined>;
  tell: (news: SentNews) => Promise<void>;
  /** How long an SMTP server may be silent, in milliseconds. */
  patience?: number;
}

const AT_ONCE = 10;
/** After so many temporary refusals a letter counts as refused: some hours, with the backoff between. */
const TRIES = 20;
const COPY_TRIES = 5;
/** How often the claim on a letter is prolonged while its server takes its time, in milliseconds: well within its lease. */
const RENEW_EVERY = 40_000;
/** How long a server that is slow to answer is waited for when the program ends, in milliseconds. */
const STOP_WITHIN = 5000;

/** Sends letters, each once, and lays a copy into the Sent folder. */
export function createSender(deps: SenderDeps) {
  const { store, now, log, tell } = deps;
  const { outgoing } = store;
  const { claims } = outgoing;
  let running: Promise<void> = Promise.resolve();
  let stopping = false;
  const leaving = new AbortController();

  const letterOf = ({
    row: { _id, due: _, lease: __, attempts: ___, createdAt: ____, ...rest },
  }: OutgoingClaim): OutgoingLetter => ({
    ...rest,
    id: _id,
  });

  async function end(claim: OutgoingClaim, set: Partial<OutgoingLetter>, copy = false): Promise<boolean> {
    return claims.complete(
      claim,
      copy ? { $set: { ...set, due: { at: now(), kind: 'copy' } } } : { $set: set, $unset: { due: true } },
    );
  }

  async function send(claim: OutgoingClaim): Promise<void> {
    const letter = letterOf(claim);
    const user = letter.author;
    if (!(await outgoing.begin(claim))) {
      // It was being sent when whoever did that was ended: only its recipient knows.
      if (await end(claim, { state: 'unknown' })) await tell({ kind: 'unknown', user, outgoing: letter });
      return;
    }
    const mailbox = await store.mailboxes.get(letter.mailbox);
    const login = mailbox && (await deps.smtpLoginOf(mailbox));
    const smtp = mailbox?.smtp;
    if (!smtp || !login) return refuse(claim, 'no-server', '');
    const raw = await compose(store, mailbox, letter);
    const refusal = await prolonged(claim, () =>
      hand({ smtp, login, from: mailbox.address, to: letter.to, raw, patience: deps.patience, signal: leaving.signal }),
    );
    if (refusal) return notSent(claim, refusal);
    if (await end(claim, { state: 'sent', sentAt: now() }, true)) await tell({ kind: 'sent', user, outgoing: letter });
  }

  /** Does what may take long without losing the claim. */
  async function prolonged<T>(claim: OutgoingClaim, work: () => Promise<T>): Promise<T> {
    const renewal = setInterval(() => void claims.renew(claim, now()).catch(() => {}), RENEW_EVERY);
    try {
      return await work();
    } finally {
      clearInterval(renewal);
    }
  }

  async function notSent(claim: OutgoingClaim, refusal: Refusal): Promise<void> {
    const letter = letterOf(claim);
    const user = letter.author;
    const { kind, trouble, detail } = refusal;
    log('warn', 'mail.send', { letter: letter.id, ...refusal });
    if (kind === 'unknown') {
      if (await end(claim, { state: 'unknown' })) await tell({ kind: 'unknown', user, outgoing: letter });
      return;
    }
    const tries = claim.row.attempts ?? 0;
    if (kind === 'permanent' || tries + 1 >= TRIES) return refuse(claim, trouble, detail);
    await outgoing.postpone(claim, trouble, detail);
    if (tries === 0) await tell({ kind: 'delayed', user, outgoing: letter, trouble, detail });
    return claims.fail(claim, now());
  }

  async function refuse(claim: OutgoingClaim, trouble: string, detail: string): Promise<void> {
    const letter = letterOf(claim);
    if (!(await end(claim, { state: 'refused', trouble, detail }))) return;
    await tell({ kind: 'refused', user: letter.author, outgoing: letter, trouble, detail });
  }

  /** The same bytes into the Sent folder. Not worth waking anybody: after some tries it is left. */
  async function copy(claim: OutgoingClaim): Promise<void> {
    try {
      const letter = letterOf(claim);
      const mailbox = await store.mailboxes.get(letter.mailbox);
      const access = mailbox && (await deps.accessOf(mailbox));
      if (mailbox && access) await layIntoSent(access, await compose(store, mailbox, letter), letter);
      await claims.complete(claim, { $unset: { due: true } });
    } catch (error) {
      log('warn', 'mail.copy', { letter: claim.row._id, reason: String(error) });
      if ((claim.row.attempts ?? 0) + 1 < COPY_TRIES) await claims.fail(claim, now());
      else await claims.complete(claim, { $unset: { due: true } });
    }
  }

  async function runAll(): Promise<void> {
    // A letter that was just sent wants its copy laid into Sent: once more round.
    for (let rounds = 0; rounds < 3 && !stopping; rounds++) {
      const ids = await claims.due(now(), AT_ONCE);
      if (ids.length === 0) return;
      for (const id of ids) {
        const claim = await claims.claim(id, now());
        if (claim) await (claim.row.due?.kind === 'copy' ? copy(claim) : send(claim));
      }
    }
  }

  return {
    run(): Promise<void> {
      running = running.then(runAll, runAll);
      return running;
    },
    async stop(): Promise<void> {
      stopping = true;
      const timer = setTimeout(() => leaving.abort(), STOP_WITHIN);
      await running.catch(() => {});
      clearTimeout(timer);
    },
  };
}

/** The letter as bytes: always the same ones for the same letter. */
async function compose(store: Store, mailbox: Mailbox, letter: OutgoingLetter): Promise<Buffer> {
  const attachments = await Promise.all(
    letter.files.map(async ({ id, name, mime }) => ({
      filename: name,
      contentType: mime,
      content: await store.files.bytes(id),
    })),
  );
  const author = await store.users.get(letter.author);
  const node = new MailComposer({
    from: { name: author?.name ?? '', address: mailbox.address },
    to: letter.to,
    subject: letter.subject,
    text: letter.text,
    messageId: letter.messageId,
    ...(letter.inReplyTo !== undefined && { inReplyTo: letter.inReplyTo }),
    ...(letter.references.length > 0 && { references: letter.references.join(' ') }),
    attachments,
    // A text that looks like a path or an address stays a text.
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  return node.build();
}

async function layIntoSent(access: Access, raw: Buffer, { messageId, sentAt }: OutgoingLetter): Promise<void> {
  const connection = await connect(access, () => {});
  try {
    const { run } = connection;
    const sent = (await run((client) => client.list())).find(({ specialUse }) => specialUse === '\\Sent');
    if (!sent) return;
    await run((client) => client.mailboxOpen(sent.path));
    // Some providers keep the copy themselves.
    const there = await run((client) => client.search({ header: { 'message-id': messageId } }, { uid: true }));
    if (there && there.length > 0) return;
    await run((client) => client.append(sent.path, raw, ['\\Seen'], sentAt));
  } finally {
    await connection.close();
  }
}
