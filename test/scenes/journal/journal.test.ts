import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBot, type TestBot } from '../../harness/bot.ts';
import { buttonsOf, press, pressAll, row, say } from '../../harness/phone.ts';
import { addClients, contactMaker } from './journal-fixture.ts';

let bot: TestBot;

beforeAll(async () => {
  // Monday, noon in Moscow.
  bot = await startBot({ now: '2026-11-23T09:00:00Z', undisturbed: true });
  await addClients(bot);
  const contact = contactMaker(bot);
  // Mary's, so that it is not Ivan who is reminded in the middle of a test.
  const forgotten = { organization: 'acme', status: 'planned', content: 'Забыли' } as const;
  await contact({ organization: 'romashka', content: 'Обсудили договоры поставки' });
  await contact({ organization: 'acme', content: 'Discussed the contract', direction: 'incoming', channel: 'email' });
  await contact({
    organization: 'acme',
    status: 'planned',
    start: new Date('2026-11-23T12:00:00Z'),
    content: 'Встреча',
  });
  await contact({ ...forgotten, start: new Date('2026-11-23T06:00:00Z') }, bot.mary);
  await contact({ status: 'cancelled', content: 'Отменённая', start: new Date('2026-11-23T05:00:00Z') });
  await contact({ organization: 'romashka', content: 'Чужой' }, bot.mary);
  for (let day = 1; day <= 20; day++) {
    await contact({ content: `Ноябрь ${day}`, start: new Date(`2026-11-${String(day).padStart(2, '0')}T07:00:00Z`) });
  }
});
afterAll(() => bot.stop());

describe('/journal', () => {
  it('shows today, all clients and managers, by marks', async () => {
    const { ivan } = bot;
    await ivan.start();
    const card = await say(ivan, '/journal');
    if (process.env.SHOW) console.log(ivan.log());
    expect(card.text).toContain('сегодня, пн 23 нояб.');
    expect(card.text).toContain('Все клиенты');
    expect(card.text).toContain('Все менеджеры');
    expect(card.text).toContain('6 контактов');
    expect(card.text).toContain('1. 🟢 15:00 📞 Acme Ltd\n    Встреча\n');
    expect(card.text.match(/🔴 \d.*\n.*/g)).toEqual(['🔴 09:00 📞 Acme Ltd\n    Забыли']);
    expect(card.html).toMatch(/<s>⚪.*<\/s>\n {4}<s>Отменённая<\/s>/);
    expect(card.text.match(/⚪/g)).toHaveLength(1);
    // What has to be read is text; the buttons bear the numbers.
    expect(card.buttons[0]).toEqual(['1', '2', '3', '4', '5', '6']);
  });

  it('opens a contact and leads back', async () => {
    const { ivan } = bot;
    const opened = await press(ivan, row('Встреча'));
    expect(opened.message.text).toContain('Встреча');
    const back = await press(ivan, '‹ Назад');
    expect(back.message.text).toContain('Журнал');
  });

  it('turns pages of eight, back to the page that was left', async () => {
    const { ivan } = bot;
    await press(ivan, /Фильтры/);
    await press(ivan, 'Месяц');
    const card = await press(ivan, '✅ Показать');
    expect(card.message.text).toContain('26 контактов');
    await press(ivan, '›');
    expect(buttonsOf(ivan)).toContain('2 из 4');
    await press(ivan, row('Ноябрь 18'));
    await press(ivan, '‹ Назад');
    expect(buttonsOf(ivan)).toContain('2 из 4');
  });

  it('moves to the next and the previous period by arrows', async () => {
    const { ivan } = bot;
    await press(ivan, '▶️');
    const empty = ivan.last();
    expect(empty.text).toContain('декабрь 2026');
    expect(empty.text).toContain('Таких контактов нет.');
    await press(ivan, '◀️');
    expect(ivan.last().text).toContain('26 контактов');
  });

  it('puts the earliest first when asked to, and remembers it', async () => {
    const { ivan } = bot;
    await press(ivan, '↓ Сначала новые');
    expect(ivan.last().text).toMatch(/\n1\. .*\n {4}Ноябрь 1\n/);
    await say(ivan, '/journal');
    expect(ivan.last().text).toMatch(/\n1\. .*\n {4}Ноябрь 1\n/);
    await press(ivan, '↑ Сначала старые');
  });

  it('shows the fields that were chosen, cancelled ones struck out', async () => {
    const { ivan } = bot;
    await press(ivan, '☰ Поля');
    await press(ivan, '⬜ Менеджер');
    await press(ivan, '⬜ Состояние');
    await press(ivan, '☑️ Содержание');
    await press(ivan, '‹ Назад');
    const card = ivan.last();
    expect(card.text).toMatch(/1\. 🟢 сегодня 15:00 📞 Acme Ltd\n {4}Менеджер: Иван Петров · Состояние: Не выполнен/);
    expect(card.html).toContain('<s>Менеджер: Иван Петров');
    await press(ivan, '☰ Поля');
    await press(ivan, '☑️ Менеджер');
    await press(ivan, '☑️ Состояние');
    await press(ivan, '⬜ Содержание');
  });

  it('goes to the last page when the one asked for is beyond it, and takes no nonsense', async () => {
    const { ivan } = bot;
    const card = await say(ivan, '/journal');
    for (const data of [
      'j:page:999999',
      'j:page:x',
      'j:shift',
      'j:drop:nothing',
      'j:period:century',
      'jf:pick:types:x',
    ])
      await ivan.tapData(card.message_id, data);
    await ivan.tapData(card.message_id, 'j:page:50');
    await ivan.settled();
    expect(buttonsOf(ivan).some((label) => /^\d из \d$/.test(label))).toBe(true);
    expect(bot.faults).toEqual([]);
  });

  it('goes on beyond a thousand, and comes back to the page that was left there', async () => {
    const { ivan } = bot;
    const rows = bot.store.connection.collection<{ _id: string; start: Date }>('contacts');
    const one = await rows.findOne({ _id: 'c0' });
    const old = (n: number) => ({
      ...one,
      _id: `old${n}`,
      content: `Давно ${n}`,
      start: new Date(Date.UTC(2024, 0, 1, 0, -n)),
      end: new Date(Date.UTC(2024, 0, 1, 1, -n)),
    });
    await rows.insertMany(Array.from({ length: 1000 }, (_, n) => old(n)));
    await say(ivan, '/journal');
    await pressAll(ivan, /Фильтры/, 'Всё', '✅ Показать');
    expect(ivan.last().text).toContain('1000+ контактов');
    expect(buttonsOf(ivan)).toContain('1 из 125+');
    await ivan.tapData(ivan.last().message_id, 'j:page:124');
    await pressAll(ivan, '›');
    expect(ivan.last().text).toContain('1026 контактов');
    expect(buttonsOf(ivan)).toContain('126 из 129');
    await pressAll(ivan, row('Давно 981'), 'Изменить', 'Приоритет', 'Высокий', '‹ Назад', '‹ Назад');
    expect(buttonsOf(ivan)).toContain('126 из 129');
    await press(ivan, '‹');
    expect(buttonsOf(ivan)).toContain('125 из 125+');
    await rows.deleteMany({ content: /^Давно/ });
  });

  it('speaks English', async () => {
    const { mary } = bot;
    await mary.start();
    const card = await say(mary, '/journal');
    if (process.env.SHOW) console.log(mary.log());
    expect(card.text).toContain('today, Mon 23 Nov');
    expect(card.text).toContain('All clients · 🧑‍💼 All managers');
    expect(card.text).toContain('6 contacts');
    expect(buttonsOf(mary)).toContain('🔴 Overdue');
  });
});
