import type { Config } from '../config.ts';
import type { Log } from '../domain/log.ts';
import { reasonOf } from '../domain/reason.ts';
import { startEngine } from '../engine/index.ts';
import { firstEntries } from '../seeds.ts';
import { DatabaseRefusal } from '../store/database-refusal.ts';
import { isAway, isOutOfDisk } from '../store/errors.ts';
import { openStore, type Store } from '../store/index.ts';
import { hostsOf } from '../store/uri.ts';
import { type StartTrouble, untilReached } from './retry.ts';
import { readSecretKey } from './secret-key.ts';
import type { Undo } from './undo.ts';

/** An engine that does not come back needs somebody; the rest of its news is for the record. */
const levelOf = (event: string): 'error' | 'warn' | 'info' =>
  event === 'engine.restart-failed' ? 'error' : event === 'engine.died' ? 'warn' : 'info';

/**
 * Opens the database that the configuration names, or the embedded engine, with its dictionaries in place. A server that
 * cannot be reached is waited for. Errors: those of a start that cannot be, with a sentence.
 */
export async function openDatabase(
  config: Config,
  { log, signal }: { log: Log; signal?: AbortSignal | undefined },
  undo: Undo[],
): Promise<Store> {
  const engine = config.mongodbUri
    ? undefined
    : await startEngine({ dataDir: config.dataDir, log: (event, details) => log(levelOf(event), event, details) });
  if (engine) undo.push(() => engine.stop());
  // Over a server of one's own a key has to be given, for every instance needs the same.
  const secretKey = config.secretKey || engine ? await readSecretKey(config.secretKey, config.dataDir) : undefined;
  const uri = config.mongodbUri ?? engine?.uri ?? '';
  const open = () =>
    openStore({
      uri,
      secretKey,
      signal,
      log: (event, details) => log('info', event, details),
      ...(engine && { name: 'sloop', sole: true }),
    });
  const store = engine ? await open() : await untilReached(open, (error) => unreachable(error, uri), { log, signal });
  undo.push(() => store.close());
  await checkPasswords(store, secretKey !== undefined, log);
  if (engine) await clearLeases(store);
  await store.dictionaries.seed(firstEntries);
  return store;
}

/** A server that is not there (yet); a name that its DNS does not know comes as the resolver's own error. */
function unreachable(error: unknown, uri: string): StartTrouble | undefined {
  const unknownName = error instanceof Error && 'syscall' in error && /^query(?:Srv|Txt)$/.test(String(error.syscall));
  // A full disk is not waited for: the start writes, and would say so again and again.
  if (isOutOfDisk(error) || !(isAway(error) || unknownName)) return undefined;
  const sentence =
    `MongoDB cannot be reached at ${hostsOf(uri)}, which MONGODB_URI names. Is it running, and does it let this ` +
    `machine in? It is tried again until it answers. (${reasonOf(error)})`;
  return { event: 'database.unreachable', sentence };
}

/** A password that no one can open is told at once, not when the first letter fails to come. */
async function checkPasswords({ mailboxes }: Store, haveKey: boolean, log: Log): Promise<void> {
  // Those of a time when seals were not bound to their mailbox.
  const { resealed } = await mailboxes.reseal();
  if (resealed > 0) log('info', 'passwords.resealed', { resealed });
  const { stored, unreadable } = await mailboxes.sealedPasswords();
  if (stored > 0 && !haveKey) {
    throw new DatabaseRefusal(
      `SECRET_KEY is needed: it opens the passwords of ${stored} mailboxes in the database. Set the one they were ` +
        'stored under. If it is lost, set a new one (openssl rand -base64 32) and enter the passwords again in the chat.',
    );
  }
  if (unreadable > 0) {
    const msg =
      `SECRET_KEY does not open the passwords of ${unreadable} of ${stored} mailboxes: set the key they were stored ` +
      'under (of an embedded engine it is in DATA_DIR/secret.key). If it was changed on purpose, stop the program and run ' +
      'npm run rotate-key with the former key as OLD_SECRET_KEY; or enter them again in the chat, at /mailboxes. ' +
      'Until then these mailboxes rest; everything else works.';
    log('error', 'secret-key.wrong', { msg });
  }
}

/** The embedded engine has one owner: any holder from before is gone. */
async function clearLeases({
  contactNews,
  sessions,
  jobs,
  notes,
  savedReports,
  weekLetters,
  mailboxes,
}: Store): Promise<void> {
  await Promise.all([
    contactNews.clearLeases(),
    sessions.clearLeases(),
    jobs.clearLeases(),
    notes.clearLeases(),
    savedReports.clearLeases(),
    weekLetters.clearLeases(),
    mailboxes.clearLeases(),
  ]);
}
