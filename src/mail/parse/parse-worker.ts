import { parentPort, workerData } from 'node:worker_threads';
import { lowerPriority } from '../../low-priority.ts';
import { parseLetter } from './parse.ts';
import { digestOf, type ParsedLetter } from './parsed.ts';
import { withRaw } from './undecodable.ts';

/** Letters that cross to the thread together, one after another in one buffer. */
export interface ParseBatch {
  bytes: ArrayBuffer;
  letters: readonly ParseTask[];
}
export interface ParseTask {
  id: number;
  /** Where it begins in the buffer, and how long it is. */
  from: number;
  length: number;
  /** False: only the beginning of the letter. */
  whole: boolean;
}

/** What the parser is told of a batch: its letters in order; undefined for what is none. */
export type ParseNews = (PackedLetter | undefined)[];

/** A letter on its way between threads. */
export interface PackedLetter {
  letter: ParsedLetter;
  /** So much of its text is its body, which does not cross besides. */
  bodyLength?: number;
}

/** Shared with the parser: which letter the thread is at, by its id; 0 before the first one. */
const current: Int32Array = new Int32Array(workerData as SharedArrayBuffer);

function parse(raw: Buffer, whole: boolean, transfer: ArrayBuffer[]): PackedLetter | undefined {
  try {
    const letter = withRaw(parseLetter(raw, whole), raw);
    for (const file of letter.files) {
      // Files cross without being copied; slices of a shared buffer cannot.
      const content = new Uint8Array(file.content);
      Object.assign(file, { content, digest: digestOf(content) });
      transfer.push(content.buffer);
    }
    const { text, body } = letter;
    if (!text.startsWith(body)) return { letter };
    letter.body = '';
    return { letter, bodyLength: body.length };
  } catch {
    return undefined;
  }
}

parentPort?.on('message', ({ bytes, letters }: ParseBatch) => {
  const transfer: ArrayBuffer[] = [];
  const news: ParseNews = letters.map(({ id, from, length, whole }) => {
    Atomics.store(current, 0, id);
    return parse(Buffer.from(bytes, from, length), whole, transfer);
  });
  parentPort?.postMessage(news, transfer);
});
lowerPriority();
