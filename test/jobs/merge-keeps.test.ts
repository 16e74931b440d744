import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVERYBODY } from '../../src/domain/rights.ts';
import { startBot, type TestBot } from '../harness/bot.ts';
import { press } from '../harness/phone.ts';

let bot: TestBot;
const now = new Date('2026-11-23T09:00:00Z');
const days = (count: number) => new Date(now.getTime() + count * 86_400_000);
beforeAll(async () => {
  bot = await startBot();
  await bot.anna.start();
  await bot.ivan.start();
});
afterAll(() => bot.stop());

const organization = (id: string, name: string, more: object = {}) =>
  bot.store.organizations.create({ id, name, phones: [], emails: [], addresses: [], ...more }, now);
const person = (id: string, name: string, more: object = {}) =>
  bot.store.persons.create({ id, name, phones: [], emails: [], ...more }, now);

/** Opens the card, chooses the other one, and returns the preview of the merge. */
async function preview(card: string, other: string): Promise<string> {
  await bot.anna.start(card);
  await bot.anna.settled();
  await press(bot.anna, 'Объединить');
  return (await press(bot.anna, other)).message.text;
}

describe('a merge of two cards of one person', () => {
  it('keeps the employers of both, and does not say that one of them is over', async () => {
    const { anna, store } = bot;
    await organization('pine', 'ООО «Сосна»');
    await organization('spruce', 'ООО «Ель»');
    await organization('larch', 'ООО «Лиственница»');
    await organization('yew', 'ООО «Тис»');
    await person('olga-1', 'Ольга Птицына', {
      organization: 'pine',
      former: [{ organization: 'yew', until: days(-9) }],
    });
    const earlier = [{ organization: 'larch', until: days(-30) }];
    await person('olga-2', 'Птицына Ольга', { organization: 'spruce', former: earlier });
    const text = await preview('p_olga-1', 'Птицына Ольга');
    expect(text).toContain('Ещё место работы: ООО «Ель»');
    expect(text).toContain('Раньше: ООО «Тис»');
    await press(anna, '🧬 Объединить');
    await anna.sees('Теперь это одна карточка: Ольга Птицына');
    expect(await store.persons.get(EVERYBODY, 'olga-1')).toMatchObject({
      organization: 'pine',
      former: [{ organization: 'spruce' }, ...earlier, { organization: 'yew' }],
    });
    await anna.start('p_olga-1');
    await anna.settled();
    expect(anna.last().text).toContain('Ещё место работы: ООО «Ель»');
    expect(anna.last().text).toMatch(/Раньше: ООО «Тис» \(.*\), ООО «Лиственница»/);
  });

  it('keeps the employer of the main one where the other is chosen', async () => {
    const { anna, store } = bot;
    await person('oleg-1', 'Олег Птицын', { organization: 'pine' });
    await person('oleg-2', 'Птицын Олег', {
      organization: 'spruce',
      former: [{ organization: 'yew', until: days(-5) }],
    });
    await preview('p_oleg-1', 'Птицын Олег');
    await press(anna, '○ Клиент: взять второе');
    await press(anna, '🧬 Объединить');
    await anna.sees('Теперь это одна карточка: Олег Птицын');
    expect(await store.persons.get(EVERYBODY, 'oleg-1')).toMatchObject({
      organization: 'spruce',
      former: [{ organization: 'pine' }, { organization: 'yew' }],
    });
  });
});

describe('a merge of two clients', () => {
  it('notes who was responsible for the other one, and how often it was to be spoken with', async () => {
    const { anna, ivan, mary, store } = bot;
    const phones = ['+74950000011;label=склад'];
    await organization('rose', 'Шиповник', { manager: ivan.user.id, keepInTouch: 7, phones: ['+74950000011'] });
    await organization('rose-2', 'Шиповник Плюс', { manager: mary.user.id, keepInTouch: 30, phones });
    const name = (await store.users.get(mary.user.id))?.name;
    expect(await preview('o_rose', 'Шиповник Плюс')).toContain(`Ответственный: ${name}`);
    await press(anna, '🧬 Объединить');
    await anna.sees('Теперь это одна карточка: Шиповник');
    expect(await store.organizations.get(EVERYBODY, 'rose')).toMatchObject({
      manager: ivan.user.id,
      keepInTouch: 7,
      phones,
      note: ['Записан также как: Шиповник Плюс', `Ответственный: ${name}`, 'Связываться, дней: 30'].join('\n'),
    });
  });
});
