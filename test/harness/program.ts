import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../dist/src/main.js', import.meta.url));

export interface Program {
  process: ChildProcess;
  /** Lines it has printed so far, both streams. */
  lines: string[];
  /** Resolves with the first line, printed or still to come, that holds the words; rejects when it ends without. */
  says(words: string): Promise<string>;
  /** Resolves with its exit code when it has ended, or null where a signal ended it. */
  ended: Promise<number | null>;
  /** Ends it with a signal and resolves with its exit code, or null where the signal ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/**
 * The built program as a process of its own, with this environment and no other of ours.
 *
 * @param before what a shell does first, to the limits of the process
 */
export function startProgram(env: Record<string, string>, before?: string): Program {
  const program = [process.execPath, MAIN] as const;
  const [command, ...args] =
    before === undefined ? program : (['bash', '-c', `${before}; exec "$0" "$@"`, ...program] as const);
  const child = spawn(command, args, {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, LOG_LEVEL: 'info', PORT: '0', FLOOD_LIMIT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'close').then(([code]) => code as number | null);
  const lines: string[] = [];
  const listeners = new Set<(line: string) => void>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      if (process.env.TEST_LOG) console.log(line);
      for (const listener of listeners) listener(line);
    });
  }
  return {
    process: child,
    lines,
    ended: exited,
    says: (words) =>
      new Promise((resolve, reject) => {
        const known = lines.find((line) => line.includes(words));
        if (known) return resolve(known);
        listeners.add((line) => line.includes(words) && resolve(line));
        void exited.then((code) =>
          reject(new Error(`ended with ${code} without saying "${words}":\n${lines.join('\n')}`)),
        );
      }),
    async end(signal) {
      child.kill(signal);
      return exited;
    },
  };
}
