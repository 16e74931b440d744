import { parentPort } from 'node:worker_threads';
import { lowerPriority } from '../../low-priority.ts';
import { parseLetter } from './parse.ts';
import { digestOf, type ParsedLetter } from './parsed.ts';
import { withRaw } from './undecodable.ts';

/** What the parser asks. */
export interface ParseTask {
  id: number;
  raw: Uint8Array;
  /** False: only the beginning of the letter. */
  whole: boolean;
}

/** What it is told: that the thread has begun, once, then each letter, or that it is none. */
export type ParseNews = 'ready' | { id: number; letter?: PackedLetter };

/** A letter on its way between threads: where what was written is all of its text, that crosses once. */
export type PackedLetter = Omit<ParsedLetter, 'body'> & { body?: string };

const packed = ({ body, ...letter }: ParsedLetter): PackedLetter =>
  body === letter.text ? letter : { ...letter, body };

const tell = (news: ParseNews, transfer: ArrayBuffer[] = []) => parentPort?.postMessage(news, transfer);

function parse({ id, raw, whole }: ParseTask): void {
  try {
    const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
    const letter = withRaw(parseLetter(bytes, whole), bytes);
    // Files cross without being copied; slices of a shared pool cannot.
    const files = letter.files.map((file) => ({
      ...file,
      content: new Uint8Array(file.content),
      digest: digestOf(file.content),
    }));
    tell(
      { id, letter: packed({ ...letter, files }) },
      files.map(({ content }) => content.buffer),
    );
  } catch {
    tell({ id });
  }
}

parentPort?.on('message', parse);
lowerPriority();
tell('ready');
