import { stringify } from 'csv-stringify/sync';
import type { ImportColumn } from '../../store/import/imports.ts';

/** A line that is given back, and why. */
export interface ReturnedLine {
  cells: readonly string[];
  reason: string;
}

/** What the columns of the file are called in what is given back; `fieldName`: of a file without headings. */
export function headingsOf(
  { headings = [], columns = [], headless }: { headings?: string[]; columns?: ImportColumn[]; headless?: boolean },
  fieldName: (field: string) => string,
): string[] {
  return headless ? columns.map(({ field }) => fieldName(field ?? 'rest')) : headings;
}

/**
 * The lines that did not go in, as a table to mend and send again: the columns as they were, the reason as the last one,
 * which is not read again. With semicolons and a byte order mark, so that spreadsheets open it as it is; text that a
 * spreadsheet would take for a formula is defused.
 */
export function returnedCsv(
  lines: readonly ReturnedLine[],
  headings: readonly string[],
  reasonHeading: string,
): Buffer {
  const width = Math.max(headings.length, ...lines.map(({ cells }) => cells.length));
  const whole = (cells: readonly string[]) => Array.from({ length: width }, (_, index) => cells[index] ?? '');
  const rows = [[...whole(headings), reasonHeading], ...lines.map(({ cells, reason }) => [...whole(cells), reason])];
  return Buffer.from(stringify(rows, { delimiter: ';', bom: true, escape_formulas: true }));
}

/** The same for cards of a vCard file: the reason is a property of its own. */
export function returnedVcards(cards: readonly ReturnedLine[]): Buffer {
  const lines = cards.flatMap(({ cells, reason }) => [
    'BEGIN:VCARD',
    ...cells,
    `X-SLOOP-REASON:${reason.replace(/\s+/g, ' ')}`,
    'END:VCARD',
  ]);
  return Buffer.from(`${lines.join('\r\n')}\r\n`);
}
