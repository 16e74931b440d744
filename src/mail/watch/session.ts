import type { Mailbox } from '../../domain/letter/mailbox.ts';
import type { MailboxProgress } from '../../store/letters/mailboxes.ts';
import { lookIntoSent } from '../sent/look-into-sent.ts';
import { MailFailure } from '../trouble.ts';
import type { MailboxAlarm } from './alarm.ts';
import { type CatchUpDeps, catchUp, type Watched, WatchLost } from './catch-up.ts';
import { type Connection, connect, type MailboxAccess, openFolder } from './connection.ts';

/** Beside IDLE, which dies silently at some providers, a server is asked so many times less often. */
const BESIDE_IDLE = 4;
/** The folder of what was sent is looked into so many times less often than a server without IDLE is asked. */
const SENT_RARER = 6;
/** How often the lease is prolonged, and an instance without it asks again. */
export const LEASE_EVERY = 8000;

export interface SessionDeps extends CatchUpDeps {
  /** What opens a mailbox; undefined where its password cannot be had. */
  accessOf(mailbox: Mailbox): Promise<MailboxAccess | undefined>;
  /** How often a server without IDLE is asked, in milliseconds. */
  poll: number;
  /** How long a server may leave a command unanswered, in milliseconds. */
  patience: number | undefined;
}

/** Whose connection it is, and who is told how it goes. */
export interface MailSession {
  owner: string;
  alarm: MailboxAlarm;
  stopping: AbortSignal;
  /** Takes the watch of the mailbox, or keeps it; undefined where another instance has it. */
  lease(): Promise<(Mailbox & MailboxProgress) | undefined>;
  /** Whether somebody waits for a look into every folder. */
  wanted(): boolean;
  /** It was looked into the mailbox, and all is well. */
  looked(): void;
  /** The connection that is open now. */
  opened(connection: { revision: number; close(): void } | undefined): void;
}

/** One connection's life. Resolves when the watch was stopped; rejects when it was lost, or the connection failed. */
export async function runSession(deps: SessionDeps, mailbox: Mailbox, session: MailSession): Promise<void> {
  const access = await deps.accessOf(mailbox);
  if (!access) throw new MailFailure('secret');
  const connection = await connect(
    access,
    (reason) => deps.log('warn', 'mail.connection', { mailbox: mailbox.id, reason }),
    deps.patience,
  );
  const { client } = connection;
  session.opened({ revision: mailbox.revision, close: () => client.close() });
  client.on('exists', session.alarm.ring);
  const renewal = setInterval(() => void renew(deps, connection, mailbox, session), LEASE_EVERY);
  renewal.unref();
  try {
    await openFolder(connection, mailbox.folder);
    await attend(deps, connection, session);
  } finally {
    session.opened(undefined);
    clearInterval(renewal);
    await connection.close();
  }
}

/** A connection whose watch was lost, or whose settings have changed, is closed. */
async function renew(
  { log }: SessionDeps,
  { client }: Connection,
  { id, revision }: Mailbox,
  { lease }: MailSession,
): Promise<void> {
  try {
    const held = await lease();
    if (!held || held.revision !== revision) client.close();
  } catch (error) {
    log('warn', 'mail.lease', { mailbox: id, reason: String(error) });
  }
}

async function attend(deps: SessionDeps, connection: Connection, session: MailSession): Promise<void> {
  const { client, run, closed } = connection;
  const { alarm, stopping, owner } = session;
  const idles = client.capabilities.has('IDLE');
  const held = await session.lease();
  if (!held) throw new WatchLost();
  const { since, uidValidity, lastUid, ...mailbox } = held;
  const watched: Watched = {
    mailbox,
    owner,
    progress: {
      ...(since && { since }),
      ...(uidValidity && { uidValidity }),
      ...(lastUid !== undefined && { lastUid }),
    },
  };
  const usable = (): void => {
    if (client.isClosed || !client.usable) throw new Error('the connection was closed');
  };
  const sent = createSentLooks(deps, connection, { mailbox, owner, wanted: session.wanted });
  void closed.then(alarm.ring);
  while (!stopping.aborted) {
    alarm.set();
    await sent.lookIfDue();
    watched.progress = await catchUp(deps, connection, watched);
    session.looked();
    usable();
    if (alarm.rung()) continue;
    // Broken off by the next command; its failure shows there too.
    if (idles) void client.idle().catch(() => {});
    await alarm.sleep(idles ? deps.poll * BESIDE_IDLE : deps.poll);
    usable();
    // Makes a server without IDLE tell its news, and shows whether the other side is still there.
    await run((one) => one.noop());
  }
}

/** Looks into the folder of what was sent, where that is wanted, from time to time. The mailbox's own folder is open afterwards. */
function createSentLooks(
  deps: SessionDeps,
  connection: Connection,
  { mailbox, owner, wanted }: { mailbox: Mailbox; owner: string; wanted: () => boolean },
) {
  let next = 0;
  return {
    async lookIfDue(): Promise<void> {
      if (mailbox.watchSent !== true || (performance.now() < next && !wanted())) return;
      next = performance.now() + deps.poll * SENT_RARER;
      try {
        await lookIntoSent(deps, connection, { mailbox, owner, own: await deps.ingest.ownAddresses() });
      } finally {
        if (connection.client.usable) await openFolder(connection, mailbox.folder);
      }
    },
  };
}
