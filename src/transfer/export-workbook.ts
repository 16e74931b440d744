import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { setTimeout as rest } from 'node:timers/promises';
import type { CellValue } from 'exceljs';
import { type ExportCell, type ExportTable, type Limits, portions, type Written, wallClock } from './export-table.ts';

/** What one cell of a workbook takes. */
const CELL_LIMIT = 32_000;
/** A sheet has 1,048,576 rows, the head being one. */
const ROW_LIMIT = 1_000_000;
/** Between two batches: the packer works in the background, and must not be left behind. */
const REST_MS = 5;

const FORMAT = { text: '@', number: '0', moment: 'dd.mm.yyyy hh:mm' } as const;
const FORMAT_EN = { ...FORMAT, moment: 'yyyy-mm-dd hh:mm' } as const;

/**
 * Writes a table as a workbook: typed cells, the head frozen, a filter on every column. Texts are text cells, whatever
 * they begin with: nothing in them is a formula.
 */
export async function writeXlsx(file: string, table: ExportTable, limits: Limits): Promise<Written> {
  const { name, columns, batches, zone, language } = table;
  // Loaded by the first workbook: most of the time nobody asks for one.
  const { default: ExcelJS } = await import('exceljs');
  // In a folder shared with others.
  const out = createWriteStream(file, { mode: 0o600 });
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false });
  const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
  const formats = language === 'ru' ? FORMAT : FORMAT_EN;
  sheet.columns = columns.map(({ title, kind, width }) => ({
    header: title,
    width,
    style: { numFmt: formats[kind], alignment: { vertical: 'top', wrapText: kind === 'text' && width > 30 } },
  }));
  const head = sheet.getRow(1);
  head.font = { bold: true };
  head.commit();
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } };

  const typed = (cell: ExportCell): CellValue => {
    if (cell instanceof Date) return wallClock(cell, zone);
    return typeof cell === 'string' ? cell.slice(0, CELL_LIMIT) : (cell ?? null);
  };
  let rows = 0;
  let cut = false;
  for await (const batch of batches) {
    if (out.bytesWritten >= limits.bytes || rows + batch.length > ROW_LIMIT) {
      cut = true;
      break;
    }
    for await (const portion of portions(batch)) {
      for (const row of portion) sheet.addRow(row.map(typed)).commit();
    }
    rows += batch.length;
    await limits.onRows?.(rows);
    await rest(REST_MS);
  }
  sheet.commit();
  await book.commit();
  await finished(out);
  return { rows, cut };
}
