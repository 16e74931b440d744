import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Change, Contact } from '../../src/domain/contact/contact.ts';
import { endOf } from '../../src/domain/contact/contact.ts';
import type { Viewer } from '../../src/domain/rights.ts';
import type { Phone } from '../../src/sandbox/index.ts';
import { startBot, type TestBot } from '../harness/bot.ts';
import { isThorough } from '../thorough.ts';

/*
 * Two managers act on one contact at once, over the real wire: seeds choose what each of them does, in which order
 * their taps come, and which of them come side by side.
 */

const now = new Date('2026-11-23T09:00:00Z');
const INTERLEAVINGS = isThorough ? 50 : 15;

let bot: TestBot;
let ivans: Viewer;
beforeAll(async () => {
  bot = await startBot({ now: now.toISOString(), undisturbed: true });
  ivans = { id: bot.ivan.user.id, role: 'manager', ownOnly: false, access: 'active' };
  const client = { id: 'romashka', name: 'ООО «Ромашка»', phones: [], emails: [], addresses: [] };
  await bot.store.organizations.create(client, now);
  // An administrator may change everybody's contacts.
  for (const phone of [bot.anna, bot.ivan]) {
    await phone.start();
    await phone.settled();
  }
});
afterAll(() => bot.stop());

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Step = (actor: Actor) => Promise<void>;
interface Actor {
  phone: Phone;
  /** What this one does, of the two variants that differ. */
  variant: 0 | 1;
  steps: Step[];
  /** The card: what is older was there before. */
  seen: number;
  told: boolean;
}

const OVERTAKEN = /изменил кто-то ещё|устарела/;
const cardOf = (phone: Phone) => phone.messages().findLast(({ from, buttons }) => from === 'bot' && buttons.length > 0);

/** Taps a button of the newest card; what is not there any more was taken away by the fresh card, which told so. */
const tap =
  (...labels: [string | RegExp, (string | RegExp)?]): Step =>
  async (actor) => {
    const { phone } = actor;
    const label = labels[actor.variant] ?? labels[0];
    const answer = await phone.tap(label, { message: cardOf(phone)?.message_id ?? 0 });
    if (OVERTAKEN.test(answer.text ?? '')) actor.told = true;
  };
const say =
  (text: string): Step =>
  async ({ phone }) => {
    await phone.send(text);
  };

const scripts: Record<string, Step[]> = {
  move: [tap('Перенести'), tap('Через неделю', 'Через 3 дня')],
  happened: [tap('Состоялся'), say('договорились'), tap('Выполнен полностью', 'Частично выполнен')],
  cancel: [tap('Отменить контакт'), tap('Пропустить')],
  priority: [tap('Изменить'), tap('Приоритет'), tap('Высокий', 'Низкий')],
  content: [tap('Изменить'), tap('Содержание'), say('другое')],
  remove: [tap('⋯ Ещё'), tap('🗑 Удалить'), tap('🗑 Удалить')],
  attach: [async ({ phone }) => void (await phone.location(1, 2)), tap(/Добавить к/)],
};

async function take(actor: Actor): Promise<void> {
  const step = actor.steps.shift();
  if (!step || actor.told) return;
  await step(actor);
  await actor.phone.settled();
  // A word that comes too late for the button's answer, on a busy machine, stands on the card itself.
  const fresh = actor.phone.messages().filter(({ from, message_id: id }) => from === 'bot' && id >= actor.seen);
  if (fresh.some(({ text }) => OVERTAKEN.test(text))) actor.told = true;
}

/** The contact as its history tells it, from what it was at the beginning; each entry must begin where the last one ended. */
function replayed(first: Contact, history: readonly Change[]): Record<string, unknown> {
  const told: Record<string, unknown> = { ...first };
  for (const { field, from, to } of history) {
    expect(told[field]).toEqual(from);
    if (to === undefined) delete told[field];
    else told[field] = to;
  }
  return told;
}

async function race(seed: number): Promise<{ changed: number; told: number }> {
  const id = `race${seed}`;
  const { contacts } = bot.store;
  const fields = {
    status: 'planned',
    start: new Date('2026-11-24T12:00:00Z'),
    channel: 'phone',
    direction: 'outgoing',
    manager: ivans.id,
    priority: 'medium',
    state: 1,
    organization: 'romashka',
    content: 'обсудить договор',
    documents: [],
    analytics: [],
  } as const;
  const { contact: first } = await contacts.create(ivans, id, { ...fields, documents: [], analytics: [] }, { now });
  const dice = random(seed);
  const names = Object.keys(scripts);
  const actors = await Promise.all(
    ([bot.ivan, bot.anna] as const).map(async (phone, index): Promise<Actor> => {
      await phone.start(`c_${id}`);
      await phone.settled();
      const script = scripts[names[Math.floor(dice() * names.length)] ?? ''] ?? [];
      const seen = cardOf(phone)?.message_id ?? 0;
      return { phone, variant: index === 0 ? 0 : 1, steps: [...script], seen, told: false };
    }),
  );
  const waiting = () => actors.filter(({ steps, told }) => steps.length > 0 && !told);
  for (let left = waiting(); left.length > 0; left = waiting()) {
    if (left.length === 2 && dice() < 0.5) await Promise.all(left.map(take));
    else await take(left[Math.floor(dice() * left.length)] as Actor);
  }

  const last = await contacts.get(ivans, id);
  const { entries, total } = await contacts.history(ivans, id, 0, 100);
  if (!last) throw new Error('the contact is lost');
  const did = actors.filter(({ phone }) => entries.some(({ by }) => by === phone.user.id));
  // Whoever did not win was told, and nobody who won was.
  for (const actor of actors)
    expect(actor.told, `seed ${seed}, ${actor.phone.user.first_name}`).toBe(!did.includes(actor));
  expect(last.revision).toBe(1 + did.length);
  expect(total).toBe(entries.length);
  const { revision: _, end, ...now_ } = last;
  const { revision: __, end: ___, ...told } = replayed(first, entries.toReversed());
  expect(told).toEqual(now_);
  expect(end).toEqual(endOf(last.start, last.minutes));
  return { changed: did.length, told: actors.filter((actor) => actor.told).length };
}

describe('two managers on one contact', () => {
  it(`in ${INTERLEAVINGS} interleavings: one wins, the other is told, nothing is lost or doubled`, async () => {
    let [won, lost] = [0, 0];
    for (let seed = 1; seed <= INTERLEAVINGS; seed++) {
      const { changed, told } = await race(seed);
      won += changed;
      lost += told;
    }
    expect(won + lost).toBe(2 * INTERLEAVINGS);
    // Both outcomes really occurred.
    expect(won).toBeGreaterThanOrEqual(INTERLEAVINGS);
    expect(lost).toBeGreaterThan(INTERLEAVINGS / 4);
    console.log(`${INTERLEAVINGS} interleavings: ${won} changes made, ${lost} overtaken and told`);
    expect(bot.faults).toEqual([]);
  }, 180_000);
});

describe('two devices of one manager', () => {
  it('pressing the same button at once do it once, and both hear that it is done', async () => {
    const { ivan } = bot;
    const { contacts } = bot.store;
    const fields = {
      status: 'cancelled',
      start: now,
      channel: 'phone',
      direction: 'outgoing',
      manager: ivans.id,
    } as const;
    const rest = { priority: 'medium', state: 1, content: 'x', documents: [], analytics: [] } as const;
    await contacts.create(ivans, 'twice', { ...fields, ...rest, documents: [], analytics: [] }, { now });
    await ivan.start('c_twice');
    await ivan.settled();
    const card = ivan.last();
    const data = card.data.flat().find((one) => one?.startsWith('c:restore:')) ?? '';
    const answers = await Promise.all([ivan.tapData(card.message_id, data), ivan.tapData(card.message_id, data)]);
    await ivan.settled();
    expect(answers.map(({ text }) => text)).toEqual(['Контакт возвращён в план.', 'Контакт возвращён в план.']);
    expect(await contacts.get(ivans, 'twice')).toMatchObject({ status: 'planned', revision: 2 });
  });
});

describe('the store', () => {
  it('lets exactly one of many changes decided on the same revision through', async () => {
    const { contacts } = bot.store;
    const fields = {
      status: 'planned',
      start: now,
      channel: 'phone',
      direction: 'outgoing',
      manager: ivans.id,
    } as const;
    const rest = { priority: 'medium', state: 1, content: 'x' } as const;
    await contacts.create(ivans, 'many', { ...fields, ...rest, documents: [], analytics: [] }, { now });
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        contacts.change(ivans, 'many', { key: `k${index}`, revision: 1, now }, { content: `text ${index}` }),
      ),
    );
    expect(outcomes.filter(({ outcome }) => outcome === 'done')).toHaveLength(1);
    expect(outcomes.filter(({ outcome }) => outcome === 'overtaken')).toHaveLength(19);
    expect((await contacts.history(ivans, 'many', 0, 10)).total).toBe(1);
  });
});
