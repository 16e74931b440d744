import { commands, links, screens } from '../../scenes/index.ts';
import type { Phone } from '../../src/sandbox/index.ts';
import type { Screen } from '../../src/telegram/messages/screen.ts';
import type { TestBot } from '../harness/bot.ts';
import { FOREIGN, FORGED, SEARCHED } from './world.ts';

/** So many real buttons of one action are tried; the rest is more of the same. */
const OF_EACH = 2;
/** So many taps a crawl takes at most. */
const CRAWL = 250;

const actionOf = (data: string): string => data.split(':').slice(0, 2).join(':');
const isDialog = (data: string): boolean => data.startsWith('f:');

/** Button data on all messages a user sees now. */
const shown = (phone: Phone): string[] =>
  phone.messages().flatMap(({ data }) => data.flat().flatMap((one) => (one === undefined ? [] : [one])));

const cards = new Map<number, number>();

/** Taps such a button on a user's first card, and waits until the bot has finished with everything of his. */
export async function tap(phone: Phone, data: string): Promise<string> {
  const card = cards.get(phone.user.id) ?? phone.last().message_id;
  cards.set(phone.user.id, card);
  const answer = await phone.tapData(card, data);
  await phone.settled();
  return answer.text ?? '';
}

/**
 * Button data as it really looks: goes through everything a user can reach from the commands and links, tap by tap, and
 * notes every button. What the taps change on the way is not this function's business.
 */
export async function harvest(bot: TestBot, phone: Phone, words: readonly string[]): Promise<string[]> {
  const known = new Map<string, number>();
  const tapped = new Map<string, number>();
  const all: string[] = [];
  const queue: string[] = [];
  /** What was tapped least comes first: a new screen may be behind it. Of those the newest: it is not stale yet. */
  const next = (): string | undefined => {
    const least = Math.min(...queue.map((data) => tapped.get(actionOf(data)) ?? 0));
    const at = queue.findLastIndex((data) => (tapped.get(actionOf(data)) ?? 0) === least);
    const [data] = at < 0 ? [] : queue.splice(at, 1);
    if (data !== undefined) tapped.set(actionOf(data), least + 1);
    return data;
  };
  const note = () => {
    for (const data of shown(phone)) {
      if (isDialog(data) || all.includes(data)) continue;
      const count = known.get(actionOf(data)) ?? 0;
      if (count >= OF_EACH) continue;
      known.set(actionOf(data), count + 1);
      all.push(data);
      queue.push(data);
    }
  };
  for (const word of words) {
    await phone.send(word);
    await phone.settled();
    note();
  }
  for (let taps = 0; taps < CRAWL; taps++) {
    const data = next();
    if (data === undefined) break;
    await tap(phone, data);
    note();
  }
  await bot.sandbox.settled();
  return all;
}

/** Every command, every kind of deep link, and lines of quick entry. */
export const words = (ids: readonly string[]): string[] => [
  ...Object.keys(commands).map((name) => `/${name}`),
  ...ids.flatMap((id) => [...Object.keys(links), 'd', 'l', 'm'].map((kind) => `/start ${kind}_${id}`)),
  `звонок ${SEARCHED} завтра 15:00`,
  SEARCHED,
];

/** Ids of what is not one's own, of each kind. */
export const foreignIds = Object.values(FOREIGN).flat();

/** Data for every action of every screen, or of those given, with each id in each place an id could stand in. */
export function forged(ids: readonly (string | number)[], of: readonly Screen[] = screens): string[] {
  const shapes = (id: string | number) => [
    [id, 1],
    [0, id, 1],
  ];
  return of.flatMap((screen) =>
    Object.keys(screen.actions).flatMap((action) =>
      ids
        .flatMap(shapes)
        .map((args) => [screen.id, action, ...args].join(':'))
        .filter((data) => Buffer.byteLength(data) <= 64),
    ),
  );
}

/** A forged id in the place of a real one that is not one's own. */
export const withForgedId = (data: string): string =>
  data
    .split(':')
    .map((part) => (foreignIds.some((id) => id === part) ? FORGED : part))
    .join(':');
