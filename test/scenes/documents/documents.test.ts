import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Viewer } from '../../../src/domain/rights.ts';
import { copyId } from '../../../src/store/files/files.ts';
import { startBot, type TestBot } from '../../harness/bot.ts';
import { buttonsOf, press, pressAll, row, say } from '../../harness/phone.ts';

let bot: TestBot;
let me: Viewer;
const now = new Date('2026-11-23T09:00:00Z');
beforeAll(async () => {
  bot = await startBot({ now: now.toISOString(), undisturbed: true });
  me = { id: bot.ivan.user.id, role: 'manager', ownOnly: false, access: 'active' };
  for (const [id, name] of [
    ['romashka', 'ООО «Ромашка»'],
    ['vector', 'АО «Вектор»'],
  ] as const) {
    await bot.store.organizations.create({ id, name, phones: [], emails: [], addresses: [] }, now);
  }
  await bot.ivan.start();
  await bot.mary.start();
});
afterAll(() => bot.stop());

const card = () => bot.ivan.messages().findLast(({ buttons }) => buttons.length > 0)?.text ?? '';

describe('the register of documents', () => {
  it('takes a document with type, number, date, amount, client and file', async () => {
    const { ivan } = bot;
    expect((await say(ivan, '/documents')).text).toContain('Документов пока нет');
    await pressAll(ivan, 'Новый документ', 'Договор');
    await say(ivan, 'Д-12/2026');
    await press(ivan, 'Дата');
    await say(ivan, '20.11.2026');
    await press(ivan, 'Сумма');
    await say(ivan, 'сто рублей');
    expect(ivan.last().text).toContain('Не похоже на сумму');
    await say(ivan, '1 500 000,50 €');
    expect(ivan.last().text).toContain('Валюта: EUR');
    await press(ivan, 'Клиент');
    await say(ivan, 'Ромашка');
    await press(ivan, 'ООО «Ромашка»');
    const sent = await ivan.document({ bytes: Buffer.from('pdf'), name: 'договор.pdf', mime: 'application/pdf' });
    await ivan.settled();
    await press(ivan, 'Сохранить');
    expect(card()).toContain('📄 Договор № Д-12/2026 от 20 нояб. 2026');
    expect(card()).toMatch(/Сумма: 1\s500\s000,50\s€/);
    expect(card()).toContain('Файл: договор.pdf');
    await press(ivan, '📎 Файл');
    expect(ivan.messages().some(({ from, attachment }) => from === 'bot' && attachment?.name === 'договор.pdf')).toBe(
      true,
    );
    // A copy of it is made like of every other file.
    const id = copyId(sent.document?.file_id ?? '');
    await vi.waitFor(async () => expect(await bot.store.files.get(id)).toBeDefined(), 10_000);
  });

  it('finds by a part of the number, and edits a field by one tap', async () => {
    const { ivan } = bot;
    expect((await say(ivan, '/documents 2026')).text).toContain('Д-12/2026');
    expect((await say(ivan, '/documents 777')).text).toContain('ничего не нашлось');
    await press(ivan, 'Найти');
    const found = await say(ivan, 'd12'.replace('d', 'д'));
    expect(found.text).toContain('Д-12/2026');
    await pressAll(ivan, row('Д-12'), 'Изменить', 'Номер');
    await say(ivan, 'Д-13/2026');
    expect(card()).toContain('№ Д-13/2026');
    await pressAll(ivan, 'Изменить', 'Валюта', 'USD');
    expect(card()).toContain('$');
    await pressAll(ivan, 'Изменить', 'Дата', 'Назад');
    expect(card()).toContain('№ Д-13/2026');
  });

  it('takes a plain amount in the currency of the latest document, and none with words left over', async () => {
    const { ivan } = bot;
    await say(ivan, '/documents');
    await pressAll(ivan, 'Новый документ', 'Договор');
    await say(ivan, 'Д-20');
    await press(ivan, 'Сумма');
    expect((await say(ivan, '1,5 попугая')).text).toContain('Не похоже на сумму');
    const draft = await say(ivan, '1.5m');
    expect(draft.text).toMatch(/Сумма: 1\s500\s000/);
    expect(draft.text).toContain('Валюта: USD');
    await press(ivan, 'Отмена');
  });

  it('leads to a contact about the document, and to all contacts of its client', async () => {
    const { ivan } = bot;
    await say(ivan, '/documents 13');
    await pressAll(ivan, row('Д-13'), '📒 Новый контакт');
    await press(ivan, '⬅️📞 Звонок');
    await say(ivan, 'Спросили про договор');
    await press(ivan, 'Сохранить');
    await press(ivan, 'Открыть');
    expect(card()).toContain('Документы: № Д-13/2026');
    await pressAll(ivan, '⋯ Ещё', 'Документы (1)', row('Д-13'), 'Контакты по документу');
    expect(ivan.last().text).toContain('Спросили про');
    await pressAll(ivan, 'Назад', 'Все контакты клиента');
    expect(ivan.last().text).toContain('Спросили про');
  });

  it('leafs through what was found by a number longer than a button carries, each once', async () => {
    const { ivan, store } = bot;
    const numbers = ['А', 'Б'].flatMap((letter) =>
      Array.from({ length: 10 }, (_, n) => `Договор поставки-${letter} ${n}`),
    );
    for (const [index, number] of numbers.entries())
      await store.documents.create({ id: `leaf-${index}`, number, author: 1 }, new Date(now.getTime() + index * 1000));
    await say(ivan, '/documents Договор поставки-А');
    const seen: string[] = [];
    const pages = Number(/1 из (\d+)/.exec(buttonsOf(ivan).join())?.[1]);
    for (let page = 1; page <= pages; page++) {
      seen.push(...(ivan.last().text.match(/(?<=\d\. 📄 ).*/g) ?? []));
      await press(ivan, '›');
    }
    expect(seen.length).toBeGreaterThanOrEqual(10);
    expect(new Set(seen).size).toBe(seen.length);
    for (let n = 0; n < 10; n++) expect(seen.join()).toContain(`Договор поставки-А ${n}`);
    for (let index = 0; index < numbers.length; index++) {
      const operation = { key: 'gone', revision: 1, now };
      await store.documents.change(me, `leaf-${index}`, operation, { removed: { at: now, by: me.id } });
    }
  });

  it('takes a document created from a contact, its type chosen from the list; a contact may have several', async () => {
    const { ivan } = bot;
    await say(ivan, '/documents 13');
    await pressAll(ivan, row('Д-13'), 'Контакты по документу', row('Спросили про'));
    await pressAll(ivan, '⋯ Ещё', 'Создать документ', /^Счёт$/);
    await say(ivan, '77');
    await press(ivan, 'Сохранить');
    expect(card()).toContain('Документы: № Д-13/2026, № 77');
    await pressAll(ivan, '⋯ Ещё', 'Документы (2)');
    expect(ivan.last().text).toMatch(/Счёт № 77.*\n.*ООО «Ромашка»/);
    await pressAll(ivan, 'Назад', '⋯ Ещё', 'История');
    expect(card()).toContain('Документы: № Д-13/2026 → № Д-13/2026, № 77');
  });

  it('shows others only what belongs to their clients, with "own only" set', async () => {
    const { mary } = bot;
    await bot.store.documents.create({ id: 'vec', number: 'V-1', organization: 'vector', author: me.id }, now);
    await bot.store.documents.create({ id: 'hers', number: 'M-1', author: mary.user.id }, now);
    await bot.store.connection.models.User?.updateOne({ _id: mary.user.id }, { ownOnly: true });
    await bot.store.connection.models.Organization?.updateOne({ _id: 'vector' }, { manager: mary.user.id });
    const list = await say(mary, '/documents');
    expect(list.text).toContain('2 documents');
    expect(list.text).toContain('V-1');
    expect(list.text).toContain('M-1');
    const shown = list.message_id;
    const [forged] = (await bot.store.documents.byNumber(me, '13', 1)).map(({ id }) => id);
    for (const action of ['open', 'file', 'edit', 'new', 'contacts']) {
      expect((await mary.tapData(shown, `doc:${action}:${forged}`)).text).toBe('There is no such document.');
    }
    expect((await say(mary, '/documents Д')).text).toContain('Nothing found');
    expect(bot.faults).toEqual([]);
  });

  it('tells the second of two editors', async () => {
    const { ivan } = bot;
    const { documents } = bot.store;
    const [seen] = await documents.byNumber(me, '77', 1);
    await say(ivan, '/documents 77');
    await pressAll(ivan, row('77'), 'Изменить', 'Номер');
    await documents.change(me, seen?.id ?? '', { key: 'k', revision: seen?.revision ?? 0, now }, { number: '78' });
    await say(ivan, '79');
    expect(ivan.messages().some(({ text }) => text.includes('Документ только что изменил кто-то ещё'))).toBe(true);
    expect(card()).toContain('№ 78');
    if (process.env.SHOW) console.log(ivan.log());
  });

  it('leads back to what was found, takes a document out and brings it back', async () => {
    const { ivan, mary } = bot;
    await bot.store.connection
      .collection<{ _id: number }>('users')
      .updateOne({ _id: mary.user.id }, { $set: { ownOnly: false, zone: 'America/New_York' } });
    await say(ivan, '/documents № 13/20');
    await pressAll(ivan, row('Д-13'), '‹ Назад');
    expect(ivan.last().text).toContain('Номер содержит «№ 13/20»');
    await pressAll(ivan, row('Д-13'), 'Удалить');
    expect(ivan.last().text).toContain('Удалить документ из реестра?');
    await press(ivan, '🗑 Удалить');
    expect(ivan.last().html).toContain('<s>');
    const removed = ivan.last().message_id;
    await say(ivan, '/documents Д-13');
    expect(ivan.last().text).toContain('ничего не нашлось');
    const back = ivan
      .messages()
      .find((message) => message.message_id === removed)
      ?.data.flat()[0];
    await ivan.tapData(removed, back ?? '');
    await ivan.settled();
    await say(ivan, '/documents Д-13');
    await press(ivan, row('Д-13'));
    // A contract bears its date, wherever it is read.
    expect(ivan.last().text).toContain('от 20 нояб. 2026');
    await say(mary, '/documents 13/2026');
    await press(mary, row('Д-13'));
    expect(mary.last().text).toContain('of 20 Nov 2026');
    expect(bot.faults).toEqual([]);
  });

  it('are narrowed by type, client and period, and a card leads back to that', async () => {
    const { ivan, store } = bot;
    const [, second] = await store.dictionaries.list('documentType');
    const day = (iso: string) => new Date(`${iso}T00:00:00Z`);
    const of = { organization: 'romashka', author: me.id, ...(second && { type: second.id }) };
    await store.documents.create({ id: 'nov', number: 'N-11', date: day('2026-11-30'), ...of }, now);
    await store.documents.create({ id: 'oct', number: 'N-10', date: day('2026-10-31'), ...of }, now);
    await store.documents.create({ id: 'other', number: 'N-99', author: me.id, date: day('2026-11-02') }, now);
    await say(ivan, '/documents');
    await pressAll(ivan, 'Тип', second?.name.ru ?? '');
    expect(ivan.last().text).not.toContain('N-99');
    await press(ivan, '🏢 Клиент');
    await say(ivan, 'Ромашка');
    await press(ivan, /Ромашка/);
    await pressAll(ivan, 'Период', /^ноябрь/i);
    expect(ivan.last().text).toContain('N-11');
    expect(ivan.last().text).not.toContain('N-10');
    await pressAll(ivan, row('N-11'), '‹ Назад', '◀️');
    expect(ivan.last().text).toContain('N-10');
    expect(ivan.last().text).not.toContain('N-11');
    await press(ivan, /✖️ октябрь/i);
    expect(ivan.last().text).toContain('N-11');
    expect(ivan.last().text).not.toContain('N-99');
  });

  it('are listed for a client, and another is added there', async () => {
    const { ivan } = bot;
    await ivan.start('o_romashka');
    await ivan.settled();
    await press(ivan, 'Документы');
    expect(ivan.last().text).toContain('Документы: ООО «Ромашка»');
    await pressAll(ivan, row('Д-13'), '‹ Назад');
    expect(ivan.last().text).toContain('Документы: ООО «Ромашка»');
    await pressAll(ivan, 'Новый документ', 'Счёт');
    expect(ivan.last().text).toContain('ООО «Ромашка»');
    await press(ivan, 'Отмена');
    await ivan.tapData(ivan.last().message_id, 'doc:client:none:x');
    for (const data of ['doc:removed:x:1', 'doc:undo:', 'doc:remove:x', 'doc:client::', 'doc:add:zzz'])
      await ivan.tapData(ivan.last().message_id, data);
    await ivan.settled();
    expect(bot.faults).toEqual([]);
  });
});
