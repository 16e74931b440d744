import { Worker } from 'node:worker_threads';
import { builtUrl } from '../built.ts';
import type { ParsedLetter } from './parsed.ts';
import { undecodable } from './undecodable.ts';

export interface ParserOptions {
  /** How long one letter may take, in milliseconds; twenty-fold for the largest. */
  deadline?: number;
}

interface Waiting {
  raw: Buffer;
  resolve(letter: ParsedLetter): void;
  reject(reason: Error): void;
}
type Answer = { id: number } & ({ letter: ParsedLetter } | { error: string });

const DEADLINE = 5000;
/** A letter of so many bytes gets another deadline's time. */
const PER_DEADLINE = 4 * 1024 * 1024;
const HEAP_MB = 512;

/**
 * Reads letters in a thread of its own, one after another. One that takes too long, or too much memory, costs only that
 * thread: it is replaced, and the letter comes as one that cannot be decoded.
 */
export function createParser({ deadline = DEADLINE }: ParserOptions = {}) {
  const queue: Waiting[] = [];
  let worker: Worker | undefined;
  let current: { id: number; waiting: Waiting; timer: NodeJS.Timeout } | undefined;
  let ids = 0;
  let closed = false;

  function start(): Worker {
    const started = new Worker(builtUrl(import.meta.url, './parse-worker.js'), {
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    started.unref();
    started.on('message', (answer: Answer) => {
      if (started === worker && current?.id === answer.id) done('letter' in answer ? answer.letter : undefined);
    });
    // Out of memory, or a fault of the parser: this letter's loss alone.
    const gone = () => {
      if (started !== worker) return;
      worker = undefined;
      if (current) done(undefined);
    };
    started.on('error', gone);
    started.on('exit', gone);
    return started;
  }

  function done(letter: ParsedLetter | undefined): void {
    if (!current) return;
    const { waiting, timer } = current;
    clearTimeout(timer);
    current = undefined;
    waiting.resolve(letter ?? undecodable(waiting.raw));
    next();
  }

  function next(): void {
    if (current || closed) return;
    const waiting = queue.shift();
    if (!waiting) return;
    worker ??= start();
    const id = ++ids;
    const time = deadline * (1 + waiting.raw.length / PER_DEADLINE);
    const timer = setTimeout(() => {
      const late = worker;
      worker = undefined;
      void late?.terminate();
      done(undefined);
    }, time);
    current = { id, waiting, timer };
    worker.postMessage({ id, raw: waiting.raw });
  }

  return {
    /** Resolves with what could be read, whatever the letter is; rejects only when the parser is closed meanwhile. */
    parse: (raw: Buffer): Promise<ParsedLetter> =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new Error('the parser is closed'));
        queue.push({ raw, resolve, reject });
        next();
      }),
    async close(): Promise<void> {
      closed = true;
      clearTimeout(current?.timer);
      const open = [...(current ? [current.waiting] : []), ...queue.splice(0)];
      current = undefined;
      for (const { reject } of open) reject(new Error('the parser is closed'));
      const last = worker;
      worker = undefined;
      await last?.terminate();
    },
  };
}

export type Parser = ReturnType<typeof createParser>;
