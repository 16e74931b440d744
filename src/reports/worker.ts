/**
 * The thread that draws pictures and writes workbooks: started by `renderer.ts`, one task at a time. What it keeps (the
 * font, chart.js) it loads with its first picture.
 */
import { getPriority, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import type { ChartSpec } from '../domain/chart.ts';
import type { SheetSpec } from '../domain/sheet.ts';

export type Task = { kind: 'draw'; spec: ChartSpec } | { kind: 'sheet'; spec: SheetSpec };
export type Answer = { bytes: Uint8Array } | { failed: string };

/** Of a thread that leaves the processor to whoever wants it. */
const LOW = 10;

// On Linux a priority is a thread's own; elsewhere this would be that of the whole program.
if (process.platform === 'linux' && getPriority() < LOW) setPriority(0, LOW);

let draw: ((spec: ChartSpec) => Buffer) | undefined;

async function perform(task: Task): Promise<Buffer> {
  if (task.kind === 'sheet') {
    const { writeSheet } = await import('./sheet.ts');
    return writeSheet(task.spec);
  }
  if (!draw) {
    const { createDraw } = await import('./draw.ts');
    draw = createDraw();
  }
  return draw(task.spec);
}

parentPort?.on('message', (task: Task) => {
  perform(task).then(
    (bytes) => parentPort?.postMessage({ bytes } satisfies Answer),
    (error: unknown) =>
      parentPort?.postMessage({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
