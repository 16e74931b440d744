import { createCanvas } from '@napi-rs/canvas';
import { ChartJSNodeCanvas } from 'chartjs-node-canvas';
import type { ChartSpec } from '../domain/report/chart.ts';
import { configOf } from './chart-config.ts';
import { sizeOf } from './chart-size.ts';
import { layoutOf } from './chart-text.ts';
import { registerFonts } from './fonts.ts';

/**
 * A function that draws specs as PNG. Made once a thread: the font is read, and one instance of chart.js kept for each
 * size of picture, of which there are a few dozen.
 */
export function createDraw(): (spec: ChartSpec) => Buffer {
  registerFonts();
  const ruler = createCanvas(1, 1).getContext('2d');
  const bySize = new Map<string, ChartJSNodeCanvas>();
  return (spec) => {
    const layout = layoutOf(spec, ruler);
    const { width, height } = sizeOf(spec, layout.legend.length);
    const key = `${width}x${height}`;
    const canvas = bySize.get(key) ?? new ChartJSNodeCanvas({ width, height });
    bySize.set(key, canvas);
    // The asynchronous calls of the package have another signature than the canvas under it.
    return canvas.renderToBufferSync(configOf(spec, layout));
  };
}
