import { parentPort } from 'node:worker_threads';
import { lowerPriority } from '../../low-priority.ts';
import {
  type FileInfo,
  fileFormatOf,
  type ReadFile,
  type ReadOptions,
  type ReadRefusal,
  readRows,
  readText,
} from './read.ts';
import type { ReadLine } from './table.ts';
import { TooLarge, tableOfWorkbook } from './workbook/xlsx.ts';

/** What the reader asks: to read a file, and then for one batch of its lines after another. */
export type ReadTask = { bytes: Uint8Array; options: ReadOptions; batch: number } | 'more';

/** What it is told: how the file is read, then batches, the last of which is empty. */
export type ReadNews = { about: FileInfo; refusal?: ReadRefusal } | { lines: ReadLine[] } | { failed: string };

/** A batch ends early where its notes are long: it becomes one document of the database. */
const BATCH_LENGTH = 1_000_000;

const tell = (news: ReadNews) => parentPort?.postMessage(news);

const refused = (refusal: ReadRefusal): ReadFile => ({ about: { format: 'xlsx', total: 0 }, refusal, lines: [] });

function open(bytes: Buffer, options: ReadOptions): ReadFile {
  const format = fileFormatOf(bytes);
  if (!format.ok) return refused(format.reason);
  if (format.value !== 'xlsx') return readText(bytes, format.value, options);
  try {
    const table = tableOfWorkbook(bytes, options.language ?? 'ru');
    const total = [table, ...(table.more ?? [])].reduce((sum, sheet) => sum + [...sheet.rows()].length, 0);
    return readRows(table, options, { format: 'xlsx', total });
  } catch (error) {
    return refused(error instanceof TooLarge ? 'tooLarge' : 'broken');
  }
}

let lines: Iterator<ReadLine> = [][Symbol.iterator]();
let size = 0;

function next(): ReadLine[] {
  const batch: ReadLine[] = [];
  for (let length = 0; batch.length < size && length < BATCH_LENGTH; ) {
    const { value, done } = lines.next();
    if (done) break;
    batch.push(value);
    length += value.cells.reduce((sum: number, cell: string) => sum + cell.length, 0);
  }
  return batch;
}

parentPort?.on('message', (task: ReadTask) => {
  try {
    if (task === 'more') return tell({ lines: next() });
    const { bytes, options, batch } = task;
    const file = open(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), options);
    lines = file.lines[Symbol.iterator]();
    size = batch;
    tell({ about: file.about, ...(file.refusal !== undefined && { refusal: file.refusal }) });
  } catch (error) {
    tell({ failed: String(error) });
  }
});
lowerPriority();
