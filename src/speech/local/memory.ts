import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';

const LOOK_EVERY = 250;
/** What Linux counts memory in, in bytes; where pages are larger, more is allowed. */
const PAGE = 4096;

/**
 * Calls back once a process holds more than so many bytes. Native code takes memory past every bound that can be set for it, so
 * it is looked at from outside; only Linux tells. Returns the way to end it.
 */
export function watchMemory({ pid }: ChildProcess, limit: number, over: () => void): () => void {
  const look = async () => {
    const statm = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '');
    const [, resident = '0'] = statm.split(' ');
    if (Number(resident) * PAGE > limit) over();
  };
  const timer = process.platform === 'linux' ? setInterval(() => void look(), LOOK_EVERY) : undefined;
  timer?.unref();
  return () => clearInterval(timer);
}
