import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContactFields } from '../../src/domain/contact/contact.ts';
import type { Letter } from '../../src/domain/letter/letter.ts';
import { EVERYBODY } from '../../src/domain/rights.ts';
import { startBot, type TestBot } from '../harness/bot.ts';
import { buttonsOf, press, say } from '../harness/phone.ts';
import { killAt } from './kill.ts';

let bot: TestBot;
const now = new Date('2026-11-23T09:00:00Z');
beforeAll(async () => {
  bot = await startBot();
  await bot.anna.start();
  await bot.ivan.start();
});
afterAll(() => bot.stop());

const organization = (id: string, name: string, more: object = {}) =>
  bot.store.organizations.create({ id, name, phones: [], emails: [], addresses: [], ...more }, now);
const call = (more: Partial<ContactFields>): ContactFields => ({
  status: 'happened',
  start: now,
  channel: 'phone',
  direction: 'incoming',
  manager: bot.ivan.user.id,
  priority: 'medium',
  state: 1,
  documents: [],
  analytics: [],
  ...more,
});

const letter = (id: string, more: Partial<Letter>): Letter => ({
  id,
  from: { name: 'Анна', address: 'anna@iris.example' },
  to: [],
  subject: id,
  deliveredAt: now,
  text: '',
  files: [],
  references: [],
  size: 1,
  places: [],
  state: 'new',
  readers: [],
  pushes: [],
  marks: [],
  ...more,
});

describe('a merge', () => {
  it('is shown before it is made, and makes two cards one', async () => {
    const { anna, store } = bot;
    await organization('big', 'ООО «Ромашка»', { phones: ['+74951234567'], taxNumber: '7701234567' });
    await organization('small', 'Ромашка ООО', { phones: ['+74957654321'], emails: ['a@romashka.ru'], taxNumber: '1' });
    await store.persons.create({ id: 'p1', name: 'Пётр', organization: 'small', phones: [], emails: [] }, now);
    await store.contacts.create(EVERYBODY, 'c1', call({ organization: 'small' }), { now });
    await store.documents.create({ id: 'd1', number: '7', organization: 'small', author: 1 }, now);

    await anna.start('o_big');
    await anna.settled();
    await press(anna, 'Объединить');
    const { message: preview } = await press(anna, 'Ромашка ООО');
    expect(preview.text).toContain('Останется: ООО «Ромашка»');
    expect(preview.text).toContain('Вольётся: Ромашка ООО');
    expect(preview.text).toContain('7701234567');
    expect(preview.text).toContain('a@romashka.ru');
    expect(preview.text).toContain('Перейдёт: 1 контакт, 1 лицо, 1 документ');
    await press(anna, 'Поменять местами');
    expect(anna.last().text).toContain('Останется: Ромашка ООО');
    await press(anna, 'Поменять местами');
    expect(preview.text).toContain('ИНН: 1');
    const { message: doubt } = await press(anna, '🧬 Объединить');
    expect(doubt.text).toContain('разные ИНН: 7701234567 и 1');
    await press(anna, 'Всё равно объединить');
    const report = await anna.sees('Теперь это одна карточка: ООО «Ромашка»');
    expect(report.text).toContain('Перешло: 1 контакт, 1 лицо, 1 документ');
    expect(anna.messages().filter(({ text }) => text.includes('Объединяю'))).toEqual([]);
    await press(anna, /Открыть/);
    expect(anna.last().text).toContain('+7 495 765 43 21');
    // The old card's link leads to the new card.
    await anna.start('o_small');
    await anna.settled();
    expect(anna.last().text).toContain('ООО «Ромашка»');
    const { taxNumber, note = '' } = (await store.organizations.get(EVERYBODY, 'big')) ?? {};
    expect([taxNumber, note.split('\n')]).toEqual(['7701234567', ['Записан также как: Ромашка ООО', 'ИНН: 1']]);
    expect((await store.contacts.get(EVERYBODY, 'c1'))?.organization).toBe('big');
    expect((await store.persons.get(EVERYBODY, 'p1'))?.organization).toBe('big');
    expect(bot.faults).toEqual([]);
  });

  it('takes the value that the manager chooses, and keeps the other one in the note', async () => {
    const { anna, store } = bot;
    await organization('pick-1', 'ООО «Тополь»', { site: 'topol.example' });
    await organization('pick-2', 'Тополь Плюс', { site: 'plus.example' });
    await anna.start('o_pick-1');
    await anna.settled();
    await press(anna, 'Объединить');
    await press(anna, 'Тополь Плюс');
    await press(anna, '○ Название: взять второе');
    expect(anna.last().text).toContain('Что получится:\nТополь Плюс');
    await press(anna, '○ Сайт: взять второе');
    await press(anna, '● Название: взять второе');
    expect(anna.last().text).toContain('Что получится:\nООО «Тополь»');
    await press(anna, '🧬 Объединить');
    await anna.sees('Теперь это одна карточка: ООО «Тополь»');
    expect(await store.organizations.get(EVERYBODY, 'pick-1')).toMatchObject({
      name: 'ООО «Тополь»',
      site: 'plus.example',
      note: 'Записан также как: Тополь Плюс\nСайт: topol.example',
    });
  });

  it('is made when it is ordered again after it has failed', async () => {
    const { anna, store } = bot;
    await organization('again-1', 'Астра');
    await organization('again-2', 'Астра Плюс', { phones: ['+74950000003'] });
    const order = async () => {
      await anna.start('o_again-1');
      await anna.settled();
      await anna.tapData(anna.last().message_id, 'mg:go:o:again-1:again-2');
      await anna.settled();
    };
    // While the index stands, the phone of the one is not given to the other.
    const organizations = store.connection.collection('organizations');
    const partialFilterExpression = { phones: '+74950000003' };
    const index = await organizations.createIndex(
      { phones: 1 },
      { name: 'again', unique: true, partialFilterExpression },
    );
    await order();
    await expect.poll(() => bot.faults.length).toBe(1);
    bot.faults.splice(0);
    await organizations.dropIndex(index);
    await store.connection
      .collection('jobs')
      .updateOne({ 'params.loser': 'again-2' }, { $set: { outcome: 'failed', due: null, lease: null } });
    await order();
    await anna.sees('Теперь это одна карточка: Астра');
    expect((await store.organizations.get(EVERYBODY, 'again-2'))?.phones).toEqual(['+74950000003']);
  });

  it('is for supervisors and administrators only', async () => {
    const { ivan } = bot;
    await organization('x1', 'Икс Первый');
    await organization('x2', 'Икс Второй');
    await ivan.start('o_x1');
    await ivan.settled();
    expect(buttonsOf(ivan).join()).not.toContain('Объединить');
    const answer = await ivan.tapData(ivan.last().message_id, 'mg:go:o:x1:x2');
    expect(answer.text).toBe('Нет доступа.');
    await ivan.settled();
    expect((await bot.store.organizations.get(EVERYBODY, 'x2'))?.id).toBe('x2');
  });

  it('suggests entries with an equal phone or name', async () => {
    const { anna } = bot;
    await organization('y1', 'Тюльпан', { phones: ['+74950000001'] });
    await organization('y2', 'Тюльпан и партнёры', { phones: ['+74950000001'] });
    await organization('z1', 'ООО «Пион»');
    await organization('z2', 'Пион, ООО');
    await say(anna, '/clients');
    await press(anna, 'Дубликаты');
    expect(buttonsOf(anna)).toContain('Тюльпан × 2 · телефон');
    expect(buttonsOf(anna)).toContain('ООО «Пион» × 2 · название');
    const { message } = await press(anna, 'Тюльпан × 2 · телефон');
    expect(message.text).toContain('Вольётся: Тюльпан и партнёры');
  });

  it('makes the letters of the one that goes those of who is responsible from then on', async () => {
    const { anna, ivan, mary, store } = bot;
    const [before, after] = [ivan.user.id, mary.user.id];
    await organization('iris', 'Ирис', { manager: before });
    await organization('iris-2', 'Ирис Второй', { manager: after });
    await organization('iris-3', 'Ирис Третий', { manager: after });
    await store.letters.addAll([letter('iris-letter', { organization: 'iris' })], now);
    await store.staff.setOwnOnly(EVERYBODY, before, true);
    const reads = async (id: number) =>
      (await store.letters.get({ ...EVERYBODY, id, role: 'manager' }, 'iris-letter')) !== undefined;
    expect([await reads(before), await reads(after)]).toEqual([true, false]);

    // The second merge leads on what the first one has led over.
    for (const [winner, loser] of [
      ['iris-2', 'iris'],
      ['iris-3', 'iris-2'],
    ]) {
      await anna.start(`o_${winner}`);
      await anna.settled();
      await anna.tapData(anna.last().message_id, `mg:go:o:${winner}:${loser}`);
      await anna.sees(`Теперь это одна карточка: ${(await store.organizations.get(EVERYBODY, winner ?? ''))?.name}`);
    }
    expect([await reads(before), await reads(after)]).toEqual([false, true]);
    // With "own only" the one before sees the client no more, for he has no contacts with it.
    await ivan.start('o_iris');
    await ivan.settled();
    expect(ivan.last().text).not.toContain('Ирис');
    await store.staff.setOwnOnly(EVERYBODY, before, false);
    expect(bot.faults).toEqual([]);
  });

  it('is finished after kill -9 in the middle, and never seen half done', async () => {
    const { store, db } = bot;
    await organization('win', 'Гвоздика');
    await organization('lose', 'Гвоздика Плюс', { phones: ['+74950000002'] });
    const rows = Array.from({ length: 1000 }, (_, n) => ({
      _id: `k${n}`,
      ...call({ organization: 'lose' }),
      end: now,
      root: `k${n}`,
      author: 1,
      createdAt: now,
      revision: 1,
      live: true,
      stems: [],
      operations: [],
      history: [],
    }));
    await store.connection.collection<{ _id: string }>('contacts').insertMany(rows);
    const params = { kind: 'o', winner: 'win', loser: 'lose', name: 'Гвоздика' };
    await bot.restart(async () => {
      await store.jobs.add({ id: 'kill-merge', kind: 'merge', by: bot.anna.user.id, params }, now);
      await killAt(db.uri, 400);

      // In the middle: half of them carry the old id, and nobody can tell.
      const left = await store.connection.collection('contacts').countDocuments({ organization: 'lose' });
      expect(left).toBeGreaterThan(0);
      expect(left).toBeLessThan(1000);
      const whose = { organization: await store.organizations.aliases('win') };
      expect((await store.clientContacts.list(EVERYBODY, whose, 0, 8)).count).toBe(1000);
      expect((await store.organizations.named(['lose'])).get('lose')).toBe('Гвоздика');

      bot.setNow(new Date(Date.now() + 60_000).toISOString());
    });
    await bot.anna.sees('Теперь это одна карточка: Гвоздика');
    const contacts = store.connection.collection('contacts');
    expect(await contacts.countDocuments({ organization: 'lose' })).toBe(0);
    expect(await contacts.countDocuments({ organization: 'win' })).toBe(1000);
    expect((await store.organizations.get(EVERYBODY, 'win'))?.phones).toEqual(['+74950000002']);
    expect(bot.faults).toEqual([]);
  });
});
