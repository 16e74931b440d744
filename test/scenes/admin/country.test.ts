import { afterAll, beforeAll, expect, it } from 'vitest';
import { EVERYBODY } from '../../../src/domain/rights.ts';
import type { Phone } from '../../../src/sandbox/index.ts';
import { startBot, type TestBot } from '../../harness/bot.ts';
import { buttonsOf, press, pressAll, say } from '../../harness/phone.ts';

let bot: TestBot;
beforeAll(async () => {
  bot = await startBot({ undisturbed: true });
  for (const phone of [bot.anna, bot.ivan, bot.mary]) {
    await phone.start();
    await phone.settled();
  }
  await press(bot.anna, 'Москва');
  const { organizations, users } = bot.store;
  await users.setZone(bot.ivan.user.id, 'America/New_York');
  await bot.store.connection
    .collection<{ _id: number }>('users')
    .updateOne({ _id: bot.mary.user.id }, { $set: { zoneChosen: false } });
  const created = new Date('2026-11-01T00:00:00Z');
  for (const id of ['fir', 'oak', 'elm', 'ash', 'yew'])
    await organizations.create({ id, name: id, phones: [], emails: [], addresses: [] }, created);
});
afterAll(() => bot.stop());

/** What the client's phones are once a user typed this. */
async function typed(user: Phone, id: string, phone: string): Promise<string[] | undefined> {
  await user.start(`o_${id}`);
  await user.settled();
  await pressAll(user, /Изменить|Edit/, /Телефоны|Phones/);
  await say(user, phone);
  return (await bot.store.organizations.get(EVERYBODY, id))?.phones;
}

const setTo = async (country: string) => {
  await say(bot.anna, '/admin');
  await pressAll(bot.anna, 'Настройки', 'Страна');
  return press(bot.anna, country);
};

it('a national number is of the country of the zone that its user chose; of an assumed one it is of none', async () => {
  expect(await typed(bot.ivan, 'fir', '(916) 555-0199')).toEqual(['+19165550199']);
  expect(await typed(bot.anna, 'oak', '8 916 555-01-99')).toEqual(['+79165550199']);
  // Mary was never asked: that Moscow is assumed for her says nothing of whose number it is.
  expect(await typed(bot.mary, 'elm', '8 916 555-01-99')).toEqual(['8 916 555-01-99']);
});

it('a country set by an administrator counts for all, until it is by the zone again', async () => {
  const { message } = await setTo('Россия');
  expect(message.text).toContain('Телефоны без кода страны: Россия');
  expect(await typed(bot.ivan, 'ash', '8 916 555-01-99')).toEqual(['+79165550199']);
  expect(await typed(bot.mary, 'elm', '8 916 555-02-99')).toEqual(['+79165550299']);
  await setTo('По часовому поясу пользователя');
  expect(bot.anna.last().text).toContain('Телефоны без кода страны: по часовому поясу пользователя');
  expect(await typed(bot.ivan, 'yew', '(916) 555-0199')).toEqual(['+19165550199']);
});

it('offers the countries where people work; any other one is written', async () => {
  const { anna } = bot;
  await say(anna, '/admin');
  await pressAll(anna, 'Настройки', 'Страна');
  expect(buttonsOf(anna)).toEqual(expect.arrayContaining(['Россия', 'Соединенные Штаты']));
  expect((await say(anna, 'Нарния')).text).toContain('Не знаю такой страны');
  expect((await say(anna, '+998')).text).toContain('Телефоны без кода страны: Узбекистан');
  await setTo('По часовому поясу пользователя');
});

it('only an administrator sets it', async () => {
  await bot.store.settings.set({ ...EVERYBODY, id: bot.ivan.user.id, role: 'manager' }, { country: 'KZ' });
  expect((await bot.store.settings.get()).country).toBe('');
});
