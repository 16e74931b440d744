import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBot, type TestBot } from '../harness/bot.ts';
import { buttonsOf, press, pressAll, row, say } from '../harness/phone.ts';
import { addClients, contactMaker } from './journal/journal-fixture.ts';

let bot: TestBot;

beforeAll(async () => {
  // Monday, noon in Moscow.
  bot = await startBot({ now: '2026-11-23T09:00:00Z' });
  await addClients(bot);
  const contact = contactMaker(bot);
  const planned = { status: 'planned', organization: 'romashka' } as const;
  for (let n = 10; n < 22; n++) {
    await contact({ ...planned, content: `План ${n}`, start: new Date(`2026-11-23T${n}:00:00Z`) });
  }
  await bot.ivan.start();
});
afterAll(() => bot.stop());

const text = () => bot.ivan.last().text;

describe('the way back', () => {
  it('leads to the page of the journal that was left, after all that is done on the card', async () => {
    const { ivan } = bot;
    await say(ivan, '/journal');
    await pressAll(ivan, '›', row('План 12'), 'Состоялся');
    await say(ivan, 'договорились');
    await press(ivan, 'Выполнен полностью');
    expect(text()).toContain('Отмечено как состоявшийся');
    await press(ivan, '‹ Назад');
    expect(buttonsOf(ivan)).toContain('2 из 2');
    await pressAll(ivan, row('План 11'), 'Изменить', 'Содержание');
    await say(ivan, 'План 11 изменён');
    expect(text()).toContain('План 11 изменён');
    await pressAll(ivan, '‹ Назад', '⋯ Ещё', '🗑 Удалить', '🗑 Удалить', 'Вернуть назад', '‹ Назад');
    expect(buttonsOf(ivan)).toContain('2 из 2');
    expect(text()).toContain('План 11 изменён');
  });

  it('outlives a restart', async () => {
    const { ivan } = bot;
    await press(ivan, row('План 10'));
    await bot.restart();
    await pressAll(ivan, 'Изменить', 'Приоритет', 'Высокий', '‹ Назад', '‹ Назад');
    expect(buttonsOf(ivan)).toContain('2 из 2');
  });

  it('leads on from the next contact of the chain, and from the chain to the contact it is of', async () => {
    const { ivan } = bot;
    await pressAll(ivan, row('План 10'), 'Запланировать следующий', 'Завтра');
    await pressAll(ivan, 'Пропустить', 'Сохранить', 'Открыть');
    expect(text()).toContain('завтра');
    await pressAll(ivan, 'Цепочка', row('План 10'));
    expect(text()).toContain('сегодня 13:00');
    await press(ivan, '‹ Назад');
    expect(text()).toContain('Цепочка контактов');
    await pressAll(ivan, '‹ Назад', '‹ Назад');
    expect(buttonsOf(ivan)).toContain('2 из 2');
  });

  it('leads to the card that a dialog was left for by a command, and on from there', async () => {
    const { ivan } = bot;
    await pressAll(ivan, row('План 10'), 'Перенести');
    await say(ivan, '/cancel');
    expect(text()).toContain('Отменено');
    await press(ivan, '‹ Назад');
    expect(text()).toContain('План 10');
    await pressAll(ivan, 'Изменить', 'Содержание');
    await say(ivan, '/cancel');
    await pressAll(ivan, '‹ Назад', '‹ Назад');
    expect(buttonsOf(ivan)).toContain('2 из 2');
  });

  it('leads to the page of today, from the marks beside its numbers too', async () => {
    const { ivan } = bot;
    await say(ivan, '/today');
    await pressAll(ivan, '›', row('План 20'), 'Перенести', 'Завтра', '‹ Назад');
    expect(text()).toContain('Сегодня');
    expect(buttonsOf(ivan)).toContain('2 из 2');
    await pressAll(ivan, row(/План/), '🚫 Отменить контакт', 'Пропустить', '‹ Назад');
    expect(text()).toContain('Сегодня');
  });

  it('leads to the day of the calendar, to the client and to the document', async () => {
    const { ivan } = bot;
    await say(ivan, '/calendar');
    await pressAll(ivan, /^23/, row('План 13'), 'Перенести', 'Через 3 дня', '‹ Назад');
    expect(text()).toContain('Понедельник, 23 ноября');
    await pressAll(ivan, 'Запланировать', 'Отмена', '‹ Назад');
    expect(text()).toContain('Понедельник, 23 ноября');

    await say(ivan, '/clients');
    await pressAll(
      ivan,
      row('🏢 ООО «Ромашка»'),
      'Все контакты',
      '›',
      row(/План 1[0-9]/),
      'Изменить',
      'Приоритет',
      'Низкий',
      '‹ Назад',
      '‹ Назад',
    );
    expect(text()).toContain('Контакты · ООО «Ромашка»');
    expect(buttonsOf(ivan)).toContain('2 из 2');
    await pressAll(ivan, row(/План/), '🏢 Клиент');
    expect(text()).toContain('🏢 ООО «Ромашка»');
    await pressAll(ivan, '‹ Назад', '⋯ Ещё', 'Создать документ', 'Счёт');
    await say(ivan, '77');
    await pressAll(ivan, 'Сохранить', '⋯ Ещё', 'Документы (1)', row('№ 77'), 'Изменить', 'Номер');
    await say(ivan, '78');
    await press(ivan, '‹ Назад');
    expect(text()).toContain('№ 78');
    await pressAll(ivan, row('№ 78'), 'Запланировать', /Звонок/);
    await say(ivan, 'завтра 10:00');
    await pressAll(ivan, 'Пропустить', 'Сохранить', 'Открыть', '‹ Назад');
    expect(text()).toContain('№ 78');
    expect(bot.faults).toEqual([]);
  });
});
