import { Worker } from 'node:worker_threads';
import { builtUrl } from '../built.ts';
import type { Renderer } from '../domain/report/chart.ts';
import type { SheetPortion } from '../domain/report/sheet.ts';
import type { Fed, Task, WorkerReply } from './worker.ts';

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

interface Slot {
  worker?: Worker;
  busy: boolean;
  /** Sends the next portion to the task under way. */
  feed?(): void;
  /** Ends the task under way; `lost`: its thread with it. */
  settle?(outcome: { bytes: Buffer } | { reason: string }, lost: boolean): void;
}

interface Job {
  task: Task;
  /** What its thread may ask for while it works. */
  portions?: AsyncGenerator<SheetPortion, void> | undefined;
  done(bytes: Buffer): void;
  failed(error: RenderFault): void;
}

/** Worker threads that draw and write, started with the first task. A thread that fails is replaced; its task is not repeated. */
export function createRenderer({ threads = 1, deadline = 30_000 }: RendererOptions = {}): Renderer & {
  close(): Promise<void>;
} {
  const waiting: Job[] = [];
  const slots: Slot[] = Array.from({ length: threads }, () => ({ busy: false }));
  let closed = false;

  const run = (task: Task, portions?: Job['portions']): Promise<Buffer> =>
    new Promise((done, failed) => {
      if (closed) return failed(new RenderFault('the program is stopping'));
      waiting.push({ task, portions, done, failed });
      next();
    });

  function next(): void {
    for (const slot of slots) {
      const job = slot.busy ? undefined : waiting.shift();
      if (job) perform(slot, job);
    }
  }

  function perform(slot: Slot, job: Job): void {
    slot.busy = true;
    const worker = slot.worker ?? start(slot);
    worker.ref();
    const startTimer = () => setTimeout(() => settle({ reason: `took longer than ${deadline} ms` }, true), deadline);
    const settle: NonNullable<Slot['settle']> = (outcome, lost) => {
      clearTimeout(timer);
      delete slot.settle;
      delete slot.feed;
      // A thread without work keeps no program alive.
      worker.unref();
      if (lost) drop(slot, worker);
      slot.busy = false;
      if ('bytes' in outcome) job.done(outcome.bytes);
      else job.failed(new RenderFault(outcome.reason));
      next();
    };
    let timer = startTimer();
    slot.settle = settle;
    slot.feed = () => {
      const next = job.portions?.next() ?? Promise.resolve({ done: true as const, value: undefined });
      next.then(
        ({ value: portion = undefined }) => {
          if (slot.settle !== settle) return;
          // A thread that is waited for because it waits itself has done nothing wrong.
          clearTimeout(timer);
          timer = startTimer();
          worker.postMessage({ kind: 'portion', portion } satisfies Fed);
        },
        (error: unknown) => slot.settle === settle && settle({ reason: String(error) }, true),
      );
    };
    worker.postMessage(job.task);
  }

  /** The listeners stay as long as the thread: an error of one without work must not end the program. */
  function start(slot: Slot): Worker {
    const worker = new Worker(builtUrl(import.meta.url, './worker.js'));
    slot.worker = worker;
    const lost = (reason: string) => {
      if (slot.worker !== worker) return;
      if (slot.settle) slot.settle({ reason }, true);
      else drop(slot, worker);
    };
    worker.on('message', (answer: WorkerReply) => {
      if (slot.worker !== worker) return;
      if ('wants' in answer) return slot.feed?.();
      slot.settle?.('bytes' in answer ? { bytes: bufferOf(answer.bytes) } : { reason: answer.failed }, false);
    });
    worker.on('error', (error) => lost(String(error)));
    worker.on('exit', (code) => lost(`the thread ended with ${code}`));
    return worker;
  }

  function drop(slot: Slot, worker: Worker): void {
    delete slot.worker;
    void worker.terminate();
  }

  return {
    draw: (spec) => run({ kind: 'draw', spec }),
    sheet: (spec, portions) => run({ kind: 'sheet', spec }, portions).finally(() => portions?.return()),
    /** Ends the threads; what waits or runs fails. */
    async close() {
      closed = true;
      for (const job of waiting.splice(0)) job.failed(new RenderFault('the program is stopping'));
      const workers = slots.map(({ worker }) => worker);
      for (const slot of slots) slot.settle?.({ reason: 'the program is stopping' }, true);
      await Promise.all(workers.map((worker) => worker?.terminate()));
    },
  };
}

/** The same memory as a buffer. */
const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);
