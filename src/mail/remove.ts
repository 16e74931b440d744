import type { Letter, Place } from '../domain/letter/letter.ts';
import { type Mailbox, numbering } from '../domain/letter/mailbox.ts';
import type { MailNews } from '../domain/letter/news.ts';
import type { Store } from '../store/index.ts';
import { MailFailure, verdictOf } from './trouble.ts';
import { type Connection, connect, type MailboxAccess, openFolder } from './watch/connection.ts';

export interface RemoverDeps {
  store: Store;
  now: () => Date;
  log: (level: 'info' | 'warn', event: string, details?: object) => void;
  connectTo(mailbox: Mailbox): Promise<MailboxAccess | undefined>;
  quiet: (reason: string) => void;
  tell: (news: MailNews) => Promise<void>;
}

const AT_ONCE = 20;
/** After so many failures the administrator is told, and the letter stays where it is. */
const TRIES = 5;

/** Takes letters away from the servers: each from all its places, into the trash where there is one. */
export function createRemover({ store, now, log, connectTo, quiet, tell }: RemoverDeps) {
  const { removals } = store;
  let running: Promise<void> = Promise.resolve();
  let stopping = false;

  async function removeFrom(letter: Letter, mailbox: Mailbox): Promise<void> {
    const access = await connectTo(mailbox);
    if (!access) throw new Error('no password');
    const connection = await connect(access, quiet);
    try {
      const folder = await openFolder(connection, mailbox.folder);
      const here = letter.places.filter((place) => place.mailbox === mailbox.id);
      const uids = await uidsOf(connection, letter, here, numbering(mailbox, folder.uidValidity));
      if (uids.length > 0) await toTrash(connection, uids);
    } finally {
      await connection.close();
    }
  }

  async function one(id: string): Promise<void> {
    const claim = await removals.claim(id, now());
    if (!claim) return;
    const letter = removals.letterOf(claim);
    try {
      const boxes = new Set(letter.places.map(({ mailbox }) => mailbox));
      for (const box of boxes) {
        const mailbox = await store.mailboxes.get(box);
        if (mailbox) await removeFrom(letter, mailbox);
      }
      if (await removals.complete(claim)) await tell({ kind: 'removed', user: claim.row.due?.by ?? 0, letter });
    } catch (error) {
      const verdict = verdictOf(error);
      log('warn', 'mail.remove', { letter: id, ...verdict });
      if ((claim.row.attempts ?? 0) + 1 < TRIES) return removals.fail(claim, now());
      if (await removals.giveUp(claim)) {
        await tell({ kind: 'not-removed', user: claim.row.due?.by ?? 0, letter, ...verdict });
      }
    }
  }

  async function runAll(): Promise<void> {
    if (stopping) return;
    for (const id of await removals.due(now(), AT_ONCE)) await one(String(id));
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

/** The letter's numbers in the open folder. Those of another numbering are other letters: then its Message-ID tells. */
async function uidsOf(
  { run }: Connection,
  letter: Letter,
  places: readonly Place[],
  uidValidity: string,
): Promise<number[]> {
  const certain = places.filter((place) => place.uidValidity === uidValidity).map(({ uid }) => uid);
  if (certain.length > 0 || letter.messageId === undefined) return certain;
  const header = { 'message-id': letter.messageId };
  const found = await run((client) => client.search({ header }, { uid: true }));
  return found || [];
}

/** What a server refuses may be granted later: nothing is done in its place, least of all deleting what the trash does not take. */
async function toTrash({ run }: Connection, uids: readonly number[]): Promise<void> {
  const range = uids.join(',');
  const trash = (await run((client) => client.list())).find(({ specialUse }) => specialUse === '\\Trash');
  const done = await run<unknown>((client) =>
    trash ? client.messageMove(range, trash.path, { uid: true }) : client.messageDelete(range, { uid: true }),
  );
  if (!done) throw new MailFailure('other', trash ? `no move to ${trash.path}` : 'no deletion');
}
