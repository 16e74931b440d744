import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContactFields } from '../../../src/domain/contact/contact.ts';
import { startBot, type TestBot } from '../../harness/bot.ts';
import { press, say } from '../../harness/phone.ts';

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
    const lines = card.buttons.map(([first]) => first).filter((label) => label?.includes('📞'));
    expect(lines).toEqual([
      expect.stringContaining('🔴'),
      expect.stringContaining('ещё идёт'),
      expect.stringContaining('сегодня днём'),
    ]);
  });

  it('marks the overdue one as happened, with result and state, and offers the next', async () => {
    const { ivan } = bot;
    await press(ivan, /^✅ Состоялся$/);
    expect(ivan.last().text).toContain('Какой результат?');
    await say(ivan, 'Договорились о встрече');
    expect(ivan.last().buttons[0]).toEqual(['Выполнен полностью']);
    const { message } = await press(ivan, 'Выполнен полностью');
    expect(message.text).toContain('Запланировать следующий?');
  });

  it('moves one', async () => {
    const { ivan } = bot;
    await say(ivan, '/today');
    const card = ivan.last();
    const index = card.buttons.findIndex(([label]) => label?.includes('сегодня днём'));
    await ivan.tapData(card.message_id, card.data[index + 1]?.[1] ?? '');
    await ivan.settled();
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
