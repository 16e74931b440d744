import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContactFields } from '../../../src/domain/contact/contact.ts';
import { startBot, type TestBot } from '../../harness/bot.ts';
import { press, pressAll, row, say } from '../../harness/phone.ts';

let bot: TestBot;
const plan = (id: string, start: string, content: string, fields: Partial<ContactFields> = {}) => {
  const { ivan } = bot;
  return bot.store.contacts.create(
    { id: ivan.user.id, role: 'manager', ownOnly: false, access: 'active' },
    id,
    {
      status: 'planned',
      start: new Date(start),
      channel: 'phone',
      direction: 'outgoing',
      manager: ivan.user.id,
      priority: 'medium',
      state: 1,
      content,
      documents: [],
      analytics: [],
      ...fields,
    },
    { now: new Date('2026-11-20T09:00:00Z') },
  );
};

beforeAll(async () => {
  // Monday, noon in Moscow.
  bot = await startBot({ now: '2026-11-23T09:00:00Z', undisturbed: true });
  await bot.ivan.start();
  await bot.ivan.settled();
});
afterAll(() => bot.stop());

describe('/today', () => {
  it('says so when nothing is planned', async () => {
    const card = await say(bot.ivan, '/today');
    expect(card.text).toContain('На сегодня ничего не запланировано');
    expect(card.buttons.flat()).toEqual(['📅 Запланировать']);
  });

  it('shows overdue first, then today, and nothing of tomorrow', async () => {
    await plan('later', '2026-11-23T12:00:00Z', 'сегодня днём');
    await plan('late', '2026-11-20T12:00:00Z', 'просрочен');
    await plan('running', '2026-11-23T08:50:00Z', 'ещё идёт');
    await plan('tomorrow', '2026-11-24T12:00:00Z', 'завтра');
    const card = await say(bot.ivan, '/today');
    expect(card.text).toContain('Просрочено: 1 контакт');
    expect(card.text).toContain('На сегодня: 2 контакта');
    expect(card.text.match(/\n\d\. .*\n.*/g)).toEqual([
      expect.stringMatching(/1\. 🔴 .*\n {4}просрочен/),
      expect.stringMatching(/2\. 🟢 .*\n {4}ещё идёт/),
      expect.stringMatching(/3\. 🟢 .*\n {4}сегодня днём/),
    ]);
    expect(card.buttons).toEqual([['1', '2', '3'], ['✅ 1']]);
  });

  it('marks the overdue one as happened, with result and state, and offers the next', async () => {
    const { ivan } = bot;
    await press(ivan, row('просрочен', '✅ '));
    expect(ivan.last().text).toContain('Какой результат?');
    // It says which one, so that a slip of one row closes no other.
    expect(ivan.last().text).toContain('🔴 пт 20 нояб. 15:00 📞 без клиента: просрочен');
    await say(ivan, 'Договорились о встрече');
    expect(ivan.last().buttons[0]).toEqual(['Выполнен полностью']);
    const { message } = await press(ivan, 'Выполнен полностью');
    expect(message.text).toContain('Запланировать следующий?');
  });

  it('moves one', async () => {
    const { ivan } = bot;
    await say(ivan, '/today');
    await pressAll(ivan, row('сегодня днём'), 'Перенести');
    expect(ivan.last().text).toContain('сегодня 15:00 📞 без клиента: сегодня днём');
    await say(ivan, 'вчера');
    expect(ivan.last().text).toContain('Это время уже прошло');
    await say(ivan, 'в пятницу в 11:30');
    expect(ivan.last().text).toContain('пт, 27 нояб. 11:30'.slice(0, 2));
    const moved = await bot.store.contacts.get(
      { id: ivan.user.id, role: 'manager', ownOnly: false, access: 'active' },
      'later',
    );
    expect(moved?.start.toISOString()).toBe('2026-11-27T08:30:00.000Z');
    expect(moved?.revision).toBe(2);
  });

  it('cancels one with a reason, and restores it', async () => {
    const { ivan } = bot;
    await press(ivan, 'Отменить контакт');
    await say(ivan, 'клиент уехал');
    expect(ivan.last().html).toContain('<s>');
    expect(ivan.last().text).toContain('Причина: клиент уехал');
    await press(ivan, 'Вернуть');
    expect(ivan.last().text).toContain('Запланирован');
    expect(ivan.last().text).not.toContain('клиент уехал');
    expect(bot.faults).toEqual([]);
  });
});
