import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visitor } from '../../../src/domain/user.ts';
import { DEFAULT_CAST, type Phone } from '../../../src/sandbox/index.ts';
import { startBot, type TestBot } from '../../harness/bot.ts';
import { press, say } from '../../harness/phone.ts';

const olgaUser = { id: 700100005, first_name: 'Ольга', last_name: 'Седова', language_code: 'ru' };
const fake = { id: 700100006, first_name: 'Игорь\nПетров', last_name: '(@petrov_director)', language_code: 'ru' };

let bot: TestBot;
let olga: Phone;
beforeAll(async () => {
  bot = await startBot({ sandbox: { users: [...DEFAULT_CAST, olgaUser, fake] }, undisturbed: true });
  olga = bot.sandbox.phone(olgaUser.id);
  const known = { id: olgaUser.id, name: 'Ольга Седова', username: undefined, language: 'ru', zone: 'Europe/Moscow' };
  await bot.store.users.admit({ ...visitor({ ...known, language: 'ru' }), access: 'active' });
  for (const phone of [bot.anna, olga]) {
    await phone.start();
    await phone.settled();
  }
  await bot.store.connection
    .collection<{ _id: number }>('users')
    .updateOne({ _id: olgaUser.id }, { $set: { role: 'administrator', roleFrom: 'chat' } });
});
afterAll(() => bot.stop());

const asking = (phone: Phone, name: string) => phone.sees(new RegExp(`Просит доступ: .*${name}`));
const access = async (id: number) => (await bot.store.users.get(id))?.access;

describe('a request for access', () => {
  it('is decided by one of two administrators at once; the other is told and sees what was decided', async () => {
    const { anna, stranger } = bot;
    await stranger.start();
    await stranger.settled();
    await press(stranger, 'Ask for access');
    const [hers, theirs] = await Promise.all([asking(anna, 'John Smith'), asking(olga, 'John Smith')]);
    const answers = await Promise.all([
      anna.tap('Отклонить', { message: hers.message_id }),
      olga.tap('Принять', { message: theirs.message_id }),
    ]);
    await Promise.all([anna.settled(), olga.settled()]);
    expect(answers.map(({ text }) => text).filter((text) => text === 'На этот запрос уже ответили.')).toHaveLength(1);
    const decided = await access(stranger.user.id);
    const word = decided === 'active' ? 'принят (Ольга Седова)' : 'отклонён (Анна Орлова)';
    await anna.sees(({ message_id: id, text }) => id === hers.message_id && text.includes(word));
    await olga.sees(({ message_id: id, text }) => id === theirs.message_id && text.includes(word));
  });

  it('once declined is approved from the card of the user and by no old button', async () => {
    const { anna, stranger } = bot;
    await bot.store.connection
      .collection<{ _id: number }>('users')
      .updateOne({ _id: stranger.user.id }, { $set: { access: 'declined' } });
    const old = anna.messages().findLast(({ text }) => text.includes('John Smith'))?.message_id ?? 0;
    const answer = await anna.tapData(old, `a:approve:${stranger.user.id}`);
    expect(answer.text).toBe('На этот запрос уже ответили.');
    expect(await access(stranger.user.id)).toBe('declined');
    await say(anna, '/admin');
    await press(anna, 'Пользователи');
    await press(anna, 'John Smith');
    await press(anna, 'Принять');
    expect(await access(stranger.user.id)).toBe('active');
  });

  it('is approved with a role that the administrator chooses on the same card', async () => {
    const { anna, stranger, store } = bot;
    const again = () => store.connection.collection<{ _id: number }>('users').deleteOne({ _id: stranger.user.id });
    const asks = async () => {
      await again();
      await say(stranger, 'hello');
      await press(stranger, 'Ask for access');
      return asking(anna, 'John Smith');
    };
    const first = await asks();
    expect(first.text).toContain('«Принять» даёт роль: менеджер.');
    expect(first.buttons).toEqual([
      ['✅ Принять', '🚫 Отклонить'],
      ['🔒 Как менеджер, только свои контакты'],
      ['🔭 Как руководитель'],
    ]);
    await anna.tap('Как руководитель', { message: first.message_id });
    await stranger.sees(/You have access now[\s\S]*Your role is now: supervisor/);
    expect(await store.users.get(stranger.user.id)).toMatchObject({ role: 'supervisor', ownOnly: false });
    await anna.sees(({ message_id: id, text }) => id === first.message_id && text.includes('· руководитель'));

    const second = await asks();
    await anna.tap('только свои контакты', { message: second.message_id });
    await anna.settled();
    expect(await store.users.get(stranger.user.id)).toMatchObject({ role: 'manager', ownOnly: true });

    // Nobody is made an administrator by what a button says, and buttons from before there was a choice still work.
    const third = await asks();
    const forged = `a:approve:${stranger.user.id}:administrator`;
    expect((await anna.tapData(third.message_id, forged)).text).toContain('устарел');
    expect(await access(stranger.user.id)).toBe('asked');
    await anna.tapData(third.message_id, `a:approve:${stranger.user.id}`);
    await anna.settled();
    expect(await store.users.get(stranger.user.id)).toMatchObject({
      role: 'manager',
      ownOnly: false,
      access: 'active',
    });
  });

  it('of somebody who calls himself like a colleague says who it is', async () => {
    const { anna } = bot;
    const phone = bot.sandbox.phone(fake.id);
    await phone.start();
    await phone.settled();
    await press(phone, 'Запросить доступ');
    const { text, html } = await asking(anna, 'Игорь');
    expect(text).toContain(`Просит доступ: «Игорь Петров (@petrov_director)» · без имени пользователя · id ${fake.id}`);
    expect(html).toContain(`<a href="tg://user?id=${fake.id}">«Игорь Петров (@petrov_director)»</a>`);
    await say(anna, '/admin');
    await press(anna, 'Пользователи');
    expect(anna.last().text).toContain(`· без имени пользователя · id ${fake.id}`);
    await press(anna, /Игорь/);
    expect(anna.last().text).toContain(`«Игорь Петров (@petrov_director)» · без имени пользователя · id ${fake.id}`);
    expect(bot.faults).toEqual([]);
  });

  it('is one of so many an hour, and those who ask and write on are answered no more', async () => {
    const { store, anna, sandbox } = bot;
    const now = new Date('2026-11-23T09:00:00Z');
    const known = { name: 'Кто-то', username: undefined, language: 'ru', zone: 'Europe/Moscow' } as const;
    const ask = (id: number, at: Date) => store.accessRequests.ask(visitor({ ...known, id }), at);
    const asked = [];
    for (let n = 0; n < 40; n++) asked.push(await ask(8000 + n, now));
    expect(new Set(asked.slice(0, 25))).toEqual(new Set(['new']));
    expect(asked.at(-1)).toBe('busy');
    expect(await ask(9000, new Date('2026-11-23T10:00:01Z'))).toBe('new');
    expect(await ask(9000, new Date('2026-11-23T10:00:02Z'))).toBe('known');

    const phone = sandbox.phone(fake.id);
    for (let n = 0; n < 30; n++) await phone.send(`again ${n}`);
    await phone.settled();
    expect(phone.messages().filter(({ from }) => from === 'bot').length).toBeLessThan(25);
    expect((await say(anna, '/help')).text).toContain('/new');
  });
});

describe('a role by ADMIN_IDS', () => {
  it('ends when the id leaves it, and one given in the chat stays', async () => {
    const { anna, ivan, mary, store } = bot;
    await bot.restart(undefined, { ADMIN_IDS: String(ivan.user.id) });
    expect(await store.users.get(anna.user.id)).toMatchObject({ role: 'manager', access: 'active' });
    expect(await store.users.get(olgaUser.id)).toMatchObject({ role: 'administrator' });
    await anna.sees('Ваша роль теперь: менеджер');
    expect((await say(anna, '/admin')).text).toContain('Такой команды нет');
    await say(ivan, '/start');
    expect(await store.users.get(ivan.user.id)).toMatchObject({ role: 'administrator', roleFrom: 'environment' });

    // The only administrator there is leaves it: whoever is in it comes in, and Ivan is what he was.
    await store.connection
      .collection<{ _id: number }>('users')
      .updateOne({ _id: olgaUser.id }, { $set: { role: 'manager' } });
    await bot.restart(undefined, { ADMIN_IDS: String(mary.user.id) });
    expect(await store.users.administrators()).toEqual([]);
    await say(mary, '/start');
    expect((await store.users.administrators()).map(({ id }) => id)).toEqual([mary.user.id]);
    expect(await store.users.get(ivan.user.id)).toMatchObject({ role: 'manager' });
  });

  it('is known of those from before it was noted; the others are named once', async () => {
    const { mary, store } = bot;
    const users = store.connection.collection<{ _id: number }>('users');
    await users.updateMany(
      { _id: { $in: [mary.user.id, olgaUser.id] } },
      { $set: { role: 'administrator' }, $unset: { roleFrom: true } },
    );
    await bot.restart(undefined, { ADMIN_IDS: String(mary.user.id) });
    const named = () => mary.messages().filter(({ text }) => text.includes('Administrators who are not in ADMIN_IDS'));
    expect(named().map(({ text }) => text)).toEqual([
      expect.stringContaining(`Ольга Седова · no user name · id ${olgaUser.id}`),
    ]);
    expect(olga.log()).not.toContain('которых нет в ADMIN_IDS');
    await bot.restart(undefined, { ADMIN_IDS: String(mary.user.id) });
    expect(named()).toHaveLength(1);
    expect(await store.users.get(olgaUser.id)).toMatchObject({ role: 'administrator', roleFrom: 'chat' });
    await bot.restart(undefined, { ADMIN_IDS: String(bot.anna.user.id) });
    expect(await store.users.get(mary.user.id)).toMatchObject({ role: 'manager' });
    expect(bot.faults).toEqual([]);
  });
});
