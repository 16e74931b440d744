import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBot, type TestBot } from '../harness/bot.ts';
import { press, say } from '../harness/phone.ts';

let bot: TestBot;
beforeAll(async () => {
  // Monday, noon in Moscow.
  bot = await startBot({ now: '2026-11-23T09:00:00Z', undisturbed: true });
  const client = (id: string, name: string) =>
    bot.store.organizations.create({ id, name, phones: [], emails: [], addresses: [] }, new Date('2026-11-01'));
  await client('romashka', 'ООО «Ромашка»');
  await client('acme', 'Acme Ltd');
  await client('vector', 'АО «Вектор»');
  await bot.ivan.start();
  await bot.mary.start();
});
afterAll(() => bot.stop());

describe('a line of free text', () => {
  it('becomes a plan in Russian, saved by one tap', async () => {
    const { ivan } = bot;
    const card = await say(ivan, 'звонок Ромашка завтра 15:00 обсудить договор');
    expect(card.text).toContain('План контакта · ООО «Ромашка»');
    expect(card.text).toContain('завтра 15:00');
    expect(card.text).toContain('Звонок, исходящий');
    expect(card.text).toContain('Содержание: обсудить договор');
    const { message } = await press(ivan, 'Сохранить');
    expect(message.text).toContain('🟢 завтра 15:00 📞 ООО «Ромашка»: обсудить договор');
  });

  it('becomes a plan in English', async () => {
    const { mary } = bot;
    const card = await say(mary, 'call Acme tomorrow 3pm about the contract');
    expect(card.text).toContain('Plan a contact · Acme Ltd');
    expect(card.text).toContain('tomorrow 15:00');
    const { message } = await press(mary, 'Save');
    expect(message.text).toContain('Saved');
  });

  it('tells what happened, with the hour that belongs to the day', async () => {
    const { ivan } = bot;
    const card = await say(ivan, 'вчера встретились с Вектором в 12 часов, подписали акт');
    expect(card.text).toContain('Новый контакт · АО «Вектор»');
    expect(card.text).toContain('вчера 12:00');
    expect(card.text).toContain('Встреча');
    await press(ivan, 'Отмена');
  });

  it('waits to be saved when something else is written, and says so', async () => {
    const { ivan } = bot;
    await say(ivan, 'звонок Ромашка завтра 15:00 обсудить договор');
    const card = await say(ivan, 'и ещё одно');
    expect(card.text).toContain('Содержание: обсудить договор');
    expect(card.text).toContain('Открыт черновик');
    await press(ivan, 'Отмена');
  });

  it('reads a numeric date', async () => {
    const { ivan } = bot;
    const card = await say(ivan, 'встреча Ромашка 25.12 в 9:30');
    expect(card.text).toContain('25 дек');
    expect(card.text).toContain('9:30');
    await press(ivan, 'Отмена');
  });

  it('asks what it was when the text does not say', async () => {
    const { ivan } = bot;
    const card = await say(ivan, 'Ромашка просит скидку');
    expect(card.text).toContain('Что это?');
    await press(ivan, '⬅️📞 Звонок');
    expect(ivan.last().text).toContain('Содержание: просит скидку');
    await press(ivan, 'Отмена');
    expect(bot.faults).toEqual([]);
  });
});
