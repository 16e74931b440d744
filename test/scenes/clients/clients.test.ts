import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVERYBODY } from '../../../src/domain/rights.ts';
import { startBot, type TestBot } from '../../harness/bot.ts';
import { buttonsOf, press, pressAll, row, say } from '../../harness/phone.ts';

let bot: TestBot;
const now = new Date('2026-11-01T00:00:00Z');
beforeAll(async () => {
  bot = await startBot({ undisturbed: true });
  const { organizations, persons } = bot.store;
  const add = (id: string, name: string, more: object = {}) =>
    organizations.create({ id, name, phones: [], emails: [], addresses: [], ...more }, now);
  await add('romashka', 'ООО «Ромашка»', { phones: ['+74951234567'], manager: bot.ivan.user.id });
  await add('vector', 'АО «Вектор»', { emails: ['info@vector.ru'], manager: bot.mary.user.id });
  for (let n = 0; n < 12; n++) await add(`alpha${n}`, `Альфа ${n}`);
  await persons.create(
    { id: 'anna', name: 'Анна Петрова', organization: 'romashka', phones: ['+79161112233'], emails: [] },
    now,
  );
  await bot.ivan.start();
  await bot.mary.start();
});
afterAll(() => bot.stop());

describe('/clients', () => {
  it('finds by a typo, a part of a name, a phone in any writing and an e-mail', async () => {
    const { ivan } = bot;
    await say(ivan, '/clients');
    await say(ivan, 'рамашка');
    expect(ivan.last().text).toContain('🏢 ООО «Ромашка»');
    await say(ivan, 'петров');
    expect(ivan.last().text).toContain('👤 Анна Петрова · ООО «Ромашка»');
    await say(ivan, '8 (495) 123-45-67');
    expect(ivan.last().text).toContain('🏢 ООО «Ромашка»');
    await say(ivan, 'info@vector.ru');
    expect(ivan.last().text).toContain('🏢 АО «Вектор»');
    await say(ivan, 'hjvfirf');
    expect(ivan.last().text).toContain('🏢 ООО «Ромашка»');
    await say(ivan, 'ромашка петрова');
    expect(ivan.last().text).toContain('👤 Анна Петрова · ООО «Ромашка»');
    const none = await say(ivan, 'щщщщщ');
    expect(none.text).toContain('никого не нашлось');
  });

  it('leafs through many', async () => {
    const { ivan } = bot;
    const card = await say(ivan, 'альфа');
    expect(card.text).toContain('найдено 12');
    await press(ivan, '›');
    expect(buttonsOf(ivan)).toContain('2 из 2');
    expect(ivan.last().text.match(/Альфа/g)).toHaveLength(4);
    expect(buttonsOf(ivan).slice(0, 4)).toEqual(['9', '10', '11', '12']);
  });

  it('opens a card, and from it a person, a new contact and the list of contacts', async () => {
    const { ivan } = bot;
    await say(ivan, 'ромашка');
    const { message: card } = await press(ivan, row('🏢 ООО «Ромашка»'));
    expect(card.text).toContain('Ответственный: ');
    expect(card.text).toContain('Следующий шаг: не запланирован');
    await press(ivan, row('👤 Анна Петрова', '👤 '));
    expect(ivan.last().text).toContain('+7 916 111 22 33');
    await press(ivan, 'К клиенту');
    await press(ivan, 'Запланировать');
    await pressAll(ivan, '➡️📞 Звонок');
    await say(ivan, 'завтра 15:00');
    await say(ivan, 'Обсудить договор');
    await press(ivan, 'Сохранить');
    await say(ivan, '/clients');
    await press(ivan, row('🏢 ООО «Ромашка»'));
    expect(ivan.last().text).toContain('завтра 15:00');
    await press(ivan, 'Все контакты');
    expect(ivan.last().text).toContain('Всего: 1');
    await press(ivan, row(/завтра 15:00/));
    expect(ivan.last().text).toContain('Обсудить договор');
    await press(ivan, '‹ Назад');
    expect(ivan.last().text).toContain('Контакты · ООО «Ромашка»');
    await press(ivan, 'В журнале');
    expect(ivan.last().text).toContain('ООО «Ромашка»');
    expect(ivan.last().text).toContain('Обсудить договор');
    await press(ivan, '‹ Назад');
    expect(ivan.last().text).toContain('Контакты · ООО «Ромашка»');
    // The user's own journal has not heard of it.
    expect((await say(ivan, '/journal')).text).toContain('Все клиенты');
  });

  it('lists clients with no next step, own and all', async () => {
    const { ivan } = bot;
    await say(ivan, '/clients');
    await press(ivan, 'Без следующего шага');
    // His only client has one planned.
    expect(ivan.last().text).toContain('У всех клиентов');
    const { message } = await press(ivan, 'Все');
    expect(message.text).toContain('Всего: 13');
  });

  it('creates a client and opens its card', async () => {
    const { ivan } = bot;
    await say(ivan, '/clients');
    await say(ivan, 'Лютик');
    await press(ivan, 'Новый клиент');
    const { message } = await press(ivan, 'Сохранить');
    expect(message.text).toContain('🏢 Лютик');
    await press(ivan, 'Новое лицо');
    await say(ivan, 'Олег Сидоров');
    await press(ivan, 'Сохранить');
    expect(ivan.last().text).toContain('👤 Олег Сидоров');
    expect(ivan.last().text).toContain('Лютик');
  });

  it('warns of one that looks the same before it is saved, and opens that one', async () => {
    const { ivan } = bot;
    await say(ivan, '/clients');
    await say(ivan, 'Pомашкa, ООО');
    const { message: draft } = await press(ivan, 'Новый клиент');
    expect(draft.text).toContain('Похоже, уже есть: ООО «Ромашка»');
    await press(ivan, 'Открыть: ООО «Ромашка»');
    expect(ivan.last().text).toContain('+7 495 123 45 67');
    await say(ivan, '/clients');
    await press(ivan, 'Новое лицо');
    const card = await say(ivan, 'Петрова Анна');
    expect(card.text).toContain('Похоже, уже есть: Анна Петрова');
    await press(ivan, 'Сохранить');
    expect(await bot.store.persons.search(EVERYBODY, 'Петрова Анна', 5)).toHaveLength(2);
  });

  it('copies phones and e-mails by a tap', async () => {
    const { ivan } = bot;
    await say(ivan, '/start o_romashka');
    const copied = ivan
      .last()
      .raw.reply_markup?.inline_keyboard.flat()
      .flatMap((button) => ('copy_text' in button ? button.copy_text.text : []));
    expect(copied).toEqual(['+74951234567']);
  });

  it('opens by a deep link, and is not there for whoever may not see it', async () => {
    const { ivan, mary } = bot;
    await mary.start('o_romashka');
    await mary.settled();
    expect(mary.last().text).toContain('🏢 ООО «Ромашка»');
    await bot.store.connection
      .collection<{ _id: number }>('users')
      .updateOne({ _id: mary.user.id }, { $set: { ownOnly: true } });
    await mary.start('o_romashka');
    await mary.settled();
    expect(mary.last().text).toBe('There is no such client.');
    await mary.start('p_anna');
    await mary.settled();
    expect(mary.last().text).toBe('There is no such person.');
    await mary.start('o_vector');
    await mary.settled();
    expect(mary.last().text).toContain('АО «Вектор»');
    await ivan.start('p_anna');
    await ivan.settled();
    expect(ivan.last().text).toContain('Анна Петрова');
  });

  it("shows somebody else's next step as busy", async () => {
    const { ivan, mary } = bot;
    await ivan.start('o_vector');
    await ivan.settled();
    await press(ivan, 'Запланировать');
    await press(ivan, '➡️📞 Звонок');
    await say(ivan, 'завтра 11:00');
    await say(ivan, 'Тайна');
    await press(ivan, 'Сохранить');
    await mary.start('o_vector');
    await mary.settled();
    expect(mary.last().text).toContain('tomorrow, busy');
    expect(mary.last().text).not.toContain('Тайна');
    await press(mary, 'All contacts');
    expect(mary.last().text).toContain('No contacts yet');
    await bot.store.connection
      .collection<{ _id: number }>('users')
      .updateOne({ _id: mary.user.id }, { $set: { ownOnly: false } });
  });
});

describe('editing a client', () => {
  it('changes one field at once, clears another, and finds the client by what it is now', async () => {
    const { ivan } = bot;
    await ivan.start('o_vector');
    await ivan.settled();
    await press(ivan, 'Изменить');
    await press(ivan, 'Название');
    const card = await say(ivan, 'АО «Скаляр»');
    expect(card.text).toContain('🏢 АО «Скаляр»');
    await pressAll(ivan, 'Изменить', 'Почта', 'Очистить');
    expect(ivan.last().text).not.toContain('info@vector.ru');
    await pressAll(ivan, 'Изменить', 'Ответственный');
    await press(ivan, buttonsOf(ivan)[0] ?? '');
    expect(ivan.last().text).toContain('Ответственный: ');
    await say(ivan, '/clients');
    await say(ivan, 'скаляр');
    expect(ivan.last().text).toContain('🏢 АО «Скаляр»');
  });

  it('refuses a bad phone in one line and keeps asking', async () => {
    const { ivan } = bot;
    await ivan.start('p_anna');
    await ivan.settled();
    await pressAll(ivan, 'Изменить', 'Телефоны');
    const card = await say(ivan, 'не телефон');
    expect(card.text).toContain('Не похоже на телефон');
    expect(card.text).toContain('+7 916 111 22 33');
    // Leaving leads back to the card, unchanged.
    const { message } = await press(ivan, 'Отмена');
    expect(message.text).toContain('👤 Анна Петрова');
    await pressAll(ivan, 'Изменить', 'Телефоны');
    await say(ivan, '+7 916 999-88-77');
    expect(ivan.last().text).toContain('+7 916 999 88 77');
  });

  it('tells the second of two that the first was quicker', async () => {
    const { ivan, mary } = bot;
    for (const phone of [ivan, mary]) {
      await phone.start('o_romashka');
      await phone.settled();
    }
    await pressAll(ivan, 'Изменить', 'Примечание');
    await pressAll(mary, 'Edit', 'Note');
    await say(ivan, 'Первый');
    const late = await say(mary, 'Second');
    expect(late.text).toContain('Somebody else has just changed this card');
    expect(late.text).toContain('Первый');
    // A menu drawn before the change says so and shows the fresh card.
    const { message } = await press(mary, 'Edit');
    await pressAll(ivan, 'Изменить', 'Сайт');
    await say(ivan, 'romashka.ru');
    const answer = await mary.tap('Site', { message: message.message_id });
    expect(answer.text).toBe('This card is out of date, here is the fresh one.');
    expect(bot.faults).toEqual([]);
  });
});

describe('a card with more on it than a message holds', () => {
  it('opens, cut, with its buttons', async () => {
    const { ivan, store } = bot;
    const addresses = Array.from({ length: 15 }, (_, n) => `${n} ${'адрес '.repeat(50)}`);
    await store.organizations.create({ id: 'long', name: 'Длинный', phones: [], emails: [], addresses }, now);
    const emails = Array.from({ length: 100 }, (_, n) => `${n}-${'x'.repeat(50)}@long.example`);
    await store.persons.create({ id: 'long-person', name: 'Пётр Длинный', phones: [], emails }, now);

    await say(ivan, '/start o_long');
    expect(ivan.last().text).toContain('Длинный');
    expect(ivan.last().text).toContain('Следующий шаг');
    expect(buttonsOf(ivan).join()).toContain('Запланировать');
    await say(ivan, '/start p_long-person');
    expect(ivan.last().text).toMatch(/Пётр Длинный[\s\S]*…$/);
    expect(buttonsOf(ivan).join()).toContain('Запланировать');
    expect(bot.faults).toEqual([]);
  });
});
