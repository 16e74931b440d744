/**
 * The thread that draws pictures and writes workbooks: started by `renderer.ts`, one task at a time. What it keeps (the
 * font, chart.js) it loads with its first picture.
 */
import { parentPort } from 'node:worker_threads';
import type { ChartSpec } from '../domain/report/chart.ts';
import type { SheetSpec } from '../domain/report/sheet.ts';
import { lowerPriority } from '../low-priority.ts';

export type Task = { kind: 'draw'; spec: ChartSpec } | { kind: 'sheet'; spec: SheetSpec };
export type Answer = { bytes: Uint8Array } | { failed: string };

lowerPriority();

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
