import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from '../../src/store/index.ts';
import { ms, quantile } from './bench.ts';
import type { BotProcess } from './bot-process.ts';

/*
 * Managers who tap as people do, so many a second and no faster, while the program is busy with something else.
 */

const USERS = 10;
const FIRST_USER = 6_000_000;
/** Between two taps of one manager, in milliseconds. */
const PAUSE = 100;
const CARDS = ['o:open:bench-client', 't:page:0', 'o:contacts:bench-client:0'];

let lastUpdate = 1_000_000;
const tap = (user: number, data: string) => ({
  update_id: ++lastUpdate,
  callback_query: {
    id: String(lastUpdate),
    from: { id: user, is_bot: false, first_name: `User ${user}`, language_code: 'en' },
    chat_instance: '1',
    data,
    message: { message_id: 7, date: 1_790_000_000, chat: { id: user, type: 'private', first_name: 'U' }, text: 'x' },
  },
});

/** Lets a user in who is there from the beginning. */
export const letIn = (store: Store, id: number, role: 'manager' | 'supervisor') =>
  store.users.admit({
    id,
    name: `User ${id}`,
    role,
    ownOnly: false,
    access: 'active',
    language: 'en',
    zone: 'Europe/Moscow',
    zoneChosen: true,
    workingDays: [1, 2, 3, 4, 5],
    reachable: true,
  });

/** The managers and the client that they tap on. */
export async function preparePacedTaps(store: Store): Promise<void> {
  const client = { id: 'bench-client', name: 'Bench Ltd', phones: [], emails: [], addresses: [] };
  await store.organizations.create(client, new Date());
  for (let i = 0; i < USERS; i++) await letIn(store, FIRST_USER + i, 'manager');
}

/** Managers tap one card after another until told to stop. Times in milliseconds. */
export async function pacedTaps(bot: BotProcess, until: () => boolean): Promise<number[]> {
  const times: number[] = [];
  await Promise.all(
    Array.from({ length: USERS }, async (_, index) => {
      await sleep((PAUSE / USERS) * index);
      for (let n = index; !until(); n++) {
        times.push(await bot.deliver(tap(FIRST_USER + index, CARDS[n % CARDS.length] ?? '')));
        await sleep(PAUSE);
      }
    }),
  );
  return times;
}

/** True when so many seconds are over. */
export function after(seconds: number): () => boolean {
  const end = performance.now() + seconds * 1000;
  return () => performance.now() > end;
}

export const p95 = (times: readonly number[]): number => quantile(times, 0.95);
export const tapsTold = (times: readonly number[]): string =>
  `p50 ${ms(quantile(times, 0.5))}, p95 ${ms(p95(times))} of ${times.length} taps`;
