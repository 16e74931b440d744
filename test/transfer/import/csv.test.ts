import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../src/transfer/import/decode.ts';
import { readText } from '../../../src/transfer/import/read.ts';
import type { ClientRecord, RefusedLine } from '../../../src/transfer/import/record.ts';

function read(text: string, country: 'RU' | 'US' | undefined = 'RU') {
  const { about, refusal, lines } = readText(Buffer.from(text), 'table', { country, language: 'ru' });
  const all = [...lines];
  return {
    ...about,
    refusal,
    records: all.flatMap((one): ClientRecord[] => ('record' in one ? [one.record] : [])),
    refused: all.flatMap((one): RefusedLine[] => ('refused' in one ? [one.refused] : [])),
  };
}

const fieldsOf = (headings: string[], ...rows: string[][]) =>
  read([headings, ...rows].map((row) => row.map((cell) => `"${cell}"`).join(';')).join('\n')).plan?.columns.map(
    ({ field }) => field,
  );

describe('a table of clients in a text', () => {
  it('tells a value out of each column, the first there is', () => {
    const text = 'Компания;Телефон;Прочее\n;84951234567;\nРомашка;"8 926";\n';
    expect(read(text).plan?.samples).toEqual(['Ромашка', '84951234567', '']);
  });

  it.each([
    [';', 'Компания;Телефон;Почта\nРомашка;8 495 123-45-67;a@romashka.ru'],
    [',', 'Company,Phone,E-mail\nРомашка,+7 495 123-45-67,A@Romashka.ru'],
    ['\t', 'Клиент\tТел.\tE-mail\nРомашка\t(495) 123-45-67\ta@romashka.ru'],
    ['|', 'Клиент|Тел.|E-mail\nРомашка|(495) 123-45-67|a@romashka.ru'],
    [';', 'sep=;\r\nКомпания;Телефон;Почта\r\nРомашка;84951234567;a@romashka.ru\r\n'],
    [';', 'Компания;Телефон;Почта\rРомашка;84951234567;a@romashka.ru\r'],
  ])('is read whatever cuts its columns and lines (%j)', (cut, text) => {
    const { delimiter, records, refused } = read(text);
    expect(refused).toEqual([]);
    expect(delimiter).toBe(cut);
    expect(records).toMatchObject([{ organization: 'Ромашка', phones: ['+74951234567'], emails: ['a@romashka.ru'] }]);
  });

  it('takes quotes, line breaks and delimiters within them, and doubled quotes', () => {
    const { records } = read(
      'Компания;Примечание;Телефон\n"ООО ""Ромашка""";"две\nстроки; и точка";\n"Вектор";;"8 912 345-67-89"',
    );
    expect(records).toMatchObject([
      { line: 2, organization: 'ООО "Ромашка"', note: 'две\nстроки; и точка' },
      { line: 4, organization: 'Вектор', phones: ['+79123456789'] },
    ]);
  });

  it('takes a note of many lines, and quotes in it', () => {
    const note = Array.from({ length: 120 }, (_, n) => `строка ${n}, "важно"`).join('\n');
    const { records } = read(`Компания;Примечание\nДуб;"${note.replaceAll('"', '""')}"\nКлён;ok\n`);
    expect(records).toMatchObject([
      { line: 2, organization: 'Дуб', note },
      { line: 122, organization: 'Клён', note: 'ok' },
    ]);
  });

  it('takes quotes in the middle of a name as they are', () => {
    expect(read('Компания;Сайт\nООО "Ромашка";r.ru\nЗАО "Вектор;v.ru\n"Дуб" ООО;d.ru').records).toMatchObject([
      { organization: 'ООО "Ромашка"', site: 'r.ru' },
      { organization: 'ЗАО "Вектор', site: 'v.ru' },
      { organization: '"Дуб" ООО', site: 'd.ru' },
    ]);
  });

  it('refuses a broken line by its number and takes the rest; no value is a reason to refuse', () => {
    const rest = Array.from({ length: 100 }, (_, n) => `Клиент ${n};`).join('\n');
    const { records, refused } = read(
      `Компания;Телефон;Примечание\nПервый;\n"Не закрыто;1\nТретий;не телефон\n;\n;;пусто\n${rest}\nИтого;101`,
    );
    expect(refused).toEqual([
      { line: 3, reason: 'brokenQuotes' },
      { line: 6, reason: 'noName' },
      { line: 107, reason: 'total' },
    ]);
    expect(records).toHaveLength(102);
    expect(records[1]).toMatchObject({
      organization: 'Третий',
      phones: [],
      note: 'Телефон: не телефон',
      unread: [{ what: 'phone', text: 'не телефон' }],
    });
    expect(records.at(-1)?.line).toBe(106);
  });

  it('knows somebody by a way to be reached where no name is told', () => {
    expect(read('Name,E-mail,Phone\n,ann@acme.example,\n').records).toMatchObject([
      { person: 'ann@acme.example', emails: ['ann@acme.example'], unread: [{ what: 'name' }] },
    ]);
  });

  it('takes parts of a name, several phones, and a short or long row', () => {
    const { records } = read(
      'Фамилия;Имя;Отчество;Компания;Мобильный;Рабочий телефон\nКим;Роман;Ли;Вектор;89123456789, 89123456780;\nЛис;Ольга\nДуб;Иван;;Дуб;;;лишнее;ещё',
    );
    expect(records).toMatchObject([
      {
        person: 'Ким Роман Ли',
        organization: 'Вектор',
        phones: ['+79123456789;label=Мобильный', '+79123456780;label=Мобильный'],
      },
      { person: 'Лис Ольга' },
      { person: 'Дуб Иван', organization: 'Дуб', note: 'лишнее\nещё' },
    ]);
  });

  it('takes no heading for what only looks like one', () => {
    const headings = ['Компания', 'ФИО контакта', 'Адрес сайта', 'Последний контакт', 'Примечание к телефону', 'Company Size', 'Phone Ext', 'Номер договора', 'Реквизиты: ИНН', 'ИНН банка', 'Комментарий менеджера']; // biome-ignore format: one list
    const expected = ['organization', 'person', 'site', 'rest', 'note', 'rest', 'rest', 'rest', 'taxNumber', 'rest', 'note']; // biome-ignore format: one list
    expect(fieldsOf(headings, ['a', 'b b', 'c.ru', 'd', 'e', '5', '12', '7', '7707083893', '1', 'f'])).toEqual(
      expected,
    );
  });

  it('passes over titles above the headings', () => {
    const { plan, records } = read(
      'Список покупателей;;;\nна 1 ноября;;;\n;;;\nНаименование;ИНН;Телефон;Почта\nПихта ООО;7707083893;;a@b.ru\n',
    );
    expect(plan).toMatchObject({ skip: 4, titles: 3, profile: { name: '1С' } });
    expect(records).toMatchObject([{ line: 5, organization: 'Пихта ООО', taxNumber: '7707083893' }]);
  });

  it('takes the first line for a client where it is one, or where somebody says so', () => {
    const text = 'ООО "Ромашка";опт;8 495 123-45-67;A@romashka.ru\nВектор;;;\n';
    const { plan, records } = read(text);
    expect(plan).toMatchObject({ headless: true });
    expect(plan?.columns.map(({ field }) => field)).toEqual(['organization', 'rest', 'phone', 'email']);
    expect(records).toMatchObject([
      { line: 1, organization: 'ООО "Ромашка"', phones: ['+74951234567'], emails: ['a@romashka.ru'], note: 'опт' },
      { line: 2, organization: 'Вектор' },
    ]);
    const told = readText(Buffer.from(text), 'table', { headless: false });
    expect(told.about.plan).toMatchObject({ headless: false, skip: 1 });
    // Headings are told by one of them; a file that names none has to be asked about.
    expect(read('Компания;8 495 123-45-67\n').plan).toMatchObject({ headless: false });
    expect(read('Кто;Куда\n').refusal).toBe('noHeadings');
  });

  it('says why a file cannot be read at all', () => {
    expect(read('').refusal).toBe('empty');
    expect(read('\n\n').refusal).toBe('empty');
    expect(read('1;2;3\n4;5;6').refusal).toBe('noHeadings');
  });

  it('does not read the reason again that a line was given back for', () => {
    expect(read('Компания;Причина возврата\nДуб;похоже на: Дубок\n').records).toEqual([
      { line: 2, organization: 'Дуб', phones: [], emails: [] },
    ]);
  });

  it('never throws, whatever it is given, and tells true line numbers', () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('"', '""', ';', '\n', '\r\n', 'a"b', '"x"y'));
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 60 }), (parts) => {
        const text = `Компания;Примечание\n${parts.join('')}`;
        const { records, refused } = read(text);
        const lines = text.replace(/\r\n?/g, '\n').split('\n').length;
        for (const { line } of [...records, ...refused]) expect(line).toBeLessThanOrEqual(lines);
      }),
      { numRuns: 200 },
    );
  });
});

describe('headings', () => {
  it.each([
    ['Контактный телефон', 'phone'],
    ['Почтовый адрес', 'address'],
    ['Адрес электронной почты', 'email'],
    ['Ответственный менеджер', 'manager'],
    ['Контактное лицо', 'person'],
    ['Юридическое лицо', 'organization'],
    ['Наименование организации', 'organization'],
    ['E-mail 1 - Value', 'email'],
    ['E-mail 1 - Type', 'rest'],
    ['Organization 1 - Name', 'organization'],
    ['Tax number', 'taxNumber'],
    ['Job title', 'position'],
    ['Цвет глаз', 'rest'],
    ['Дата создания', 'rest'],
    ['Тип клиента', 'rest'],
    ['Account owner', 'rest'],
    ['Number of employees', 'rest'],
    ['Отдел', 'rest'],
    ['Банк клиента', 'rest'],
    ['Контакт Skype', 'rest'],
  ])('%s names %s', (heading, field) => {
    expect(fieldsOf([heading])).toEqual([field]);
  });

  it('understands a bare name by what stands beside it', () => {
    expect(fieldsOf(['Name', 'Phone'])).toEqual(['organization', 'phone']);
    expect(fieldsOf(['Company', 'Name'])).toEqual(['organization', 'person']);
    expect(fieldsOf(['Фамилия', 'Имя'])).toEqual(['lastName', 'firstName']);
  });

  it('takes one best column for a field that holds one value', () => {
    expect(fieldsOf(['Клиент (код)', 'Компания', 'Компания плательщика'])).toEqual(['rest', 'organization', 'rest']);
    expect(fieldsOf(['First name', 'Last name', 'Contact record'])).toEqual(['firstName', 'lastName', 'rest']);
  });

  it('lets what stands in a column speak for it, or against it', () => {
    expect(fieldsOf(['Компания', 'Почта', 'Связь'], ['Дуб', 'нет', 'a@b.ru'], ['Ель', '-', 'c@d.ru'])).toEqual([
      'organization',
      'rest',
      'email',
    ]);
    expect(fieldsOf(['Company', 'Display name'], ['Oak', 'ann@oak.example'])).toEqual(['organization', 'email']);
  });
});

describe('the encoding of a file', () => {
  const russian = 'Компания;Ёлки\nРомашка;№ 1 «да»';
  it.each([
    ['utf-8', 'utf-8', russian],
    ['utf-8', 'utf-8', `\ufeff${russian}`],
    ['windows-1251', 'win1251', russian],
    ['x-mac-cyrillic', 'maccyrillic', russian.replace('№ 1 ', '')],
    ['koi8-r', 'koi8-r', 'Имя;Фирма\nПетя;Ромашка'],
    ['cp866', 'cp866', 'Имя;Фирма\nПетя;Ромашка'],
    ['utf-16', 'utf-16le', russian],
    ['utf-16', 'utf-16be', russian],
    ['windows-1252', 'win1252', 'Nom;Société\nFrançois Lefèvre;Café Crème'],
    ['windows-1252', 'win1252', 'Name;Firma\nJürgen Groß;Müller GmbH'],
    ['macintosh', 'macroman', 'Name;Firma\nJürgen Groß;Müller GmbH'],
    ['windows-1250', 'win1250', 'Jméno;Firma\nŽofie Dvořáková;Šťastná s.r.o.'],
    ['windows-1250', 'win1250', 'Név;Cég\nKovács Győző;Bőség Kft.'],
    ['windows-1254', 'win1254', 'Ad;Şirket\nAyşe Yılmaz;Güneş Ltd. Şti.'],
  ])('is found out: %s', (encoding, written, text) => {
    const decoded = decodeText(iconv.encode(text, written));
    expect(decoded.text.replace('\ufeff', '')).toBe(text.replace('\ufeff', ''));
    expect(decoded.encoding).toBe(encoding);
  });

  it('is that of the mark where there is one', () => {
    expect(decodeText(iconv.encode(russian, 'utf-16le', { addBOM: true }))).toMatchObject({ encoding: 'utf-16' });
  });
});
