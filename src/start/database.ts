import type { Config } from '../config.ts';
import { firstEntries } from '../seeds.ts';
import { startEngine } from '../store/engine.ts';
import { openStore, type Store } from '../store/index.ts';
import { readSecretKey } from '../store/secret-key.ts';
import type { Log } from '../telegram/context.ts';
import type { Undo } from './undo.ts';

/** An engine that does not come back needs somebody; the rest of its news is for the record. */
const levelOf = (event: string): 'error' | 'warn' | 'info' =>
  event === 'engine.restart-failed' ? 'error' : event === 'engine.died' ? 'warn' : 'info';

/** Opens the database that the configuration names, or the embedded engine, with its dictionaries in place. */
export async function openDatabase(config: Config, log: Log, undo: Undo[]): Promise<Store> {
  const engine = config.mongodbUri
    ? undefined
    : await startEngine({ dataDir: config.dataDir, log: (event, details) => log(levelOf(event), event, details) });
  if (engine) undo.push(() => engine.stop());
  // Over a server of one's own a key has to be given, for every instance needs the same.
  const secretKey = config.secretKey || engine ? await readSecretKey(config.secretKey, config.dataDir) : undefined;
  const uri = config.mongodbUri ?? engine?.uri ?? '';
  const store = await openStore({ uri, secretKey, ...(engine && { name: 'sloop' }) });
  undo.push(() => store.close());
  if (engine) await clearLeases(store);
  await store.dictionaries.seed(firstEntries);
  return store;
}

/** The embedded engine has one owner: whoever held something before is gone. */
async function clearLeases({ sessions, jobs, leases, savedReports, mailboxes }: Store): Promise<void> {
  await Promise.all([
    sessions.clearLeases(),
    jobs.clearLeases(),
    leases.clear(),
    savedReports.clearLeases(),
    mailboxes.clearLeases(),
  ]);
}
