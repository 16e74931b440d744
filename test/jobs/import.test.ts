import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVERYBODY } from '../../src/domain/rights.ts';
import type { ChatMessage } from '../../src/sandbox/index.ts';
import { startBot, type TestBot } from '../harness/bot.ts';
import { press, pressAll } from '../harness/phone.ts';
import { killAt } from './kill.ts';

let bot: TestBot;
const now = new Date('2026-11-01T00:00:00Z');
beforeAll(async () => {
  bot = await startBot();
  await bot.anna.start();
  await bot.anna.settled();
  await press(bot.anna, 'Москва');
  await bot.ivan.start();
  await bot.store.organizations.create(
    { id: 'vector', name: 'АО «Вектор»', phones: [], emails: ['info@vector.ru'], addresses: [], site: 'old.ru' },
    now,
  );
});
afterAll(() => bot.stop());

const send = (name: string, bytes: Uint8Array) => bot.anna.document({ bytes, name, mime: 'text/csv' });
const textOf = async ({ attachment }: ChatMessage) =>
  (await fetch(new URL(`/chat/files/${attachment?.file_id}`, bot.sandbox.url))).text();
const found = async (query: string) =>
  (await bot.store.organizations.search(EVERYBODY, query, 5)).map(({ name }) => name);

describe('an import', () => {
  it('shows line by line what would come of a file, then does it, and gives the refused lines back', async () => {
    const { anna } = bot;
    const text = [
      'Компания;Контактное лицо;Телефон;Почта;Сайт;Цвет',
      'ООО «Гортензия»;Ольга Лис;8 926 555-44-33;olga@hort.ru;hort.ru;синий',
      '"Вектор";;8 495 765-43-21;info@vector.ru;new.ru;',
      'ООО «Гортензия»;Пётр Лис;8 926 555-44-34;;;',
      'Кривой;;не телефон;;;',
      ';;;;=cmd|calc;красный',
      '"Не закрыт;;;;;',
    ].join('\r\n');
    await send('clients.csv', iconv.encode(text, 'win1251'));
    const preview = await anna.sees(/Кодировка/);
    expect(preview.text).toContain('Кодировка: windows-1251, разделитель: «;»');
    expect(preview.text).toContain('Компания → Клиент');
    expect(preview.text).toContain('В примечание: Цвет');
    expect(preview.text).toContain('2 🆕 ООО «Гортензия» · Ольга Лис, +7 926 555 44 33');
    expect(preview.text).toContain('3 🔗 Вектор, +7 495 765 43 21 → АО «Вектор»');
    expect(preview.text).toContain('5 🆕 Кривой ✏️');
    expect(preview.text).toContain('Прочитано не всё: 1 строка');
    expect(preview.text).toContain('6 ⚠️ нет ни компании, ни лица');
    expect(preview.buttons.flat()).toContain('🆕 Новые 3');
    const { message } = await press(anna, 'С ошибкой 2');
    expect(message.text).not.toContain('Гортензия');
    expect(await found('гортензия')).toEqual([]);

    await press(anna, 'Импортировать: 4 строки');
    const file = await anna.sees((one) => one.attachment?.name === 'refused.csv');
    expect(file.text).toBe('Строки, которые не вошли. Исправьте и пришлите этот же файл.');
    expect(await textOf(file)).toBe(
      [
        'Компания;Контактное лицо;Телефон;Почта;Сайт;Цвет;Причина возврата',
        ";;;;'=cmd|calc;красный;нет ни компании, ни лица",
        '"""Не закрыт";;;;;;не закрыты кавычки',
        '',
      ].join('\n'),
    );
    const report = anna.messages().find(({ text: said }) => said.includes('Готово'));
    expect(report?.text).toContain('Добавлено: 2 клиента, 2 лица');
    expect(report?.text).toContain('Уже были: 1 строка, дополнено карточек: 1');
    expect(report?.text).toContain('Не вошло: 2 строки');

    expect(await found('гортензия')).toEqual(['ООО «Гортензия»']);
    const [garden] = await bot.store.organizations.search(EVERYBODY, 'гортензия', 1);
    const people = await bot.store.persons.of(EVERYBODY, garden?.id ?? '', 9);
    expect(people.map(({ name }) => name)).toEqual(['Ольга Лис', 'Пётр Лис']);
    // What was known stays; what was not is added, and what is told otherwise is in the note.
    expect(await bot.store.organizations.get(EVERYBODY, 'vector')).toMatchObject({
      name: 'АО «Вектор»',
      site: 'old.ru',
      phones: ['+74957654321'],
      note: 'Сайт: new.ru',
    });
    const [crooked] = await bot.store.organizations.search(EVERYBODY, 'кривой', 1);
    expect(crooked).toMatchObject({ phones: [], note: 'Телефон: не телефон' });
    expect(bot.faults).toEqual([]);
  });

  it('takes columns as they are told, with the preview drawn anew; headings that say nothing too', async () => {
    const { anna } = bot;
    const text = 'Компания;Комментарий;Прочее;Внутренний код\nПион;8 926 555-00-11;Роза Мимоза;7712345678\n';
    await send('columns.csv', Buffer.from(text));
    const guess = await anna.sees((one) => one.text.includes('columns.csv') && one.text.includes('Столбцы:'));
    expect(guess.text).toContain('Комментарий → Примечание');
    expect(guess.text).toContain('В примечание: Прочее, Внутренний код');
    const columns = (await press(anna, 'Столбцы')).message;
    expect(columns.text).toContain('2. Комментарий: «8 926 555-00-11»');
    expect(columns.buttons.flat()).toContain('3. Прочее → В примечание');
    expect((await pressAll(anna, /^2\. /, 'Телефон')).buttons.flat()).toContain('2. Комментарий → Телефон');
    await pressAll(anna, /^3\. /, '‹ Назад', /^3\. /, 'Лицо', /^4\. /, 'ИНН');
    await press(anna, '✅ Показать');
    const preview = await anna.sees(/Комментарий → Телефон/);
    expect(preview.text).toContain('2 🆕 Пион · Роза Мимоза, +7 926 555 00 11');
    await press(anna, 'Импортировать: 1 строка');
    await anna.sees(/Добавлено: 1 клиент, 1 лицо/, { after: preview.message_id });
    expect((await bot.store.persons.search(EVERYBODY, '+79265550011', 1))[0]?.name).toBe('Роза Мимоза');

    await send('strange.csv', Buffer.from('Кто;Куда\nЛандыш;8 926 555-00-12\n'));
    await anna.sees((one) => one.text.includes('strange.csv') && one.buttons.flat().includes('🔀 Столбцы'));
    await pressAll(anna, '🔀 Столбцы', /^1\. /, 'Клиент', /^2\. /, 'Телефон', '✅ Показать');
    await anna.sees(/2 🆕 Ландыш, \+7 926 555 00 12/);
    await press(anna, '🔀 Столбцы');
    await pressAll(anna, /^1\. /, 'Не брать', '✅ Показать');
    await anna.sees((one) => one.text.includes('strange.csv') && one.text.includes('Не понял, где в файле'));
    expect(bot.faults).toEqual([]);
  });

  it('takes the first line for a client where nothing names the columns, and the other way round by a tap', async () => {
    const { anna } = bot;
    await send('bare.csv', Buffer.from('Нарцисс;8 926 555-00-13;n@narciss.ru\nКрокус;;\n'));
    const guess = await anna.sees((one) => one.text.includes('bare.csv') && one.text.includes('Столбцы:'));
    expect(guess.text).toContain('1 → Клиент, 2 → Телефон, 3 → Почта');
    expect(guess.text).toContain('1 🆕 Нарцисс, +7 926 555 00 13');
    expect(guess.text).toContain('2 🆕 Крокус');
    expect((await press(anna, '🔀 Столбцы')).message.buttons.flat()).toContain('☐ В первой строке названия');
    await press(anna, /В первой строке названия/);
    const without = await anna.sees((one) => one.text.includes('bare.csv') && !one.text.includes('1 🆕'));
    expect(without.text).toContain('Нарцисс → Клиент');
    expect((await press(anna, '🔀 Столбцы')).message.buttons.flat()).toContain('☑ В первой строке названия');
    await press(anna, /В первой строке названия/);
    await anna.sees((one) => one.text.includes('bare.csv') && one.text.includes('1 🆕 Нарцисс'));

    // What names nothing is asked about; the first line is a client's if that is said, and is not lost.
    await send('unnamed.csv', Buffer.from('Тюльпан;опт\nЛютик;розница\n'));
    await anna.sees((one) => one.text.includes('unnamed.csv') && one.buttons.flat().includes('🔀 Столбцы'));
    await pressAll(anna, '🔀 Столбцы', /В первой строке названия/);
    await anna.sees(/1 🆕 Тюльпан/);
    expect(bot.faults).toEqual([]);
  });

  it('of the same file again adds nobody', async () => {
    const { anna } = bot;
    await send(
      'again.csv',
      Buffer.from('Компания;Контактное лицо;Телефон\nГортензия, ООО;Ольга Лис;8 926 555-44-33\n'),
    );
    const again = await anna.sees((one) => one.text.includes('again.csv') && one.text.includes('Столбцы:'));
    expect(again.buttons.flat()).toContain('🔗 Совпали 1');
    await press(anna, /Импортировать/);
    await anna.sees(/Уже были: 1 строка, дополнено карточек: 0/);
    expect(await found('гортензия')).toEqual(['ООО «Гортензия»']);
  });

  it('takes vCards', async () => {
    const { anna } = bot;
    const card = 'BEGIN:VCARD\nVERSION:3.0\nFN:Вера Клён\nORG:Клён\nTEL:+79260000001\nEMAIL:vera@klen.ru\nEND:VCARD\n';
    await anna.document({ bytes: Buffer.from(card), name: 'people.vcf', mime: 'text/vcard' });
    const shown = await anna.sees((one) => one.text.includes('people.vcf') && one.text.includes('🆕'));
    await press(anna, 'Импортировать: 1 строка');
    await anna.sees(/Добавлено: 1 клиент, 1 лицо/, { after: shown.message_id });
    expect((await bot.store.persons.search(EVERYBODY, 'vera@klen.ru', 1))[0]).toMatchObject({ name: 'Вера Клён' });
  });

  it('says in a line what is wrong with a file that is none', async () => {
    const { anna } = bot;
    await send('numbers.csv', Buffer.from('1;2\n3;4\n'));
    await anna.sees(/Не понял, где в файле/);
    await send('empty.csv', Buffer.from('Компания;Телефон\n\n;\n'));
    await anna.sees(/нет ни одной записи/);
  });

  it('is for supervisors and administrators only', async () => {
    const { ivan } = bot;
    await ivan.document({ bytes: Buffer.from('Компания\nТайная'), name: 'mine.csv', mime: 'text/csv' });
    await ivan.settled();
    expect(
      ivan
        .messages()
        .map(({ text }) => text)
        .join(),
    ).not.toContain('читаю');
    const imports = await bot.store.connection.collection<{ _id: string }>('imports').find().toArray();
    const answer = await ivan.tapData(ivan.last().message_id, `im:go:${imports[0]?._id}`);
    expect(answer.text).toBe('Этого уже нет.');
    await ivan.settled();
  });

  it('is finished after kill -9 in the middle, each line once', async () => {
    const { anna, store, db } = bot;
    const lines = Array.from({ length: 400 }, (_, n) => `Завод номер ${n};Человек ${n};+7926${String(1_000_000 + n)}`);
    await send('many.csv', Buffer.from(`Компания;Лицо;Телефон\n${lines.join('\n')}\n`));
    await anna.sees((one) => one.text.includes('many.csv') && one.buttons.flat().includes('🆕 Новые 400'), {
      timeout: 30_000,
    });
    const one = await store.connection.collection<{ _id: string }>('imports').findOne({ 'file.name': 'many.csv' });
    const params = { import: one?._id, name: 'many.csv' };
    await bot.restart(async () => {
      await store.jobs.add({ id: 'kill-import', kind: 'import', by: anna.user.id, params }, now);
      await killAt(db.uri, 200);
      const half = await store.connection.collection('organizations').countDocuments({ name: /^Завод/ });
      expect(half).toBeGreaterThanOrEqual(200);
      expect(half).toBeLessThan(400);
      bot.setNow(new Date(Date.now() + 60_000).toISOString());
    });
    await anna.sees(/Добавлено: 400 клиентов, 400 лиц/, { timeout: 30_000 });
    expect(await store.connection.collection('organizations').countDocuments({ name: /^Завод/ })).toBe(400);
    expect(await store.connection.collection('persons').countDocuments({ name: /^Человек/ })).toBe(400);
    expect(bot.faults).toEqual([]);
  }, 90_000);
});
