import type { Chart } from 'chart.js';
import type { Bar, BarChart, ChartSpec, ParetoChart, TimeChart } from '../domain/report/chart.ts';
import {
  FOOT,
  fitted,
  LEGEND,
  LINE,
  NAME,
  type Paper,
  type Pen,
  SMALL,
  TITLE,
  VALUE,
  wrapped,
  write,
} from './chart-pen.ts';
import {
  FOOT_LINE,
  HEAD_LINE,
  type Layout,
  LEGEND_LINE,
  longestOf,
  middleOf,
  ROW,
  SIDE,
  THICK,
  TITLE_LINE,
  topOf,
  WIDTH,
} from './chart-size.ts';
import { BEFORE, colourOf, GRID, INK, inkOn, MUTED, PALE, PAPER } from './palette.ts';

const SWATCH = 40;
const GAP = 30;
const ROOM = WIDTH - 2 * SIDE;
/** Lines under the title at most, those of filters included. */
const LINES = 7;
/** The room that a tear takes at the end of a bar. */
const TEAR = 64;
/** Up to so many columns have their values written above them. */
const LABELLED = 13;

/** The head in lines, the legend in as many as it needs, and the room that values need at the right. */
export function layoutOf(spec: ChartSpec, pen: Pen): Layout {
  pen.font = LINE;
  const lines = spec.lines.flatMap((line) => wrapped(pen, line, ROOM, 2)).slice(0, LINES);
  pen.font = VALUE;
  const bars = 'bars' in spec ? spec.bars : [];
  const widest = Math.max(0, ...bars.map(({ text }) => pen.measureText(text).width));
  const values = spec.kind === 'bars' ? spec.values : spec.kind === 'pareto' ? 'column' : 'names';
  const right = Math.ceil({ names: 0, ends: widest + 14, column: widest + 28 }[values]);
  return { lines, top: topOf(lines.length), right, legend: legendLines(spec, pen) };
}

function legendLines(spec: ChartSpec, pen: Pen): Layout['legend'] {
  pen.font = LEGEND;
  const legend: Layout['legend'] = [];
  let used = 0;
  for (const entry of spec.legend) {
    const text = fitted(pen, entry.text, ROOM - SWATCH);
    const width = SWATCH + pen.measureText(text).width + GAP;
    if (legend.length === 0 || used + width > ROOM + GAP) {
      legend.push([]);
      used = 0;
    }
    legend.at(-1)?.push({ tone: entry.tone, text });
    used += width;
  }
  return legend;
}

/** Title, what was counted and how, legend and foot: all that stands around the drawing. */
export function drawHead(ctx: Paper, spec: ChartSpec, { lines, legend }: Layout, height: number): void {
  ctx.font = TITLE;
  write(ctx, fitted(ctx, spec.title, ROOM), SIDE, 44, { font: TITLE, colour: INK });
  for (const [index, line] of lines.entries()) {
    write(ctx, line, SIDE, TITLE_LINE + index * HEAD_LINE + HEAD_LINE / 2, { font: LINE, colour: MUTED });
  }
  const bottom = height - SIDE / 2;
  write(ctx, spec.foot, WIDTH - SIDE, bottom - FOOT_LINE / 2, { font: FOOT, colour: MUTED, align: 'right' });
  drawLegend(ctx, legend, bottom - FOOT_LINE - legend.length * LEGEND_LINE, spec.kind === 'time');
}

function drawLegend(ctx: Paper, legend: Layout['legend'], top: number, columns: boolean): void {
  for (const [line, entries] of legend.entries()) {
    let x = SIDE;
    const y = top + line * LEGEND_LINE + LEGEND_LINE / 2;
    for (const { text, tone } of entries) {
      ctx.fillStyle = tone === 'before' && columns ? PALE : colourOf(tone);
      if (tone === 'before' && !columns) ctx.fillRect(x + 10, y - 16, 5, 32);
      else ctx.fillRect(x, y - 12, 26, 24);
      write(ctx, text, x + SWATCH, y, { font: LEGEND, colour: INK });
      x += SWATCH + ctx.measureText(text).width + GAP;
    }
  }
}

/** Names, values, tears, and marks of the period before. */
export function drawBars({ ctx, chartArea }: Chart, spec: BarChart | ParetoChart, top: number): void {
  const max = longestOf(spec);
  const values = spec.kind === 'bars' ? spec.values : 'column';
  const lengthOf = (value: number) => ((chartArea.right - chartArea.left) * Math.min(value, max)) / max;
  for (const [index, bar] of spec.bars.entries()) {
    const y = top + middleOf(index);
    const end = chartArea.left + lengthOf(bar.value);
    const torn = bar.value > max;
    if (index > 0 && !spec.bars[index - 1]?.heading) {
      ctx.fillStyle = GRID;
      ctx.fillRect(SIDE, top + index * ROW, ROOM, 1);
    }
    if (bar.heading) {
      write(ctx, fitted(ctx, bar.label, ROOM), SIDE, y - 8, { font: VALUE, colour: INK });
      continue;
    }
    if (bar.parts) partValues(ctx, bar, y, { left: chartArea.left, lengthOf, until: torn ? end - TEAR : end });
    if (torn) tear(ctx, end - 46, y);
    if (bar.before !== undefined) {
      ctx.fillStyle = BEFORE;
      ctx.fillRect(chartArea.left + lengthOf(bar.before) - 2, y - THICK / 2 - 5, 5, THICK + 10);
    }
    if (values === 'ends') write(ctx, bar.text, end + 12, y, { font: VALUE, colour: INK });
    if (values === 'column') write(ctx, bar.text, WIDTH - SIDE, y, { font: VALUE, colour: INK, align: 'right' });
    nameBar(ctx, bar, y - THICK / 2 - 20, values === 'names');
  }
}

/** The name above its bar, and the value where it stands beside it. */
function nameBar(ctx: Paper, bar: Bar, y: number, valued: boolean): void {
  ctx.font = VALUE;
  const value = valued ? ctx.measureText(bar.text).width + 24 : 0;
  ctx.font = NAME;
  const quiet = bar.others || bar.tone === 'missing';
  write(ctx, fitted(ctx, bar.label, ROOM - value), SIDE, y, { font: NAME, colour: quiet ? MUTED : INK });
  if (valued) write(ctx, bar.text, WIDTH - SIDE, y, { font: VALUE, colour: INK, align: 'right' });
}

/** Two white strokes across a bar that is longer than the picture. */
function tear(ctx: Paper, x: number, y: number): void {
  ctx.strokeStyle = PAPER;
  ctx.lineWidth = 6;
  for (const shift of [0, 16]) {
    ctx.beginPath();
    ctx.moveTo(x + shift - 6, y + THICK / 2 + 2);
    ctx.lineTo(x + shift + 6, y - THICK / 2 - 2);
    ctx.stroke();
  }
}

/** Numbers in the parts that have room for them; none stands under a tear. */
function partValues(
  ctx: Paper,
  { parts = [], value }: Bar,
  y: number,
  { left, lengthOf, until }: { left: number; lengthOf(value: number): number; until: number },
): void {
  let x = left;
  for (const { value: part, text, tone } of parts) {
    const width = (part / Math.max(1, value)) * lengthOf(value);
    ctx.font = SMALL;
    const room = ctx.measureText(text).width;
    const [from, to] = [x + width / 2 - room / 2, x + width / 2 + room / 2];
    if (room + 14 <= width && to <= until) write(ctx, text, from, y, { font: SMALL, colour: inkOn(colourOf(tone)) });
    x += width;
  }
}

/** Values above columns that are wide enough for them. */
export function drawColumns({ ctx, scales, chartArea }: Chart, { points }: TimeChart): void {
  const { x, y } = scales;
  if (!x || !y || points.length > LABELLED) return;
  for (const [index, { value, before = 0, text }] of points.entries()) {
    if (value === 0) continue;
    const at = Math.max(chartArea.top + 10, Math.min(y.getPixelForValue(value), y.getPixelForValue(before)) - 18);
    const over = before > value ? y.getPixelForValue(value) - 18 : at;
    write(ctx, text, x.getPixelForValue(index), over, { font: SMALL, colour: INK, align: 'center', rimmed: true });
  }
}
