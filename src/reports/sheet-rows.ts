import type { CellKind, SheetColumn, SheetRow } from '../domain/report/sheet.ts';
import { typedValue } from './sheet-cell.ts';

/*
 * The rows of a sheet as its XML, one after another: a library's model of a cell takes fifty times the room of its text.
 */

/** The styles of the cells of a column, by how a row looks. */
export type Styles = Record<RowLook, readonly number[]>;

export const rowLooks = ['plain', 'bold', 'A', 'B', 'C'] as const;
export type RowLook = (typeof rowLooks)[number];

export const lookOf = ({ bold, class: klass }: SheetRow): RowLook => klass ?? (bold ? 'bold' : 'plain');

/** Excel shows at most seven levels below the first. */
export const DEEPEST = 7;

/** "A", ..., "Z", "AA": the letters of a column, counted from 0. */
export const letterOf = (column: number): string =>
  (column >= 26 ? letterOf(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (one) => ESCAPES[one] ?? one);

/** Days since the zero of a spreadsheet's calendar. */
const serial = (at: Date): number => at.getTime() / 86_400_000 + 25_569;

/** So much text is handed on at a time. */
const CHUNK = 65_536;

/** The XML of the rows from this row of the sheet on, in chunks of UTF-8. */
export function* rowsXml(
  rows: readonly SheetRow[],
  columns: readonly SheetColumn[],
  styles: Styles,
  first: number,
): Generator<Buffer> {
  const kinds = columns.map(({ kind }) => kind);
  const letters = columns.map((_, index) => letterOf(index));
  const ends = foldedUntil(rows);
  let text = '';
  for (const [index, row] of rows.entries()) {
    const at = first + index;
    const [from, to] = row.total ? [first, at - 1] : [at + 1, first + (ends[index] ?? index)];
    const level = row.level > 0 ? ` outlineLevel="${Math.min(row.level, DEEPEST)}"` : '';
    const look = styles[lookOf(row)];
    text += `<row r="${at}"${level}>`;
    for (const [column, letter] of letters.entries()) {
      const sum = row.sums?.includes(column) && to >= from ? `SUBTOTAL(9,${letter}${from}:${letter}${to})` : undefined;
      text += cellXml(row, column, {
        place: `${letter}${at}`,
        kind: kinds[column] ?? 'text',
        style: look[column],
        sum,
      });
    }
    text += '</row>';
    if (text.length < CHUNK) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text);
}

function cellXml(
  { cells, class: klass }: SheetRow,
  column: number,
  { place, kind, style, sum }: { place: string; kind: CellKind; style: number | undefined; sum: string | undefined },
): string {
  const value = typedValue(cells[column] ?? null, kind);
  const head = `<c r="${place}"${style === undefined ? '' : ` s="${style}"`}`;
  // An empty cell is written for its colour alone.
  if (value === null || value === '') return klass ? `${head}/>` : '';
  if (typeof value === 'string') return `${head} t="str"><v>${escaped(value)}</v></c>`;
  const number = value instanceof Date ? serial(value) : value;
  return `${head}>${sum === undefined ? '' : `<f>${sum}</f>`}<v>${number}</v></c>`;
}

/** For each row the last one that folds under it: itself where none does. */
function foldedUntil(rows: readonly SheetRow[]): number[] {
  const ends = rows.map((_, index) => index);
  const open: number[] = [];
  for (const [index, { level }] of rows.entries()) {
    while (open.length > 0 && (rows[open.at(-1) ?? 0]?.level ?? 0) >= level) ends[open.pop() ?? 0] = index - 1;
    open.push(index);
  }
  for (const row of open) ends[row] = rows.length - 1;
  return ends;
}
