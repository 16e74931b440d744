import type { Mailbox } from '../../domain/letter/mailbox.ts';
import type { MailNews } from '../../domain/letter/news.ts';
import type { OutgoingLetter } from '../../domain/letter/outgoing.ts';
import { FileGone } from '../../store/files/files.ts';
import type { Store } from '../../store/index.ts';
import type { OutgoingClaim } from '../../store/letters/outgoing.ts';
import type { SubmitRefusal } from '../refusal.ts';
import type { MailboxAccess } from '../watch/connection.ts';
import { compose } from './compose.ts';
import { layIntoSent } from './sent-folder.ts';
import { hand } from './submit.ts';

export interface SenderDeps {
  store: Store;
  now: () => Date;
  log: (level: 'info' | 'warn', event: string, details?: object) => void;
  accessOf(mailbox: Mailbox): Promise<MailboxAccess | undefined>;
  smtpLoginOf(mailbox: Mailbox): Promise<{ user: string; password: string } | undefined>;
  tell: (news: MailNews) => Promise<void>;
  /** How long an SMTP server may be silent, in milliseconds. */
  patience?: number;
}

const AT_ONCE = 10;
/** After so many temporary refusals a letter counts as refused: some hours, with the backoff between. */
const TRIES = 20;
const COPY_TRIES = 5;
/** How long a server that is slow to answer is waited for when the program ends, in milliseconds. */
const STOP_WITHIN = 5000;

/** Sends letters, each once, and lays a copy into the Sent folder. */
export function createSender(deps: SenderDeps) {
  const { store, now, log, tell } = deps;
  const { outgoing } = store;
  const { claims } = outgoing;
  /** The mailboxes whose letters are being sent, each until it is through. */
  const running = new Map<string, Promise<void>>();
  let stopping = false;
  const leaving = new AbortController();

  const letterOf = ({
    row: { _id, due: _, lease: __, attempts: ___, createdAt: ____, dated: _____, ...rest },
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
    if (letter.state === 'sending') {
      // It was being sent when the process that did it was ended: only its recipient knows.
      if (await end(claim, { state: 'unknown' })) await tell({ kind: 'unknown', user, outgoing: letter });
      return;
    }
    const mailbox = await store.mailboxes.get(letter.mailbox);
    const login = mailbox && (await deps.smtpLoginOf(mailbox));
    const smtp = mailbox?.smtp;
    if (!smtp || !login) return refuse(claim, 'no-server', '');
    const date = now();
    const raw = await compose(store, mailbox, letter, date);
    // Last of all: what fails before this has certainly not left.
    if (!(await outgoing.begin(claim, date))) return;
    const { patience } = deps;
    const handed = {
      smtp,
      login,
      from: mailbox.address,
      to: [letter.to, ...(letter.cc ?? [])],
      raw,
      patience,
      signal: leaving.signal,
    };
    const over = await claims.prolonged(claim, now, () => hand(handed));
    if (!over.taken) return notSent(claim, over.refusal);
    const sent = { state: 'sent' as const, sentAt: now(), ...(over.notFor.length > 0 && { notFor: over.notFor }) };
    if (await end(claim, sent, true)) await tell({ kind: 'sent', user, outgoing: { ...letter, ...sent } });
  }

  async function notSent(claim: OutgoingClaim, refusal: SubmitRefusal): Promise<void> {
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

  /** The bytes that left, into the Sent folder. Not worth waking anybody: after some tries it is left. */
  async function copy(claim: OutgoingClaim): Promise<void> {
    try {
      const letter = letterOf(claim);
      const { dated, createdAt } = claim.row;
      const mailbox = await store.mailboxes.get(letter.mailbox);
      const access = mailbox && (await deps.accessOf(mailbox));
      if (mailbox && access) {
        await layIntoSent(access, await compose(store, mailbox, letter, dated ?? createdAt), letter);
      }
      await claims.complete(claim, { $unset: { due: true } });
    } catch (error) {
      log('warn', 'mail.copy', { letter: claim.row._id, reason: String(error) });
      if ((claim.row.attempts ?? 0) + 1 < COPY_TRIES) await claims.fail(claim, now());
      else await claims.complete(claim, { $unset: { due: true } });
    }
  }

  async function one(id: OutgoingClaim['row']['_id']): Promise<void> {
    const claim = await claims.claim(id, now());
    if (!claim) return;
    if (claim.row.due?.kind === 'copy') return copy(claim);
    try {
      await send(claim);
    } catch (error) {
      if (error instanceof FileGone) return refuse(claim, 'file', '');
      log('warn', 'mail.send', { letter: claim.row._id, reason: String(error) });
      await claims.fail(claim, now());
    }
  }

  /** One mailbox's letters, one after another. */
  async function sendFrom(mailbox: string): Promise<void> {
    // A letter that was just sent wants its copy laid into Sent: once more round.
    for (let rounds = 0; rounds < 3; rounds++) {
      const ids = await claims.due(now(), AT_ONCE, { mailbox });
      if (ids.length === 0) return;
      for (const id of ids) {
        if (stopping) return;
        await one(id);
      }
    }
  }

  return {
    /**
     * Sends what is due, and resolves when it is through. A mailbox whose server keeps a letter waiting holds up its own
     * letters alone. Errors: the database's.
     */
    async run(): Promise<void> {
      const mailboxes = await outgoing.mailboxesDue(now());
      if (stopping) return;
      for (const mailbox of mailboxes) {
        if (running.has(mailbox)) continue;
        const sending = sendFrom(mailbox).finally(() => running.delete(mailbox));
        running.set(mailbox, sending);
      }
      await Promise.all(running.values());
    },
    /** Letters that are under way get a moment; one that a server keeps waiting is broken off. */
    async stop(): Promise<void> {
      stopping = true;
      const timer = setTimeout(() => leaving.abort(), STOP_WITHIN);
      await Promise.allSettled(running.values());
      clearTimeout(timer);
    },
  };
}
