import type { ChartSpec } from './chart.ts';
import type { SheetSpec } from './sheet.ts';

/** Draws pictures and writes workbooks somewhere else than on the thread that answers taps. Errors: `RenderFault`. */
export interface Renderer {
  /** PNG */
  draw(spec: ChartSpec): Promise<Buffer>;
  /** XLSX */
  sheet(spec: SheetSpec): Promise<Buffer>;
}
