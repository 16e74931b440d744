import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ContactFields } from '../../src/domain/contact/contact.ts';
import type { Phone } from '../../src/sandbox/index.ts';
import { startBot, type TestBot } from '../harness/bot.ts';
import { press, pressAll, say } from '../harness/phone.ts';

/* Contacts planned nearer than their lead time, planned at night, planned by somebody else. */

let bot: TestBot;
beforeAll(async () => {
  // A Monday, noon in Moscow.
  bot = await startBot({ now: '2026-11-23T09:00:00Z' });
  await bot.anna.start();
  await bot.ivan.start();
  await bot.mary.start();
  await bot.sandbox.settled();
  await bot.store.organizations.create(
    { id: 'romashka', name: 'Ромашка', phones: [], emails: [], addresses: [] },
    new Date('2026-11-01T00:00:00Z'),
  );
});
afterAll(() => bot.stop());

let made = 0;
/** A call of Ivan's, planned by somebody at the moment that the clock shows. */
function plan(by: Phone, start: string, now: string, content: string) {
  const fields: ContactFields = {
    status: 'planned',
    start: new Date(start),
    channel: 'phone',
    direction: 'outgoing',
    manager: bot.ivan.user.id,
    priority: 'medium',
    state: 1,
    organization: 'romashka',
    documents: [],
    analytics: [],
    content,
  };
  const viewer = { id: by.user.id, role: 'administrator', ownOnly: false, access: 'active' } as const;
  return bot.store.contacts.create(viewer, `n-${++made}`, fields, { now: new Date(now) });
}

/** Resolves with how a message with these words arrives: with a sound, or without. */
async function arriving(words: string): Promise<{ silent: boolean }> {
  const { params } = await bot.sandbox.calls.next(
    ({ method, params }) => method === 'sendMessage' && String(params.text).includes(words),
  );
  return { silent: params.disable_notification === true };
}

it('rings at its start, for whom has planned it nearer than the lead time', async () => {
  const { ivan } = bot;
  await plan(ivan, '2026-11-23T09:10:00Z', '2026-11-23T09:00:00Z', 'скоро');
  bot.setNow('2026-11-23T09:10:00Z');
  expect((await ivan.sees('скоро')).text).toContain('Начинается сейчас');
});

it('is told at once for whom somebody else has planned it, and can be put off by what fits', async () => {
  const { ivan, anna } = bot;
  const arrived = arriving('от Анны');
  await plan(anna, '2026-11-23T09:18:00Z', '2026-11-23T09:10:00Z', 'от Анны');
  const rung = await ivan.sees('от Анны');
  expect(rung.text).toContain('Через 8 минут');
  expect(await arrived).toEqual({ silent: false });
  const { message } = await press(ivan, /Отложить/);
  expect(message.buttons.flat()).toEqual(['5 минут', 'К началу', expect.stringContaining('Назад')]);
  expect((await press(ivan, 'К началу')).message.text).toContain('Напомню: сегодня 12:18');
  bot.setNow('2026-11-23T09:18:00Z');
  await ivan.sees(/Начинается сейчас[\s\S]*от Анны/);
});

it('of the same client are told apart by the numbers of their lines', async () => {
  const { ivan } = bot;
  const now = '2026-11-23T09:18:30Z';
  bot.setNow(now);
  await plan(ivan, '2026-11-23T10:00:00Z', now, 'смета');
  await plan(ivan, '2026-11-23T10:00:00Z', now, 'доставка');
  bot.setNow('2026-11-23T09:45:00Z');
  const all = await ivan.sees(/смета[\s\S]*доставка|доставка[\s\S]*смета/);
  const number = /(\d)\. .*доставка/.exec(all.text)?.[1] ?? '';
  const labels = all.buttons.flat();
  expect(labels).toContain(`${number}. 🟢 сегодня 13:00 Ромашка: доставка`);
  expect(labels.filter((label) => label.startsWith(`${number}. `))).toHaveLength(4);
  await ivan.tap(new RegExp(`^${number}\\. ✅`), { message: all.message_id });
  await ivan.settled();
  await press(ivan, 'Отмена');
  expect(ivan.last().text).toContain('доставка');
});

it('planned at night for the same night ring at their lead time, those of others without a sound', async () => {
  const { ivan, anna } = bot;
  const now = '2026-11-23T19:30:00Z';
  bot.setNow(now);
  await plan(ivan, '2026-11-23T20:00:00Z', now, 'ночной звонок');
  await plan(anna, '2026-11-23T20:30:00Z', now, 'ночная просьба');
  const own = arriving('ночной звонок');
  bot.setNow('2026-11-23T19:45:00Z');
  expect(await own).toEqual({ silent: false });
  const others = arriving('ночная просьба');
  bot.setNow('2026-11-23T20:15:00Z');
  expect(await others).toEqual({ silent: true });
});

it('says after saving where nothing will ring', async () => {
  const { mary } = bot;
  await say(mary, 'call Ромашка tomorrow 3pm about delivery');
  const rings = await press(mary, /Save/);
  expect(rings.message.text).toContain('Saved');
  expect(rings.message.text).not.toContain('There will be no reminder');
  await say(mary, '/settings');
  await pressAll(mary, /Remind before/, 'Switch off');
  await say(mary, 'call Ромашка tomorrow 4pm about payment');
  expect((await press(mary, /Save/)).message.text).toContain('There will be no reminder: it is switched off');
  expect(bot.faults).toEqual([]);
});
