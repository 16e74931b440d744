import ExcelJS from 'exceljs';
import { DateTime } from 'luxon';
import type { Cell, CellKind, SheetRow, SheetSpec } from '../domain/report/sheet.ts';

const FORMATS: Record<CellKind, string | undefined> = {
  text: undefined,
  count: '#,##0',
  change: '+#,##0;-#,##0;0',
  minutes: '[h]:mm',
  share: '0.0%',
  day: 'yyyy-mm-dd',
  week: 'yyyy-mm-dd',
  month: 'mmmm yyyy',
};

const WIDTHS: Record<CellKind, number> = {
  text: 32,
  count: 12,
  change: 12,
  minutes: 12,
  share: 12,
  day: 14,
  week: 14,
  month: 18,
};
const MINUTES_A_DAY = 1440;
/** Excel shows at most seven levels below the first. */
const DEEPEST = 7;

/** A workbook with typed cells, the head of the table frozen, subtotals above the rows that fold under them. */
export async function writeSheet({ name, head, columns, rows }: SheetSpec): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  // Names of sheets take neither these characters nor more than 31 of any.
  const sheet = book.addWorksheet(
    name
      .replace(/[*?:\\/[\]]/g, ' ')
      .slice(0, 31)
      .trim() || 'Report',
    {
      views: [{ state: 'frozen', ySplit: head.length + 1, xSplit: 0 }],
      properties: { outlineLevelRow: 0 },
    },
  );
  sheet.properties.outlineProperties = { summaryBelow: false, summaryRight: false };
  sheet.columns = columns.map(({ kind }) => ({ width: WIDTHS[kind] }));
  for (const [index, line] of head.entries()) {
    const row = sheet.addRow([line]);
    row.font = index === 0 ? { bold: true, size: 14 } : { color: { argb: 'FF5F6B7A' } };
  }
  const titles = sheet.addRow(columns.map(({ title }) => title));
  titles.font = { bold: true };
  titles.eachCell((cell) => {
    cell.border = { bottom: { style: 'thin' } };
  });
  for (const row of rows) {
    addRow(
      sheet,
      row,
      columns.map(({ kind }) => kind),
    );
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

function addRow(sheet: ExcelJS.Worksheet, { cells, level, bold }: SheetRow, kinds: readonly CellKind[]): void {
  const row = sheet.addRow(cells.map((cell, index) => typedValue(cell, kinds[index] ?? 'text')));
  if (level > 0) row.outlineLevel = Math.min(level, DEEPEST);
  if (bold) row.font = { bold: true };
  for (const [index, kind] of kinds.entries()) {
    const format = FORMATS[kind];
    if (format !== undefined && cells[index] !== null) row.getCell(index + 1).numFmt = format;
  }
}

/** Text stays text, whatever it begins with: a client called "=1+1" is no formula. */
function typedValue(cell: Cell, kind: CellKind): string | number | Date | null {
  if (cell === null) return null;
  if (kind === 'minutes') return Number(cell) / MINUTES_A_DAY;
  if (kind === 'day' || kind === 'week' || kind === 'month') {
    const first = DateTime.fromISO(String(cell), { zone: 'utc' });
    if (first.isValid) return first.toJSDate();
  }
  // XML takes no control characters; a file with one in it does not open.
  return typeof cell === 'string' ? cell.replace(/[^\P{Cc}\n\t]/gu, '').slice(0, 32_767) : cell;
}
