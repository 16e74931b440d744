import { createCanvas } from '@napi-rs/canvas';
import { Chart, type ChartItem, registerables } from 'chart.js';
import { configOf } from './chart-config.ts';
import { sizeOf } from './chart-size.ts';
import { layoutOf } from './chart-text.ts';
import { registerFonts } from './fonts.ts';
import { encodePng } from './png.ts';
import type { Drawn } from './sheet.ts';

/** A function that draws specs as PNG, and tells their size in pixels. Made once a thread: the fonts are read then. */
export function createDraw(): Drawn {
  registerFonts();
  Chart.register(...registerables);
  const ruler = createCanvas(1, 1).getContext('2d');
  return (spec) => {
    const layout = layoutOf(spec, ruler);
    const { width, height } = sizeOf(spec, layout);
    const canvas = createCanvas(width, height);
    // What chart.js asks of a canvas of a browser, this one has.
    const chart = new Chart(canvas.getContext('2d') as unknown as ChartItem, configOf(spec, layout));
    try {
      return { png: encodePng(canvas.data(), width, height), width, height };
    } finally {
      chart.destroy();
    }
  };
}
