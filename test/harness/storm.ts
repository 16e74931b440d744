import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import { openStore, type Store } from '../../src/store/index.ts';

/*
 * A storm: many reminders due at one moment, one to a chat, sent by one of two instances, with Telegram refusing at
 * random and the sender killed in the middle.
 */

const TOKEN = '704:storm-token-storm-token-storm-token-storm';
const FIRST = 5_000_000;
const BATCH = 500;

export interface StormOptions {
  /** Address of an empty database. */
  uri: string;
  /** Reminders, one to a chat. */
  count: number;
  /** Kills the sender once so many have arrived. */
  killAfter?: number;
  /** Puts the survivor's clock forward after the kill, so that leases of the dead run out at once; milliseconds. */
  advance?: number;
  /** Share of the chats whose first messages Telegram refuses: with 429, with one 502, with three of them. */
  refusing?: { limited: number; stumbling: number; failing: number };
}

export interface Storm {
  /** By chat, how many messages arrived. */
  arrived: Map<number, number>;
  /** When each call was received, refused ones too, in milliseconds, in order. */
  received: number[];
  /** How many calls Telegram refused. */
  refused: number;
  /** Items in hand of the sender when it was killed. */
  inHand: number;
  faults: object[];
  /** Whether the sender was killed, as asked. */
  killed: boolean;
  /** From the first message to the last, in seconds. */
  seconds: number;
}

interface Told {
  state?: { sending: boolean; busy: number };
  fault?: string;
  ready?: boolean;
}

/** Random numbers that are the same in each run. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

async function seedReminders(store: Store, count: number, due: Date): Promise<void> {
  const start = new Date(due.getTime() + 15 * 60_000);
  const { connection } = store;
  for (let from = 0; from < count; from += BATCH) {
    const ids = Array.from({ length: Math.min(BATCH, count - from) }, (_, i) => FIRST + from + i);
    await connection.collection<{ _id: number }>('users').insertMany(
      ids.map((_id) => ({
        _id,
        name: `Manager ${_id}`,
        role: 'manager',
        access: 'active',
        language: 'en',
        zone: 'UTC',
        workingDays: [1, 2, 3, 4, 5],
        reachable: true,
        quiet: null,
        digestAt: null,
      })),
    );
    await Promise.all(
      ids.map((manager) =>
        store.contacts.create(
          { id: manager, role: 'manager', ownOnly: false, access: 'active' },
          `storm-${manager}`,
          {
            status: 'planned',
            start,
            channel: 'phone',
            direction: 'outgoing',
            manager,
            priority: 'medium',
            state: 1,
            content: `call ${manager}`,
            documents: [],
            analytics: [],
          },
          { now: new Date(due.getTime() - 60_000) },
        ),
      ),
    );
  }
}

/** Lets Telegram refuse some chats' first messages. Returns how many calls it will have refused. */
function refuse(
  sandbox: Sandbox,
  count: number,
  shares: NonNullable<StormOptions['refusing']>,
  onMet: () => void,
): number {
  const random = randomFrom(4711);
  let refused = 0;
  for (let i = 0; i < count; i++) {
    const chat = FIRST + i;
    const dice = random();
    const rule =
      dice < shares.limited
        ? ({ with: 429, retryAfter: 1 + Math.floor(random() * 2), times: 1 } as const)
        : dice < shares.limited + shares.stumbling
          ? ({ with: 502, times: 1 } as const)
          : dice < shares.limited + shares.stumbling + shares.failing
            ? ({ with: 502, times: 3 } as const)
            : undefined;
    if (!rule) continue;
    refused += rule.times;
    sandbox.fail({ chat, onMet, ...rule });
  }
  return refused;
}

/** Runs a storm to its end: resolves when every chat has its message. */
export async function runStorm(options: StormOptions): Promise<Storm> {
  const { uri, count, killAfter, advance, refusing } = options;
  const store = await openStore({ uri });
  const users = Array.from({ length: count }, (_, i) => ({ id: FIRST + i, first_name: `M${i}`, language_code: 'en' }));
  const sandbox = await createSandbox({ token: TOKEN, users });
  for (const { id } of users) await sandbox.phone(id).start();
  const due = new Date(Date.now() - 1000);
  await seedReminders(store, count, due);
  const received: number[] = [];
  const note = () => void received.push(performance.now());
  const refused = refusing ? refuse(sandbox, count, refusing, note) : 0;

  const faults: object[] = [];
  const states = new Map<ChildProcess, { sending: boolean; busy: number }>();
  const instance = (): ChildProcess => {
    const child = fork(path.resolve('test/harness/storm-instance.js'), [uri, sandbox.apiRoot, TOKEN]);
    child.on('message', (told: Told) => {
      if (told.state) states.set(child, told.state);
      if (told.fault !== undefined) faults.push(told);
    });
    return child;
  };

  const arrived = new Map<number, number>();
  let inHand = 0;
  let killed = false;
  let [first, last] = [0, 0];
  const children: ChildProcess[] = [];
  const kill = (): void => {
    const sender = children.find((child) => states.get(child)?.sending);
    if (!sender) return;
    inHand = states.get(sender)?.busy ?? 0;
    killed = sender.kill('SIGKILL');
    children.splice(children.indexOf(sender), 1);
    if (advance !== undefined) for (const child of children) child.send({ advance });
  };
  const everybody = new Promise<void>((resolve) => {
    let messages = 0;
    sandbox.events.on('called', ({ method, ok, chatId }) => {
      if (method !== 'sendMessage' || !ok || chatId === undefined) return;
      note();
      first ||= performance.now();
      last = performance.now();
      arrived.set(chatId, (arrived.get(chatId) ?? 0) + 1);
      messages += 1;
      if (messages === killAfter) kill();
      if (arrived.size === count) resolve();
    });
  });
  children.push(instance(), instance());
  await everybody;
  // What is in hand is noted as done; nothing may come a second time after that.
  for (const child of children) {
    child.send({ stop: true });
    await once(child, 'exit');
  }
  await sandbox.close();
  await store.close();
  return { arrived, received, refused, inHand, killed, faults, seconds: (last - first) / 1000 };
}

/** The most calls in any one second. */
export function busiestSecond(times: readonly number[]): number {
  let [from, most] = [0, 0];
  for (const [to, time] of times.entries()) {
    while ((times[from] ?? 0) <= time - 1000) from += 1;
    most = Math.max(most, to - from + 1);
  }
  return most;
}
