import type { SourceRow } from '../rows.ts';
import type { Table } from '../table.ts';
import { patternOf, type ShownValue, shownNumber } from './sheet-values.ts';
import { readXml } from './sheet-xml.ts';
import { type ZipPart, zipParts } from './zip.ts';

/*
 * The filled sheets of a workbook as tables, their cells as they look. It is measured before it is opened, and read in a
 * thread whose memory and time are bounded. Programs write it in many ways: parts in any order, elements with or without a
 * prefix, strings in a table of their own or in the cells, cells with or without their place.
 */

/** What all its parts may take unfolded, in bytes; and how many rows, columns and sheets are read. */
const LARGEST = 150 * 1024 * 1024;
const MOST_ROWS = 200_000;
const MOST_COLUMNS = 500;
const MOST_SHEETS = 50;
const LONGEST_CELL = 100_000;

export class TooLarge extends Error {}

type Parts = ReadonlyMap<string, ZipPart>;

interface Book extends ShownValue {
  /** Texts that cells name by their index. */
  texts: string[];
  /** The pattern of each style of cells. */
  patterns: string[];
}

/** Reads a workbook: the first filled sheet, the others behind it. Errors: `TooLarge`; others where it is not a workbook. */
export function tableOfWorkbook(bytes: Buffer, locale: string): Table {
  const parts = zipParts(bytes);
  if (!parts) throw new Error('no zip');
  if ([...parts.values()].reduce((sum, { size }) => sum + size, 0) > LARGEST) throw new TooLarge();
  const { paths, is1904 } = sheetsOf(parts);
  if (paths.length === 0) throw new Error('no workbook');
  const book: Book = { locale, is1904, texts: textsOf(parts), patterns: patternsOf(parts) };
  const tables: Table[] = [];
  let before = 0;
  for (const path of paths.slice(0, MOST_SHEETS)) {
    const part = parts.get(path);
    if (!part) continue;
    const rows = rowsOfSheet(part.read(), book, before);
    before = rows.at(-1)?.line ?? before;
    if (before > MOST_ROWS) throw new TooLarge();
    if (rows.length > 0) tables.push({ rows: () => rows });
  }
  const [first, ...more] = tables;
  return { rows: () => first?.rows() ?? [], more };
}

const read = (parts: Parts, name: string, handler: Parameters<typeof readXml>[1]): void => {
  const part = parts.get(name) ?? [...parts].find(([path]) => path.toLowerCase() === name.toLowerCase())?.[1];
  if (part) readXml(part.read(), handler);
};

/** The paths of the sheets, in the order of the workbook. */
function sheetsOf(parts: Parts): { paths: string[]; is1904: boolean } {
  const targets = new Map<string, string>();
  const ids: string[] = [];
  let is1904 = false;
  read(parts, 'xl/_rels/workbook.xml.rels', {
    open(name, { Id = '', Target = '' }) {
      if (name === 'Relationship') targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`);
    },
  });
  read(parts, 'xl/workbook.xml', {
    open(name, attributes) {
      if (name === 'workbookPr') is1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      const [, id = ''] = Object.entries(attributes).find(([key]) => /(?:^|:)id$/.test(key)) ?? [];
      ids.push(id);
    },
  });
  const named = ids.flatMap((id) => targets.get(id) ?? []);
  const found = [...parts.keys()].filter((path) => /^xl\/worksheets\/[^/]+\.xml$/i.test(path)).sort();
  return { paths: named.some((path) => parts.has(path)) ? named : found, is1904 };
}

/** Texts without the readings that stand above Japanese ones. */
function textsOf(parts: Parts): string[] {
  const texts: string[] = [];
  let [isText, isReading] = [false, false];
  read(parts, 'xl/sharedStrings.xml', {
    open(name) {
      if (name === 'si') texts.push('');
      else if (name === 'rPh') isReading = true;
      else if (name === 't') isText = true;
    },
    text(text) {
      if (isText && !isReading && texts.length > 0) texts[texts.length - 1] += text;
    },
    close(name) {
      if (name === 't') isText = false;
      else if (name === 'rPh') isReading = false;
    },
  });
  return texts;
}

function patternsOf(parts: Parts): string[] {
  const own = new Map<number, string>();
  const patterns: string[] = [];
  let isStyle = false;
  read(parts, 'xl/styles.xml', {
    open(name, { numFmtId, formatCode }) {
      if (name === 'numFmt' && formatCode !== undefined) own.set(Number(numFmtId), formatCode);
      else if (name === 'cellXfs') isStyle = true;
      else if (name === 'xf' && isStyle) patterns.push(patternOf(Number(numFmtId ?? 0), own));
    },
    close(name) {
      if (name === 'cellXfs') isStyle = false;
    },
  });
  return patterns;
}

/** A cell while it is read. */
interface OpenCell {
  type: string;
  style: number;
  column: number;
  value: string;
}

/** The filled rows of a sheet; lines are counted on from `before`. */
function rowsOfSheet(bytes: Buffer, book: Book, before: number): SourceRow[] {
  const rows: SourceRow[] = [];
  let line = 0;
  let cells: string[] = [];
  let cell: OpenCell | undefined;
  let isValue = false;
  readXml(bytes, {
    open(name, { r, t = 'n', s }) {
      if (name === 'row') {
        line = Number(r ?? line + 1);
        if (line > MOST_ROWS) throw new TooLarge();
        cells = [];
      } else if (name === 'c')
        cell = { type: t, style: Number(s ?? 0), column: r ? columnOf(r) : (cell?.column ?? -1) + 1, value: '' };
      else isValue = name === 'v' || name === 't';
    },
    text(text) {
      if (isValue && cell) cell.value += text;
    },
    close(name) {
      isValue = false;
      if (name === 'c' && cell) put(cells, cell.column, shown(cell, book));
      else if (name === 'row') {
        if (cells.length > 0) rows.push({ line: before + line, cells });
        cell = undefined;
      }
    },
  });
  return rows;
}

function put(cells: string[], column: number, text: string): void {
  if (text === '' || column >= MOST_COLUMNS) return;
  while (cells.length < column) cells.push('');
  cells[column] = text.slice(0, LONGEST_CELL);
}

/** "C7" is column 2. */
const columnOf = (place: string): number =>
  [...(/^[A-Z]{1,3}/i.exec(place)?.[0] ?? 'A').toUpperCase()].reduce(
    (sum, letter) => sum * 26 + letter.charCodeAt(0) - 64,
    0,
  ) - 1;

function shown({ type, style, value }: OpenCell, book: Book): string {
  if (type === 's') return book.texts[Number(value)] ?? '';
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  if (type !== 'n' || value === '') return value.replace(/_x000D_/g, '');
  return shownNumber(value, book.patterns[style] ?? 'General', book);
}
