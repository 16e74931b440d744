import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshFilter } from '../../../src/domain/journal/journal-filter.ts';
import { startBot, type TestBot } from '../../harness/bot.ts';
import { buttonsOf, press, say } from '../../harness/phone.ts';

let bot: TestBot;
beforeAll(async () => {
  // Monday, noon in Moscow.
  bot = await startBot({ now: '2026-11-23T09:00:00Z', undisturbed: true });
  const client = (id: string, name: string, reached: { phones?: string[]; emails?: string[] } = {}) =>
    bot.store.organizations.create(
      { id, name, phones: [], emails: [], addresses: [], ...reached },
      new Date('2026-11-01'),
    );
  await client('romashka', 'ООО «Ромашка»', { phones: ['+74951234567'], emails: ['info@romashka.ru'] });
  await client('sever-ao', 'АО «Север»', { phones: ['+78121234567'] });
  await client('sever-ooo', 'ООО «Север»', { phones: ['+78127654321'] });
  await client('night', 'День и ночь');
  await client('roses', 'Роза ветров');
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

  it('that plans again and again says that it plans one', async () => {
    const { ivan } = bot;
    const card = await say(ivan, 'созвон с Ромашкой каждый понедельник в 10:00');
    expect(card.text).toContain('запланирую один, первый');
    expect(card.text).toContain('пн 30 нояб. 10:00');
    await press(ivan, 'Отмена');
  });

  it('stays with the contact word for word, is shown where the content is less, and is found by its words', async () => {
    const { ivan } = bot;
    const line = 'звонок Ромашка завтра 16:00 обсудить договор';
    const draft = await say(ivan, line);
    expect(draft.text).toContain('Содержание: обсудить договор');
    expect(draft.html).toContain(`<blockquote expandable>${line}</blockquote>`);
    await press(ivan, 'Сохранить');
    const { message } = await press(ivan, 'Открыть');
    expect(message.html).toContain(`<blockquote expandable>${line}</blockquote>`);
    const viewer = { id: ivan.user.id, role: 'manager', ownOnly: false, access: 'active' } as const;
    const now = new Date('2026-11-23T09:00:00Z');
    const found = async (words: string) => {
      const filter = { ...freshFilter(now, 'Europe/Moscow'), period: { kind: 'all' as const }, words };
      return (await bot.store.journal.page(viewer, { filter, now, zone: 'Europe/Moscow', ascending: true }, 10, 0))
        .contacts;
    };
    const [contact] = await found('звонок 16');
    expect(contact?.said).toBe(line);
    const operation = { key: 'edit', revision: contact?.revision ?? 0, now };
    await bot.store.contacts.change(viewer, contact?.id ?? '', operation, { content: 'цена' });
    expect((await found('звонок 16 цена'))[0]).toMatchObject({ said: line, content: 'цена' });
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

  it('takes what is written next for more of the same, until that is taken back', async () => {
    const { ivan } = bot;
    await say(ivan, 'звонок Ромашка завтра 15:00 обсудить договор');
    const card = await say(ivan, 'и ещё одно');
    expect(card.text).toContain('Содержание: обсудить договор\nи ещё одно');
    expect(card.text).toContain('Добавлено к содержанию');
    await press(ivan, 'Вернуть назад');
    expect(ivan.last().text).toContain('Содержание: обсудить договор');
    expect(ivan.last().text).not.toContain('ещё одно');
    await press(ivan, 'Отмена');
  });

  it('takes a line that stands alone for the next draft; the first waits, or takes it in', async () => {
    const { ivan } = bot;
    await say(ivan, 'звонок Ромашка завтра 15:00 обсудить договор');
    const next = await say(ivan, 'встреча Вектор в пятницу 12:00 показать образцы');
    expect(next.text).toContain('· АО «Вектор»');
    await press(ivan, 'Добавить к открытому');
    expect(ivan.last().text).toContain('· ООО «Ромашка»');
    expect(ivan.last().text).toContain('обсудить договор\nвстреча Вектор в пятницу 12:00 показать образцы');
    await say(ivan, 'звонок Acme завтра 9:30');
    await say(ivan, 'звонок Вектор завтра 9:40');
    expect(buttonsOf(ivan).join()).toContain('Ещё 2 черновика');
    await press(ivan, 'Ещё 2 черновика');
    expect(ivan.last().text).toMatch(/1\. .*Вектор.*\n2\. .*Acme.*\n3\. .*Ромашка/);
    await press(ivan, 'Забыть');
    await press(ivan, 'Продолжить: 1');
    expect(ivan.last().text).toContain('Acme');
    expect(buttonsOf(ivan).join()).toContain('Забыть');
    await press(ivan, 'Забыть');
    await press(ivan, 'Продолжить');
    await press(ivan, 'Отмена');
    expect(buttonsOf(ivan).join()).not.toContain('Продолжить');
  });

  it('reads a numeric date', async () => {
    const { ivan } = bot;
    const card = await say(ivan, 'встреча Ромашка 25.12 в 9:30');
    expect(card.text).toContain('25 дек');
    expect(card.text).toContain('9:30');
    await press(ivan, 'Отмена');
  });

  it('guesses what it was when the text does not say, and shows that it does', async () => {
    const { ivan } = bot;
    const card = await say(ivan, 'Ромашка просит скидку');
    expect(card.text).toContain('❔ 🔀 Вид: ⬅️ Звонок, входящий');
    expect(card.text).toContain('Содержание: Ромашка просит скидку');
    await press(ivan, 'Отмена');
    expect(bot.faults).toEqual([]);
  });
});

describe('the client of a line', () => {
  const draft = async (text: string) => {
    const { text: card } = await say(bot.ivan, text);
    await press(bot.ivan, 'Отмена');
    return card;
  };

  it('is told by the legal form where names are equal, and asked for without one', async () => {
    expect(await draft('звонок ООО Север завтра')).toContain('· ООО «Север»');
    expect(await draft('звонок АО Север завтра')).toContain('· АО «Север»');
    const asked = await say(bot.ivan, 'встреча с Севером завтра');
    expect(asked.text).toContain('С кем?');
    expect(buttonsOf(bot.ivan).join()).toMatch(/АО «Север».*ООО «Север»/);
    await press(bot.ivan, '🏢 ООО «Север»');
    expect(bot.ivan.last().text).toContain('· ООО «Север»');
    await press(bot.ivan, 'Отмена');
  });

  it('is known by phone and e-mail, which stay in the text', async () => {
    const called = await draft('позвонить +7 495 123-45-67 завтра в 12');
    expect(called).toContain('· ООО «Ромашка»');
    expect(called).toContain('Содержание: +7 495 123-45-67');
    expect(await draft('письмо info@romashka.ru завтра')).toContain('· ООО «Ромашка»');
  });

  it('is known with a typo, and the word stays in the text', async () => {
    const card = await draft('рамашка завтра 15-30 созвон');
    expect(card).toContain('· ООО «Ромашка»');
    expect(card).toContain('завтра 15:30');
    expect(card).toContain('Содержание: рамашка');
  });

  it('has all of its name taken out of the content, and nothing else', async () => {
    const card = await draft('День и ночь звонок завтра');
    expect(card).toContain('· День и ночь');
    expect(card).not.toContain('Содержание');
    expect(await draft('не дозвонился до Ромашки')).toContain('Содержание: не дозвонился');
    expect(await draft('email roses@nobody.example завтра')).toContain('Содержание: roses@nobody.example');
  });

  it('is not what it was about', async () => {
    const card = await draft('звонок клиенту завтра 10 о розах');
    expect(card).not.toContain('Роза ветров');
    expect(card).toContain('Содержание: клиенту завтра 10 о розах');
    expect(bot.faults).toEqual([]);
  });
});
