import ExcelJS from 'exceljs';
import type { ChartSpec } from '../domain/report/chart.ts';
import type { SheetColumn, SheetSpec, SheetTable } from '../domain/report/sheet.ts';
import { cellFormatOf, shownLength, typedValue } from './sheet-cell.ts';
import { DEEPEST, letterOf, type RowLook, rowLooks } from './sheet-rows.ts';

/*
 * All of a workbook but the rows of its table: in their place stands a row of each look, whose styles the rows then take.
 */

/** Draws the picture of the second sheet: the bytes of a PNG, and its size in pixels. */
export type Drawn = (spec: ChartSpec) => { png: Buffer; width: number; height: number };

/** Columns are as wide as what is in them, within these numbers of characters. */
const [NARROWEST, WIDEST] = [9, 52];
/** A head of more lines than this scrolls with the table: frozen, it would leave no room for it. */
const FROZEN_AT_MOST = 9;
/** The picture is shown at this part of its size. */
const REDUCED = 0.75;
/** What a font does not say of itself, a spreadsheet chooses: the face of plain cells, for the others too. */
const FACE = { name: 'Calibri', family: 2, size: 11 } as const;
const SHADE = 'FF72ABD3';
const TINTS = { A: 'FFD6E8F5', B: 'FFFCECC9', C: 'FFF6E1EC' } as const;

/** The workbook with an empty table. `draw` is asked where it has a picture. */
export async function writeFrame(spec: SheetSpec, table: SheetTable, draw?: Drawn): Promise<ArrayBuffer> {
  const book = new ExcelJS.Workbook();
  addTable(book, spec, table);
  addBeside(book, spec, draw);
  return book.xlsx.writeBuffer();
}

// Names of sheets take neither these characters nor more than 31 of any.
const sheetName = (name: string): string =>
  name
    .replace(/[*?:\\/[\]]/g, ' ')
    .slice(0, 31)
    .trim() || 'Report';

function addTable(book: ExcelJS.Workbook, { name, language, head }: SheetSpec, table: SheetTable): void {
  const { columns, rows } = table;
  const titleRow = head.length + 1;
  let deepest = 0;
  for (const { level } of rows) deepest = Math.max(deepest, level);
  const sheet = book.addWorksheet(sheetName(name), {
    views: [{ state: 'frozen', ySplit: head.length < FROZEN_AT_MOST ? titleRow : 0, xSplit: 0 }],
    // A level that no row has: rows at or below this one would be written as folded.
    properties: { outlineLevelRow: Math.min(DEEPEST, deepest) + 1 },
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
  addTitles(sheet, columns);
  widen(sheet, { columns, rows });
  for (const look of rowLooks) addSample(sheet, columns, look, language);
  const filtered = rows.at(-1)?.total ? rows.length - 1 : rows.length;
  shade(sheet, table, titleRow + 1, titleRow + filtered);
  sheet.autoFilter = { from: { row: titleRow, column: 1 }, to: { row: titleRow + filtered, column: columns.length } };
}

/** The shades of a heat map, which follow what is changed in the cells. */
function shade(sheet: ExcelJS.Worksheet, { shaded }: SheetTable, from: number, to: number): void {
  if (!shaded || to < from) return;
  const [first, last] = shaded;
  sheet.addConditionalFormatting({
    ref: `${letterOf(first)}${from}:${letterOf(last)}${to}`,
    rules: [
      {
        type: 'colorScale',
        priority: 1,
        cfvo: [{ type: 'num', value: 0 }, { type: 'max' }],
        color: [{ argb: 'FFFFFFFF' }, { argb: SHADE }],
      },
    ],
  });
}

function addHead(sheet: ExcelJS.Worksheet, head: readonly string[]): void {
  for (const [index, line] of head.entries()) {
    const row = sheet.addRow([typedValue(line, 'text')]);
    row.font = index === 0 ? { ...FACE, bold: true, size: 14 } : { ...FACE, color: { argb: 'FF5F6B7A' } };
  }
}

function addTitles(sheet: ExcelJS.Worksheet, columns: readonly SheetColumn[]): void {
  const titles = sheet.addRow(columns.map(({ title }) => title));
  titles.font = { ...FACE, bold: true };
  titles.alignment = { wrapText: true, vertical: 'middle' };
  titles.eachCell((cell, column) => {
    cell.border = { bottom: { style: 'thin' } };
    if (columns[column - 1]?.kind !== 'text') cell.alignment = { wrapText: true, horizontal: 'right' };
  });
}

/** Columns as wide as what they hold. */
function widen(sheet: ExcelJS.Worksheet, { columns, rows }: SheetTable): void {
  const widths = columns.map(({ title }) => Math.min(title.length, 16) + 3);
  for (const { cells } of rows) {
    for (const [column, { kind }] of columns.entries()) {
      widths[column] = Math.max(widths[column] ?? 0, shownLength(cells[column] ?? null, kind));
    }
  }
  for (const [index, width] of widths.entries()) {
    sheet.getColumn(index + 1).width = Math.min(WIDEST, Math.max(NARROWEST, width + 2));
  }
}

function addSample(
  sheet: ExcelJS.Worksheet,
  columns: readonly SheetColumn[],
  look: RowLook,
  language: SheetSpec['language'],
): void {
  const row = sheet.addRow(columns.map(() => 0));
  if (look === 'bold') row.font = { ...FACE, bold: true };
  for (const [index, { kind }] of columns.entries()) {
    const cell = row.getCell(index + 1);
    const format = cellFormatOf(kind, language);
    if (format !== undefined) cell.numFmt = format;
    if (look === 'plain' || look === 'bold') continue;
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: TINTS[look] } };
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
  if (summary) addSummary(sheet, summary, language);
  const drawn = picture && draw?.(picture);
  if (!drawn) return;
  const row = (sheet.lastRow?.number ?? 1) + 1;
  // Its own types say that a buffer is another one than Node's.
  const image = book.addImage({ base64: drawn.png.toString('base64'), extension: 'png' });
  const ext = { width: drawn.width * REDUCED, height: drawn.height * REDUCED };
  sheet.addImage(image, { tl: { col: 0, row }, ext });
}

function addSummary(sheet: ExcelJS.Worksheet, { columns, rows }: SheetTable, language: SheetSpec['language']): void {
  addTitles(sheet, columns);
  widen(sheet, { columns, rows });
  for (const { cells, class: klass } of rows) {
    const row = sheet.addRow(cells.map((cell, index) => typedValue(cell, columns[index]?.kind ?? 'text')));
    for (const [index, { kind }] of columns.entries()) {
      const cell = row.getCell(index + 1);
      const format = cellFormatOf(kind, language);
      if (format !== undefined && cell.value !== null) cell.numFmt = format;
      if (klass) cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: TINTS[klass] } };
    }
  }
}
