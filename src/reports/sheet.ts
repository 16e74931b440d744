import ExcelJS from 'exceljs';
import type { ChartSpec } from '../domain/report/chart.ts';
import type { CellKind, SheetColumn, SheetRow, SheetSpec } from '../domain/report/sheet.ts';
import { cellFormatOf, shownLength, typedValue } from './sheet-cell.ts';

/** Draws the picture of the second sheet: the bytes of a PNG, and its size in pixels. */
export type Drawn = (spec: ChartSpec) => { png: Buffer; width: number; height: number };

/** Excel shows at most seven levels below the first. */
const DEEPEST = 7;
/** Columns are as wide as what is in them, within these numbers of characters. */
const [NARROWEST, WIDEST] = [9, 52];
/** A head of more lines than this scrolls with the table: frozen, it would leave no room for it. */
const FROZEN_AT_MOST = 9;
/** The picture is shown at this part of its size. */
const REDUCED = 0.75;
const TINTS = { A: 'FFD6E8F5', B: 'FFFCECC9', C: 'FFF6E1EC' } as const;

/**
 * A workbook: typed cells, subtotals above the rows that fold under them (all of them open), the head of the table frozen,
 * filterable and repeated on each printed page; and a sheet with the picture and what sums the table up.
 */
export async function writeSheet(spec: SheetSpec, draw?: Drawn): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  addTable(book, spec);
  addBeside(book, spec, draw);
  return Buffer.from(await book.xlsx.writeBuffer());
}

// Names of sheets take neither these characters nor more than 31 of any.
const sheetName = (name: string): string =>
  name
    .replace(/[*?:\\/[\]]/g, ' ')
    .slice(0, 31)
    .trim() || 'Report';

function addTable(book: ExcelJS.Workbook, { name, language, head, columns, rows }: SheetSpec): void {
  const titleRow = head.length + 1;
  const deepest = Math.min(DEEPEST, Math.max(0, ...levels(rows)));
  const sheet = book.addWorksheet(sheetName(name), {
    views: [{ state: 'frozen', ySplit: head.length < FROZEN_AT_MOST ? titleRow : 0, xSplit: 0 }],
    // A level that no row has: rows at or below this one would be written as folded.
    properties: { outlineLevelRow: deepest + 1 },
    pageSetup: {
      orientation: 'landscape',
      paperSize: 9,
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `${titleRow}:${titleRow}`,
    },
    headerFooter: { oddFooter: '&P / &N' },
  });
  sheet.properties.outlineProperties = { summaryBelow: false, summaryRight: false };
  addHead(sheet, head);
  addRows(sheet, titleRow, columns, rows, language);
  const filtered = rows.at(-1)?.total ? rows.length - 1 : rows.length;
  sheet.autoFilter = { from: { row: titleRow, column: 1 }, to: { row: titleRow + filtered, column: columns.length } };
}

function* levels(rows: readonly SheetRow[]): Generator<number> {
  for (const { level } of rows) yield level;
}

function addHead(sheet: ExcelJS.Worksheet, head: readonly string[]): void {
  for (const [index, line] of head.entries()) {
    const row = sheet.addRow([typedValue(line, 'text')]);
    row.font = index === 0 ? { bold: true, size: 14 } : { color: { argb: 'FF5F6B7A' } };
  }
}

/** The titles and the rows of a table; columns are widened to what they hold. */
function addRows(
  sheet: ExcelJS.Worksheet,
  titleRow: number,
  columns: readonly SheetColumn[],
  rows: readonly SheetRow[],
  language: SheetSpec['language'],
): void {
  const titles = sheet.addRow(columns.map(({ title }) => title));
  titles.font = { bold: true };
  titles.alignment = { wrapText: true, vertical: 'middle' };
  titles.eachCell((cell, column) => {
    cell.border = { bottom: { style: 'thin' } };
    if (columns[column - 1]?.kind !== 'text') cell.alignment = { wrapText: true, horizontal: 'right' };
  });
  const kinds = columns.map(({ kind }) => kind);
  const widths = columns.map(({ title }) => Math.min(title.length, 16) + 3);
  for (const [index, row] of rows.entries()) {
    for (const [column, kind] of kinds.entries()) {
      widths[column] = Math.max(widths[column] ?? 0, shownLength(row.cells[column] ?? null, kind));
    }
    addRow(sheet, row, kinds, language, { first: titleRow + 1, at: titleRow + 1 + index, until: untilOf(rows, index) });
  }
  for (const [index, width] of widths.entries()) {
    sheet.getColumn(index + 1).width = Math.min(WIDEST, Math.max(NARROWEST, width + 2));
  }
}

/** How many rows fold under the row at this place. */
function untilOf(rows: readonly SheetRow[], index: number): number {
  const { level = 0, sums } = rows[index] ?? {};
  if (!sums) return 0;
  let count = 0;
  while ((rows[index + 1 + count]?.level ?? -1) > level) count++;
  return count;
}

function addRow(
  sheet: ExcelJS.Worksheet,
  spec: SheetRow,
  kinds: readonly CellKind[],
  language: SheetSpec['language'],
  place: { first: number; at: number; until: number },
): void {
  const { cells, level, bold, total, sums = [] } = spec;
  const row = sheet.addRow(cells.map((cell, index) => typedValue(cell, kinds[index] ?? 'text')));
  if (level > 0) row.outlineLevel = Math.min(level, DEEPEST);
  if (bold) row.font = { bold: true };
  const [from, to] = total ? [place.first, place.at - 1] : [place.at + 1, place.at + place.until];
  for (const [index, kind] of kinds.entries()) {
    const cell = row.getCell(index + 1);
    const format = cellFormatOf(kind, language);
    if (format !== undefined && cells[index] !== null) cell.numFmt = format;
    if (spec.class) cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: TINTS[spec.class] } };
    if (sums.includes(index) && cells[index] !== null && to >= from) {
      const { letter } = sheet.getColumn(index + 1);
      cell.value = { formula: `SUBTOTAL(9,${letter}${from}:${letter}${to})`, result: Number(cell.value ?? 0) };
    }
  }
}

function addBeside(book: ExcelJS.Workbook, { beside, language, head }: SheetSpec, draw: Drawn | undefined): void {
  const { name, summary, picture } = beside;
  if (!summary && !picture) return;
  const sheet = book.addWorksheet(sheetName(name), {
    // Pictures of bars are tall.
    pageSetup: { orientation: 'portrait', paperSize: 9, fitToPage: true, fitToWidth: 1, fitToHeight: 1 },
  });
  addHead(sheet, head.slice(0, 1));
  if (summary) addRows(sheet, 2, summary.columns, summary.rows, language);
  const drawn = picture && draw?.(picture);
  if (!drawn) return;
  const row = (sheet.lastRow?.number ?? 1) + 1;
  // Its own types say that a buffer is another one than Node's.
  const image = book.addImage({ base64: drawn.png.toString('base64'), extension: 'png' });
  const ext = { width: drawn.width * REDUCED, height: drawn.height * REDUCED };
  sheet.addImage(image, { tl: { col: 0, row }, ext });
}
