import { Worker } from 'node:worker_threads';
import { builtUrl } from '../built.ts';
import type { Renderer } from '../domain/chart.ts';
import type { Answer, Task } from './worker.ts';

/** A picture or workbook that could not be made: the thread failed, or took too long. */
export class RenderFault extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'RenderFault';
  }
}

export interface RendererOptions {
  /** Threads. One leaves the other core of a small machine to the taps. */
  threads?: number;
  /** The longest one task may take, in milliseconds; then its thread is ended. */
  deadline?: number;
}

interface Job {
  task: Task;
  done(bytes: Buffer): void;
  failed(error: RenderFault): void;
}

/** Worker threads that draw and write, started with the first task. A thread that fails is replaced; its task is not repeated. */
export function createRenderer({ threads = 1, deadline = 30_000 }: RendererOptions = {}): Renderer & {
  close(): Promise<void>;
} {
  const waiting: Job[] = [];
  const slots: { worker?: Worker; busy: boolean }[] = Array.from({ length: threads }, () => ({ busy: false }));
  let closed = false;

  const run = (task: Task): Promise<Buffer> =>
    new Promise((done, failed) => {
      if (closed) return failed(new RenderFault('the program is stopping'));
      waiting.push({ task, done, failed });
      next();
    });

  function next(): void {
    for (const slot of slots) {
      const job = slot.busy ? undefined : waiting.shift();
      if (job) perform(slot, job);
    }
  }

  function perform(slot: (typeof slots)[number], job: Job): void {
    slot.busy = true;
    const worker = slot.worker ?? new Worker(builtUrl(import.meta.url, './worker.js'));
    slot.worker = worker;
    worker.ref();
    const settle = (outcome: { bytes: Buffer } | { reason: string }, lost: boolean): void => {
      clearTimeout(timer);
      worker.removeAllListeners();
      // A thread without work keeps no program alive, and its late errors end none.
      worker.unref();
      worker.on('error', () => {
        if (slot.worker === worker) delete slot.worker;
      });
      if (lost) {
        delete slot.worker;
        void worker.terminate();
      }
      slot.busy = false;
      if ('bytes' in outcome) job.done(outcome.bytes);
      else job.failed(new RenderFault(outcome.reason));
      next();
    };
    const timer = setTimeout(() => settle({ reason: `took longer than ${deadline} ms` }, true), deadline);
    worker.once('message', (answer: Answer) =>
      settle('bytes' in answer ? { bytes: Buffer.from(answer.bytes) } : { reason: answer.failed }, false),
    );
    worker.once('error', (error) => settle({ reason: String(error) }, true));
    worker.once('exit', (code) => settle({ reason: `the thread ended with ${code}` }, true));
    worker.postMessage(job.task);
  }

  return {
    draw: (spec) => run({ kind: 'draw', spec }),
    sheet: (spec) => run({ kind: 'sheet', spec }),
    /** Ends the threads; what waits or runs fails. */
    async close() {
      closed = true;
      for (const job of waiting.splice(0)) job.failed(new RenderFault('the program is stopping'));
      await Promise.all(slots.map(({ worker }) => worker?.terminate()));
    },
  };
}
