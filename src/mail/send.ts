import { createTransport } from 'nodemailer';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Letter } from '../domain/letter.ts';
import type { Mailbox, MailTrouble } from '../domain/mailbox.ts';
import type { OutgoingLetter } from '../domain/outgoing.ts';
import type { Store } from '../store/index.ts';
import type { OutgoingClaim } from '../store/outgoing.ts';
import { type Access, connect } from './connection.ts';
import { refusalOf } from './refusal.ts';

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
}

const AT_ONCE = 10;
/** After so many temporary refusals a letter counts as refused: some hours, with the backoff between. */
const TRIES = 20;
const COPY_TRIES = 5;

/** Sends letters, each once, and lays a copy into the Sent folder. */
export function createSender(deps: SenderDeps) {
  const { store, now, log, tell } = deps;
  const { outgoing } = store;
  const { claims } = outgoing;
  let running: Promise<void> = Promise.resolve();
  let stopping = false;

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
    if (!mailbox?.smtp || !login) return refuse(claim, 'no-server', '');
    const raw = await compose(store, mailbox, letter);
    try {
      await hand(mailbox, login, letter.to, raw);
    } catch (error) {
      const refusal = refusalOf(error);
      log('warn', 'mail.send', { letter: letter.id, ...refusal });
      if (refusal.kind === 'unknown') {
        if (await end(claim, { state: 'unknown' })) await tell({ kind: 'unknown', user, outgoing: letter });
        return;
      }
      if (refusal.kind === 'permanent' || (claim.row.attempts ?? 0) + 1 >= TRIES) {
        return refuse(claim, refusal.trouble, refusal.detail);
      }
      await outgoing.postpone(claim, refusal.trouble, refusal.detail);
      if ((claim.row.attempts ?? 0) === 0) await tell({ ...refusal, kind: 'delayed', user, outgoing: letter });
      return claims.fail(claim, now());
    }
    if (await end(claim, { state: 'sent', sentAt: now() }, true)) await tell({ kind: 'sent', user, outgoing: letter });
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
      await running.catch(() => {});
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

async function hand(
  mailbox: Mailbox,
  login: { user: string; password: string },
  to: string,
  raw: Buffer,
): Promise<void> {
  if (!mailbox.smtp) throw new Error('no SMTP server');
  const { host, port, security } = mailbox.smtp;
  const transport = createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    auth: { user: login.user, pass: login.password },
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    const info = await transport.sendMail({ envelope: { from: mailbox.address, to }, raw });
    // Refusing some recipients is no error to nodemailer; there is only one.
    const [rejected] = info.rejectedErrors ?? [];
    if (info.rejected.length > 0) throw rejected ?? new Error('refused');
  } finally {
    transport.close();
  }
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
