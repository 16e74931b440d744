import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '../../../src/domain/rights.ts';
import { startBot, type TestBot } from '../../harness/bot.ts';
import { buttonsOf, press, pressAll, say } from '../../harness/phone.ts';

/** What goes without saying in a draft, what follows from its taps, and the questions that lines ask. */

let bot: TestBot;
let me: Viewer;
// Monday, noon in Moscow.
const now = new Date('2026-11-23T09:00:00Z');
const reached = { phones: [], emails: [] };
beforeAll(async () => {
  bot = await startBot({ now: now.toISOString(), undisturbed: true });
  me = { id: bot.ivan.user.id, role: 'manager', ownOnly: false, access: 'active' };
  const { organizations, persons } = bot.store;
  await organizations.create({ id: 'romashka', name: 'ООО «Ромашка»', addresses: [], ...reached }, now);
  await organizations.create({ id: 'vector', name: 'АО «Вектор»', addresses: [], ...reached }, now);
  await persons.create(
    { id: 'anna', name: 'Анна Петрова', organization: 'romashka', phones: ['+79031112233'], emails: [] },
    now,
  );
  for (const [id, name] of [
    ['olga', 'Ольга Волкова'],
    ['ivan', 'Иван Серов'],
  ] as const) {
    await persons.create({ id, name, organization: 'vector', ...reached }, now);
  }
  await bot.ivan.start();
  await bot.mary.start();
});
afterAll(() => bot.stop());

describe('the person of a client', () => {
  it('is the only one there is, chosen and shown', async () => {
    const card = await say(bot.ivan, 'звонок Ромашка завтра 15:00 обсудить договор');
    expect(card.text).toContain('👤 Лицо: Анна Петрова');
    await press(bot.ivan, 'Отмена');
  });

  it('is left open where the client has several, or another one is named', async () => {
    expect((await say(bot.ivan, 'звонок Вектор завтра 15:00')).text).not.toContain('Лицо');
    await press(bot.ivan, 'Отмена');
    expect((await say(bot.ivan, 'звонок Ромашка, Геннадий Лапин, завтра 15:00')).text).not.toContain('Анна');
    await press(bot.ivan, 'Отмена');
  });
});

describe('the status of a draft', () => {
  it('has the day of its line read again: the last such weekday, or the next', async () => {
    expect((await say(bot.ivan, 'встреча Ромашка в среду 12:00 показать образцы')).text).toContain('послезавтра 12:00');
    await pressAll(bot.ivan, 'Ещё', '🚦 Статус', 'Состоялся');
    expect(bot.ivan.last().text).toContain('ср 18 нояб. 12:00');
    await pressAll(bot.ivan, '🚦 Статус', 'Запланирован');
    expect(bot.ivan.last().text).toContain('послезавтра 12:00');
    await press(bot.ivan, 'Отмена');
  });

  it('leaves a time that was chosen by hand', async () => {
    await say(bot.ivan, 'встреча Ромашка в среду 12:00');
    await press(bot.ivan, '🕒 Начало');
    await say(bot.ivan, 'в четверг в 9');
    await pressAll(bot.ivan, 'Ещё', '🚦 Статус', 'Состоялся');
    expect(bot.ivan.last().text).toContain('чт 26 нояб. 09:00');
    await press(bot.ivan, 'Отмена');
  });
});

describe('a draft that is cancelled', () => {
  it('tells what was made for it and stays', async () => {
    await say(bot.ivan, '/new');
    await press(bot.ivan, 'Новый клиент');
    await say(bot.ivan, 'ООО «Заря»');
    await press(bot.ivan, 'Сохранить');
    await press(bot.ivan, 'Отмена');
    expect(bot.ivan.last().text).toContain('Отменено. Осталось: 🏢 ООО «Заря».');
    await say(bot.ivan, '/new');
    await press(bot.ivan, 'Отмена');
    expect(bot.ivan.last().text).toContain('Отменено, ничего не сохранено.');
  });
});

describe('two clients', () => {
  it('are recorded alike, each with the contact of their own', async () => {
    await say(bot.ivan, 'встреча с Ромашкой и Вектором вчера в 12:00, согласовали доставку');
    expect(bot.ivan.last().text).toContain('🏢 ООО «Ромашка» + АО «Вектор»');
    await press(bot.ivan, '✅ Записать обоим');
    expect(bot.ivan.last().text).toMatch(/ООО «Ромашка»[\s\S]*АО «Вектор»/);
    const made = await bot.store.contacts.between(me, me.id, new Date('2026-11-22'), now, 10);
    expect(made.map(({ organization, content }) => [organization, content]).toSorted()).toEqual([
      ['romashka', expect.stringContaining('согласовали доставку')],
      ['vector', expect.stringContaining('согласовали доставку')],
    ]);
  });

  it('are one where only one is meant', async () => {
    await say(bot.ivan, 'звонок Ромашке и Вектору завтра в 12:00');
    await press(bot.ivan, '🏢 Только АО «Вектор»');
    expect(bot.ivan.last().text).not.toContain('Ромашка');
    await press(bot.ivan, 'Отмена');
  });
});

describe('a card from the phone book in an open draft', () => {
  it('names the client and the person whose number it is', async () => {
    await say(bot.ivan, 'завтра в 15:00 позвонить про договор');
    await bot.ivan.contact({ phone_number: '79031112233', first_name: 'Анна', last_name: 'Петрова' });
    await bot.ivan.settled();
    expect(bot.ivan.last().text).toContain('👤 Лицо: Анна Петрова');
    expect(bot.ivan.last().text).toContain('ООО «Ромашка»');
    await press(bot.ivan, 'Отмена');
  });

  it('offers somebody new with their number', async () => {
    await say(bot.ivan, 'звонок Вектор завтра в 15:00 про договор');
    await bot.ivan.contact({ phone_number: '79035556677', first_name: 'Пётр', last_name: 'Сомов' });
    await bot.ivan.settled();
    await pressAll(bot.ivan, 'Новое лицо «Пётр Сомов»', 'Сохранить');
    const [person] = await bot.store.persons.search(me, 'Сомов', 1);
    expect(person).toMatchObject({ name: 'Пётр Сомов', organization: 'vector', phones: ['+79035556677'] });
  });
});

describe('a question', () => {
  it('that may be none is answered in one message, with the line to be recorded after all', async () => {
    const before = bot.ivan.messages().length;
    const answer = await say(bot.ivan, 'что у меня завтра?');
    expect(bot.ivan.messages().length - before).toBe(2);
    expect(answer.text).toContain('24 ноября');
    expect(buttonsOf(bot.ivan)).toContain('📒 Записать как контакт');
    await press(bot.ivan, 'Записать как контакт');
    expect(bot.ivan.last().text).toContain('что у меня завтра');
    await press(bot.ivan, 'Отмена');
  });

  it('how many is answered by a report within what was asked; the own report is left as it was', async () => {
    const before = bot.ivan.messages().length;
    const answer = await say(bot.ivan, 'сколько встреч за неделю?');
    expect(bot.ivan.messages().length - before).toBe(2);
    expect(answer.text).toContain('📊 Все контакты: День');
    expect(answer.text).toContain('Вид: Встреча');
    await press(bot.ivan, 'Сводка');
    expect(bot.ivan.last().text).toContain('📊 Сводка');
  });

  it('is answered in English', async () => {
    expect((await say(bot.mary, 'how many calls this week?')).text).toContain('📊 All contacts: Day');
    expect(bot.faults).toEqual([]);
  });
});

describe('a message that is changed after it was saved', () => {
  it('tells that what was planned has happened', async () => {
    bot.setNow('2026-11-27T15:00:00Z');
    const { message_id: message } = await bot.ivan.send('звонок Вектор сегодня 19:00 обсудить цену');
    await bot.ivan.settled();
    await pressAll(bot.ivan, 'Сохранить', 'Открыть');
    await bot.ivan.edit(message, 'позвонил Вектору, обсудили цену');
    await bot.ivan.settled();
    expect(bot.ivan.last().text).toContain('Статус: Запланирован → Состоялся');
    await press(bot.ivan, '✏️ Изменить');
    const [contact] = await bot.store.contacts.between(me, me.id, new Date('2026-11-27'), new Date('2026-11-28'), 10);
    expect(contact).toMatchObject({ status: 'happened', organization: 'vector' });
    expect(contact?.start.getTime()).toBeLessThanOrEqual(new Date('2026-11-27T15:00:00Z').getTime());
    expect(bot.faults).toEqual([]);
  });
});
