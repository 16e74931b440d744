import type { CountryCode } from '../../domain/client/phone.ts';
import { no, ok, type Result } from '../../domain/result.ts';
import { guessColumns, isReach, profileOf } from './columns.ts';
import { columnsByValues } from './columns-by-values.ts';
import { type Column, isRecordField, type RecordField } from './fields.ts';
import { BARE_NAMES } from './heading-words.ts';
import { meaningOf, plainHeading } from './headings.ts';
import { type Profile, profiles } from './profiles/index.ts';
import { type ClientRecord, type RefusedLine, recordOf } from './record.ts';
import { cellReader, continued, groupsOf } from './row-cells.ts';
import { delimiterOf, filled, rowsOf, type SourceRow, withPlainBreaks } from './rows.ts';

/*
 * A table of clients, whatever it came in: where its headings are, what its columns hold, and what each row says.
 */

/** Rows that can be gone through again. */
export interface Table {
  rows(): Iterable<SourceRow>;
  delimiter?: string;
  /** Further sheets of a workbook; their lines are counted on. */
  more?: readonly Table[];
}

/** How a table is to be read. */
export interface TablePlan {
  profile?: Profile | undefined;
  columns: Column[];
  /** A value out of each column, the first there is. */
  samples: string[];
  /** There are no headings (they are empty): the first row is a client already. */
  headless: boolean;
  /** Rows before the first one of a client. */
  skip: number;
  /** Of these, how many stand above the headings: a title, a filter. */
  titles: number;
}

/** What was said of how to read a table; what was not, is guessed. */
export interface Chosen {
  headless?: boolean | undefined;
  /** By column; `''` leaves it out. */
  fields?: readonly (RecordField | '' | undefined)[] | undefined;
  profile?: string | undefined;
  country?: CountryCode | undefined;
}

/** A line as it was read: a record, or why it is none; and its cells, so that it can be given back. */
export type ReadLine = ({ record: ClientRecord } | { refused: RefusedLine }) & { cells: string[] };

const LOOKED_AT = 80;
/** Titles above the headings are looked for in so many rows. */
const TITLES = 15;
/** The reason that returned lines bear is not read again. */
const RETURNED = new Set(['причина возврата', 'reason for return']);

/** A text as a table. Excel's own first line ("sep=;") tells the delimiter. */
export function tableOfText(source: string): Table {
  const text = withPlainBreaks(source).replace(/^\ufeff/, '');
  const told = /^"?sep=(.)"?\n/i.exec(text);
  const offset = told?.[0].length ?? 0;
  const delimiter = told?.[1] ?? delimiterOf(text);
  return { delimiter, rows: () => rowsOf(text, delimiter, offset, told ? 2 : 1) };
}

const isFilled = (cells: readonly string[]): boolean => cells.some((cell) => cell.trim() !== '');

/** How to read a table: by its headings, where it has any; what they mean is a guess. So is what stands in columns without. */
export function planTable(table: Table, chosen: Chosen = {}): Result<TablePlan, 'empty'> {
  const head: SourceRow[] = [];
  for (const row of table.rows()) {
    head.push(row);
    if (head.length >= LOOKED_AT) break;
  }
  const first = head.findIndex(({ cells }) => isFilled(cells));
  if (first < 0) return no('empty');
  const at = headingsAt(head, first);
  const cells = head[at]?.cells ?? [];
  const bare = recognised(cells) === 0 && cells.some((cell) => isReach(cell, chosen.country));
  if (chosen.headless ?? bare) {
    const rows = head.slice(first).map((row) => row.cells);
    const columns = choose(columnsByValues(rows, chosen.country), chosen.fields);
    return ok({ columns, samples: samplesOf(head.slice(first), columns), headless: true, skip: first, titles: 0 });
  }
  const below = head.slice(at + 1).filter((row) => isFilled(row.cells));
  const width = Math.max(cells.length, ...below.slice(0, 20).map((row) => row.cells.length));
  const headings = Array.from({ length: width }, (_, index) => cells[index]?.trim() ?? '');
  const profile = chosen.profile === undefined ? profileOf(headings) : profiles.find(({ id }) => id === chosen.profile);
  const guessed = guessColumns(
    headings,
    below.map((row) => row.cells),
    profile,
  ).map((column) =>
    RETURNED.has(plainHeading(column.heading))
      ? { ...column, field: undefined }
      : { ...column, field: column.field ?? 'rest' },
  );
  const columns = choose(guessed, chosen.fields);
  return ok({
    profile,
    columns,
    samples: samplesOf(below, columns),
    headless: false,
    skip: at + 1,
    titles: at - first,
  });
}

/** How many cells are headings that are known; whole ones count twice. */
const recognised = (cells: readonly string[]): number =>
  cells.reduce((sum, cell) => {
    const plain = plainHeading(cell);
    if (plain === '' || cell.length > 60) return sum;
    if (BARE_NAMES.has(plain)) return sum + 2;
    const meaning = meaningOf(plain);
    if (!meaning) return sum;
    return sum + (meaning.by === 'exact' ? 2 : 1);
  }, 0);

/** The row of the headings: the one that has most of them, below nothing but titles. */
function headingsAt(head: readonly SourceRow[], first: number): number {
  let best = first;
  let score = recognised(head[first]?.cells ?? []);
  let fullest = filled(head[first]?.cells ?? []);
  for (let at = first + 1; at < Math.min(head.length, first + TITLES); at++) {
    const cells = head[at]?.cells ?? [];
    const count = filled(cells);
    const below = recognised(cells);
    if (below >= 3 && below > score && fullest * 2 <= count && !cells.some((cell) => isReach(cell))) {
      best = at;
      score = below;
    }
    fullest = Math.max(fullest, count);
  }
  return best;
}

const choose = (columns: readonly Column[], fields: Chosen['fields'] = []): Column[] =>
  columns.map((column, index) => {
    const field = fields[index];
    if (field === undefined || field === column.field) return { ...column };
    return { heading: column.heading, field: isRecordField(field) ? field : undefined };
  });

function samplesOf(rows: readonly SourceRow[], columns: readonly Column[]): string[] {
  return columns.map((_, index) => rows.map(({ cells }) => cells[index]?.trim() ?? '').find(Boolean) ?? '');
}

const NAMES: readonly (RecordField | undefined)[] = ['organization', 'person', 'lastName', 'firstName', 'email'];

/** Whether any column tells who a row is about; an address book may know some people by their e-mail alone. */
export const namesSomebody = ({ columns }: Pick<TablePlan, 'columns'>): boolean =>
  columns.some(({ field }) => NAMES.includes(field));

/** The rows of clients, one after another: slow readers may pause between them. Empty ones are passed over. */
export function* readTable(table: Table, plan: TablePlan, country?: CountryCode): Generator<ReadLine> {
  const options = {
    country,
    inOrder: plan.columns.some(({ heading }) => /[а-яё]/i.test(heading)),
    personal: plan.columns.some(({ field }) => field === 'firstName' || field === 'lastName'),
  };
  const cellsOf = cellReader(plan);
  const isGroup = groupsOf(plan);
  const whole = continued(plan);
  let index = 0;
  for (const row of table.rows()) {
    if (index++ < plan.skip || !isFilled(row.cells) || repeatsHeadings(row.cells, plan)) continue;
    const { line, cells } = row;
    if (row.broken) yield { refused: { line, reason: 'brokenQuotes' }, cells };
    else if (isGroup(cells)) yield { refused: { line, reason: 'group' }, cells };
    else yield { ...recordOf(line, cellsOf(whole(cells)), options), cells };
  }
}

/** The headings again, at the top of another page. */
function repeatsHeadings(cells: readonly string[], { columns, headless }: TablePlan): boolean {
  if (headless || filled(cells) < 2) return false;
  return cells.every(
    (cell, index) => cell.trim() === '' || plainHeading(cell) === plainHeading(columns[index]?.heading ?? ''),
  );
}

/** Further sheets of a workbook, each by its own headings; one that tells of nobody is given back. */
export function* readSheets(sheets: readonly Table[], chosen: Chosen): Generator<ReadLine> {
  for (const sheet of sheets) {
    const plan = planTable(sheet, { country: chosen.country });
    if (plan.ok && namesSomebody(plan.value)) yield* readTable(sheet, plan.value, chosen.country);
    else for (const { line, cells } of sheet.rows()) yield { refused: { line, reason: 'otherSheet' }, cells };
  }
}
