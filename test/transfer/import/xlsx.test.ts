import excel from 'exceljs';
import { describe, expect, it } from 'vitest';
import { readRows } from '../../../src/transfer/import/read.ts';
import { TooLarge, tableOfWorkbook } from '../../../src/transfer/import/workbook/xlsx.ts';

/*
 * Workbooks as different programs write them: with a prefix, with texts in the cells, without places, parts in any order.
 */

/** A zip whose parts are stored as they are. */
function zipOf(parts: Record<string, string>, told: Record<string, number> = {}): Buffer {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(parts)) {
    const [path, data] = [Buffer.from(name), Buffer.from(text)];
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt32LE(data.length, 18);
    head.writeUInt32LE(data.length, 22);
    head.writeUInt16LE(path.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt32LE(data.length, 20);
    entry.writeUInt32LE(told[name] ?? data.length, 24);
    entry.writeUInt16LE(path.length, 28);
    entry.writeUInt32LE(at, 42);
    local.push(head, path, data);
    directory.push(entry, path);
    at += 30 + path.length + data.length;
  }
  const names = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(parts).length, 10);
  end.writeUInt32LE(names.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...local, names, end]);
}

const rowsOf = (bytes: Buffer): string[][] => [...tableOfWorkbook(bytes, 'ru').rows()].map(({ cells }) => cells);

const BOOK = '<workbook xmlns:r="r"><sheets><sheet name="A" sheetId="1" r:id="rId7"/></sheets></workbook>';
const RELS = '<Relationships><Relationship Id="rId7" Target="/xl/worksheets/data.xml"/></Relationships>';

describe('a workbook', () => {
  it('shows dates, zeros in front and long numbers as a sheet does, and the sheets behind the first', async () => {
    const book = new excel.Workbook();
    const clients = book.addWorksheet('Клиенты');
    clients.addRow(['Компания', 'Телефон', 'Дата', 'Код']);
    const row = clients.addRow(['Дуб', 84951112233, new Date(Date.UTC(2026, 0, 2)), 7]);
    row.getCell(4).numFmt = '00000';
    clients.addRow([{ richText: [{ text: 'Бу' }, { text: 'к' }] }, { formula: '1+1', result: 'нет' }]);
    const people = book.addWorksheet('Люди');
    people.addRow(['ФИО', 'Почта']);
    people.addRow(['Ким Олег', { text: 'kim@mail.example', hyperlink: 'mailto:kim@mail.example' }]);
    book.addWorksheet('Итоги').addRow(['125']);
    const bytes = Buffer.from(await book.xlsx.writeBuffer());
    expect(rowsOf(bytes)).toEqual([
      ['Компания', 'Телефон', 'Дата', 'Код'],
      ['Дуб', '84951112233', '02.01.2026', '00007'],
      ['Бук', 'нет'],
    ]);
    const { lines } = readRows(tableOfWorkbook(bytes, 'ru'), { country: 'RU' }, { format: 'xlsx', total: 6 });
    expect([...lines]).toMatchObject([
      { record: { line: 2, organization: 'Дуб', phones: ['+74951112233'] } },
      { record: { line: 3, organization: 'Бук' } },
      { record: { line: 5, person: 'Ким Олег', emails: ['kim@mail.example'] } },
      { refused: { line: 6, reason: 'otherSheet' }, cells: ['125'] },
    ]);
  });

  it('is read with a prefix before every element, and parts in any order', () => {
    const bytes = zipOf({
      'xl/worksheets/data.xml':
        '<x:worksheet xmlns:x="m"><x:sheetData><x:row r="2"><x:c r="B2" t="s"><x:v>0</x:v></x:c><x:c r="D2"><x:v>7.9161234567E10</x:v></x:c></x:row></x:sheetData></x:worksheet>',
      'xl/sharedStrings.xml': '<x:sst xmlns:x="m"><x:si><x:t>Дуб</x:t><x:rPh><x:t>dub</x:t></x:rPh></x:si></x:sst>',
      'xl/_rels/workbook.xml.rels': RELS,
      'xl/workbook.xml': BOOK,
    });
    expect(rowsOf(bytes)).toEqual([['', 'Дуб', '', '79161234567']]);
  });

  it('is read with texts in the cells, and cells without their place', () => {
    const bytes = zipOf({
      'xl/workbook.xml': BOOK,
      'xl/_rels/workbook.xml.rels': RELS,
      'xl/worksheets/data.xml':
        '<worksheet><sheetData><row><c t="inlineStr"><is><t>Дуб</t></is></c><c t="inlineStr"><is><r><t>8 </t></r><r><t>495</t></r></is></c></row><row><c t="b"><v>1</v></c></row></sheetData></worksheet>',
    });
    expect(rowsOf(bytes)).toEqual([['Дуб', '8 495'], ['TRUE']]);
  });

  it('is refused where it would unfold to too much, and where it is none', () => {
    const sheet = 'xl/worksheets/sheet1.xml';
    expect(() => tableOfWorkbook(zipOf({ [sheet]: '<a/>' }, { [sheet]: 2 ** 31 }), 'ru')).toThrow(TooLarge);
    expect(() => tableOfWorkbook(zipOf({ 'word/document.xml': '<a/>' }), 'ru')).toThrow('no workbook');
    expect(() => tableOfWorkbook(Buffer.from('PK\u0003\u0004 cut off'), 'ru')).toThrow('no zip');
    expect(() => tableOfWorkbook(zipOf({ [sheet]: '<worksheet><row>' }), 'ru')).toThrow();
  });
});
