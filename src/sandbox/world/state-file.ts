import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pending } from '../api/updates.ts';
import type { SavedAbout } from './about.ts';
import type { ChatState } from './chats.ts';
import type { SavedCommands } from './commands.ts';
import type { Bytes, FileRecord } from './files.ts';

/** All that survives a restart, besides the files' bytes. */
export interface SavedState {
  version: 1;
  nextMessageId: number;
  nextUpdateId: number;
  chats: ChatState[];
  pending: Pending[];
  files: FileRecord[];
  commands: SavedCommands;
  /** Missing in files of older sandboxes, whose bots said nothing of themselves. */
  descriptions?: SavedAbout;
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
