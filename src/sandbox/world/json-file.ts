import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const WRITE_AFTER = 200;

/** What an earlier run wrote; undefined on the first. A file that cannot be read is an error, never overwritten. */
export function loadJson<T extends { version: 1 }>(path: string): T | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  const saved: T = JSON.parse(text);
  if (saved.version !== 1) throw new Error(`${path} was written by another version of the sandbox`);
  return saved;
}

/** Writes a state a moment after each change: to a new file first, so that a crash leaves the old one whole. */
export function createJsonWriter<T extends { version: 1 }>(path: string, snapshot: () => T) {
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    mkdirSync(dirname(path), { recursive: true });
    const draft = `${path}.tmp`;
    writeFileSync(draft, JSON.stringify(snapshot()));
    renameSync(draft, path);
  }

  return {
    changed(): void {
      timer ??= setTimeout(flush, WRITE_AFTER).unref();
    },
    flush,
  };
}
