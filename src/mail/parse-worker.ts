import { parentPort } from 'node:worker_threads';
import { parseLetter } from './parse.ts';
import { withRaw } from './undecodable.ts';

/** What the parser asks and is answered. */
export interface ParseTask {
  id: number;
  raw: Uint8Array;
}

parentPort?.on('message', async ({ id, raw }: ParseTask) => {
  try {
    const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
    const letter = withRaw(await parseLetter(bytes), bytes);
    // Files cross without being copied; slices of a shared pool cannot.
    const files = letter.files.map((file) => ({ ...file, content: new Uint8Array(file.content) }));
    parentPort?.postMessage(
      { id, letter: { ...letter, files } },
      files.map(({ content }) => content.buffer),
    );
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
});
