import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContactFields } from '../../src/domain/contact/contact.ts';
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

/** Resolves when a change of somebody's settings has been worked into everything that is planned. */
async function reckoned(user: number): Promise<void> {
  const { connection } = bot.store;
  const left = async () =>
    (await connection.collection<{ _id: number }>('users').countDocuments({ _id: user, 'due.kind': 'settings' })) +
    (await connection.collection('jobs').countDocuments({ kind: 'replan', due: { $ne: null } }));
  while ((await left()) > 0) await new Promise((resolve) => setTimeout(resolve, 30));
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
  });

  it('rings in the middle of another dialog, whose draft is kept', async () => {
    const { ivan } = bot;
    await say(ivan, '/new');
    await press(ivan, 'Ромашка');
    await plan('2026-11-23T13:00:00Z', '2026-11-23T12:16:00Z', { content: 'счёт' });
    bot.setNow('2026-11-23T12:45:10Z');
    const { message_id } = await ivan.sees('счёт');
    // The question that was open stands below it by then, and the reminder goes on where it stands.
    const rung = () => ivan.messages().find((message) => message.message_id === message_id);
    await press(ivan, /Состоялся/);
    expect(rung()?.text).toContain('Какой результат');
    await press(ivan, 'Пропустить');
    await press(ivan, 'Выполнен полностью');
    expect(rung()?.text).toContain('Отмечено как состоявшийся');
    expect(rung()?.buttons.flat().join()).toContain('Продолжить');
  });

  it('is silent about what was done, moved or cancelled meanwhile, and a stale button shows the fresh card', async () => {
    const { ivan } = bot;
    const now = '2026-11-23T12:46:00Z';
    const contact = await plan('2026-11-23T14:00:00Z', now, { content: 'первый' });
    await plan('2026-11-23T14:00:00Z', now, { content: 'второй' });
    bot.setNow('2026-11-23T13:00:00Z');
    const operation = { key: 'moved', revision: 1, now: new Date('2026-11-23T13:00:00Z') };
    await bot.store.contacts.change(viewer(ivan.user.id), contact.id, operation, {
      start: new Date('2026-11-23T15:00:00Z'),
    });
    bot.setNow('2026-11-23T13:45:00Z');
    const rung = await ivan.sees('второй');
    expect(rung.text).not.toContain('первый');
    bot.setNow('2026-11-23T14:45:00Z');
    // The other one has become overdue meanwhile: both in one message.
    const both = await ivan.sees(/Напоминания: 2 контакта/);
    expect(both.text).toContain('первый');
    expect(both.text).toContain('второй');
    expect(both.text).toContain('с опозданием');
    const data = both.data.flat().find((one) => one?.startsWith(`rem:happened:${contact.id}`)) ?? '';
    await ivan.tapData(both.message_id, data.replace(/:2:1$/, ':1:1'));
    await ivan.settled();
    expect(ivan.last().text).toContain('первый');
    expect(ivan.messages().some(({ message_id }) => message_id === both.message_id)).toBe(true);
  });
});

describe('what was missed while the service was down', () => {
  it('comes once, marked late, in one message', async () => {
    const { mary } = bot;
    const now = '2026-11-24T07:00:00Z';
    bot.setNow(now);
    for (const [i, start] of ['08:00', '09:00', '16:00'].entries()) {
      await plan(`2026-11-24T${start}:00Z`, now, { manager: mary.user.id, content: `missed ${i}` });
    }
    await bot.restart();
    bot.setNow('2026-11-24T15:50:00Z');
    const rung = await mary.sees(/Reminders: 3 contacts/);
    expect(rung.text).toContain('come late');
    expect(rung.buttons.flat().filter((label) => label.includes('Snooze'))).toHaveLength(3);
    // The digest of that morning is late, too, and the only other one.
    const told = mary.messages().filter(({ text }) => text.includes('missed'));
    expect(told.filter(({ text }) => !text.includes('Your day'))).toHaveLength(1);
    expect(told.length).toBeLessThanOrEqual(2);
  });
});

describe('the digest', () => {
  it('comes at the hour set on working days, overdue first, and nothing comes where there is nothing to say', async () => {
    const { mary, ivan } = bot;
    await say(mary, '/settings');
    await press(mary, /Daily digest/);
    const { message } = await press(mary, '10:00');
    expect(message.text).toContain('Daily digest: 10:00');
    await bot.store.contacts.create(
      viewer(mary.user.id),
      'met',
      {
        status: 'happened',
        start: new Date('2026-11-24T10:00:00Z'),
        channel: 'meeting',
        direction: 'outgoing',
        manager: mary.user.id,
        priority: 'medium',
        state: 3,
        organization: 'acme',
        documents: [],
        analytics: [],
      },
      { now: new Date('2026-11-24T15:50:00Z') },
    );
    await bot.store.organizations.create(
      { id: 'acme', name: 'Acme', phones: [], emails: [], addresses: [] },
      new Date('2026-11-24T10:00:00Z'),
    );
    await plan('2026-11-25T12:00:00Z', '2026-11-24T15:51:00Z', { manager: mary.user.id, content: 'new one' });
    await reckoned(mary.user.id);
    const before = mary.last().message_id;
    bot.setNow('2026-11-25T07:00:30Z');
    const digest = await mary.sees(/Your day/, { after: before });
    expect(digest.text).toMatch(/Overdue: 3 contacts[\s\S]*Today: 1 contact[\s\S]*no next step: 1/);
    expect(digest.buttons.flat()).toContain('🏢 Acme');
    // At his own hour, and he has something overdue.
    await ivan.sees(/На день/);
    const { stranger, anna } = bot;
    expect([...anna.messages(), ...stranger.messages()].some(({ text }) => /На день|Your day/.test(text))).toBe(false);
  });

  it('asks in the evening what happened, and each answer is one tap', async () => {
    const { mary } = bot;
    await say(mary, '/settings');
    await press(mary, /Evening question/);
    await say(mary, '7 pm');
    expect(mary.last().text).toContain('Evening question: 19:00');
    await reckoned(mary.user.id);
    bot.setNow('2026-11-25T16:00:10Z');
    const asked = await mary.sees('What happened?');
    expect(asked.text).toContain('new one');
    await mary.tap(/Happened/, { message: asked.message_id });
    await mary.settled();
    await mary.sees('Everything of today is closed.');
  });
});

describe('settings', () => {
  it('take lead times, quiet hours and working days, and compute what is planned anew', async () => {
    const { ivan } = bot;
    const contact = await plan('2026-11-27T12:00:00Z', '2026-11-25T16:00:00Z', { content: 'важный' });
    await say(ivan, '/settings');
    await press(ivan, /За сколько напоминать/);
    await say(ivan, '1 день, 2 часа и 10 мин');
    expect(ivan.last().text).toContain('За сколько напоминать: 1 день, 2 часа, 10 минут');
    await press(ivan, /Тихие часы/);
    await say(ivan, 'с 22 до 7:30');
    expect(ivan.last().text).toContain('Тихие часы: 22:00–7:30');
    await press(ivan, /Рабочие дни/);
    await press(ivan, /сб/);
    const { message } = await press(ivan, 'Назад');
    expect(message.text).toContain('пн, вт, ср, чт, пт, сб');
    await reckoned(ivan.user.id);
    bot.setNow('2026-11-26T12:00:00Z');
    await ivan.sees(/важный/);
    expect((await bot.store.contacts.get(viewer(ivan.user.id), contact.id))?.revision).toBe(1);
  });

  it('say in one line what they would take', async () => {
    const { ivan } = bot;
    await say(ivan, '/settings');
    await press(ivan, /Тихие часы/);
    await say(ivan, 'никогда');
    expect(ivan.last().text).toContain('21:00–8:00');
    await press(ivan, 'Выключить');
    expect(ivan.last().text).toContain('Тихие часы: выключено');
  });
});

describe('a manager who blocks the bot', () => {
  it('is told of to the administrator once, hears nothing, and what he missed when he is back', async () => {
    const { ivan, anna } = bot;
    await plan('2026-11-26T14:00:00Z', '2026-11-26T12:00:00Z', { content: 'пока заблокирован' });
    await ivan.block();
    await anna.sees(/Иван Петров заблокировал бота/);
    bot.setNow('2026-11-26T13:50:00Z');
    await plan('2026-11-26T16:00:00Z', '2026-11-26T13:51:00Z', { content: 'позже' });
    await ivan.unblock();
    await say(ivan, '/start');
    const rung = await ivan.sees(/пока заблокирован/);
    expect(rung.text).toMatch(/Через 10 минут/);
    expect(anna.messages().filter(({ text }) => text.includes('заблокировал'))).toHaveLength(1);
    expect(bot.faults).toEqual([]);
  });
});

describe('more left over than is read at once', () => {
  it('hides nothing of the day itself', async () => {
    const { mary, store } = bot;
    bot.setNow('2026-11-26T17:00:00Z');
    // Nothing is due of these: they ring no more.
    const row = await store.connection.collection<{ _id: string }>('contacts').findOne({ content: 'new one' });
    const start = new Date('2026-11-20T09:00:00Z');
    const old = Array.from({ length: 200 }, (_, n) => ({
      ...row,
      _id: `old-${n}`,
      status: 'planned',
      content: 'old',
      start,
      end: new Date(start.getTime() + 900_000),
    }));
    await store.connection.collection<{ _id: string }>('contacts').insertMany(old);
    await plan('2026-11-27T14:00:00Z', '2026-11-26T17:00:00Z', { manager: mary.user.id, content: 'fresh one' });

    let after = mary.last().message_id;
    bot.setNow('2026-11-27T07:00:30Z');
    const digest = await mary.sees(/Your day/, { after });
    expect(digest.text).toMatch(/Today: 1 contact[\s\S]*fresh one/);
    expect((await say(mary, '/today')).text).toContain('Today: 1 contact');
    after = mary.last().message_id;
    bot.setNow('2026-11-27T16:00:10Z');
    const asked = await mary.sees('What happened?', { after });
    expect(asked.text).toContain('fresh one');
    await plan('2026-11-27T15:00:00Z', '2026-11-27T15:59:00Z', { manager: mary.user.id, content: 'another one' });
    await mary.tap(/Happened/, { message: asked.message_id });
    await mary.settled();
    expect(mary.messages().find(({ message_id }) => message_id === asked.message_id)?.text).toContain('another one');
    expect(bot.faults).toEqual([]);
  });
});
