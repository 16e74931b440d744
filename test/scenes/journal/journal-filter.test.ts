import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBot, type TestBot } from '../../harness/bot.ts';
import { buttonsOf, press, pressAll, say } from '../../harness/phone.ts';
import { addClients, contactMaker } from './journal-fixture.ts';

let bot: TestBot;

beforeAll(async () => {
  // Monday, noon in Moscow.
  bot = await startBot({ now: '2026-11-23T09:00:00Z', undisturbed: true });
  await addClients(bot);
  const contact = contactMaker(bot);
  // Mary's, so that it is not Ivan who is reminded in the middle of a test.
  const forgotten = { organization: 'acme', status: 'planned', content: 'Забыли' } as const;
  await bot.store.documents.create({ id: 'paper', number: '77-А', author: bot.ivan.user.id }, new Date('2026-11-01'));
  const [type] = await bot.store.dictionaries.list('type');
  const rest = { organization: 'romashka', state: 3, priority: 'high', ...(type && { type: type.id }) } as const;
  await contact({ ...rest, content: 'Обсудили договоры поставки', result: 'Скидку дали' });
  await contact({ organization: 'acme', content: 'Discussed the contracts', direction: 'incoming', channel: 'email' });
  await contact({ organization: 'acme', status: 'planned', start: new Date('2026-11-23T12:00:00Z'), content: 'План' });
  await contact({ ...forgotten, start: new Date('2026-11-10T06:00:00Z') }, bot.mary);
  await contact({ status: 'cancelled', content: 'Отменённая', reason: 'Отложили на весну', documents: ['paper'] });
  await contact({ organization: 'romashka', content: 'Дела Мэри' }, bot.mary);
  const gone = await contact({ content: 'Ошибка' });
  const viewer = { id: bot.ivan.user.id, role: 'manager', ownOnly: false, access: 'active' } as const;
  const operation = { key: 'gone', revision: 1, now: new Date('2026-11-21T00:00:00Z') };
  await bot.store.contacts.remove(viewer, gone, operation);
  await bot.ivan.start();
  await bot.mary.start();
});
afterAll(() => bot.stop());

/** The journal, fresh, then the card of its filters. */
async function filters(): Promise<void> {
  const { ivan } = bot;
  await say(ivan, '/journal');
  await press(ivan, /Фильтры/);
  await press(ivan, '↺ Сбросить');
}

/** The rows of the list, two lines each. */
const shown = () => bot.ivan.last().text.match(/^\d+\. .*(?:\n {4}.*)?/gm) ?? [];

describe('the filters of the journal', () => {
  it('take at most six rows of buttons, the rest one tap deeper, and keep what is filtered in view', async () => {
    const { ivan, mary } = bot;
    for (const [phone, label] of [
      [ivan, /Фильтры/],
      [mary, /Filters/],
    ] as const) {
      await say(phone, '/journal');
      await press(phone, label);
      expect(phone.last().buttons.length).toBeLessThanOrEqual(6);
      expect(phone.last().text).toContain('23');
    }
  });

  it('leave out what was removed', async () => {
    const card = await say(bot.ivan, '/journal');
    expect(card.text).toContain('5 контактов');
  });

  it('cut groups out by a tap, and name what is cut out', async () => {
    const { ivan } = bot;
    await filters();
    await pressAll(ivan, /Группы/, '☑️ Отменён', '☑️ Входящий');
    if (process.env.SHOW) console.log(ivan.log());
    expect(ivan.last().text).toContain('без: отменённые, входящие');
    await press(ivan, '✅ Показать');
    expect(ivan.last().text).toContain('без: отменённые, входящие');
    expect(ivan.last().text).toContain('3 контакта');
  });

  it('keep the last group of its kind on', async () => {
    const { ivan } = bot;
    await filters();
    await pressAll(ivan, /Группы/, '☑️ Входящий');
    expect((await press(ivan, '☑️ Исходящий')).answer.text).toContain('Последнюю группу убрать нельзя');
    expect(buttonsOf(ivan)).toContain('☑️ Исходящий');
  });

  it('take several channels and states together', async () => {
    const { ivan } = bot;
    await filters();
    await pressAll(ivan, '▼ Ещё', /🔀 Вид/, '⬜ Письмо', '⬜ Факс', '✅ Показать');
    expect(ivan.last().text).toContain('Вид: Письмо, Факс');
    expect(shown()).toHaveLength(1);
    await pressAll(
      ivan,
      /Фильтры/,
      '▼ Ещё · 1',
      /🔀 Вид · 2/,
      '☑️ Письмо',
      '☑️ Факс',
      '‹ Назад',
      /📊 Состояние/,
      '⬜ Выполнен полностью',
    );
    await press(ivan, '✅ Показать');
    expect(shown()).toHaveLength(1);
    expect(ivan.last().text).toContain('Состояние: Выполнен полностью');
  });

  it('choose a client from the directory and take it off again', async () => {
    const { ivan } = bot;
    await filters();
    await press(ivan, '🏢 Все клиенты');
    const asked = await say(ivan, 'ромашк');
    expect(asked.text).toContain('ромашк');
    await press(ivan, /ООО «Ромашка»/);
    expect(ivan.last().text).toContain('🏢 ООО «Ромашка»');
    await press(ivan, '✅ Показать');
    expect(ivan.last().text).toContain('2 контакта');
    await press(ivan, /Фильтры/);
    await press(ivan, '✖️ Клиент');
    expect(ivan.last().text).toContain('Все клиенты');
  });

  it('return to where they were when a question is left', async () => {
    const { ivan } = bot;
    await filters();
    await press(ivan, '🏢 Все клиенты');
    await press(ivan, /Отмена/);
    expect(ivan.last().text).toContain('Фильтры журнала');
  });

  it('find words in any of their forms, in both languages', async () => {
    const { ivan } = bot;
    for (const [words, count] of [
      ['договором', 1],
      ['contract', 1],
      ['скидка поставок', 1],
      ['договор contract', 0],
    ] as const) {
      await filters();
      await press(ivan, /Найти/);
      await say(ivan, words);
      await press(ivan, '✅ Показать');
      expect(ivan.last().text).toContain(`«${words}»`);
      expect(shown()).toHaveLength(count);
    }
    await filters();
    await press(ivan, /Найти/);
    expect((await say(ivan, '?!')).text).toContain('нет слов');
    await press(ivan, /Отмена/);
  });

  it('find a cancelled contact by the reason, too', async () => {
    const { ivan } = bot;
    await filters();
    await press(ivan, /Найти/);
    await say(ivan, 'весна');
    await press(ivan, '✅ Показать');
    expect(shown()).toEqual([expect.stringContaining('Отменённая')]);
  });

  it('know overdue by one tap, of all time', async () => {
    const { ivan } = bot;
    await filters();
    await press(ivan, '✅ Показать');
    await press(ivan, '🔴 Просроченные');
    expect(ivan.last().text).toContain('только просроченные');
    expect(ivan.last().text).toContain('1 контакт');
    expect(shown()[0]).toMatch(/^1\. 🔴 .*\n {4}Забыли/);
    await press(ivan, '☑️ Просроченные');
    expect(ivan.last().text).toContain('сегодня');
  });

  it('reach every further field under More', async () => {
    const { ivan } = bot;
    await filters();
    await pressAll(ivan, '▼ Ещё', /❗ Приоритет/, '⬜ Высокий', '✅ Показать');
    expect(shown()).toHaveLength(1);
    await filters();
    await pressAll(ivan, '▼ Ещё', '📄 Документы: любое', '✅ Показать');
    expect(ivan.last().text).toContain('Документы: есть');
    expect(shown()).toHaveLength(1);
    await filters();
    await pressAll(ivan, '▼ Ещё', '📄 Документ');
    await say(ivan, '77');
    await pressAll(ivan, /№ 77-А/, '✅ Показать');
    expect(ivan.last().text).toContain('Документ: № 77-А');
    expect(shown()).toHaveLength(1);
    await filters();
    await pressAll(ivan, '▼ Ещё', '🏁 Результат: любое', '🏁 Результат: есть', '✅ Показать');
    expect(ivan.last().text).toContain('Результат: нет');
    expect(shown()).toHaveLength(4);
    await filters();
    await pressAll(ivan, '▼ Ещё', /🏷 Тип/, '⬜ Первый контакт', '✅ Показать');
    expect(ivan.last().text).toContain('Тип: Первый контакт');
    expect(shown()).toHaveLength(1);
  });

  it('take a free range with dates and times, at once or end by end', async () => {
    const { ivan } = bot;
    await filters();
    await press(ivan, 'Период');
    await say(ivan, '1.11 – 15.11');
    expect(ivan.last().text).toContain('с вс 1 нояб. по вс 15 нояб.');
    await press(ivan, '✅ Показать');
    expect(ivan.last().text).toContain('1 контакт');
    await filters();
    await press(ivan, 'Период');
    await say(ivan, '10.11 9:00');
    expect((await say(ivan, '9.11')).text).toContain('раньше начала');
    await say(ivan, '10.11 9:01');
    await press(ivan, '✅ Показать');
    expect(ivan.last().text).toContain('1 контакт');
  });

  it.each([
    ['5-10 ноября', 'с чт 5 нояб. по вт 10 нояб.'],
    ['с 5 по 10 ноября', 'с чт 5 нояб. по вт 10 нояб.'],
    ['from 5 to 10 november', 'с чт 5 нояб. по вт 10 нояб.'],
    ['Nov 5-10', 'с чт 5 нояб. по вт 10 нояб.'],
    ['5-10.11', 'с чт 5 нояб. по вт 10 нояб.'],
    ['11/1 - 11/15', 'с вс 1 нояб. по вс 15 нояб.'],
    ['1.11 - 30.11', 'с вс 1 нояб. по пн 30 нояб.'],
    ['с 5 по вчера', 'с чт 5 нояб. по вчера'],
    ['last week', 'с пн 16 нояб. по вчера'],
    ['за прошлый месяц', 'с чт 1 окт. по сб 31 окт.'],
  ])('take %s with both of its ends', async (text, expected) => {
    await filters();
    await press(bot.ivan, 'Период');
    expect((await say(bot.ivan, text)).text).toContain(expected);
  });

  it('offer to widen what finds nothing, the narrowest first', async () => {
    const { ivan } = bot;
    await filters();
    await pressAll(ivan, '▼ Ещё', /🔀 Вид/, '⬜ Факс', '✅ Показать');
    expect(ivan.last().text).toContain('Таких контактов нет.');
    expect(buttonsOf(ivan).slice(0, 5)).toEqual(['Убрать: 🔀 Вид: Факс', '📅 Неделя', '📅 Месяц', '📅 Год', '📅 Всё']);
    await press(ivan, /^Убрать/);
    expect(ivan.last().text).toContain('5 контактов');
  });

  it('remember the manager for good and the rest until the next day', async () => {
    const { ivan } = bot;
    await filters();
    await pressAll(ivan, 'Все менеджеры', 'Mary Stone');
    await pressAll(ivan, 'Неделя', /Группы/, '☑️ Отменён', '✅ Показать');
    expect(ivan.last().text).toContain('Mary Stone');
    bot.setNow('2026-11-23T20:59:00Z');
    expect((await say(ivan, '/journal')).text).toContain('без: отменённые');
    bot.setNow('2026-11-23T21:01:00Z');
    const next = await say(ivan, '/journal');
    expect(next.text).toContain('вт 24 нояб.');
    expect(next.text).toContain('Mary Stone');
    expect(next.text).not.toContain('без:');
    bot.setNow('2026-11-23T09:00:00Z');
    await pressAll(ivan, /Фильтры/, '↺ Сбросить');
    expect(ivan.last().text).toContain('Mary Stone');
    await pressAll(ivan, '🧑‍💼 Менеджер', 'Все менеджеры');
    expect(ivan.last().text).toContain('Все менеджеры');
    expect(bot.faults).toEqual([]);
  });
});
