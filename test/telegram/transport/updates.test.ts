import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBot, type TestBot } from '../../harness/bot.ts';
import { press, pressAll, say } from '../../harness/phone.ts';

let bot: TestBot;
beforeAll(async () => {
  bot = await startBot();
  await bot.ivan.start();
  await bot.mary.start();
  await bot.ivan.settled();
});
afterAll(() => bot.stop());

const contactsOf = (id: number) =>
  bot.store.contacts.between(
    { id, role: 'administrator', ownOnly: false, access: 'active' },
    id,
    new Date('2026-01-01'),
    new Date('2027-12-31'),
    200,
  );

describe('updates', () => {
  it('handles what one user sends in order of arrival, also when it comes at once', async () => {
    const { ivan } = bot;
    await Promise.all([ivan.send('/new'), ivan.send('Быстрый клиент'), ivan.send('/cancel')]);
    await ivan.settled();
    expect(ivan.last().text).toContain('Отменено');
  });

  it('saves once, however often Save is tapped', async () => {
    const { ivan } = bot;
    await say(ivan, 'позвонили из банка, предлагают кредит');
    const card = ivan.last();
    const save = card.data.flat()[card.buttons.flat().findIndex((label) => label.includes('Сохранить'))] ?? '';
    const before = await contactsOf(ivan.user.id);
    const answers = await Promise.all([1, 2, 3].map(() => ivan.tapData(card.message_id, save)));
    await ivan.settled();
    expect(await contactsOf(ivan.user.id)).toHaveLength(before.length + 1);
    expect(answers.filter(({ text }) => text?.includes('Уже сохранено'))).toHaveLength(2);
  });

  it('drops an update that was handled before, also out of order', async () => {
    const { ivan } = bot;
    await say(ivan, 'встреча с банком вчера в 11');
    await press(ivan, 'Сохранить');
    const before = await contactsOf(ivan.user.id);
    const shown = ivan.log();
    for (const { update_id: id } of ivan.updates().slice(-3).reverse()) await ivan.redeliver(id);
    await ivan.settled();
    expect(await contactsOf(ivan.user.id)).toHaveLength(before.length);
    expect(ivan.log()).toBe(shown);
  });

  it('plans one next contact, however often the offer is tapped', async () => {
    const { ivan } = bot;
    await say(ivan, 'звонок в банк час назад');
    await press(ivan, 'Сохранить');
    const card = ivan.last();
    const tomorrow = card.data.flat()[card.buttons.flat().indexOf('Завтра')] ?? '';
    const week = card.data.flat()[card.buttons.flat().indexOf('Через неделю')] ?? '';
    const before = await contactsOf(ivan.user.id);
    await Promise.all([tomorrow, tomorrow, week].map((data) => ivan.tapData(card.message_id, data)));
    await ivan.settled();
    expect(await contactsOf(ivan.user.id)).toHaveLength(before.length + 1);
  });

  it('lets one slow chat stall nobody', async () => {
    const { ivan, mary, sandbox } = bot;
    let met: () => void = () => {};
    const hanging = new Promise<void>((resolve) => {
      met = resolve;
    });
    const lift = sandbox.fail({ with: 'hang', method: 'sendMessage', chat: ivan.user.id, onMet: () => met() });
    await ivan.send('/today');
    await hanging;
    await mary.send('/today');
    await mary.sees('Nothing is planned');
    lift();
    await ivan.settled();
  });

  it('answers every tap once, and says what is out of date', async () => {
    const { ivan } = bot;
    await say(ivan, '/new');
    const card = ivan.last();
    const [first = ''] = card.data.flat().filter((data) => data !== undefined);
    await press(ivan, 'Новый клиент');
    const answer = await ivan.tapData(card.message_id, first);
    expect(answer.text).toBeTruthy();
    await say(ivan, '/cancel');
    expect((await ivan.tapData(card.message_id, 'f:nothing:1:save')).text).toBe('Этого уже нет.');
    expect((await ivan.tapData(card.message_id, 'zzz:1')).text).toBe('Этого уже нет.');
    expect((await ivan.tapData(card.message_id, 'c:open:constructor')).text).toBe('Такого контакта нет.');
    expect((await ivan.tapData(card.message_id, 'c:__proto__:x')).text).toBe('Этого уже нет.');
  });

  it('goes on with a dialog after a restart, on the very step it stood on', async () => {
    const { ivan } = bot;
    await say(ivan, '/plan');
    await press(ivan, 'Новый клиент');
    await say(ivan, 'ООО «Перезапуск»');
    await bot.restart();
    await press(ivan, 'Сохранить');
    expect(ivan.last().text).toContain('Что это?');
    await press(ivan, '➡️📞 Звонок');
    expect(ivan.last().text).toContain('На когда?');
    await say(ivan, 'завтра в 10');
    await press(ivan, 'Пропустить');
    const { message } = await press(ivan, 'Сохранить');
    expect(message.text).toContain('завтра 10:00');
    expect(message.text).toContain('Перезапуск');
  });

  it('puts a dialog aside for a command, and goes on with it later', async () => {
    const { ivan } = bot;
    await say(ivan, '/new');
    await press(ivan, 'Новый клиент');
    await say(ivan, 'Отложенный');
    await say(ivan, '/today');
    await ivan.sees('Черновик отложен');
    await press(ivan, 'Продолжить');
    const form = await ivan.sees((message) => message.text.includes('Название: Отложенный'));
    await ivan.tap('Отмена', { message: form.message_id });
    await ivan.settled();
    await ivan.tap('Отмена', { message: form.message_id });
    await ivan.settled();
    expect((await ivan.sees('ничего не сохранено')).message_id).toBe(form.message_id);
    expect(bot.faults).toEqual([]);
  });

  it('tells drafts apart by what they are about, says when the oldest has to go, and throws all away when told to', async () => {
    const { mary } = bot;
    const putAside = async (number: number) => {
      await say(mary, `call an hour ago: matter ${number} discussed`);
      await say(mary, '/today');
    };
    for (let number = 1; number <= 5; number++) await putAside(number);
    expect(mary.log()).not.toContain('the oldest was dropped');
    await putAside(6);
    expect(mary.log()).toContain('the oldest was dropped');
    await say(mary, '/start');
    await press(mary, '5 more drafts');
    const waiting = mary.last();
    expect(waiting.buttons.flat().filter((label) => label.includes('Continue'))).toHaveLength(5);
    const told = waiting.text.match(/matter \d/g);
    expect(told).toEqual([6, 5, 4, 3, 2].map((number) => `matter ${number}`));
    await press(mary, 'Throw the drafts away');
    expect(mary.last().text).toContain('matter 2');
    await press(mary, 'No');
    await press(mary, '5 more drafts');
    await pressAll(mary, 'Throw the drafts away', 'Yes');
    expect((await say(mary, '/start')).buttons.flat().join()).not.toMatch(/Continue|more draft/);
    expect(bot.faults).toEqual([]);
  });
});
