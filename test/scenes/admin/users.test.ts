import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EVERYBODY } from '../../../src/domain/rights.ts';
import { visitor } from '../../../src/domain/user.ts';
import { startBot, type TestBot } from '../../harness/bot.ts';
import { buttonsOf, press, say } from '../../harness/phone.ts';

let bot: TestBot;
beforeAll(async () => {
  bot = await startBot({ undisturbed: true });
  for (const phone of [bot.anna, bot.ivan, bot.mary]) {
    await phone.start();
    await phone.settled();
  }
  await press(bot.anna, 'Москва');
});
afterAll(() => bot.stop());
beforeEach(async () => {
  const users = bot.store.connection.collection<{ _id: number }>('users');
  const fresh = { role: 'manager', access: 'active', ownOnly: false };
  await users.updateMany({ _id: { $in: [bot.ivan.user.id, bot.mary.user.id] } }, { $set: fresh });
});

const stored = (id: number) => bot.store.users.get(id);
const openCard = async (name: string) => {
  await say(bot.anna, '/admin');
  await press(bot.anna, 'Пользователи');
  await press(bot.anna, name);
};

describe('/admin', () => {
  it('is there for administrators alone', async () => {
    const { ivan, anna } = bot;
    const unknown = (await say(ivan, '/nonsense')).text;
    expect((await say(ivan, '/admin')).text).toBe(unknown);
    const at = ivan.last().message_id;
    for (const data of ['ad:open', 'au:list:0', `au:card:${anna.user.id}`, 'dy:kinds', `ar:whom:${anna.user.id}:0`]) {
      expect((await ivan.tapData(at, data)).text).toBe((await ivan.tapData(at, 'nothing:open')).text);
    }
    await say(anna, '/admin');
    expect(buttonsOf(anna).join()).toMatch(/Пользователи.*Справочники.*Почтовые ящики.*Настройки.*Состояние/);
  });

  it('stands in the menu of administrators alone', async () => {
    const admin = bot.sandbox.calls
      .list('setMyCommands')
      .filter(({ params }) => JSON.stringify(params.commands).includes('admin'));
    expect(admin.map(({ params }) => JSON.stringify(params.scope))).toEqual([
      expect.stringContaining(String(bot.anna.user.id)),
    ]);
  });

  it('tells in words how the parts are', async () => {
    await say(bot.anna, '/admin');
    await press(bot.anna, 'Состояние');
    expect(bot.anna.last().text).toContain('База данных отвечает');
    expect(bot.anna.last().text).toContain('Сообщения доходят до всех.');
    await bot.store.users.setReachable(bot.ivan.user.id, false);
    await press(bot.anna, 'Обновить');
    expect(bot.anna.last().text).toMatch(/Заблокировали бота.*Иван/);
    await bot.store.users.setReachable(bot.ivan.user.id, true);
  });
});

describe('users', () => {
  it('gives a role by one tap, tells the user in his language, and takes it back by another', async () => {
    const { anna, mary } = bot;
    await openCard('Mary');
    await press(anna, 'руководитель');
    expect(anna.last().text).toContain('Роль: руководитель');
    expect(await stored(mary.user.id)).toMatchObject({ role: 'supervisor' });
    expect((await mary.sees('Your role is now')).text).toContain('supervisor');
    await press(anna, 'Вернуть назад');
    expect(await stored(mary.user.id)).toMatchObject({ role: 'manager' });
  });

  it('narrows a manager to own contacts and back', async () => {
    const { anna, ivan } = bot;
    await openCard('Иван');
    await press(anna, 'Только свои контакты');
    expect(await stored(ivan.user.id)).toMatchObject({ ownOnly: true });
    await ivan.sees('Теперь вы видите только свои контакты');
    await press(anna, 'Только свои контакты');
    expect(await stored(ivan.user.id)).toMatchObject({ ownOnly: false });
  });

  it('tells whoever was slower, and changes nothing for him', async () => {
    const { anna, ivan } = bot;
    await openCard('Иван');
    await bot.store.staff.setRole(EVERYBODY, ivan.user.id, 'manager', 'supervisor', new Date());
    const { answer } = await press(anna, 'администратор');
    expect(answer.text).toContain('только что изменил кто-то ещё');
    expect(await stored(ivan.user.id)).toMatchObject({ role: 'supervisor' });
    expect(anna.last().text).toContain('Роль: руководитель');
  });

  it('leaves those of ADMIN_IDS as they are', async () => {
    const { anna } = bot;
    await openCard('Анна');
    expect(anna.last().text).toContain('ADMIN_IDS');
    expect(buttonsOf(anna).join()).not.toContain('Закрыть доступ');
    const at = anna.last().message_id;
    await anna.tapData(at, `au:role:${anna.user.id}:administrator:manager`);
    await anna.tapData(at, `ar:go:${anna.user.id}:0:abc`);
    await anna.settled();
    expect(await stored(anna.user.id)).toMatchObject({ role: 'administrator', access: 'active' });
  });

  it('keeps one administrator, whatever two do to each other at once', async () => {
    const { staff } = bot.store;
    const users = bot.store.connection.collection<{ _id: number }>('users');
    const [one, two] = [bot.ivan.user.id, bot.mary.user.id];
    await users.updateMany({ _id: { $in: [one, two] } }, { $set: { role: 'administrator' } });
    await users.updateOne({ _id: bot.anna.user.id }, { $set: { role: 'manager' } });
    const by = (id: number) => ({ ...EVERYBODY, id });
    const now = new Date();
    const outcomes = await Promise.all([
      staff.setRole(by(one), two, 'administrator', 'manager', now),
      staff.retire(by(two), one, { key: 'k', now }),
    ]);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['done', 'last']);
    expect(await bot.store.users.administrators()).toHaveLength(1);
    await users.updateOne({ _id: bot.anna.user.id }, { $set: { role: 'administrator' } });
  });

  it('changes the name that colleagues see', async () => {
    const { anna, mary } = bot;
    await openCard('Mary');
    await press(anna, 'Изменить имя');
    await say(anna, 'Мария  Джонс');
    expect(anna.last().text).toContain('Мария Джонс');
    expect(await stored(mary.user.id)).toMatchObject({ name: 'Мария Джонс' });
    await mary.sees('Colleagues now see you as: Мария Джонс');
  });

  it('pages by eight, those who ask first', async () => {
    const { anna } = bot;
    const user = visitor({ id: 1, name: '', username: undefined, language: 'ru', zone: 'Europe/Moscow' });
    for (let n = 0; n < 12; n++) {
      await bot.store.users.admit({ ...user, id: 9000 + n, name: `Яков ${n}`, access: n === 11 ? 'asked' : 'retired' });
    }
    await say(anna, '/admin');
    await press(anna, 'Пользователи');
    expect(anna.last().text).toContain('Пользователи: 15');
    const people = buttonsOf(anna).filter((label) => /🙋|👤|👑|🚪/u.test(label));
    expect(people).toHaveLength(8);
    expect(people[0]).toContain('Яков 11: просит доступ');
    expect(buttonsOf(anna)).toContain('1 из 2');
    await press(anna, '›');
    expect(buttonsOf(anna)).toContain('2 из 2');
    await press(anna, '‹');
    await press(anna, 'Яков 11');
    expect(buttonsOf(anna).join()).toMatch(/Принять.*Отклонить/);
    await press(anna, 'Принять');
    await press(anna, 'Открыть');
    expect(anna.last().text).toContain('работает');
    expect(bot.faults).toEqual([]);
  });

  it('lets newcomers see their own only, where that is set', async () => {
    const { anna, stranger } = bot;
    await say(anna, '/admin');
    await press(anna, 'Настройки');
    await press(anna, 'менеджер, только свои контакты');
    expect(anna.last().text).toContain('первым предлагается');
    await stranger.start();
    await stranger.settled();
    await press(stranger, 'Ask for access');
    await anna.sees('Просит доступ: John Smith');
    expect(anna.last().text).toContain('«Принять» даёт роль: менеджер, только свои контакты.');
    await anna.tap('Принять');
    await stranger.sees(/You have access now[\s\S]*your own contacts and clients only/);
    expect(await stored(stranger.user.id)).toMatchObject({ access: 'active', ownOnly: true });
    expect(bot.faults).toEqual([]);
  });

  it('lets nobody in for a moment without that, should the database fail just then', async () => {
    const { anna, mary, store } = bot;
    const users = store.connection.collection('users');
    await store.settings.set(EVERYBODY, { newOwnOnly: true });
    await users.updateMany({ ownOnly: true }, { $set: { ownOnly: false } });
    const id = 9100;
    const newcomer = { id, name: 'Новичок', username: undefined, language: 'ru', zone: 'Europe/Moscow' } as const;
    await store.accessRequests.ask(visitor(newcomer), new Date());
    await openCard('Новичок');
    // While the index stands, nobody besides Mary can be narrowed.
    await store.staff.setOwnOnly(EVERYBODY, mary.user.id, true);
    const index = await users.createIndex({ ownOnly: 1 }, { unique: true, partialFilterExpression: { ownOnly: true } });
    await press(anna, 'Принять');
    await users.dropIndex(index);
    expect(bot.faults.splice(0)).toHaveLength(1);
    expect(await stored(id)).toMatchObject({ access: 'asked' });
    await openCard('Новичок');
    await press(anna, 'Принять');
    expect(await stored(id)).toMatchObject({ access: 'active', ownOnly: true });
  });
});
