/**
 * The thread that draws pictures and writes workbooks: started by `renderer.ts`, one task at a time. What it keeps (the
 * font, chart.js) it loads with its first picture.
 */
import { parentPort } from 'node:worker_threads';
import type { ChartSpec } from '../domain/report/chart.ts';
import type { SheetSpec } from '../domain/report/sheet.ts';
import { lowerPriority } from '../low-priority.ts';
import type { createDraw } from './draw.ts';

export type Task = { kind: 'draw'; spec: ChartSpec } | { kind: 'sheet'; spec: SheetSpec };
export type WorkerReply = { bytes: Uint8Array } | { failed: string };

lowerPriority();

let draw: ReturnType<typeof createDraw> | undefined;

async function drawing(): Promise<NonNullable<typeof draw>> {
  if (!draw) {
    const { createDraw } = await import('./draw.ts');
    draw = createDraw();
  }
  return draw;
}

async function perform(task: Task): Promise<Buffer> {
  if (task.kind === 'draw') return (await drawing())(task.spec).png;
  const { writeSheet } = await import('./sheet.ts');
  return writeSheet(task.spec, task.spec.beside.picture && (await drawing()));
}

parentPort?.on('message', (task: Task) => {
  perform(task).then(
    (bytes) => parentPort?.postMessage({ bytes } satisfies WorkerReply),
    (error: unknown) =>
      parentPort?.postMessage({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
