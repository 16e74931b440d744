import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Viewer } from '../../../src/domain/rights.ts';
import { startBot, type TestBot } from '../../harness/bot.ts';
import { press, say } from '../../harness/phone.ts';

/** Orders about plans, questions to the journal, and what is neither. */

let bot: TestBot;
let me: Viewer;
// Monday, noon in Moscow.
const now = new Date('2026-11-23T09:00:00Z');
let made = 0;

async function plan(organization: string, start: string, channel = 'meeting'): Promise<string> {
  const id = `plan-${made++}`;
  const fields = { status: 'planned', channel, direction: 'outgoing', priority: 'medium', state: 1 } as const;
  const about = { organization, start: new Date(start), manager: me.id, documents: [], analytics: [] };
  await bot.store.contacts.create(me, id, { ...fields, ...about }, { now });
  return id;
}
const stored = (id: string) => bot.store.contacts.get(me, id);

beforeAll(async () => {
  bot = await startBot({ now: now.toISOString(), undisturbed: true });
  me = { id: bot.ivan.user.id, role: 'manager', ownOnly: false, access: 'active' };
  const reached = { phones: [], emails: [], addresses: [] };
  await bot.store.organizations.create({ id: 'romashka', name: 'ООО «Ромашка»', ...reached }, now);
  await bot.store.organizations.create({ id: 'vector', name: 'АО «Вектор»', ...reached }, now);
  await bot.store.organizations.create({ id: 'acme', name: 'Acme Ltd', ...reached }, now);
  await bot.ivan.start();
});
afterAll(() => bot.stop());
/** Nothing is left open from one test to the next. */
beforeEach(async () => {
  const left = await bot.store.contacts.openPlans(me, me.id, { organizations: [], persons: [] }, 50);
  for (const { id, revision } of left) {
    await bot.store.contacts.remove(me, id, { key: `end ${id}`, revision, now });
  }
});

describe('an order about a plan', () => {
  it('finds the plan, shows what becomes of it, and does it by one tap', async () => {
    const id = await plan('vector', '2026-11-24T07:00:00Z');
    await plan('romashka', '2026-11-24T07:00:00Z');
    const card = await say(bot.ivan, 'перенеси встречу с Вектором на пятницу 12:00');
    expect(card.text).toContain('Перенос плана');
    expect(card.text).toContain('завтра 10:00 🤝 АО «Вектор»');
    expect(card.text).toContain('Начало: пт 27 нояб. 12:00');
    await press(bot.ivan, '✅ Перенести');
    expect((await stored(id))?.start).toEqual(new Date('2026-11-27T09:00:00Z'));
  });

  it('keeps the day of the plan where only an hour is said', async () => {
    const id = await plan('vector', '2026-11-26T07:00:00Z');
    const card = await say(bot.ivan, 'перенеси Вектор на 16:00');
    expect(card.text).toContain('Начало: чт 26 нояб. 16:00');
    await press(bot.ivan, '✅ Перенести');
    expect((await stored(id))?.start).toEqual(new Date('2026-11-26T13:00:00Z'));
  });

  it('asks which plan is meant, and what is not said', async () => {
    await plan('vector', '2026-11-24T07:00:00Z');
    const second = await plan('vector', '2026-11-25T07:00:00Z', 'phone');
    const card = await say(bot.ivan, 'перенеси Вектор');
    expect(card.text).toMatch(/1\. .*завтра 10:00.*\n2\. .*послезавтра 10:00/);
    await press(bot.ivan, '2');
    expect(bot.ivan.last().text).toContain('На когда?');
    await say(bot.ivan, 'в пятницу в 15:00');
    await press(bot.ivan, '✅ Перенести');
    expect((await stored(second))?.start).toEqual(new Date('2026-11-27T12:00:00Z'));
  });

  it('cancels, and marks as happened with its result', async () => {
    const cancelled = await plan('acme', '2026-11-24T07:00:00Z');
    await say(bot.ivan, 'acme отменили встречу');
    await press(bot.ivan, '✅ Отменить контакт');
    expect((await stored(cancelled))?.status).toBe('cancelled');
    const done = await plan('romashka', '2026-11-23T08:00:00Z');
    const card = await say(bot.ivan, 'Ромашка состоялась, дали согласие');
    expect(card.text).toContain('Результат: дали согласие');
    await press(bot.ivan, '✅ Состоялся');
    expect(await stored(done)).toMatchObject({ status: 'happened', result: 'дали согласие', state: 3 });
    expect(bot.ivan.last().text).toContain('Запланировать следующий?');
  });

  it('is recorded as a contact where there is no plan, and by a tap where there is', async () => {
    const none = await say(bot.ivan, 'перенеси встречу с Вектором на пятницу 12:00');
    expect(none.text).toContain('Открытого плана');
    expect(none.text).toContain('Как сказано');
    await press(bot.ivan, 'Отмена');
    const id = await plan('vector', '2026-11-24T07:00:00Z');
    await say(bot.ivan, 'перенеси встречу с Вектором на пятницу 12:00');
    await press(bot.ivan, 'Записать как контакт');
    expect(bot.ivan.last().text).toContain('· АО «Вектор»');
    await press(bot.ivan, 'Отмена');
    expect(await stored(id)).toMatchObject({ status: 'planned', start: new Date('2026-11-24T07:00:00Z') });
  });
});

describe('a question', () => {
  it('about what is ahead is answered by today, or by the day', async () => {
    await plan('vector', '2026-11-24T07:00:00Z');
    await say(bot.ivan, 'что у меня сегодня?');
    expect(bot.ivan.messages().some(({ text }) => text.startsWith('☀️ Сегодня'))).toBe(true);
    const before = bot.ivan.last().message_id;
    await say(bot.ivan, 'что у меня завтра?');
    const answer = bot.ivan.messages().find(({ message_id: id, from }) => id > before && from === 'bot');
    expect(answer?.text).toContain('АО «Вектор»');
  });

  it('about what was is answered by the journal, and the own filter stays as it was', async () => {
    await say(bot.ivan, 'когда звонил Ромашке?');
    const card = bot.ivan.messages().findLast(({ text }) => text.startsWith('📖'));
    expect(card?.text).toContain('ООО «Ромашка»');
    expect((await say(bot.ivan, '/journal')).text).toContain('Все клиенты');
  });
});

describe('what is nothing to register', () => {
  it('gets one line with examples, and no draft', async () => {
    const card = await say(bot.ivan, 'привет');
    expect(card.text).toContain('звонок Ромашка завтра 15:00');
    expect((await say(bot.ivan, '/cancel')).text).toContain('нечего');
    expect(bot.faults).toEqual([]);
  });
});
