import { stringify } from 'csv-stringify/sync';
import type { RefusedLine } from './record.ts';

/**
 * The lines that did not go in, as a file to mend and send again: with semicolons and a byte order mark, so that
 * spreadsheets open it as it is. Text that a spreadsheet would take for a formula is defused.
 */
export function refusedCsv(
  lines: readonly RefusedLine[],
  head: readonly string[],
  reasonOf: (code: string) => string,
): Buffer {
  const rows = lines.map(({ line, reason, detail = '', raw }) => [line, reasonOf(reason), detail, raw]);
  return Buffer.from(stringify([[...head], ...rows], { delimiter: ';', bom: true, escape_formulas: true }));
}
