import { Worker } from 'node:worker_threads';
import { builtUrl } from '../../built.ts';
import type { ParseNews } from './parse-worker.ts';
import type { ParsedLetter } from './parsed.ts';
import { undecodable } from './undecodable.ts';

export interface ParserOptions {
  /** How long one letter may take, in milliseconds; twenty-fold for the largest. */
  deadline?: number;
}

interface Task {
  id: number;
  raw: Buffer;
  whole: boolean;
  resolve(letter: ParsedLetter): void;
  reject(reason: Error): void;
}

const DEADLINE = 5000;
/** A letter of so many bytes gets another deadline's time. */
const PER_DEADLINE = 4 * 1024 * 1024;
const HEAP_MB = 512;
/** Letters handed to the thread ahead of their turn, so that it never waits for the next one: so many, and so many bytes. */
const AHEAD = 16;
const AHEAD_BYTES = 2 * 1024 * 1024;

/**
 * Reads letters in a thread of its own, one after another. One that takes too long, or too much memory, costs only that
 * thread: it is replaced, and the letter comes as one that cannot be decoded.
 */
export function createParser({ deadline = DEADLINE }: ParserOptions = {}) {
  const queue: Task[] = [];
  /** Handed to the thread, which works on the first of them. */
  let handed: Task[] = [];
  let worker: Worker | undefined;
  let ready = false;
  let timer: NodeJS.Timeout | undefined;
  let ids = 0;
  let closed = false;

  function start(): Worker {
    ready = false;
    const started = new Worker(builtUrl(import.meta.url, './parse-worker.js'), {
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    started.unref();
    started.on('message', (news: ParseNews) => {
      if (started !== worker) return;
      if (news === 'ready') ready = true;
      else answered(news);
      watchFirst();
    });
    // Out of memory, or a fault of the parser: the first letter's loss alone.
    const gone = () => started === worker && replace();
    started.on('error', gone);
    started.on('exit', gone);
    return started;
  }

  function answered({ id, letter }: Exclude<ParseNews, 'ready'>): void {
    const task = handed[0];
    if (task?.id !== id) return;
    handed.shift();
    task.resolve(letter ? { body: letter.text, ...letter } : undecodable(task.raw));
    hand();
  }

  /** The clock of a letter runs from when the thread is free for it. */
  function watchFirst(): void {
    clearTimeout(timer);
    const [first] = handed;
    if (!first || !ready) return;
    const late = () => {
      // An answer that has arrived meanwhile is taken first: it may be this thread that was busy.
      setImmediate(() => first === handed[0] && replace());
    };
    timer = setTimeout(late, deadline * (1 + first.raw.length / PER_DEADLINE));
  }

  /** Gives the thread up together with the letter it was at; the others go to the next one. */
  function replace(): void {
    clearTimeout(timer);
    const late = worker;
    worker = undefined;
    void late?.terminate();
    const [lost, ...others] = handed;
    handed = [];
    queue.unshift(...others);
    lost?.resolve(undecodable(lost.raw));
    hand();
  }

  function hand(): void {
    while (!closed && queue[0]) {
      const bytes = handed.reduce((sum, { raw }) => sum + raw.length, queue[0].raw.length);
      if (handed.length > 0 && (handed.length >= AHEAD || bytes > AHEAD_BYTES)) return;
      const [task] = queue.splice(0, 1);
      if (!task) return;
      worker ??= start();
      handed.push(task);
      worker.postMessage({ id: task.id, raw: task.raw, whole: task.whole });
      if (handed.length === 1) watchFirst();
    }
  }

  return {
    /**
     * Resolves with what could be read, whatever the letter is; rejects only when the parser is closed meanwhile.
     *
     * @param whole false where the bytes are only the beginning of the letter
     */
    parse: (raw: Buffer, whole = true): Promise<ParsedLetter> =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new Error('the parser is closed'));
        queue.push({ id: ++ids, raw, whole, resolve, reject });
        hand();
      }),
    async close(): Promise<void> {
      closed = true;
      clearTimeout(timer);
      const open = [...handed.splice(0), ...queue.splice(0)];
      for (const { reject } of open) reject(new Error('the parser is closed'));
      const last = worker;
      worker = undefined;
      await last?.terminate();
    },
  };
}

export type Parser = ReturnType<typeof createParser>;
