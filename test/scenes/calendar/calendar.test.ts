import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContactFields } from '../../../src/domain/contact/contact.ts';
import type { Viewer } from '../../../src/domain/rights.ts';
import type { Phone } from '../../../src/sandbox/index.ts';
import { startBot, type TestBot } from '../../harness/bot.ts';
import { buttonsOf, press, row, say } from '../../harness/phone.ts';

let bot: TestBot;
const viewer = (phone: Phone): Viewer => ({ id: phone.user.id, role: 'manager', ownOnly: false, access: 'active' });
const put = (phone: Phone, id: string, start: string, content: string, fields: Partial<ContactFields> = {}) =>
  bot.store.contacts.create(
    viewer(phone),
    id,
    {
      status: 'planned',
      start: new Date(start),
      channel: 'phone',
      direction: 'outgoing',
      manager: phone.user.id,
      priority: 'medium',
      state: 1,
      content,
      documents: [],
      analytics: [],
      ...fields,
    },
    { now: new Date('2026-11-01T09:00:00Z') },
  );

beforeAll(async () => {
  // Monday, noon in Moscow.
  bot = await startBot({ now: '2026-11-23T09:00:00Z', undisturbed: true });
  await bot.store.organizations.create(
    { id: 'acme', name: 'Acme Ltd', phones: [], emails: [], addresses: [] },
    new Date('2026-11-01'),
  );
  for (const phone of [bot.ivan, bot.mary, bot.anna]) await phone.start();
});
afterAll(() => bot.stop());

describe('/calendar', () => {
  it('says so when a month is empty, and has seven columns from Monday', async () => {
    const card = await say(bot.ivan, '/calendar');
    expect(card.text).toContain('Ноябрь 2026');
    expect(card.text).toContain('В этом месяце контактов нет');
    expect(card.buttons[0]).toEqual(['Пн', 'Вт', 'Ср', 'Чт', 'Пт', 'Сб', 'Вс']);
    expect(card.buttons[1]).toEqual(['·', '·', '·', '·', '·', '·', '1']);
    expect(card.buttons[5]).toEqual(['•23', '24', '25', '26', '27', '28', '29']);
    expect(card.buttons[6]?.[0]).toBe('30');
  });

  it('marks each day by what stands on it and tells the counts above', async () => {
    const { ivan } = bot;
    await put(ivan, 'late', '2026-11-20T12:00:00Z', 'просрочен');
    await put(ivan, 'done', '2026-11-20T10:00:00Z', 'готово', { status: 'happened' });
    await put(ivan, 'yes', '2026-11-24T12:00:00Z', 'завтра', { organization: 'acme' });
    // 23:30 in Moscow on the 26th, when UTC is still on it too; 00:30 on the 27th, when UTC is not there yet.
    await put(ivan, 'edge1', '2026-11-26T20:30:00Z', 'поздно');
    await put(ivan, 'edge2', '2026-11-26T21:30:00Z', 'за полночь');
    await put(ivan, 'off', '2026-11-25T10:00:00Z', 'отменён', { status: 'cancelled' });
    const card = await say(ivan, '/calendar');
    expect(card.text).toContain('🔴 Просрочено: 1\n🟢 Запланировано: 3\n✅ Состоялось: 1\n⚪ Отменено: 1');
    expect(card.buttons[4]?.[4]).toBe('20!');
    expect(card.buttons[5]).toEqual(['•23', '24¹', '25·', '26¹', '27¹', '28', '29']);
    expect(card.text).toContain('Просроченные: 20 числа');
    // Two digits and one narrow mark are what a seventh of a phone's width shows.
    const widths = card.buttons.slice(1, 7).flatMap((row) => row.map((label) => [...label].length));
    expect(Math.max(...widths)).toBe(3);
  });

  it('lists a day by a tap, opens a contact, and leads back', async () => {
    const { ivan } = bot;
    await say(ivan, '/calendar');
    await press(ivan, '24¹');
    expect(ivan.last().text).toContain('Вторник, 24 ноября 2026');
    const { message } = await press(ivan, row('🟢 15:00 ➡️📞 Acme Ltd\n    завтра'));
    expect(message.text).toContain('завтра 15:00');
    await press(ivan, '‹ Назад');
    expect(ivan.last().text).toContain('Вторник, 24 ноября 2026');
    await press(ivan, 'Неделя');
    expect(ivan.last().text).toContain('23 нояб. – 29 нояб. 2026');
    expect(ivan.last().text).toContain('🟢 15:00 📞 Acme Ltd: завтра');
    expect(ivan.last().html).toContain('<s>⚪');
    await press(ivan, '›');
    expect(ivan.last().text).toContain('На этой неделе контактов нет');
    await press(ivan, 'Сегодня');
    await press(ivan, 'Месяц');
    expect(ivan.last().text).toContain('Ноябрь 2026');
    expect(bot.faults).toEqual([]);
  });

  it('plans on a day, asking only for the time', async () => {
    const { ivan } = bot;
    await say(ivan, '/calendar');
    await press(ivan, '26¹');
    await press(ivan, 'Запланировать');
    await press(ivan, 'Acme Ltd');
    await press(ivan, '➡️📞 Звонок');
    expect(ivan.last().text).toContain('чт 26 нояб.: во сколько?');
    expect(buttonsOf(ivan)).toEqual(expect.arrayContaining(['09:00', '12:00', '17:00']));
    await press(ivan, '14:00');
    await say(ivan, 'обсудить');
    const { message } = await press(ivan, 'Сохранить');
    expect(message.text).toContain('14:00 📞 Acme Ltd: обсудить');
    const [planned] = await bot.store.calendar.list(
      viewer(ivan),
      ivan.user.id,
      { from: new Date('2026-11-26T00:00:00Z'), to: new Date('2026-11-26T12:00:00Z') },
      { limit: 9 },
    );
    expect(planned?.start.toISOString()).toBe('2026-11-26T11:00:00.000Z');
  });

  it('takes a typed time for that day, and another date where one is typed', async () => {
    const { mary } = bot;
    await say(mary, '/calendar');
    await press(mary, '27');
    await press(mary, 'Plan');
    await press(mary, 'Acme Ltd');
    await press(mary, '➡️🤝 Meeting');
    expect(mary.last().text).toContain('Fri 27 Nov: at what time?');
    await say(mary, '3pm');
    expect(mary.last().text).toContain('Start: Fri 27 Nov 15:00');
    await press(mary, 'Cancel');
    await say(mary, '/calendar');
    await press(mary, '27');
    await press(mary, 'Plan');
    await press(mary, 'Acme Ltd');
    await press(mary, '➡️🤝 Meeting');
    await say(mary, 'tomorrow at 10:30');
    expect(mary.last().text).toContain('Start: tomorrow 10:30');
    await press(mary, 'Cancel');
  });

  it('registers what happened on a past day, and plans nothing there', async () => {
    const { mary } = bot;
    await say(mary, '/calendar');
    await press(mary, '19');
    expect(buttonsOf(mary)).not.toContain('📅 Plan');
    await press(mary, 'New contact');
    await press(mary, 'Acme Ltd');
    await press(mary, '⬅️📞 Call');
    expect(mary.last().text).toContain('at what time?');
    await press(mary, '11:00');
    await say(mary, 'asked for a price');
    const { message } = await press(mary, 'Save');
    expect(message.text).toContain('✅');
    const answer = await mary.tapData(message.message_id, `cal:plan:2026-11-19:${mary.user.id}`);
    expect(answer.text).toContain('That day has passed');
    await say(mary, '/calendar');
    expect(mary.last().buttons[4]?.[3]).toBe('19·');
    await press(mary, '19·');
    expect(mary.last().text).toContain('1. ✅ 11:00 ⬅️📞 Acme Ltd\n    asked for a price');
    expect(buttonsOf(mary)[0]).toBe('1');
  });

  it('pages a full day by eight', async () => {
    const { mary } = bot;
    for (let hour = 6; hour < 17; hour++) {
      await put(mary, `full${hour}`, `2026-12-01T${String(hour).padStart(2, '0')}:00:00Z`, `call ${hour}`);
    }
    await say(mary, '/calendar');
    await press(mary, '›');
    expect(mary.last().text).toContain('December 2026');
    await press(mary, /^1[²-⁹⁺]$/);
    expect(mary.last().text).toContain('🟢 Planned: 11');
    expect(mary.last().text.match(/🟢 \d/g)).toHaveLength(8);
    await mary.tapData(mary.last().message_id, `cal:day:2026-12-01:${mary.user.id}:1`);
    await mary.settled();
    expect(mary.last().text.match(/🟢 \d/g)).toHaveLength(3);
    await press(mary, row('call 16'));
    await press(mary, '‹ Back');
    expect(mary.last().text.match(/🟢 \d/g)).toHaveLength(3);
  });
});

describe('whose calendar', () => {
  it('is another manager’s by a tap', async () => {
    const { mary } = bot;
    await say(mary, '/calendar');
    await press(mary, '🧑‍💼 Mary Stone');
    await press(mary, 'Иван Петров');
    expect(mary.last().text).toContain('November 2026 · Иван Петров');
    expect(mary.last().buttons[4]?.[4]).toBe('20!');
    // A manager runs own contacts only: planned from here, it is her own.
    await press(mary, '27¹');
    await press(mary, 'Plan');
    await press(mary, 'Acme Ltd');
    expect(mary.last().text).not.toContain('Иван');
    await press(mary, 'Cancel');
  });

  it('plans for the other one where the role allows', async () => {
    const { anna } = bot;
    await say(anna, '/calendar');
    await press(anna, '🧑‍💼 Анна Орлова');
    await press(anna, 'Mary Stone');
    await press(anna, '30');
    await press(anna, 'Запланировать');
    await press(anna, /Acme/);
    expect(anna.last().text).toContain('Mary Stone');
    await press(anna, 'Отмена');
  });

  it('is one’s own only, whatever a button says, with "own only" set', async () => {
    const { mary, ivan } = bot;
    await bot.store.connection
      .collection<{ _id: number }>('users')
      .updateOne({ _id: mary.user.id }, { $set: { ownOnly: true } });
    await say(mary, '/calendar');
    expect(buttonsOf(mary).some((label) => label.includes('🧑‍💼'))).toBe(false);
    await mary.tapData(mary.last().message_id, `cal:month:2026-11-01:${ivan.user.id}`);
    await mary.settled();
    expect(mary.last().text).not.toContain('Иван');
    expect(mary.last().buttons[4]?.[4]).toBe('20');
    await mary.tapData(mary.last().message_id, 'cal:who:month:2026-11-01:0');
    await mary.settled();
    expect(mary.last().text).toContain('November 2026');
    for (const data of [
      'cal:day:2026-99-99:x:y',
      'cal:week',
      'cal:who::::',
      'cal:plan:::',
      'cal:month:0000-00-00:-1',
    ]) {
      await mary.tapData(mary.last().message_id, data);
      await mary.settled();
    }
    expect(bot.faults).toEqual([]);
  });
});
