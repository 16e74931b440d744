import { type Mailbox, numbering } from '../../domain/letter/mailbox.ts';
import type { Store } from '../../store/index.ts';
import type { MailboxProgress } from '../../store/letters/mailboxes.ts';
import type { Parser } from '../parse/parser.ts';
import { undecodable } from '../parse/undecodable.ts';
import type { Connection } from './connection.ts';
import { type Fetched, type FetchGroup, fetchGroup, groupsOf } from './fetch.ts';
import type { Arrived, Ingest } from './ingest.ts';
import { runPipeline } from './pipeline.ts';
import { highest, newUids, sorted } from './uids.ts';

/** Letters from before the connection that are offered in the list, in days, and how many at most. */
const OFFERED_DAYS = 3;
const OFFERED = 300;
const DAY = 86_400_000;
/** A letter in the middle of which the program ended so often is not read a third time: its bytes come as a file. */
const CRASHES = 2;

export interface CatchUpDeps {
  store: Store;
  ingest: Ingest;
  parser: Parser;
  now: () => Date;
  log: (level: 'info' | 'warn', event: string, details?: object) => void;
  /** Letters were taken in: somebody's phone is to ring. */
  arrived: () => void;
  /** More are coming: nobody is rung until the returned function is called. */
  hold: () => () => void;
}

/** Whose watch it is, and how far it has come. */
export interface Watched {
  mailbox: Mailbox;
  owner: string;
  progress: MailboxProgress;
}

/** The watch of the mailbox is somebody else's now. */
export class WatchLost extends Error {}

/**
 * Takes in whatever lies in the open folder and was not taken in yet, in order of UID, and notes how far it came. Returns the
 * progress. A new UIDVALIDITY (or a first connection) makes every UID unknown: then the latest letters are looked at again, and
 * those known by their content are the same ones.
 */
export async function catchUp(deps: CatchUpDeps, connection: Connection, watched: Watched): Promise<MailboxProgress> {
  const { mailbox: folder } = connection.client;
  if (!folder) throw new Error('no folder is open');
  const { progress } = watched;
  const uidValidity = numbering(watched.mailbox, folder.uidValidity);
  if (progress.uidValidity === uidValidity && progress.lastUid !== undefined) {
    const uids = await newUids(connection, progress.lastUid);
    return takeAll(deps, connection, watched, { uids, uidValidity, isOld: () => false });
  }
  const since = progress.since ?? deps.now();
  if (progress.since) deps.log('warn', 'mail.uidvalidity', { mailbox: watched.mailbox.id });
  const before = await highest(connection, folder);
  const uids = (await uidsSince(connection, new Date(since.getTime() - OFFERED_DAYS * DAY))).filter(
    (uid) => uid <= before,
  );
  // On the first connection all that is there is old; later, what came after that day is not.
  const first = progress.since === undefined;
  const isOld = (deliveredAt: Date) => first || deliveredAt < since;
  const chosen = first ? uids.slice(-OFFERED) : uids;
  await takeAll(deps, connection, { ...watched, progress: {} }, { uids: chosen, uidValidity, isOld });
  return save(deps, watched, { since, uidValidity, lastUid: before });
}

async function uidsSince({ run }: Connection, since: Date): Promise<number[]> {
  // Servers compare days, in a zone of their own.
  return sorted(await run((client) => client.search({ since: new Date(since.getTime() - DAY) }, { uid: true })));
}

interface Batch {
  uids: readonly number[];
  uidValidity: string;
  isOld: (deliveredAt: Date) => boolean;
}

async function takeAll(
  deps: CatchUpDeps,
  connection: Connection,
  watched: Watched,
  { uids, uidValidity, isOld }: Batch,
): Promise<MailboxProgress> {
  const { store, ingest, parser } = deps;
  const { mailbox } = watched;
  let { progress } = watched;
  if (uids.length === 0) return progress;
  const own = await ingest.ownAddresses();
  // Who is on duty may have changed since the connection was made.
  const current = (await store.mailboxes.get(mailbox.id)) ?? mailbox;
  const known = await store.letters.known(mailbox.id, uidValidity, uids);
  const crashes = await store.mailboxes.cutOff(mailbox.id, watched.owner, uidValidity);
  if (crashes.size > 0) await store.mailboxes.divide(mailbox.id, watched.owner, uidValidity);
  const missing = uids.filter((uid) => !known.has(uid));
  // What was cut off after it had been stored.
  const over = new Set(crashes.keys());
  for (const uid of missing) over.delete(uid);
  await store.mailboxes.end(mailbox.id, [...over]);
  /** The first of each group that is under way. */
  const underWay = new Set<number>();
  const release = deps.hold();
  try {
    for (const together of apart(missing, crashes)) progress = await takeWanted(together);
  } finally {
    await store.mailboxes.end(mailbox.id, [...underWay]).catch(() => {});
    release();
    deps.arrived();
  }
  const last = uids.at(-1) ?? 0;
  if (progress.uidValidity !== uidValidity || last <= (progress.lastUid ?? 0)) return progress;
  return save(deps, watched, { ...progress, lastUid: last });

  async function takeWanted(wanted: readonly number[]): Promise<MailboxProgress> {
    await runPipeline(groupsOf(connection, wanted), {
      async fetch(group) {
        const marks = group.uids.map((uid) => ({ uid, crashes: crashes.get(uid) ?? 0 }));
        underWay.add(firstOf(group));
        const [fetched] = await Promise.all([
          fetchGroup(connection, group, deps.now),
          store.mailboxes.begin(mailbox.id, watched.owner, uidValidity, marks),
        ]);
        return fetched;
      },
      read: (fetched) => Promise.all(fetched.map(read)),
      async store(letters, group) {
        await ingest.take(current, letters, own);
        const first = firstOf(group);
        const through = group.uids.at(-1) ?? 0;
        // Only a watch that knows this UIDVALIDITY notes single steps; a rescan is noted when it is through.
        if (progress.uidValidity === uidValidity && through > (progress.lastUid ?? 0)) {
          progress = await save(deps, watched, { ...progress, lastUid: through }, [first]);
        } else await store.mailboxes.end(mailbox.id, [first]);
        underWay.delete(first);
      },
    });
    return progress;
  }

  async function read({ uid, raw, size, deliveredAt, oversize }: Fetched): Promise<Arrived> {
    const isSetAside = (crashes.get(uid) ?? 0) >= CRASHES;
    if (isSetAside) deps.log('warn', 'mail.set-aside', { mailbox: mailbox.id, uid });
    const parsed = isSetAside ? undecodable(raw) : await parser.parse(raw, !oversize);
    return {
      parsed,
      place: { mailbox: mailbox.id, uidValidity, uid },
      deliveredAt,
      size,
      oversize,
      old: isOld(deliveredAt),
    };
  }
}

/** Letters in the order of their numbers: each that was cut off before by itself, so that it is known if it is again. */
function apart(uids: readonly number[], crashes: ReadonlyMap<number, number>): number[][] {
  const groups: number[][] = [];
  let alone = true;
  for (const uid of uids) {
    const suspect = crashes.has(uid);
    if (suspect || alone) groups.push([uid]);
    else groups.at(-1)?.push(uid);
    alone = suspect;
  }
  return groups;
}

const firstOf = ({ uids }: FetchGroup): number => uids[0] ?? 0;

/** Notes the progress; `over`: what was begun under these UIDs is taken in. */
async function save(
  { store }: CatchUpDeps,
  { mailbox, owner }: Watched,
  progress: MailboxProgress,
  over: readonly number[] = [],
) {
  if (!(await store.mailboxes.progress(mailbox.id, owner, progress, over))) throw new WatchLost();
  return progress;
}
