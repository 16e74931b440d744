import { Readable } from 'node:stream';
import excel from 'exceljs';
import { format } from 'numfmt';
import type { Row } from './rows.ts';
import type { Table } from './table.ts';

/*
 * The first filled sheet of a workbook as a table, its cells as they look. A workbook is a zip of XML: a few kilobytes may
 * unfold to gigabytes, so it is measured before it is opened, and read in a thread whose memory and time are bounded.
 */

/** What all its parts may take unfolded, in bytes; and how many rows and columns are read. */
const LARGEST = 150 * 1024 * 1024;
const MOST_ROWS = 200_000;
const MOST_COLUMNS = 500;
const LONGEST_CELL = 100_000;

export class TooLarge extends Error {}

/** What the parts of a zip take unfolded, as its directory says; undefined where it has none. */
export function unfoldedSize(bytes: Buffer): number | undefined {
  const END = 0x06054b50;
  const ENTRY = 0x02014b50;
  for (let end = bytes.length - 22; end >= Math.max(0, bytes.length - 66_000); end--) {
    if (bytes.readUInt32LE(end) !== END) continue;
    let at = bytes.readUInt32LE(end + 16);
    let size = 0;
    for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
      if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY) return undefined;
      size += bytes.readUInt32LE(at + 24);
      at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    }
    return size;
  }
  return undefined;
}

/** Reads a workbook. Errors: `TooLarge`; others where it is not a workbook. `locale`: of dates that follow the reader's. */
export async function tableOfWorkbook(bytes: Buffer, locale: string): Promise<Table> {
  const size = unfoldedSize(bytes);
  if (size === undefined) throw new Error('no zip');
  if (size > LARGEST) throw new TooLarge();
  const reader = new excel.stream.xlsx.WorkbookReader(Readable.from([bytes]), {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    entries: 'ignore',
  });
  for await (const sheet of reader) {
    const rows: Row[] = [];
    for await (const row of sheet) {
      if (row.number > MOST_ROWS) throw new TooLarge();
      const cells = cellsOf(row, locale);
      if (cells.length > 0) rows.push({ line: row.number, cells });
    }
    if (rows.length > 0) return { rows: () => rows };
  }
  return { rows: () => [] };
}

function cellsOf(row: excel.Row, locale: string): string[] {
  const cells: string[] = [];
  row.eachCell({ includeEmpty: false }, (cell, column) => {
    if (column > MOST_COLUMNS) return;
    const text = shown(cell.value, cell.numFmt, locale).slice(0, LONGEST_CELL);
    if (text === '') return;
    while (cells.length < column - 1) cells.push('');
    cells[column - 1] = text;
  });
  return cells;
}

/** A value as a sheet shows it; but long numbers with all of their digits. */
function shown(value: excel.CellValue, pattern: string | undefined, locale: string): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return shownNumber(value, pattern, locale);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (value instanceof Date) return shownDate(value, pattern, locale);
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('text' in value) return shown(value.text, undefined, locale);
  if ('result' in value) return shown(value.result, pattern, locale);
  return 'error' in value ? String(value.error) : '';
}

function shownNumber(value: number, pattern = 'General', locale: string): string {
  // Zeros in front, brackets and dashes are of the format; amounts and exponents are not what was meant.
  if (pattern === 'General' || !/^[0()\s+"\\-]*0{3,}|0{2,}[-\s)]/.test(pattern)) return plainNumber(value);
  return formatted(pattern, value, locale) ?? plainNumber(value);
}

const plainNumber = (value: number): string => (Number.isInteger(value) ? BigInt(value).toString() : String(value));

function shownDate(date: Date, pattern = 'yyyy-mm-dd', locale: string): string {
  if (Number.isNaN(date.getTime())) return '';
  // The builtin short date looks as it does where the reader is.
  const own = /^(?:mm-dd-yy|m\/d\/yy|mm\/dd\/yy)/i.test(pattern)
    ? locale === 'ru'
      ? 'dd.mm.yyyy'
      : 'yyyy-mm-dd'
    : pattern;
  const serial = date.getTime() / 86_400_000 + 25_569;
  return formatted(own, serial, locale) ?? date.toISOString().slice(0, 10);
}

function formatted(pattern: string, value: number, locale: string): string | undefined {
  try {
    return format(pattern, value, { locale: locale === 'ru' ? 'ru-RU' : 'en-US', throws: true });
  } catch {
    return undefined;
  }
}
