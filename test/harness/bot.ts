import { readConfig } from '../../src/config.ts';
import type { Log } from '../../src/domain/log.ts';
import { createSandbox, DEFAULT_CAST, type Phone, type Sandbox, type SandboxOptions } from '../../src/sandbox/index.ts';
import { start } from '../../src/start/index.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { freshDatabase, type TestDatabase } from './mongo.ts';

export const TOKEN = '700:test-token-test-token-test-token-test';
const [administrator, ivan, mary, stranger] = DEFAULT_CAST.map(({ id }) => id);

export interface TestBot {
  sandbox: Sandbox;
  store: Store;
  db: TestDatabase;
  /** The four of the cast: an administrator (ru), two managers (ru, en), a stranger (en). */
  anna: Phone;
  ivan: Phone;
  mary: Phone;
  stranger: Phone;
  /** Faults that the program logged: a test that provokes none expects none. */
  faults: object[];
  /** Sets the clock; without it, it goes on from the moment set at the start. */
  setNow(iso: string): void;
  /** Ends the bot and starts it again on the same database and chats; `meanwhile` happens in between. */
  restart(meanwhile?: () => Promise<void>, changed?: Record<string, string>): Promise<void>;
  stop(): Promise<void>;
}

/**
 * How long the test holds the sender's lease, and how often it prolongs it, in milliseconds. By the clock that tests set: a
 * lease that a jump of days leaves behind would be taken after half as long without a renewal.
 */
const HELD_FOR = 366 * 86_400_000;
const RENEW_EVERY = 2000;

interface TestBotOptions {
  /** The moment the clock starts at, ISO; it stands still until it is set again. */
  now?: string;
  /** Another way to the database than straight to a fresh one. */
  mongodbUri?: string;
  /** Environment besides what the harness sets. */
  env?: Record<string, string>;
  /**
   * Nothing comes by itself, for the sender's lease is held elsewhere: for tests of dialogs and screens, whose newest
   * message must not be a reminder that happened to become due.
   */
  undisturbed?: boolean;
  /** How the sandbox differs from a fresh one. */
  sandbox?: Partial<SandboxOptions>;
  /** Fills the database before anything looks at it; without it, the managers are let in. */
  fill?: (db: TestDatabase) => Promise<void>;
}

/** The whole program on a database and a Bot API server of its own; users are let in and have pressed Start. */
export async function startBot({
  now = '2026-11-23T09:00:00Z',
  env = {},
  mongodbUri,
  undisturbed = false,
  sandbox: sandboxOptions,
  fill,
}: TestBotOptions = {}): Promise<TestBot> {
  let clock = new Date(now);
  const db = await freshDatabase();
  await fill?.(db);
  const sandbox = await createSandbox({ token: TOKEN, ...sandboxOptions });
  const faults: object[] = [];
  const log: Log = (level, event, details) => {
    if (process.env.TEST_LOG) console.log(level, event, details);
    if (level === 'error') {
      faults.push({ event, ...details });
      console.error(event, details);
    }
  };
  const configure = (changed: Record<string, string>) => {
    const read = readConfig({
      BOT_TOKEN: TOKEN,
      TELEGRAM_API_ROOT: sandbox.apiRoot,
      MONGODB_URI: mongodbUri ?? db.uri,
      ADMIN_IDS: String(administrator),
      PORT: '0',
      FLOOD_LIMIT: '0',
      DEFAULT_TIMEZONE: 'Europe/Moscow',
      ...env,
      ...changed,
    });
    if ('problems' in read) throw new Error(read.problems.join('\n'));
    return read.config;
  };
  const launch = (changed: Record<string, string> = {}) => start(configure(changed), { log, now: () => clock });
  const store = await openStore({ uri: mongodbUri ?? db.uri });
  const hold = () => store.leases.take('sender', 'the test', clock, HELD_FOR);
  if (undisturbed) await hold();
  const renewal = undisturbed ? setInterval(() => void hold().catch(() => {}), RENEW_EVERY) : undefined;
  let end = await launch();
  const phones = {
    anna: sandbox.phone(administrator ?? 0),
    ivan: sandbox.phone(ivan ?? 0),
    mary: sandbox.phone(mary ?? 0),
    stranger: sandbox.phone(stranger ?? 0),
  };
  if (!fill) await letIn(store, [phones.ivan, phones.mary]);
  return {
    sandbox,
    store,
    db,
    ...phones,
    faults,
    setNow(iso) {
      clock = new Date(iso);
    },
    async restart(meanwhile, changed) {
      await end();
      await meanwhile?.();
      end = await launch(changed);
    },
    async stop() {
      clearInterval(renewal);
      await end();
      await store.close();
      await sandbox.close();
      await db.drop();
    },
  };
}

/** Managers are there from the beginning; the administrator comes by ADMIN_IDS when he first speaks. */
async function letIn(store: Store, phones: readonly Phone[]): Promise<void> {
  for (const { user } of phones) {
    await store.users.admit({
      id: user.id,
      name: [user.first_name, user.last_name].filter(Boolean).join(' '),
      username: user.username,
      role: 'manager',
      ownOnly: false,
      access: 'active',
      language: user.language_code === 'ru' ? 'ru' : 'en',
      zone: 'Europe/Moscow',
      zoneChosen: true,
      workingDays: [1, 2, 3, 4, 5],
      reachable: true,
    });
  }
}
