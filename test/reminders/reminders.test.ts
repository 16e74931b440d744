import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContactFields } from '../../src/domain/contact.ts';
import { startBot, type TestBot } from '../harness/bot.ts';
import { press, say } from '../harness/phone.ts';

let bot: TestBot;
const viewer = (id: number) => ({ id, role: 'manager', ownOnly: false, access: 'active' }) as const;

beforeAll(async () => {
  // A Monday, noon in Moscow.
  bot = await startBot({ now: '2026-11-23T09:00:00Z' });
  await bot.anna.start();
  await bot.ivan.start();
  await bot.mary.start();
  await bot.sandbox.settled();
  await bot.store.organizations.create(
    { id: 'romashka', name: 'Ромашка', phones: ['+74951234567'], emails: [], addresses: [] },
    new Date('2026-11-01T00:00:00Z'),
  );
});
afterAll(() => bot.stop());

let made = 0;
/** Plans a call of Ivan's, as if he did it at the moment the clock shows. */
async function plan(start: string, now: string, fields: Partial<ContactFields> = {}) {
  const manager = fields.manager ?? bot.ivan.user.id;
  const { contact } = await bot.store.contacts.create(
    viewer(manager),
    `r-${++made}`,
    {
      status: 'planned',
      start: new Date(start),
      channel: 'phone',
      direction: 'outgoing',
      manager,
      priority: 'medium',
      state: 1,
      organization: 'romashka',
      documents: [],
      analytics: [],
      ...fields,
    },
    { now: new Date(now) },
  );
  return contact;
}

describe('a reminder', () => {
  it('comes before a contact with everything at hand, and its Snooze, Move and Open work', async () => {
    const { ivan } = bot;
    await plan('2026-11-23T12:00:00Z', '2026-11-23T09:00:00Z', { content: 'договор поставки' });
    bot.setNow('2026-11-23T11:45:00Z');
    const rung = await ivan.sees('договор поставки');
    expect(rung.text).toContain('Через 15 минут');
    expect(rung.text).toContain('+7 495');
    const before = rung.message_id;
    await press(ivan, /Отложить/);
    const { message } = await press(ivan, '15 минут');
    expect(message.text).toContain('Напомню: сегодня 15:00');
    bot.setNow('2026-11-23T12:00:00Z');
    await ivan.sees(/Начинается сейчас/, { after: before });
    bot.setNow('2026-11-23T12:15:30Z');
    const overdue = await ivan.sees(/Просрочен/);
    expect(overdue.message_id).toBeGreaterThan(before);
    console.log(ivan.log());
  });

  it('rings in the middle of another dialog, whose draft is kept', async () => {
    const { ivan } = bot;
    await say(ivan, '/new');
    await press(ivan, 'Ромашка');
    await plan('2026-11-23T13:00:00Z', '2026-11-23T12:16:00Z', { content: 'счёт' });
    bot.setNow('2026-11-23T12:45:10Z');
    await ivan.sees('счёт');
    await press(ivan, /Состоялся/);
    expect(ivan.last().text).toContain('Какой результат');
    await press(ivan, 'Пропустить');
    const { message } = await press(ivan, 'Выполнен полностью');
    expect(message.text).toContain('Отмечено как состоявшийся');
    expect(message.buttons.flat().some((label) => label.includes('Продолжить'))).toBe(true);
    console.log(ivan.log());
  });
});
