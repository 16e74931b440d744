import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { csvLines, namesSomebody, planCsv, readCsv, sampleCsv } from '../../src/transfer/csv.ts';
import { decodeText } from '../../src/transfer/decode.ts';
import { guessFields } from '../../src/transfer/headings.ts';
import type { ClientRecord, RefusedLine } from '../../src/transfer/record.ts';

function read(text: string) {
  const plan = planCsv(text);
  if (!plan.ok) return { refusal: plan.reason, records: [], refused: [] };
  if (!namesSomebody(plan.value)) return { refusal: 'noHeadings', records: [], refused: [] };
  const all = readCsv([...csvLines(text, plan.value)], plan.value, 'RU');
  return {
    plan: plan.value,
    records: all.flatMap((one): ClientRecord[] => ('record' in one ? [one.record] : [])),
    refused: all.flatMap((one): RefusedLine[] => ('refused' in one ? [one.refused] : [])),
  };
}

describe('a CSV of clients', () => {
  it('tells a value out of each column, the first there is', () => {
    const text = 'Компания;Телефон;Прочее\n;84951234567;\nРомашка;"8 926";\n';
    expect(sampleCsv(text, read(text).plan ?? expect.fail())).toEqual(['Ромашка', '84951234567', '']);
  });

  it.each([
    [';', 'Компания;Телефон;Почта\nРомашка;8 495 123-45-67;a@romashka.ru'],
    [',', 'Company,Phone,E-mail\nРомашка,+7 495 123-45-67,A@Romashka.ru'],
    ['\t', 'Клиент\tТел.\tE-mail\nРомашка\t(495) 123-45-67\ta@romashka.ru'],
    [';', 'sep=;\r\nКомпания;Телефон;Почта\r\nРомашка;84951234567;a@romashka.ru\r\n'],
  ])('is read whatever cuts its columns (%j)', (delimiter, text) => {
    const { plan, records, refused } = read(text);
    expect(refused).toEqual([]);
    expect(plan?.delimiter).toBe(delimiter);
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

  it('takes quotes in the middle of a name as they are', () => {
    expect(read('Компания;Сайт\nООО "Ромашка";r.ru\nЗАО "Вектор;v.ru').records).toMatchObject([
      { organization: 'ООО "Ромашка"', site: 'r.ru' },
      { organization: 'ЗАО "Вектор', site: 'v.ru' },
    ]);
  });

  it('refuses a broken line by its number and takes the rest', () => {
    const rest = Array.from({ length: 100 }, (_, n) => `Клиент ${n};`).join('\n');
    const { records, refused } = read(
      `Компания;Телефон\nПервый;\n"Не закрыто;1\nТретий;не телефон\n;\n;89123456789\n${rest}`,
    );
    expect(refused).toMatchObject([
      { line: 3, reason: 'brokenQuotes' },
      { line: 4, reason: 'badPhone', detail: 'не телефон' },
      { line: 6, reason: 'noName' },
    ]);
    expect(records).toHaveLength(101);
    expect(records.at(-1)?.line).toBe(106);
  });

  it('takes parts of a name, several phones, and a short or long row', () => {
    const { records } = read(
      'Фамилия;Имя;Отчество;Компания;Мобильный;Рабочий телефон\nКим;Роман;Ли;Вектор;89123456789, 89123456780;\nЛис;Ольга\nДуб;Иван;;Дуб;;;лишнее;ещё',
    );
    expect(records).toMatchObject([
      { person: 'Ким Роман Ли', organization: 'Вектор', phones: ['+79123456789', '+79123456780'] },
      { person: 'Лис Ольга' },
      { person: 'Дуб Иван', organization: 'Дуб' },
    ]);
  });

  it('takes the first line for a client where it is one, or where somebody says so', () => {
    const text = 'ООО "Ромашка";опт;8 495 123-45-67;A@romashka.ru\nВектор;;;\n';
    const { plan, records } = read(text);
    expect(plan).toMatchObject({ headless: true, fields: ['organization', undefined, 'phone', 'email'] });
    expect(records).toMatchObject([
      { line: 1, organization: 'ООО "Ромашка"', phones: ['+74951234567'], emails: ['a@romashka.ru'] },
      { line: 2, organization: 'Вектор' },
    ]);
    expect(planCsv(text, false)).toMatchObject({ value: { headless: false, line: 2 } });
    // Headings are told by one of them; a file that names none has to be asked about.
    expect(planCsv('Компания;8 495 123-45-67\n')).toMatchObject({ value: { headless: false } });
    expect(planCsv('Кто;Куда\n')).toMatchObject({ value: { headless: false, fields: [undefined, undefined] } });
    expect(planCsv('sep=,\r\nКто,Куда\r\n', true)).toMatchObject({ value: { headless: true, line: 2, offset: 7 } });
  });

  it('says why a file cannot be read at all', () => {
    expect(read('').refusal).toBe('empty');
    expect(read('\n\n').refusal).toBe('empty');
    expect(read('1;2;3\n4;5;6').refusal).toBe('noHeadings');
    expect(read('Телефон;Почта\n89123456789;a@b.ru').refusal).toBe('noHeadings');
  });

  it('never throws, whatever it is given, and tells true line numbers', () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('"', '""', ';', '\n', '\r\n', 'a"b', '"x"y'));
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 60 }), (parts) => {
        const text = `Компания;Примечание\n${parts.join('')}`;
        const { records, refused } = read(text);
        const lines = text.split('\n').length;
        for (const { line } of [...records, ...refused]) expect(line).toBeLessThanOrEqual(lines);
      }),
      { numRuns: 300 },
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
    ['E-mail 1 - Type', undefined],
    ['Organization 1 - Name', 'organization'],
    ['Tax number', 'taxNumber'],
    ['Job title', 'position'],
    ['Цвет глаз', undefined],
  ])('%s names %s', (heading, field) => {
    expect(guessFields([heading])).toEqual([field]);
  });

  it('understands a bare name by what stands beside it', () => {
    expect(guessFields(['Name', 'Phone'])).toEqual(['organization', 'phone']);
    expect(guessFields(['Company', 'Name'])).toEqual(['organization', 'person']);
    expect(guessFields(['Фамилия', 'Имя'])).toEqual(['lastName', 'firstName']);
  });
});

describe('the encoding of a file', () => {
  const text = 'Компания;Ёлки\nРомашка;№ 1 «да»';
  it.each([
    ['utf-8', Buffer.from(text)],
    ['utf-8', Buffer.from(`\ufeff${text}`)],
    ['windows-1251', iconv.encode(text, 'win1251')],
    ['utf-16', iconv.encode(text, 'utf-16le', { addBOM: true })],
  ])('is found out: %s', (encoding, bytes) => {
    const decoded = decodeText(bytes);
    expect(decoded.encoding).toBe(encoding);
    expect(decoded.text.replace('\ufeff', '')).toBe(text);
  });
});
