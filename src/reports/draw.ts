import { createCanvas } from '@napi-rs/canvas';
import type { Plugin } from 'chart.js';
import { ChartJSNodeCanvas } from 'chartjs-node-canvas';
import { configOf } from './chart-config.ts';
import { sizeOf } from './chart-size.ts';
import { layoutOf } from './chart-text.ts';
import { registerFonts } from './fonts.ts';
import { encodePng } from './png.ts';
import type { Drawn } from './sheet.ts';

/** Lets a chart's canvas answer with our own PNG encoder: the stock one takes ten times as long as the drawing. */
const ownEncoder: Plugin = {
  id: 'own-encoder',
  beforeInit({ canvas, ctx }) {
    const { width, height } = canvas;
    const toBuffer = () => encodePng(width, height, (from, rows) => ctx.getImageData(0, from, width, rows).data);
    Object.defineProperty(canvas, 'toBuffer', { value: toBuffer });
  },
};

/**
 * A function that draws specs as PNG, and tells their size in pixels. Made once a thread: the fonts are read then, and one
 * instance of chart.js is kept for each size of picture, of which there are a few dozen.
 */
export function createDraw(): Drawn {
  registerFonts();
  const ruler = createCanvas(1, 1).getContext('2d');
  const bySize = new Map<string, ChartJSNodeCanvas>();
  return (spec) => {
    const layout = layoutOf(spec, ruler);
    const { width, height } = sizeOf(spec, layout);
    const key = `${width}x${height}`;
    const canvas = bySize.get(key) ?? new ChartJSNodeCanvas({ width, height, plugins: { modern: [ownEncoder] } });
    bySize.set(key, canvas);
    // The asynchronous calls of the package have another signature than the canvas under it.
    return { png: canvas.renderToBufferSync(configOf(spec, layout)), width, height };
  };
}
