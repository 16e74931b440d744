import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * A process that cannot be mistaken for another one. Pids are used again, after a reboot or in a new container even the
 * very same ones, so a pid alone says little: `stamp` tells when and where it started.
 */
export interface ProcessId {
  pid: number;
  stamp: string;
}

/** Names a running process, or `undefined` if there is none by this pid. */
export function identify(pid: number): ProcessId | undefined {
  const stamp = process.platform === 'linux' ? linuxStamp(pid) : posixStamp(pid);
  return stamp === undefined ? undefined : { pid, stamp };
}

/** Whether exactly this process still runs. */
export function isRunning(id: ProcessId): boolean {
  return identify(id.pid)?.stamp === id.stamp;
}

/** Kills exactly this process, whatever it is busy with, and returns once it is gone. */
export async function endProcess(id: ProcessId): Promise<void> {
  while (isRunning(id)) {
    try {
      process.kill(id.pid, 'SIGKILL');
    } catch {
      // Gone in between, or not ours to kill: the loop's condition finds out which.
    }
    await sleep(5);
  }
}

function linuxStamp(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name in parentheses may hold anything, so fields are counted from its end: state first, start time 20th.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, started] = [fields[0], fields[19]];
    // A zombie holds no files and cannot be killed: where no one reaps, it would seem to run for ever.
    if (started === undefined || state === 'Z' || state === 'X') return undefined;
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
    return `${boot} ${readlinkSync('/proc/self/ns/pid')} ${started}`;
  } catch {
    return undefined;
  }
}

function posixStamp(pid: number): string | undefined {
  try {
    const output = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
    const [state = '', ...started] = output.split(/\s+/);
    return state === '' || state.startsWith('Z') ? undefined : started.join(' ');
  } catch {
    return undefined;
  }
}
