import excel from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVERYBODY } from '../../src/domain/rights.ts';
import type { ChatMessage } from '../../src/sandbox/index.ts';
import { startBot, type TestBot } from '../harness/bot.ts';
import { press, pressAll, say } from '../harness/phone.ts';

let bot: TestBot;
const now = new Date('2026-11-01T00:00:00Z');
beforeAll(async () => {
  bot = await startBot({ undisturbed: true });
  await bot.anna.start();
  await bot.anna.settled();
  await press(bot.anna, 'Москва');
  const fields = { phones: [], emails: [], addresses: [] };
  await bot.store.organizations.create({ ...fields, id: 'aster', name: 'ООО Астра', note: 'давно с нами' }, now);
  await bot.store.organizations.create({ ...fields, id: 'iris', name: 'АО Ирис', phones: ['+74957654300'] }, now);
});
afterAll(() => bot.stop());

const send = (name: string, text: string) => bot.anna.document({ bytes: Buffer.from(text), name, mime: 'text/csv' });
const preview = (name: string) =>
  bot.anna.sees(({ text, buttons }) => text.includes(name) && buttons.flat().includes('✖️ Отмена'));
const textOf = async ({ attachment }: ChatMessage) =>
  (await fetch(new URL(`/chat/files/${attachment?.file_id}`, bot.sandbox.url))).text();
const organizations = async (query: string) =>
  (await bot.store.organizations.search(EVERYBODY, query, 9)).map(({ name }) => name).toSorted();
const persons = () => bot.store.connection.collection('persons').countDocuments();

describe('an import of people as they are', () => {
  it('gives nobody the address of somebody else who shares a phone', async () => {
    const { anna } = bot;
    const line = (person: string, mail: string) => `ООО Левкой;${person};8 495 111-22-33;${mail}`;
    await send(
      'office.csv',
      [
        'Компания;ФИО;Телефон;Почта',
        line('Белов Олег', 'belov@levkoy.example'),
        line('Ким Анна', ''),
        line('Лис Пётр', 'lis@levkoy.example'),
      ].join('\n'),
    );
    await preview('office.csv');
    await press(anna, 'Импортировать: 3 строки');
    await anna.sees(/Добавлено: 1 клиент, 3 лица/);
    const [levkoy] = await bot.store.organizations.search(EVERYBODY, 'левкой', 1);
    const people = await bot.store.persons.of(EVERYBODY, levkoy?.id ?? '', 9);
    expect(people.map(({ name, emails, phones }) => [name, ...emails, ...phones])).toEqual([
      ['Белов Олег', 'belov@levkoy.example', '+74951112233'],
      ['Ким Анна', '+74951112233'],
      ['Лис Пётр', 'lis@levkoy.example', '+74951112233'],
    ]);
  });

  it('asks of what looks like somebody known, puts in what is decided, and gives the rest back', async () => {
    const { anna } = bot;
    await send('alike.csv', 'Компания;ИНН;Сайт\nАстра;;astra.example\nЗАО Астра;;\nИрис;;\nАстра;7707083893;\n');
    const shown = await preview('alike.csv');
    expect(shown.text).toContain('Похожи на известных: 4 строки');
    expect(shown.text).toContain('2 ❔ Астра · Похоже на: ООО Астра');
    const doubt = (await press(anna, /Похожие: решено 0 из 4/)).message;
    expect(doubt.text).toContain('В файле (2 строки, первая — 2):\n🏢 Астра');
    expect(doubt.text).toContain('Похоже на:\n🏢 ООО Астра');
    await press(anna, '✅ Тот же');
    expect((await press(anna, '➕ Другой')).message.text).toContain('🏢 Ирис');
    expect(anna.last().text).toContain('+7 495 765 43 00');
    await press(anna, '‹ Назад');
    expect(anna.last().buttons.flat()).toContain('❔ Похожие: решено 3 из 4');
    await press(anna, 'Импортировать: 3 строки');
    const back = await anna.sees(({ attachment }) => attachment?.name === 'refused.csv');
    expect(await textOf(back)).toBe('Компания;ИНН;Сайт;Причина возврата\nИрис;;;Похоже на: АО Ирис\n');
    expect(await bot.store.organizations.get(EVERYBODY, 'aster')).toMatchObject({
      site: 'astra.example',
      taxNumber: '7707083893',
    });
    expect(await organizations('астра')).toEqual(['ЗАО Астра', 'ООО Астра']);
    expect(await organizations('ирис')).toEqual(['АО Ирис']);

    // What came back is sent again as it is; the reason is not read.
    await send('again.csv', await textOf(back));
    expect((await preview('again.csv')).text).toContain('Не взято: Причина возврата');
    await press(anna, /Похожие: решено/);
    await press(anna, '➕ Другой');
    await press(anna, '‹ Назад');
    await press(anna, 'Импортировать: 1 строка');
    await anna.sees(/Добавлено: 1 клиент/, { after: back.message_id });
    expect(await organizations('ирис')).toEqual(['АО Ирис', 'Ирис']);
    expect(bot.faults).toEqual([]);
  });

  it('asks of each card that it would complete, where that is wanted', async () => {
    const { anna } = bot;
    const fields = { phones: [], emails: [], addresses: [] };
    await bot.store.organizations.create({ ...fields, id: 'lotus', name: 'ООО Лотос' }, now);
    await bot.store.organizations.create({ ...fields, id: 'mirt', name: 'ООО Мирт' }, now);
    await send('asked.csv', 'Компания;Сайт\nООО Лотос;lotus.example\nООО Мирт;mirt.example\nООО Кипрей;\n');
    await preview('asked.csv');
    await press(anna, 'Найденных дополнять');
    await press(anna, 'Найденных не трогать');
    await anna.sees(({ buttons }) => buttons.flat().includes('🔁 Дополнить карточки: решено 0 из 2'));
    await press(anna, 'Дополнить карточки: решено 0 из 2');
    expect(anna.last().text).toContain('ООО Лотос');
    expect(anna.last().text).toContain('lotus.example');
    await press(anna, '✅ Дополнить');
    expect(anna.last().text).toContain('mirt.example');
    await press(anna, '✖️ Не трогать');
    await press(anna, '‹ Назад');
    await press(anna, 'Импортировать: 3 строки');
    const report = await anna.sees(({ text }) => text.includes('asked.csv') && text.includes('Добавлено'));
    expect(report.text).toContain('Уже были: 2 строки, дополнено карточек: 1');
    expect(await bot.store.organizations.get(EVERYBODY, 'lotus')).toMatchObject({ site: 'lotus.example' });
    expect((await bot.store.organizations.get(EVERYBODY, 'mirt'))?.site).toBeUndefined();
  });

  it('asks once who is responsible instead of managers whom nobody knows', async () => {
    const { anna } = bot;
    await send('owners.csv', 'Компания;Ответственный\nЛаванда;Степан Неведомый\nМята;Степан Неведомый\n');
    const shown = await preview('owners.csv');
    expect(shown.text).toContain('Нет таких ответственных: Степан Неведомый');
    await press(anna, /Кто вместо них/);
    await pressAll(anna, new RegExp(bot.ivan.user.first_name), 'Импортировать: 2 строки');
    await anna.sees(/Добавлено: 2 клиента/);
    const [mint] = await bot.store.organizations.search(EVERYBODY, 'мята', 1);
    expect(mint?.manager).toBe(bot.ivan.user.id);
  });

  it('is undone as a whole: what is new and unused goes, what was changed is as it was, what is used stays', async () => {
    const { anna } = bot;
    const before = await persons();
    await send(
      'undo.csv',
      'Компания;ФИО;Телефон;Сайт;Примечание\nООО Астра;Гордеев Марк;+7 912 000-11-22;astra.new;позвонить\nООО Нарцисс;Дуров Глеб;+7 912 000-11-23;;\nООО Крокус;Ежов Илья;;;\n',
    );
    await preview('undo.csv');
    await press(anna, 'Импортировать: 3 строки');
    await anna.sees(/Добавлено: 2 клиента, 3 лица/);
    expect(await bot.store.organizations.get(EVERYBODY, 'aster')).toMatchObject({
      note: 'давно с нами\nСайт: astra.new\nпозвонить',
    });
    const [crocus] = await bot.store.organizations.search(EVERYBODY, 'крокус', 1);
    const operation = { key: 'mine', revision: 1, now };
    await bot.store.organizations.change(EVERYBODY, crocus?.id ?? '', operation, { note: 'важный' });
    await pressAll(anna, '↩️ Отменить импорт', '↩️ Отменить импорт');
    const report = await anna.sees(/Импорт отменён: undo\.csv/);
    expect(report.text).toContain('Удалено: 4 карточки, возвращено к прежнему: 1 карточка');
    expect(report.text).toContain('Осталось, потому что уже в деле: 1 карточка\n• ООО Крокус');
    expect(await organizations('нарцисс')).toEqual([]);
    expect(await organizations('крокус')).toEqual(['ООО Крокус']);
    expect(await persons()).toBe(before);
    expect(await bot.store.organizations.get(EVERYBODY, 'aster')).toMatchObject({ note: 'давно с нами' });
    expect(bot.faults).toEqual([]);
  });

  it('takes a workbook, its numbers as they look, also while the clients are open', async () => {
    const { anna } = bot;
    const book = new excel.Workbook();
    const sheet = book.addWorksheet('Контакты');
    sheet.addRow(['Выгрузка']);
    sheet.addRow([]);
    sheet.addRow(['Компания', 'ФИО', 'Телефон', 'ИНН', 'Дата рождения']);
    const row = sheet.addRow(['ООО Вереск', 'Жуков Лев', 79120001124, 274062111, new Date(Date.UTC(1990, 4, 7))]);
    row.getCell(4).numFmt = '0000000000';
    row.getCell(5).numFmt = 'dd.mm.yyyy';
    await say(anna, '/clients');
    await anna.document({
      bytes: Buffer.from(await book.xlsx.writeBuffer()),
      name: 'book.xlsx',
      mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    });
    expect((await preview('book.xlsx')).text).toContain('Книга Excel');
    await press(anna, 'Импортировать: 1 строка');
    await anna.sees(/Добавлено: 1 клиент, 1 лицо/);
    const [heather] = await bot.store.organizations.search(EVERYBODY, 'вереск', 1);
    expect(heather?.taxNumber).toBe('0274062111');
    const [lev] = await bot.store.persons.of(EVERYBODY, heather?.id ?? '', 1);
    expect(lev).toMatchObject({ phones: ['+79120001124'] });
    expect(heather?.note).toBe('Дата рождения: 07.05.1990');
    expect(bot.faults).toEqual([]);
  });

  it('tells how many pictures are left out', async () => {
    const { anna } = bot;
    const card = (name: string, more = '') => `BEGIN:VCARD\nFN:${name}\nTEL:+79120001131\n${more}END:VCARD\n`;
    const cards = `${card('Рябинин Лев', 'PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQ\n')}${card('Рябинина Ева')}`;
    await anna.document({ bytes: Buffer.from(cards), name: 'photo.vcf', mime: 'text/vcard' });
    expect((await preview('photo.vcf')).text).toContain('Фотографии не берутся: 1');
  });

  it('says what it cannot read, and offers to keep the file with a contact', async () => {
    const { anna } = bot;
    await anna.document({
      bytes: Buffer.from('просто письмо\nбез столбцов\n'),
      name: 'letter.txt',
      mime: 'text/plain',
    });
    const refused = await anna.sees(
      (one) => one.text.includes('letter.txt') && one.buttons.flat().includes('📎 К контакту'),
    );
    expect(refused.text).toContain('Не понял, где в файле');
    await press(anna, '📎 К контакту');
    expect(anna.last().text).toContain('letter.txt');
  });
});
