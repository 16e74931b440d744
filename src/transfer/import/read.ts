import { no, ok, type Result } from '../../domain/result.ts';
import { decodeText } from './decode.ts';
import { isHtmlTable, rowsOfHtml } from './markup.ts';
import { withPlainBreaks } from './rows.ts';
import {
  type Chosen,
  namesSomebody,
  planTable,
  type ReadLine,
  readSheets,
  readTable,
  type Table,
  type TablePlan,
  tableOfText,
} from './table.ts';
import { cardsOf, quotedCharset, readCard } from './vcard.ts';

/*
 * A file of clients: what it is, how it is to be read, and what its lines say. Pure and synchronous; a thread of its own
 * does it for the program (reader.ts).
 */

export type FileFormat = 'table' | 'vcard' | 'xlsx';

export interface ReadOptions extends Chosen {
  language?: 'ru' | 'en' | undefined;
}

/** How a file was read. */
export interface FileInfo {
  format: FileFormat;
  encoding?: string;
  delimiter?: string;
  plan?: TablePlan;
  /** Lines of the text, or rows, as far as known. */
  total: number;
}

export type ReadRefusal = 'empty' | 'noHeadings' | 'xls' | 'broken' | 'tooLarge' | 'slow' | 'binary';

export interface ReadFile {
  about: FileInfo;
  refusal?: ReadRefusal;
  lines: Iterable<ReadLine>;
}

/** So much of a text is looked at for what it is. */
const HEAD = 20_000;

const nothing: Iterable<ReadLine> = [];

/** What kind of file the first bytes say it is. */
export function fileFormatOf(bytes: Buffer): Result<FileFormat, 'xls' | 'binary'> {
  if (bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 3, 4]))) return ok('xlsx');
  if (bytes.subarray(0, 8).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]))) return no('xls');
  if (/^(?:%PDF|\x89PNG|\xff\xd8\xff|GIF8|Rar!|7z\xbc)/.test(bytes.toString('latin1', 0, 8))) return no('binary');
  const head = bytes.toString('latin1', 0, 4000).replaceAll('\0', '');
  return ok(/^\s*(?:ï»¿|ÿþ|þÿ)?\s*BEGIN:VCARD/i.test(head) ? 'vcard' : 'table');
}

/** Reads a text of either kind. */
export function readText(bytes: Buffer, format: 'table' | 'vcard', options: ReadOptions): ReadFile {
  const { text: source, encoding } = decodeText(bytes);
  const text = withPlainBreaks(source);
  if (format === 'table' && isHtmlTable(text.slice(0, HEAD))) return readPage(text, options, encoding);
  if (format === 'table') return readRows(tableOfText(text), options, { format, encoding, total: countLines(text) });
  const charset = quotedCharset(text);
  const about = { format, encoding, total: countLines(text) };
  return { about, lines: cardLines(text, { ...options, charset }) };
}

/** A page with a table in it, as some programs write their ".xls". */
function readPage(text: string, options: ReadOptions, encoding: string): ReadFile {
  const rows = rowsOfHtml(text);
  return readRows({ rows: () => rows }, options, { format: 'table', encoding, total: rows.length });
}

function* cardLines(text: string, options: ReadOptions & { charset: string }): Generator<ReadLine> {
  for (const card of cardsOf(text)) {
    const read = readCard(card, options);
    yield { ...read, cells: card.lines.map((line) => line.slice(0, 2000)).slice(0, 300) };
  }
}

/** Reads a table. */
export function readRows(source: Table, options: ReadOptions, base: FileInfo): ReadFile {
  const table = withClientsFirst(source);
  const about = { ...base, ...(table.delimiter !== undefined && { delimiter: table.delimiter }) };
  const plan = planTable(table, options);
  if (!plan.ok) return { about, refusal: plan.reason, lines: nothing };
  const known = { ...about, plan: plan.value };
  if (!namesSomebody(plan.value)) return { about: known, refusal: 'noHeadings', lines: nothing };
  return { about: known, lines: allLines(table, plan.value, options) };
}

/** Of several sheets the first that tells of somebody comes first. */
function withClientsFirst(table: Table): Table {
  const sheets = [table, ...(table.more ?? [])];
  const first = sheets.find((sheet) => {
    const plan = planTable(sheet);
    return plan.ok && namesSomebody(plan.value);
  });
  if (!first || first === table) return table;
  return { ...first, more: sheets.filter((sheet) => sheet !== first) };
}

function* allLines(table: Table, plan: TablePlan, options: ReadOptions): Generator<ReadLine> {
  yield* readTable(table, plan, options.country);
  yield* readSheets(table.more ?? [], options);
}

function countLines(text: string): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}
