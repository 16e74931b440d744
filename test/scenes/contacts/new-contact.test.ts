import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBot, type TestBot } from '../../harness/bot.ts';
import { buttonsOf, press, say } from '../../harness/phone.ts';

let bot: TestBot;
beforeAll(async () => {
  bot = await startBot({ undisturbed: true });
  await bot.store.organizations.create(
    { id: 'romashka', name: 'ООО «Ромашка»', phones: [], emails: [], addresses: [] },
    new Date('2026-11-01T00:00:00Z'),
  );
  const added = new Date('2026-10-01T00:00:00Z');
  for (const [id, phone] of [
    ['techno-1', '+74951234567'],
    ['techno-2', '+78121234567'],
  ] as const) {
    await bot.store.organizations.create({ id, name: 'Техно', phones: [phone], emails: [], addresses: [] }, added);
  }
  const anna = { id: 'anna', name: 'Анна Петрова', phones: ['+79161112233'], emails: [], organization: 'romashka' };
  await bot.store.persons.create(anna, added);
  await bot.store.persons.create({ id: 'oleg', name: 'Олег Свободный', phones: [], emails: [] }, added);
});
afterAll(() => bot.stop());

describe('/new', () => {
  it('registers a call with a recent client in five actions, and offers the next one', async () => {
    const { ivan } = bot;
    await ivan.start();
    await say(ivan, '/new');
    await press(ivan, 'Ромашка');
    await press(ivan, '➡️📞 Звонок');
    await say(ivan, 'Обсудили договор');
    const { message } = await press(ivan, 'Сохранить');
    expect(message.text).toContain('Сохранено');
    expect(message.text).toContain('Запланировать следующий?');
    expect(bot.faults).toEqual([]);
    const [contact] = await bot.store.contacts.between(
      { id: ivan.user.id, role: 'manager', ownOnly: false, access: 'active' },
      ivan.user.id,
      new Date('2026-11-23T00:00:00Z'),
      new Date('2026-11-24T00:00:00Z'),
      10,
    );
    expect(contact).toMatchObject({
      channel: 'phone',
      direction: 'outgoing',
      organization: 'romashka',
      content: 'Обсудили договор',
      status: 'happened',
      state: 1,
    });
    const planned = await press(ivan, 'Завтра');
    expect(planned.message.text).toContain('Запланирован');
  });
});

describe('a day typed without an hour', () => {
  it('is planned for the morning', async () => {
    const { ivan } = bot;
    await say(ivan, '/plan');
    await press(ivan, 'Ромашка');
    await press(ivan, '➡️📞 Звонок');
    expect((await say(ivan, 'послезавтра')).text).toContain('10:00');
    await press(ivan, 'Отмена');
  });

  it('of what happened is told of noon', async () => {
    const { ivan } = bot;
    await say(ivan, '/new');
    await press(ivan, 'Ромашка');
    await press(ivan, '➡️📞 Звонок');
    await press(ivan, 'Пропустить');
    await press(ivan, 'Начало');
    expect((await say(ivan, 'вчера')).text).toContain('вчера 12:00');
    await press(ivan, 'Отмена');
    expect(bot.faults).toEqual([]);
  });
});

describe('who with', () => {
  it.each(['Петрова', '89161112233'])('may be a person: %s', async (query) => {
    const { ivan } = bot;
    await say(ivan, '/new');
    expect((await say(ivan, query)).text).toContain('Похоже на');
    const { message } = await press(ivan, '👤 Анна Петрова · ООО «Ромашка»');
    expect(message.text).toContain('Клиент: ООО «Ромашка»');
    expect(message.text).toContain('Лицо: Анна Петрова');
    await press(ivan, 'Отмена');
  });

  it('may be a person who speaks for nobody else', async () => {
    const { ivan } = bot;
    await say(ivan, '/new');
    await say(ivan, 'Свободный');
    const { message } = await press(ivan, '👤 Олег Свободный');
    expect(message.text).toContain('Лицо: Олег Свободный');
    expect(message.text).not.toContain('Клиент:');
    await press(ivan, 'Отмена');
  });

  it('tells clients of the same name apart', async () => {
    const { ivan } = bot;
    const both = /Техно · \+7 495 123 45 67.*Техно · \+7 812 123 45 67|Техно · \+7 812 .*Техно · \+7 495/;
    await say(ivan, '/new');
    await say(ivan, 'Техно');
    expect(buttonsOf(ivan).join()).toMatch(both);
    await press(ivan, 'Отмена');
    await say(ivan, '/clients');
    await say(ivan, 'Техно');
    expect(ivan.last().text.replaceAll('\n', ' ')).toMatch(both);
    expect(bot.faults).toEqual([]);
  });
});
