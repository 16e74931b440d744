import type { Chart, ChartConfiguration, ChartDataset } from 'chart.js';
import type { Bar, ChartSpec } from '../domain/report/chart.ts';
import { HEAD, SHIFT, SIDE, scaleOf, THICK } from './chart-size.ts';
import { drawOver, drawUnder, type Layout } from './chart-text.ts';
import { FONT } from './fonts.ts';
import { CLASSES, MAIN, OTHERS, PAPER, PARTS, RUNNING } from './palette.ts';

const colourOf = (bar: Bar): string => (bar.others ? OTHERS : bar.class ? CLASSES[bar.class] : MAIN);

function barSets({ bars, legend }: ChartSpec, max: number): ChartDataset<'bar' | 'line'>[] {
  const common = { type: 'bar' as const, barThickness: THICK, borderSkipped: false as const, xAxisID: 'x', order: 2 };
  const stacked = bars.some(({ parts }) => parts);
  if (!stacked) {
    const data = bars.map(({ value }) => Math.min(value, max));
    return [{ ...common, data, backgroundColor: bars.map(colourOf), borderRadius: 4 }];
  }
  return legend.map((label, part) => ({
    ...common,
    label,
    data: bars.map(({ parts = [], value }) => ((parts[part]?.value ?? 0) * Math.min(value, max)) / Math.max(1, value)),
    backgroundColor: part < PARTS.length ? (PARTS[part] ?? OTHERS) : OTHERS,
    // A thin seam, so that neighbours are told apart without their colours.
    borderColor: PAPER,
    borderWidth: { left: 0, right: 2, top: 0, bottom: 0 },
    stack: 'one',
  }));
}

const runningSet = (bars: readonly Bar[]): ChartDataset<'bar' | 'line'> => ({
  type: 'line',
  data: bars.map(({ running = 0 }) => running),
  xAxisID: 'share',
  indexAxis: 'y',
  order: 1,
  // The last point stands on the edge of the chart.
  clip: false,
  borderColor: RUNNING,
  borderWidth: 4,
  pointRadius: 7,
  pointBackgroundColor: PAPER,
  pointBorderColor: RUNNING,
  pointBorderWidth: 4,
});

/** A spec as chart.js wants it. Names, values and legend are written by our own plugin: beside the axes is no room. */
export function configOf(spec: ChartSpec, layout: Layout): ChartConfiguration<'bar' | 'line'> {
  const { max } = scaleOf(spec.bars);
  const hidden = { display: false, grid: { display: false } } as const;
  return {
    type: 'bar',
    data: {
      labels: spec.bars.map((_, index) => index),
      datasets: [...barSets(spec, max), ...(spec.cutoffs ? [runningSet(spec.bars)] : [])],
    },
    options: {
      indexAxis: 'y',
      animation: false,
      responsive: false,
      devicePixelRatio: 1,
      font: { family: FONT },
      layout: {
        padding: {
          left: SIDE,
          right: SIDE + layout.right,
          top: HEAD + SHIFT,
          bottom: SIDE + layout.legendHeight - SHIFT,
        },
      },
      plugins: { legend: { display: false }, tooltip: { enabled: false }, title: { display: false } },
      scales: {
        x: { ...hidden, stacked: true, min: 0, max },
        y: { ...hidden, stacked: true, offset: true },
        ...(spec.cutoffs && { share: { ...hidden, position: 'top' as const, min: 0, max: 1 } }),
      },
    },
    plugins: [
      {
        id: 'paper',
        beforeDraw: ({ ctx, width, height }: Chart) => {
          ctx.save();
          ctx.fillStyle = PAPER;
          ctx.fillRect(0, 0, width, height);
          ctx.restore();
        },
      },
      { id: 'under', beforeDatasetsDraw: (chart: Chart) => drawUnder(chart, spec, layout) },
      { id: 'over', afterDatasetsDraw: (chart: Chart) => drawOver(chart, spec) },
    ],
  };
}
