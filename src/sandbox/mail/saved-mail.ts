import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

interface SavedFolder {
  uidvalidity: number;
  uidnext: number;
  messages: { uid: number; flags: string[]; internaldate: string; raw: string }[];
}

/** What of the mailbox survives a restart. Raw letters are in base64. */
export interface SavedMail {
  version: 1;
  folders: Record<string, SavedFolder>;
  departed: { at: string; to: string[]; raw: string }[];
}

const WRITE_AFTER = 300;

/** The mailbox of an earlier run; undefined on the first. */
export function loadMail(path: string): SavedMail | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  const saved: SavedMail = JSON.parse(text);
  if (saved.version !== 1) throw new Error(`${path} was written by another version of the sandbox`);
  return saved;
}

/** Writes the mailbox a moment after each change: to a new file first, so that a crash leaves the old one whole. */
export function writeMail(path: string, snapshot: () => SavedMail) {
  let timer: NodeJS.Timeout | undefined;
  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.tmp`, JSON.stringify(snapshot()));
    renameSync(`${path}.tmp`, path);
  }
  return {
    changed(): void {
      timer ??= setTimeout(flush, WRITE_AFTER).unref();
    },
    flush,
  };
}
