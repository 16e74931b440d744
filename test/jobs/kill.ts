import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Runs the jobs of a database in a program of their own until one has done so many items, and kills that -9. */
export async function killAt(uri: string, done: number): Promise<void> {
  const file = fileURLToPath(new URL('./kill-program.js', import.meta.url));
  const child = spawn(process.execPath, [file, uri, String(done)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  for await (const line of createInterface(child.stdout)) if (Number(line) >= done) break;
  child.kill('SIGKILL');
  await closed;
}
