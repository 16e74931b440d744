import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import ExcelJS from 'exceljs';
import { expect, it } from 'vitest';
import type { SheetSpec } from '../../src/domain/report/sheet.ts';
import { writeSheet } from '../../src/reports/sheet.ts';
import { leftOut } from '../harness/left-out.ts';

const run = promisify(execFile);

const spec: SheetSpec = {
  name: 'Активность: [все]',
  head: ['Активность: Менеджер › День', 'Ноябрь 2026'],
  columns: [
    { title: 'Менеджер', kind: 'text' },
    { title: 'День', kind: 'day' },
    { title: 'Количество', kind: 'count' },
    { title: 'Длительность', kind: 'minutes' },
    { title: 'Доля', kind: 'share' },
    { title: 'Изменение', kind: 'change' },
    { title: 'Неделя с', kind: 'week' },
    { title: 'Месяц', kind: 'month' },
  ],
  rows: [
    { cells: ['=1+1', null, 1234, 1530, 0.25, -3, null, null], level: 0, bold: true },
    { cells: ['=1+1', '2026-11-02', 1234, 1530, 0.25, null, '2026-W01', '2026-11'], level: 1 },
    { cells: ['Всего\u0007', 'Всего', 1234, 1530, 1, -3, null, null], level: 0, bold: true },
  ],
};

it('types its cells, freezes the head, and folds rows under their subtotals', async () => {
  const book = new ExcelJS.Workbook();
  const bytes = await writeSheet(spec);
  await book.xlsx.load(new Uint8Array(bytes).buffer);
  const [sheet] = book.worksheets;
  expect(sheet?.name).toBe('Активность   все');
  expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 3 });
  const cells = (row: number) => [1, 2, 3, 4, 5, 6, 7, 8].map((column) => sheet?.getCell(row, column).value);
  expect(cells(3)).toEqual(spec.columns.map(({ title }) => title));
  // Text stays text: no formula of a client's name.
  // A duration of 25 h 30 min: a day, an hour and a half after the zero of Excel's clock.
  expect(cells(4)).toEqual(['=1+1', null, 1234, new Date('1899-12-31T01:30:00Z'), 0.25, -3, null, null]);
  expect(sheet?.getCell(4, 1).type).toBe(ExcelJS.ValueType.String);
  expect(cells(5)[1]).toEqual(new Date('2026-11-02T00:00:00Z'));
  // The first ISO week of 2026 begins in 2025. A month is its first day, shown by its name.
  expect(cells(5).slice(6)).toEqual([new Date('2025-12-29T00:00:00Z'), new Date('2026-11-01T00:00:00Z')]);
  expect(sheet?.getCell(5, 8).numFmt).toBe('mmmm yyyy');
  expect(sheet?.getCell(5, 4).numFmt).toBe('[h]:mm');
  expect(sheet?.getRow(5).outlineLevel).toBe(1);
  expect(sheet?.getRow(4).outlineLevel ?? 0).toBe(0);
  expect(cells(6).slice(0, 2)).toEqual(['Всего', 'Всего']);
});

it('opens in LibreOffice', async () => {
  const office = await run('soffice', ['--version']).catch(() => undefined);
  if (!office) return leftOut('Opening a workbook in LibreOffice: soffice is not installed (apt: libreoffice-calc).');
  const folder = await mkdtemp(path.join(tmpdir(), 'sloop-sheet-'));
  try {
    await writeFile(path.join(folder, 'report.xlsx'), await writeSheet(spec));
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    // The last part of the filter says: all cells as they are shown, in UTF-8.
    const to = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true';
    await run(
      'soffice',
      [profile, '--headless', '--convert-to', to, '--outdir', folder, path.join(folder, 'report.xlsx')],
      {
        timeout: 100_000,
      },
    );
    const lines = (await readFile(path.join(folder, 'report.csv'), 'utf8')).trim().split('\n');
    expect(lines[2]).toBe('Менеджер,День,Количество,Длительность,Доля,Изменение,Неделя с,Месяц');
    expect(lines[3]).toBe('=1+1,,"1,234",25:30,25.0%,-3,,');
    expect(lines[4]).toBe('=1+1,2026-11-02,"1,234",25:30,25.0%,,2025-12-29,November 2026');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 120_000);
