import type { Chart, ChartConfiguration, ChartDataset } from 'chart.js';
import type { Bar, ChartSpec, LegendEntry, TimeChart, TimePoint } from '../domain/report/chart.ts';
import { drawCurve } from './chart-curve.ts';
import { drawHeat } from './chart-heat.ts';
import { barsTop, belowOf, type Layout, longestOf, SHIFT, SIDE, THICK } from './chart-size.ts';
import { drawBars, drawColumns, drawHead } from './chart-text.ts';
import { FONT } from './fonts.ts';
import { colourOf, GRID, MUTED, PALE, PAPER } from './palette.ts';

type Set = ChartDataset<'bar' | 'line'>;

function barSets(bars: readonly Bar[], max: number): Set[] {
  const common = { type: 'bar' as const, barThickness: THICK, borderSkipped: false as const, xAxisID: 'x' };
  const parts = Math.max(0, ...bars.map((bar) => bar.parts?.length ?? 0));
  const shown = ({ value }: Bar) => Math.min(value, max);
  if (parts === 0) {
    return [
      { ...common, data: bars.map(shown), backgroundColor: bars.map(({ tone }) => colourOf(tone)), borderRadius: 4 },
    ];
  }
  return Array.from({ length: parts }, (_, index) => ({
    ...common,
    data: bars.map((bar) => ((bar.parts?.[index]?.value ?? 0) * shown(bar)) / Math.max(1, bar.value)),
    backgroundColor: bars.map((bar) => colourOf(bar.parts?.[index]?.tone ?? 'others')),
    // A thin seam, so that neighbours are told apart without their colours.
    borderColor: PAPER,
    borderWidth: { left: 0, right: 2, top: 0, bottom: 0 },
    stack: 'one',
  }));
}

const still = { animation: false, responsive: false, devicePixelRatio: 1, font: { family: FONT } } as const;
const bare = { legend: { display: false }, tooltip: { enabled: false }, title: { display: false } } as const;

/** Bars one below the other. Names and values are written by our own plugin: there is no room beside the axes. */
function barConfig(
  bars: readonly Bar[],
  { max, top, below, right }: { max: number; top: number; below: number; right: number },
): ChartConfiguration<'bar' | 'line'> {
  const hidden = { display: false, grid: { display: false } } as const;
  return {
    type: 'bar',
    data: { labels: bars.map((_, index) => index), datasets: barSets(bars, max) },
    options: {
      ...still,
      indexAxis: 'y',
      layout: { padding: { left: SIDE, right: SIDE + right, top: top + SHIFT, bottom: below - SHIFT } },
      plugins: bare,
      scales: {
        x: { ...hidden, stacked: true, min: 0, max },
        y: { ...hidden, stacked: true, offset: true },
      },
    },
  };
}

function columnSets(points: readonly TimePoint[], legend: readonly LegendEntry[]): Set[] {
  const common = { type: 'bar' as const, grouped: false, categoryPercentage: 1 };
  const tones = [...new Set(points.flatMap(({ parts = [] }) => parts.map(({ tone }) => tone)))];
  // In the order of the legend, so that the eye finds a colour where it was named.
  const placed = legend.map(({ tone }) => tone).filter((tone) => tones.includes(tone));
  const now: Set[] =
    tones.length === 0
      ? [{ ...common, data: points.map(({ value }) => value), backgroundColor: colourOf('main'), barPercentage: 0.62 }]
      : placed.map((tone) => ({
          ...common,
          data: points.map(({ parts = [] }) => parts.find((part) => part.tone === tone)?.value ?? 0),
          backgroundColor: colourOf(tone),
          barPercentage: 0.62,
          stack: 'now',
        }));
  if (points.every(({ before }) => before === undefined)) return now;
  const before = { data: points.map((point) => point.before ?? 0), backgroundColor: PALE, barPercentage: 0.96 };
  return [...now.map((set) => ({ ...set, order: 1 })), { ...common, ...before, stack: 'before', order: 2 }];
}

function timeConfig(spec: TimeChart, top: number, below: number): ChartConfiguration<'bar' | 'line'> {
  const { points } = spec;
  const most = Math.max(1, ...points.flatMap(({ value, before = 0 }) => [value, before]));
  const unit = spec.minutes ? 60 : 1;
  const font = { family: FONT, size: 22 };
  return {
    type: 'bar',
    data: { labels: points.map(({ label }) => label), datasets: columnSets(points, spec.legend) },
    options: {
      ...still,
      layout: { padding: { left: SIDE - 8, right: SIDE, top, bottom: below + 6 } },
      plugins: bare,
      scales: {
        x: {
          stacked: true,
          grid: { display: false },
          ticks: { font, color: MUTED, maxRotation: 0, autoSkipPadding: 18 },
        },
        y: {
          stacked: true,
          min: 0,
          // Room for the numbers above the highest column.
          suggestedMax: most * 1.08,
          grid: { color: GRID },
          border: { display: false },
          ticks: {
            font,
            color: MUTED,
            maxTicksLimit: 6,
            ...(most / unit >= 5 && { stepSize: undefined }),
            precision: 0,
            callback: (value) => (spec.minutes ? `${Math.round((Number(value) / 60) * 10) / 10}` : `${value}`),
          },
        },
      },
    },
  };
}

/** What chart.js itself draws; tables of shades are all our own. */
function bodyConfig(spec: ChartSpec, top: number, below: number, right: number): ChartConfiguration<'bar' | 'line'> {
  if (spec.kind === 'time') return timeConfig(spec, top, below);
  if (spec.kind === 'heat') return barConfig([], { max: 1, top, below, right });
  return barConfig(spec.bars, { max: longestOf(spec), top, below, right });
}

/** A spec as chart.js wants it, with all that is written on it by plugins of our own. */
export function configOf(spec: ChartSpec, layout: Layout): ChartConfiguration<'bar' | 'line'> {
  const [top, below] = [barsTop(spec, layout), belowOf(layout)];
  const config = bodyConfig(spec, top, below, layout.right);
  return {
    ...config,
    plugins: [
      {
        id: 'under',
        beforeDraw: ({ ctx, width, height }: Chart) => {
          ctx.save();
          ctx.fillStyle = PAPER;
          ctx.fillRect(0, 0, width, height);
          drawHead(ctx, spec, layout, height);
          ctx.restore();
        },
      },
      {
        id: 'over',
        afterDatasetsDraw: (chart: Chart) => {
          chart.ctx.save();
          if (spec.kind === 'time') drawColumns(chart, spec);
          else if (spec.kind === 'heat') drawHeat(chart.ctx, spec, top);
          else drawBars(chart, spec, top);
          if (spec.kind === 'pareto') drawCurve(chart.ctx, spec, layout.top);
          chart.ctx.restore();
        },
      },
    ],
  };
}
