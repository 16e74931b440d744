/**
 * The thread that draws pictures and writes workbooks: started by `renderer.ts`, one task at a time. What it keeps (the
 * font, chart.js) it loads with its first picture.
 */
import { parentPort } from 'node:worker_threads';
import type { ChartSpec } from '../domain/report/chart.ts';
import type { SheetPortion, SheetSpec } from '../domain/report/sheet.ts';
import { lowerPriority } from '../low-priority.ts';
import type { createDraw } from './draw.ts';

export type Task = { kind: 'draw'; spec: ChartSpec } | { kind: 'sheet'; spec: SheetSpec };
/** A portion that was asked for; undefined: there are no more. */
export interface Fed {
  kind: 'portion';
  portion: SheetPortion | undefined;
}
export type WorkerReply = { bytes: Uint8Array<ArrayBuffer> } | { failed: string } | { wants: 'portion' };

lowerPriority();

let draw: ReturnType<typeof createDraw> | undefined;
let feed: ((portion: SheetPortion | undefined) => void) | undefined;

async function drawing(): Promise<NonNullable<typeof draw>> {
  if (!draw) {
    const { createDraw } = await import('./draw.ts');
    draw = createDraw();
  }
  return draw;
}

/** Asks for portions one after another: no more than one is on its way. */
async function* asked(): AsyncGenerator<SheetPortion, void> {
  while (true) {
    const portion = await new Promise<SheetPortion | undefined>((resolve) => {
      feed = resolve;
      parentPort?.postMessage({ wants: 'portion' } satisfies WorkerReply);
    });
    if (!portion) return;
    yield portion;
  }
}

async function perform(task: Task): Promise<Buffer> {
  if (task.kind === 'draw') return (await drawing())(task.spec).png;
  const { writeSheet } = await import('./sheet.ts');
  return writeSheet(task.spec, task.spec.beside.picture && (await drawing()), asked());
}

/** The bytes in memory of their own, which can be handed over instead of copied. */
function owned(bytes: Buffer): Uint8Array<ArrayBuffer> {
  const { buffer, byteOffset, byteLength } = bytes;
  const alone = buffer instanceof ArrayBuffer && byteLength === buffer.byteLength;
  return alone ? new Uint8Array(buffer, byteOffset, byteLength) : new Uint8Array(bytes);
}

parentPort?.on('message', (message: Task | Fed) => {
  if (message.kind === 'portion') return feed?.(message.portion);
  perform(message).then(
    (made) => {
      const bytes = owned(made);
      parentPort?.postMessage({ bytes } satisfies WorkerReply, [bytes.buffer]);
    },
    (error: unknown) =>
      parentPort?.postMessage({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
