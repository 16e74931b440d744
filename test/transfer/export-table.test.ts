import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExportCell, type ExportTable, wallClock, writeCsv } from '../../src/transfer/export-table.ts';
import { writeXlsx } from '../../src/transfer/export-workbook.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sloop-test-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function* batches(rows: ExportCell[][], size: number): AsyncGenerator<ExportCell[][]> {
  for (let begin = 0; begin < rows.length; begin += size) yield rows.slice(begin, begin + size);
}

const table = (rows: ExportCell[][], language: 'ru' | 'en' = 'en', size = 100): ExportTable => ({
  name: 'Journal',
  columns: [
    { title: 'Start', kind: 'moment', width: 17 },
    { title: 'Minutes', kind: 'number', width: 10 },
    { title: 'Content', kind: 'text', width: 50 },
  ],
  batches: batches(rows, size),
  zone: 'Europe/Moscow',
  language,
});

const row = (text: string): ExportCell[] => [new Date('2026-11-23T21:30:00Z'), 15, text];

describe('an export', () => {
  it('tells moments by the clock of the zone, across its changes', () => {
    expect(wallClock(new Date('2026-11-23T21:30:00Z'), 'Europe/Moscow')).toEqual(new Date('2026-11-24T00:30:00Z'));
    expect(wallClock(new Date('2026-10-25T00:30:00Z'), 'Europe/Berlin')).toEqual(new Date('2026-10-25T02:30:00Z'));
    expect(wallClock(new Date('2026-10-25T01:30:00Z'), 'Europe/Berlin')).toEqual(new Date('2026-10-25T02:30:00Z'));
  });

  it('as CSV survives whatever a text holds, and runs none of it', async () => {
    const file = path.join(folder, 'a.csv');
    const texts = ['=cmd|calc', '+1', '-1', '@x', '\tx', 'plain', 'a;b,c', '"quoted"', 'two\nlines', 'ёлка 🎄', ''];
    expect(await writeCsv(file, table(texts.map(row), 'ru'), { bytes: 1e9 })).toEqual({ rows: 11, cut: false });
    const text = await readFile(file, 'utf8');
    const [, ...rows] = parse(text, { bom: true, delimiter: ';' }) as string[][];
    expect(rows.map(([, , content]) => content)).toEqual([
      "'=cmd|calc",
      "'+1",
      "'-1",
      "'@x",
      "'\tx",
      ...texts.slice(5),
    ]);
    expect(rows[0]?.slice(0, 2)).toEqual(['24.11.2026 00:30', '15']);
  });

  it('as a workbook holds texts as texts', async () => {
    const file = path.join(folder, 'a.xlsx');
    const texts = ['=1+1', 'two\nlines', 'control \u0001 sign', '𝒳 & <b>', 'x'.repeat(40_000)];
    await writeXlsx(file, table(texts.map(row)), { bytes: 1e9 });
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(file);
    const sheet = book.worksheets[0];
    const cells = texts.map((_, index) => sheet?.getRow(index + 2).getCell(3));
    expect(cells.map((cell) => cell?.type)).toEqual(texts.map(() => ExcelJS.ValueType.String));
    expect(cells[0]?.value).toBe('=1+1');
    expect(cells[3]?.value).toBe('𝒳 & <b>');
    expect(String(cells[4]?.value)).toHaveLength(32_000);
    expect(sheet?.getRow(2).getCell(1).value).toEqual(new Date('2026-11-24T00:30:00Z'));
    expect(sheet?.getRow(2).getCell(2).value).toBe(15);
  });

  it('ends at the limit and says so', async () => {
    const rows = Array.from({ length: 2000 }, (_, index) => row(`row ${index}`));
    const told: number[] = [];
    const limits = { bytes: 20_000, onRows: async (done: number) => void told.push(done) };
    const written = await writeCsv(path.join(folder, 'b.csv'), table(rows), limits);
    expect(written.cut).toBe(true);
    expect(written.rows).toBe(told.at(-1));
    const text = await readFile(path.join(folder, 'b.csv'), 'utf8');
    expect((parse(text, { bom: true }) as string[][]).length).toBe(written.rows + 1);
    const book = await writeXlsx(path.join(folder, 'b.xlsx'), table(rows), { bytes: 1 });
    expect(book.cut).toBe(true);
  });
});
