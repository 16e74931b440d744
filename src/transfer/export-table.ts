import { open, stat } from 'node:fs/promises';
import { setImmediate as turn } from 'node:timers/promises';
import { stringify } from 'csv-stringify/sync';
import { local } from '../domain/time/zone.ts';

/*
 * Tables written to a file as they come, batch by batch: the whole of it is never in memory, and other work of the
 * process goes on between two batches.
 */

export type ExportCell = string | number | Date | undefined;

export interface TableColumn {
  title: string;
  kind: 'text' | 'number' | 'moment';
  /** In characters. */
  width: number;
}

export interface ExportTable {
  name: string;
  columns: readonly TableColumn[];
  batches: AsyncIterable<ExportCell[][]>;
  /** IANA zone that moments are told in. */
  zone: string;
  language: 'ru' | 'en';
}

export interface Limits {
  /** No batch is begun once the file is this big. */
  bytes: number;
  /** Called after each batch with the rows written so far. */
  onRows?(rows: number): Promise<void>;
}

/** So many rows are made into text without a pause: taps wait no longer than that takes. */
const WITHOUT_PAUSE = 100;

/** The rows of a batch in portions, with a turn for other work after each. */
export async function* portions(batch: ExportCell[][]): AsyncGenerator<ExportCell[][]> {
  for (let begin = 0; begin < batch.length; begin += WITHOUT_PAUSE) {
    yield batch.slice(begin, begin + WITHOUT_PAUSE);
    await turn();
  }
}

/** What was written. `cut`: there were more rows than the limits take. */
export interface Written {
  rows: number;
  cut: boolean;
}

/** A moment as its wall clock shows it in the zone: spreadsheets know no zones. */
export function wallClock(at: Date, zone: string): Date {
  const { year, month, day, hour, minute } = local(at, zone);
  return new Date(Date.UTC(year, month - 1, day, hour, minute));
}

/** `23.11.2026 15:00`, `2026-11-23 15:00`: what a spreadsheet of the language reads as a date. */
function momentText(clock: Date, language: ExportTable['language']): string {
  const [day = '', time = ''] = clock.toISOString().slice(0, 16).split('T');
  return `${language === 'ru' ? day.split('-').reverse().join('.') : day} ${time}`;
}

const DELIMITER = { ru: ';', en: ',' } as const;

/**
 * Writes a table as CSV for spreadsheets: UTF-8 with its mark, the separator of the language's Excel. A text that a
 * spreadsheet would take for a formula (it begins with = + - @) gets an apostrophe before it.
 */
export async function writeCsv(file: string, table: ExportTable, limits: Limits): Promise<Written> {
  const { columns, batches, zone, language } = table;
  const options = { delimiter: DELIMITER[language], record_delimiter: '\r\n', escape_formulas: true };
  const shown = (cell: ExportCell) =>
    cell instanceof Date ? momentText(wallClock(cell, zone), language) : (cell ?? '').toString();
  const handle = await open(file, 'w', 0o600);
  let rows = 0;
  try {
    await handle.write(`\uFEFF${stringify([columns.map(({ title }) => title)], options)}`);
    for await (const batch of batches) {
      if ((await stat(file)).size >= limits.bytes) return { rows, cut: true };
      await handle.write(
        stringify(
          batch.map((row) => row.map(shown)),
          options,
        ),
      );
      rows += batch.length;
      await limits.onRows?.(rows);
      await turn();
    }
    return { rows, cut: false };
  } finally {
    await handle.close();
  }
}
