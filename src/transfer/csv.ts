import { parse } from 'csv-parse/sync';
import type { CountryCode } from '../domain/client/phone.ts';
import { no, ok, type Result } from '../domain/result.ts';
import { fieldsByValues, guessFields, isReach } from './headings.ts';
import { type ClientRecord, type RecordField, type RefusedLine, recordOf } from './record.ts';

/*
 * CSV of clients, as spreadsheets and other systems write it. A line (quotes may stretch it over several) is read by itself,
 * so that a broken one takes nobody with it.
 */

/** How a file is to be read. */
export interface CsvPlan {
  delimiter: string;
  /** The headings, and the field each names; undefined where a column is not taken. */
  headings: string[];
  fields: (RecordField | undefined)[];
  /** There are no headings (they are empty): the first line is a client already. */
  headless: boolean;
  /** Where the first line of a client begins: in the text, and its number. */
  offset: number;
  line: number;
}

/** A line of the file with its number; `broken`: its quotes do not close. */
export interface CsvLine {
  line: number;
  raw: string;
  broken?: true;
}

const DELIMITERS = [';', ',', '\t'];
/** Lines that one record may stretch over. A quote that is not closed by then is a broken one. */
const LONGEST_RECORD = 50;

/** So much of a line tells what its columns hold, in UTF-16 units. */
const LOOKED_AT = 8000;

/** Whether a quoted field is still open at the end of a line. */
function openAfter(line: string, delimiter: string, open: boolean): boolean {
  let inside = open;
  for (let at = 0; at <= line.length; ) {
    if (inside) {
      const quote = line.indexOf('"', at);
      if (quote < 0) return true;
      inside = line[quote + 1] === '"';
      at = quote + (inside ? 2 : 1);
      if (inside) continue;
    } else if (line[at] === '"') {
      inside = true;
      at++;
      continue;
    }
    const next = line.indexOf(delimiter, at);
    if (next < 0) return false;
    at = next + 1;
  }
  return false;
}

/** The lines of a text from an offset on, one after another: slow readers may pause between them. */
export function* csvLines(text: string, { delimiter, offset, line }: Pick<CsvPlan, 'delimiter' | 'offset' | 'line'>) {
  let at = offset;
  let number = line;
  const endOf = (from: number) => {
    const end = text.indexOf('\n', from);
    return end < 0 ? text.length : end;
  };
  while (at < text.length) {
    const start = at;
    const firstEnd = endOf(start);
    let end = firstEnd;
    let open = openAfter(text.slice(start, end).replace(/\r$/, ''), delimiter, false);
    let lines = 1;
    while (open && lines < LONGEST_RECORD && end < text.length) {
      const next = endOf(end + 1);
      open = openAfter(text.slice(end + 1, next).replace(/\r$/, ''), delimiter, true);
      end = next;
      lines++;
    }
    if (open) {
      end = firstEnd;
      lines = 1;
    }
    const raw = text.slice(start, end).replace(/\r$/, '');
    yield { line: number, raw, ...(open && { broken: true as const }) } satisfies CsvLine;
    at = end + 1;
    number += lines;
  }
}

/** The delimiter that cuts the first lines into the most columns. */
function delimiterOf(text: string): string {
  const head = text
    .slice(0, LOOKED_AT)
    .split(/\r?\n/, 10)
    .filter((line) => line.trim() !== '');
  const columns = (delimiter: string) =>
    Math.max(0, ...head.slice(0, 1).map((line) => cells(line, delimiter)?.length ?? 0));
  return DELIMITERS.toSorted((a, b) => columns(b) - columns(a))[0] ?? ';';
}

/** Whether any column tells who a line is about. */
export const namesSomebody = ({ fields }: Pick<CsvPlan, 'fields'>): boolean =>
  fields.some((field) => field && ['organization', 'person', 'lastName', 'firstName'].includes(field));

/**
 * How to read a file: by its headings, where it has any; what they mean is a guess. So is what stands in the columns of a
 * file without.
 *
 * @param headless whether the first line is a client; where nobody has said so, one that has an e-mail or a phone is
 */
export function planCsv(text: string, headless?: boolean): Result<CsvPlan, 'empty' | 'noHeadings'> {
  // Excel's own first line: which delimiter follows.
  const told = /^sep=(.)\r?\n/i.exec(text);
  const delimiter = told?.[1] ?? delimiterOf(text);
  const lines = csvLines(text, { delimiter, offset: told?.[0].length ?? 0, line: told ? 2 : 1 });
  let offset = told?.[0].length ?? 0;
  for (const { line, raw, broken } of lines) {
    const begin = offset;
    const end = text.indexOf('\n', offset + raw.length);
    offset = end < 0 ? text.length : end + 1;
    if (raw.trim() === '') continue;
    const first = broken ? undefined : cells(raw.slice(0, LOOKED_AT), delimiter);
    if (!first) return no('noHeadings');
    const named = guessFields(first);
    if (headless ?? (named.every((field) => field === undefined) && first.some(isReach))) {
      const headings = first.map(() => '');
      return ok({ delimiter, headings, fields: fieldsByValues(first), headless: true, offset: begin, line });
    }
    return ok({
      delimiter,
      headings: first.map((heading) => heading.trim()),
      fields: named,
      headless: false,
      offset,
      line: line + raw.split('\n').length,
    });
  }
  return no('empty');
}

/** A value out of each column, the first there is in the first lines. */
export function sampleCsv(text: string, plan: CsvPlan, lines = 20): string[] {
  const samples = plan.headings.map(() => '');
  let read = 0;
  for (const { raw, broken } of csvLines(text, plan)) {
    if (read++ >= lines) break;
    const row = broken ? [] : (cells(raw.slice(0, LOOKED_AT), plan.delimiter) ?? []);
    for (const index of samples.keys()) samples[index] ||= row[index]?.trim() ?? '';
  }
  return samples;
}

function cells(raw: string, delimiter: string): string[] | undefined {
  return rows([raw], delimiter)?.[0];
}

/** Parses lines at once, which is quicker; undefined where something in them is not CSV. */
function rows(raws: readonly string[], delimiter: string): string[][] | undefined {
  try {
    const parsed: string[][] = parse(raws.join('\n'), {
      delimiter,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: false,
    });
    return parsed.length === raws.length ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** Reads some lines: each a record, or refused. Empty ones are passed over. */
export function readCsv(lines: readonly CsvLine[], plan: CsvPlan, country?: CountryCode) {
  const filled = lines.filter(({ raw }) => raw.replaceAll(plan.delimiter, '').replaceAll('"', '').trim() !== '');
  const whole = filled.filter(({ broken }) => !broken);
  const parsed = rows(
    whole.map(({ raw }) => raw),
    plan.delimiter,
  );
  const found = new Map(whole.map((line, index) => [line, parsed?.[index]]));
  return filled.map((line): { record: ClientRecord } | { refused: RefusedLine } => {
    const row = line.broken ? undefined : (found.get(line) ?? cells(line.raw, plan.delimiter));
    if (!row) return { refused: { line: line.line, reason: 'brokenQuotes', raw: line.raw.slice(0, 2000) } };
    const values = new Map<RecordField, string[]>();
    for (const [index, field] of plan.fields.entries()) {
      const value = row[index];
      if (field && value?.trim()) values.set(field, [...(values.get(field) ?? []), value]);
    }
    return recordOf(line.line, values, line.raw, country);
  });
}
