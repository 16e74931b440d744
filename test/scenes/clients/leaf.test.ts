import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBot, type TestBot } from '../../harness/bot.ts';
import { buttonsOf, press, pressAll, say } from '../../harness/phone.ts';

let bot: TestBot;
const long = new Date('2026-01-01T00:00:00Z');
beforeAll(async () => {
  bot = await startBot({ undisturbed: true });
  const add = (id: string, name: string, more: object = {}) =>
    bot.store.organizations.create({ id, name, phones: [], emails: [], addresses: [], ...more }, long);
  for (let n = 0; n < 10; n++) await add(`a${n}`, `Альфа ${n}`);
  await add('buk', 'ООО «Бук»', { addresses: ['г. Нижний Новгород, ул. Новая, 1'], manager: bot.ivan.user.id });
  await bot.ivan.start();
  await bot.mary.start();
});
afterAll(() => bot.stop());

describe('the directory from A to Z', () => {
  it('is leafed through, by letter, and by town', async () => {
    const { ivan } = bot;
    await say(ivan, '/clients');
    const { message: card } = await press(ivan, 'Все клиенты от А до Я');
    expect(card.text).toContain('1. Альфа 0');
    expect(card.text).toContain('Всего: 11');
    await press(ivan, '›');
    expect(ivan.last().text).toContain('11. ООО «Бук»');
    await press(ivan, 'По букве');
    await press(ivan, 'Б');
    expect(ivan.last().text).toContain('1. ООО «Бук»');
    await press(ivan, 'По городу');
    await press(ivan, '📍 Нижний Новгород · 1');
    expect(ivan.last().text).toContain('Нижний Новгород');
    await press(ivan, '1');
    expect(ivan.last().text).toContain('🏢 ООО «Бук»');
    await press(ivan, '‹ Назад');
    expect(ivan.last().text).toContain('1. ООО «Бук»');
  });

  it('has tags and an interval, told on the card, found by tag, and due when nobody spoke for so long', async () => {
    const { ivan } = bot;
    await say(ivan, '/clients');
    await say(ivan, 'бук');
    await press(ivan, '1');
    await pressAll(ivan, 'Изменить', 'Метки');
    await say(ivan, 'Опт, постоянный');
    expect(ivan.last().text).toContain('Метки: #опт #постоянный');
    await pressAll(ivan, 'Изменить', 'Связываться', 'раз в 14 дней');
    expect(ivan.last().text).toContain('Связываться: раз в 14 дней');
    await say(ivan, '/clients');
    await pressAll(ivan, 'Все клиенты от А до Я', 'По метке', '🏷 опт · 1');
    expect(ivan.last().text).toContain('1. ООО «Бук»');
    await say(ivan, '/clients');
    await pressAll(ivan, 'Без следующего шага', 'Пора связаться: 1');
    expect(ivan.last().text).toContain('1. ООО «Бук»');
    await pressAll(ivan, 'Без следующего шага', 'Давно молчат');
    expect(ivan.last().text).toContain('Молчат дольше 90 дней');
    expect(buttonsOf(ivan)).toContain('1');
  });
});
