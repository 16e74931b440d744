import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ChatState } from './chats.ts';
import type { SavedCommands } from './commands.ts';
import type { Bytes, FileRecord } from './files.ts';
import type { Pending } from './updates.ts';

/** All that survives a restart, besides the files' bytes. */
export interface SavedState {
  version: 1;
  nextMessageId: number;
  nextUpdateId: number;
  chats: ChatState[];
  pending: Pending[];
  files: FileRecord[];
  commands: SavedCommands;
  about: { description: string; shortDescription: string };
}

const WRITE_AFTER = 200;

/** The state of an earlier run; undefined on the first. A file that cannot be read is an error, never overwritten. */
export function loadState(path: string): SavedState | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  const state: SavedState = JSON.parse(text);
  if (state.version !== 1) throw new Error(`${path} was written by another version of the sandbox`);
  return state;
}

/** Writes the state a moment after each change: to a new file first, so that a crash leaves the old one whole. */
export function createStateWriter(path: string, snapshot: () => SavedState) {
  let timer: NodeJS.Timeout | undefined;

  function write(): void {
    clearTimeout(timer);
    timer = undefined;
    mkdirSync(dirname(path), { recursive: true });
    const draft = `${path}.tmp`;
    writeFileSync(draft, JSON.stringify(snapshot()));
    renameSync(draft, path);
  }

  return {
    changed(): void {
      timer ??= setTimeout(write, WRITE_AFTER).unref();
    },
    flush: write,
  };
}

/** Bytes of files in a folder beside the state file. */
export function folderBytes(folder: string): Bytes {
  // Ids are made by the sandbox (base64url), so they are safe as file names.
  const pathOf = (id: string) => join(folder, id);
  return {
    write(id, bytes) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(pathOf(id), bytes);
    },
    read(id) {
      try {
        return readFileSync(pathOf(id));
      } catch {
        return undefined;
      }
    },
  };
}
