import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import ExcelJS from 'exceljs';
import { afterAll, describe, expect, it } from 'vitest';
import type { SheetPlan, SheetPortion, SheetRow, SheetSpec } from '../../src/domain/report/sheet.ts';
import { texts } from '../../src/i18n/index.ts';
import { createDraw } from '../../src/reports/draw.ts';
import { createRenderer } from '../../src/reports/renderer.ts';
import { writeSheet } from '../../src/reports/sheet.ts';
import { leftOut } from '../harness/left-out.ts';
import { samples } from './samples.ts';

const run = promisify(execFile);

const spec = {
  name: 'Активность: [все]',
  language: 'ru',
  head: ['Активность: Менеджер › День', 'Ноябрь 2026'],
  table: {
    columns: [
      { title: 'Менеджер', kind: 'text' },
      { title: 'День', kind: 'day' },
      { title: 'Количество', kind: 'count' },
      { title: 'Длительность, ч:мм', kind: 'minutes' },
      { title: 'Доля', kind: 'share' },
      { title: 'Изменение', kind: 'change' },
      { title: 'Неделя с', kind: 'week' },
      { title: 'Месяц', kind: 'month' },
    ],
    rows: [
      { cells: ['=1+1', null, 1234, 1530, 0.25, -3, null, null], level: 0, bold: true, sums: [2, 3] },
      { cells: ['=1+1', '2026-11-02', 1000, 1500, 0.25, null, '2026-W01', '2026-11'], level: 1 },
      { cells: ['=1+1', '2026-11-03', 234, 30, 0.25, null, null, null], level: 1, class: 'B' },
      {
        cells: ['Всего\u0007', 'Всего', 1234, 1530, 1, -3, null, null],
        level: 0,
        bold: true,
        total: true,
        sums: [2, 3],
      },
    ],
  },
  beside: { name: 'Картинка' },
} satisfies SheetSpec;
const { columns } = spec.table;

it('types its cells, freezes the head, and folds rows under their subtotals', async () => {
  const book = new ExcelJS.Workbook();
  const bytes = await writeSheet(spec);
  await book.xlsx.load(new Uint8Array(bytes).buffer);
  const [sheet] = book.worksheets;
  expect(sheet?.name).toBe('Активность   все');
  expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 3 });
  const cells = (row: number) => [1, 2, 3, 4, 5, 6, 7, 8].map((column) => sheet?.getCell(row, column).value);
  expect(cells(3)).toEqual(columns.map(({ title }) => title));
  // Text stays text: no formula of a client's name.
  // A duration of 25 h: a day and an hour after the zero of Excel's clock.
  expect(cells(5).slice(2, 4)).toEqual([1000, new Date('1899-12-31T01:00:00Z')]);
  expect(cells(4).slice(0, 3)).toEqual(['=1+1', null, { formula: 'SUBTOTAL(9,C5:C6)', result: 1234 }]);
  expect(cells(7)[2]).toEqual({ formula: 'SUBTOTAL(9,C4:C6)', result: 1234 });
  expect(sheet?.getCell(4, 1).type).toBe(ExcelJS.ValueType.String);
  expect(cells(5)[1]).toEqual(new Date('2026-11-02T00:00:00Z'));
  // The first ISO week of 2026 begins in 2025. A month is its first day, shown by its name.
  expect(cells(5).slice(6)).toEqual([new Date('2025-12-29T00:00:00Z'), new Date('2026-11-01T00:00:00Z')]);
  expect(sheet?.getCell(5, 8).numFmt).toBe('[$-419]mmmm yyyy');
  expect(sheet?.getCell(5, 4).numFmt).toBe('[h]:mm');
  expect(sheet?.getRow(5).outlineLevel).toBe(1);
  expect(sheet?.getRow(4).outlineLevel ?? 0).toBe(0);
  expect(cells(7).slice(0, 2)).toEqual(['Всего', 'Всего']);
  expect(sheet?.getCell(6, 1).fill).toMatchObject({ fgColor: { argb: 'FFFCECC9' } });
  expect(sheet?.autoFilter).toBe('A3:H6');
  expect(sheet?.pageSetup).toMatchObject({ orientation: 'landscape', fitToWidth: 1, fitToHeight: 0 });
  // Nothing is folded: a spreadsheet that obeys "collapsed" hides the rows.
  expect([4, 5, 6, 7].map((row) => sheet?.getRow(row).collapsed)).toEqual([false, false, false, false]);
});

describe('a planned table', () => {
  const plan: SheetPlan = {
    fields: ['organization', 'day'],
    sort: 'count',
    compared: false,
    axis: { now: new Date('2026-11-23T09:00:00Z'), zone: 'UTC' },
    words: {
      group: texts.en.report.group,
      total: texts.en.report.total,
      columns: texts.en.report.sheetColumns,
    },
    names: { none: texts.en.report.none, coded: {}, gone: 'gone', retired: 'retired' },
  };
  const planned: SheetSpec = { ...spec, table: plan };
  const leaf = (key: string | null, day: string, count: number) => ({ keys: [key, day], count, minutes: count * 10 });

  async function* portions(): AsyncGenerator<SheetPortion, void> {
    yield { leaves: [leaf('a', '2026-11-02', 1), leaf('b', '2026-11-02', 5), leaf(null, '2026-11-02', 1)] };
    // What was merged into another counts with it.
    yield { leaves: [leaf('a', '2026-11-03', 2), leaf('old', '2026-11-03', 4)] };
    yield { field: 'organization', entries: [['a', { id: 'a', name: 'Acme' }]] };
    yield {
      field: 'organization',
      entries: [
        ['b', { id: 'b', name: 'Globex' }],
        ['old', { id: 'a', name: 'Acme' }],
      ],
    };
  }

  const rowsOf = async (bytes: Buffer) => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(new Uint8Array(bytes).buffer);
    const [sheet] = book.worksheets;
    return Array.from({ length: 8 }, (_, index) =>
      [1, 2, 3].map((column) => {
        const { value } = sheet?.getCell(4 + index, column) ?? {};
        return value instanceof Date
          ? value.toISOString().slice(5, 10)
          : (sheet?.getCell(4 + index, column).result ?? value);
      }),
    );
  };
  const wanted = [
    ['Acme', null, 7],
    ['Acme', '11-02', 1],
    ['Acme', '11-03', 6],
    ['Globex', null, 5],
    ['Globex', '11-02', 5],
    ['no client', null, 1],
    ['no client', '11-02', 1],
    ['Total', null, 13],
  ];

  const render = createRenderer();
  afterAll(() => render.close());

  it('is made of portions, here and in the thread, which asks for one after another', async () => {
    expect(await rowsOf(await writeSheet(planned, undefined, portions()))).toEqual(wanted);
    const bytes = await render.sheet(planned, portions());
    expect(await rowsOf(bytes)).toEqual(wanted);
  });

  it('whose portions fail is no workbook, and the next one is made all the same', async () => {
    let ended = false;
    async function* failing(): AsyncGenerator<SheetPortion, void> {
      try {
        yield { leaves: [leaf('a', '2026-11-02', 1)] };
        throw new Error('the database is away');
      } finally {
        ended = true;
      }
    }
    await expect(render.sheet(planned, failing())).rejects.toThrow('the database is away');
    expect(ended).toBe(true);
    expect(await rowsOf(await render.sheet(planned, portions()))).toEqual(wanted);
  });
});

/** The workbook as LibreOffice shows it: all cells as CSV, or its printed pages as PDF. */
async function converted(book: Buffer, to: string, name: string): Promise<Buffer | undefined> {
  const office = await run('soffice', ['--version']).catch(() => undefined);
  if (!office) return undefined;
  const folder = await mkdtemp(path.join(tmpdir(), 'sloop-sheet-'));
  try {
    await writeFile(path.join(folder, 'report.xlsx'), book);
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const file = path.join(folder, 'report.xlsx');
    await run('soffice', [profile, '--headless', '--convert-to', to, '--outdir', folder, file], { timeout: 100_000 });
    return await readFile(path.join(folder, name));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

it('shows all its rows in LibreOffice, with the sums that it computes itself', async () => {
  // The last part of the filter says: all cells as they are shown, in UTF-8.
  const to = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true';
  const csv = await converted(await writeSheet(spec), to, 'report.csv');
  if (!csv) return leftOut('Opening a workbook in LibreOffice: soffice is not installed (apt: libreoffice-calc).');
  const lines = csv.toString('utf8').trim().split('\n');
  expect(lines[2]).toBe('Менеджер,День,Количество,"Длительность, ч:мм",Доля,Изменение,Неделя с,Месяц');
  expect(lines[3]).toBe('=1+1,,"1,234",25:30,25.0%,-3,,');
  expect(lines[4]).toBe('=1+1,02.11.2026,"1,000",25:00,25.0%,,29.12.2025,Ноябрь 2026');
  expect(lines[6]).toContain('"1,234",25:30');
}, 120_000);

it('prints three groupings on a page with every row and the picture after it', async () => {
  const names = ['Иванов', 'Смирнова', 'Волкова'];
  const deep = names.flatMap((name, index): SheetRow[] => [
    { cells: [name, null, null, 6], level: 0, bold: true, sums: [3] },
    ...['Продажа', 'Сервис'].flatMap((type, at): SheetRow[] => [
      { cells: [name, type, null, 3], level: 1, bold: true, sums: [3] },
      ...[1, 2].map((day): SheetRow => ({ cells: [name, type, `2026-11-0${day}`, day + index + at], level: 2 })),
    ]),
  ]);
  const draw = createDraw();
  const book = await writeSheet(
    {
      name: 'Активность',
      language: 'ru',
      head: ['Активность: Менеджер › Тип › День', 'Ноябрь 2026', 'Составлен 23 нояб. 2026, 12:00, Анна'],
      table: {
        columns: [
          { title: 'Менеджер', kind: 'text' },
          { title: 'Тип', kind: 'text' },
          { title: 'День', kind: 'day' },
          { title: 'Количество', kind: 'count' },
        ],
        rows: deep,
      },
      beside: { name: 'Картинка', ...(samples.groups && { picture: samples.groups }) },
    },
    draw,
  );
  const pdf = await converted(book, 'pdf', 'report.pdf');
  if (!pdf) return leftOut('Printing a workbook: soffice is not installed (apt: libreoffice-calc).');
  const folder = await mkdtemp(path.join(tmpdir(), 'sloop-pages-'));
  try {
    const file = path.join(folder, 'report.pdf');
    await writeFile(file, pdf);
    const text = await run('pdftotext', ['-layout', file, '-']).catch(() => undefined);
    if (!text) return leftOut('Reading a printed workbook: pdftotext is not installed (apt: poppler-utils).');
    // Every leaf is seen: none is folded away.
    for (const name of names) expect(text.stdout.match(new RegExp(name, 'g'))?.length).toBe(7);
    await run('pdftoppm', ['-r', '40', '-png', file, path.join(folder, 'page')]);
    const pages = (await readdir(folder)).filter((one) => one.startsWith('page')).sort();
    expect(pages.length).toBe(2);
    const [table, page] = await Promise.all([0, 1].map((index) => loadImage(path.join(folder, pages[index] ?? ''))));
    if (!table || !page) throw new Error('no pages');
    expect(table.width).toBeGreaterThan(table.height);
    const canvas = createCanvas(page.width, page.height);
    canvas.getContext('2d').drawImage(page, 0, 0);
    // The blue of the bars is on the second page.
    const { data } = canvas.getContext('2d').getImageData(0, 0, page.width, page.height);
    let blue = 0;
    for (let at = 0; at < data.length; at += 4) {
      if ((data[at] ?? 0) < 60 && (data[at + 2] ?? 0) > 140) blue++;
    }
    expect(blue).toBeGreaterThan(500);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 120_000);
