import { Worker } from 'node:worker_threads';
import { builtUrl } from '../../built.ts';
import type { FileInfo, ReadOptions, ReadRefusal } from './read.ts';
import type { ReadNews, ReadTask } from './read-worker.ts';
import type { ReadLine } from './table.ts';

/*
 * Files of clients come from anywhere: each is read in a thread of its own, whose memory and time are bounded, a batch of
 * lines at a time. What is too much for it is refused, and nobody's taps wait for it.
 */

/** The longest that opening a file, or one batch of it, may take, in milliseconds; and the memory it may, in MB. */
const PATIENCE = 60_000;
const MEMORY = 768;
/** Lines of one batch. */
export const BATCH = 200;

export interface OpenFile {
  about: FileInfo;
  refusal?: ReadRefusal;
  /** The next lines; none at the end. */
  next(): Promise<ReadLine[]>;
  close(): Promise<void>;
}

/** The thread gave up: it took too long, or too much memory. */
export class GaveUp extends Error {
  constructor(readonly refusal: ReadRefusal) {
    super(`the reader gave up: ${refusal}`);
  }
}

/** Opens a file. What cannot be read says why; nothing is thrown for a bad file but by `next`, where it turns bad later on. */
export async function openFile(
  bytes: Uint8Array,
  options: ReadOptions,
  { batch = BATCH, patience = PATIENCE } = {},
): Promise<OpenFile> {
  const worker = new Worker(builtUrl(import.meta.url, './read-worker.js'), {
    resourceLimits: { maxOldGenerationSizeMb: MEMORY },
  });
  const close = async () => void (await worker.terminate());
  try {
    const news = await ask(worker, { bytes: new Uint8Array(bytes), options, batch }, patience);
    if (!('about' in news)) throw new GaveUp('broken');
    // The thread reads a batch while the one before it is worked off.
    let ahead = more(worker, patience);
    const next = async (): Promise<ReadLine[]> => {
      const lines = await ahead;
      if (lines.length > 0) ahead = more(worker, patience);
      return lines;
    };
    return { ...news, next, close };
  } catch (error) {
    await close();
    if (!(error instanceof GaveUp)) throw error;
    const about: FileInfo = { format: 'table', total: 0 };
    return { about, refusal: error.refusal, next: async () => [], close };
  }
}

/** The next lines. What goes wrong is told to the one who waits for them, and to nobody else. */
function more(worker: Worker, patience: number): Promise<ReadLine[]> {
  const lines = ask(worker, 'more', patience).then((news) => ('lines' in news ? news.lines : []));
  lines.catch(() => {});
  return lines;
}

/** One question and its answer, or the end of the thread. */
function ask(worker: Worker, task: ReadTask, patience: number): Promise<ReadNews> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => over(() => reject(new GaveUp('slow'))), patience);
    const over = (settle: () => void) => {
      clearTimeout(timer);
      worker.off('message', told).off('error', failed).off('exit', ended);
      settle();
    };
    const told = (news: ReadNews) => over(() => ('failed' in news ? reject(new Error(news.failed)) : resolve(news)));
    const failed = (error: unknown) => {
      const isMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      over(() => reject(isMemory ? new GaveUp('tooLarge') : error));
    };
    const ended = () => over(() => reject(new GaveUp('broken')));
    worker.on('message', told).on('error', failed).on('exit', ended);
    worker.postMessage(task, task === 'more' ? [] : [task.bytes.buffer as ArrayBuffer]);
  });
}
