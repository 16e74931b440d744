import { Worker } from 'node:worker_threads';
import { builtUrl } from '../../built.ts';
import type { PackedLetter, ParseBatch, ParseNews } from './parse-worker.ts';
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
/** What a letter leaves behind is little, and gone with the next one. */
const YOUNG_MB = 12;
/** Letters cross to the thread together: so many, and so many bytes unless one alone has more. */
const TOGETHER = 25;
const TOGETHER_BYTES = 512 * 1024;
/** So many batches are with the thread, so that it never waits for the next one. */
const BATCHES = 2;

/**
 * Reads letters in a thread of its own, one after another. One that takes too long, or too much memory, costs only that
 * thread: it is replaced, and the letter comes as one that cannot be decoded.
 */
export function createParser({ deadline = DEADLINE }: ParserOptions = {}) {
  let queue: Task[] = [];
  /** Handed to the thread, which works on the first of them. */
  let handed: Task[][] = [];
  let worker: Worker | undefined;
  /** Which letter the thread is at, by its id. */
  let current: Int32Array = new Int32Array(1);
  let timer: NodeJS.Timeout | undefined;
  let handing = false;
  let ids = 0;
  let closed = false;

  function start(): Worker {
    const shared = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    current = new Int32Array(shared);
    const started = new Worker(builtUrl(import.meta.url, './parse-worker.js'), {
      workerData: shared,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: YOUNG_MB },
    });
    started.unref();
    started.on('message', (news: ParseNews) => started === worker && answered(news));
    // Out of memory, or a fault of the parser: one letter's loss alone.
    const gone = () => started === worker && replace();
    started.on('error', gone);
    started.on('exit', gone);
    return started;
  }

  function answered(news: ParseNews): void {
    const batch = handed.shift() ?? [];
    hand();
    watch();
    for (const [index, task] of batch.entries()) {
      const packed = news[index];
      task.resolve(packed ? unpacked(packed) : undecodable(task.raw));
    }
  }

  /** The clock of a letter runs from when the thread is seen at it; it is looked at again when that time is over. */
  function watch(): void {
    clearTimeout(timer);
    if (handed.length === 0) return;
    const id = Atomics.load(current, 0);
    const at = handed[0]?.find((task) => task.id === id);
    const late = () => {
      // An answer that has arrived meanwhile is taken first: it may be this thread that was busy.
      setImmediate(() => {
        if (at && at === handed[0]?.find((task) => task.id === Atomics.load(current, 0))) replace();
        else watch();
      });
    };
    timer = setTimeout(late, deadline * (1 + (at?.raw.length ?? 0) / PER_DEADLINE));
  }

  /** Gives the thread up together with the letter it was at; the others go to the next one. */
  function replace(): void {
    clearTimeout(timer);
    const late = worker;
    worker = undefined;
    void late?.terminate();
    const id = Atomics.load(current, 0);
    const tasks = handed.flat();
    // One that ended before its first letter has none to blame, and would end so again.
    const lost = tasks.find((task) => task.id === id) ?? tasks[0];
    handed = [];
    queue = [...tasks.filter((task) => task !== lost), ...queue];
    lost?.resolve(undecodable(lost.raw));
    hand();
  }

  function nextBatch(): Task[] {
    let bytes = 0;
    const end = queue.findIndex(({ raw }, index) => {
      bytes += raw.length;
      return index > 0 && (index >= TOGETHER || bytes > TOGETHER_BYTES);
    });
    return queue.splice(0, end < 0 ? queue.length : end);
  }

  function hand(): void {
    while (!closed && queue.length > 0 && handed.length < BATCHES) {
      const batch = nextBatch();
      worker ??= start();
      handed.push(batch);
      const message = together(batch);
      worker.postMessage(message, [message.bytes]);
      if (handed.length === 1) watch();
    }
  }

  function handNew(): void {
    handing = false;
    hand();
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
        ids += 1;
        queue.push({ id: ids, raw, whole, resolve, reject });
        // Those that are asked for at once cross together.
        if (!handing) setImmediate(handNew);
        handing = true;
      }),
    async close(): Promise<void> {
      closed = true;
      clearTimeout(timer);
      const open = [...handed.flat(), ...queue];
      handed = [];
      queue = [];
      for (const { reject } of open) reject(new Error('the parser is closed'));
      const last = worker;
      worker = undefined;
      await last?.terminate();
    },
  };
}

export type Parser = ReturnType<typeof createParser>;

/** The bytes of letters in one buffer of their own: what imapflow hands over may be a slice of a larger one. */
function together(batch: readonly Task[]): ParseBatch {
  const bytes = new Uint8Array(batch.reduce((sum, { raw }) => sum + raw.length, 0));
  let from = 0;
  const letters = batch.map(({ id, raw, whole }) => {
    bytes.set(raw, from);
    from += raw.length;
    return { id, from: from - raw.length, length: raw.length, whole };
  });
  return { bytes: bytes.buffer, letters };
}

function unpacked({ letter, bodyLength }: PackedLetter): ParsedLetter {
  if (bodyLength !== undefined) letter.body = letter.text.slice(0, bodyLength);
  return letter;
}
