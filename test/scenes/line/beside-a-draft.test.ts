import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBot, type TestBot } from '../../harness/bot.ts';
import { buttonsOf, press, say } from '../../harness/phone.ts';

/** What is written while a draft is open: a contact of its own, or more of the same. */

let bot: TestBot;
beforeAll(async () => {
  // Monday, noon in Moscow.
  bot = await startBot({ now: '2026-11-23T09:00:00Z', undisturbed: true });
  await bot.store.organizations.create(
    { id: 'romashka', name: 'ООО «Ромашка»', addresses: [], phones: [], emails: [] },
    new Date('2026-11-01'),
  );
  await bot.ivan.start();
});
afterAll(() => bot.stop());

describe('a line that comes while a draft is open', () => {
  it.each([
    ['a phone and a new client', 'новый клиент Технолайн, Сергей 8 903 123-45-67, просит прайс'],
    ['a new client', 'ООО «Заря» просит прайс'],
    ['a new person', 'Геннадий Лапин просит прайс'],
    ['an e-mail address', 'прислать прайс на info@zarya.ru'],
  ])('is the next draft where it names %s', async (_, line) => {
    const { ivan } = bot;
    await say(ivan, 'звонок Ромашка завтра 15:00 обсудить договор');
    const next = await say(ivan, line);
    expect(next.text).not.toContain('Ромашка');
    expect(next.text).toContain('прайс');
    expect(buttonsOf(ivan)).toContain('📎 Добавить к открытому');
    await press(ivan, 'Добавить к открытому');
    expect(ivan.last().text).toContain(`обсудить договор\n${line}`);
    await press(ivan, 'Отмена');
  });

  it('is more of the same where it names only who is in the draft', async () => {
    const { ivan } = bot;
    await say(ivan, 'звонок ООО «Заря», Геннадий Лапин, завтра 15:00 обсудить договор');
    await press(ivan, 'Новый клиент «ООО «Заря»»');
    const added = await say(ivan, 'Геннадий просит прайс');
    expect(added.text).toContain('обсудить договор\nГеннадий просит прайс');
    await press(ivan, 'Вернуть назад');
    expect(ivan.last().text).not.toContain('просит прайс');
    await press(ivan, 'Отмена');
    expect(bot.faults).toEqual([]);
  });
});
