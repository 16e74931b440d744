import type { Chart } from 'chart.js';
import type { Bar, ChartSpec } from '../domain/report/chart.ts';
import { HEAD, LEGEND_LINE, middleOf, ROW, SIDE, scaleOf, THICK, WIDTH } from './chart-size.ts';
import { FONT } from './fonts.ts';
import { BEFORE, CLASSES, GRID, INK, inkOn, MAIN, MUTED, OTHERS, PAPER, PARTS, RUNNING } from './palette.ts';

/** What is written around the bars; the canvas itself measures. */
export interface Pen {
  font: string;
  fillStyle: string | object;
  strokeStyle: string | object;
  measureText(text: string): { width: number };
}

export interface Entry {
  text: string;
  colour: string;
  shape: 'box' | 'line' | 'mark';
}

export interface Layout {
  /** Room right of the longest bar for its value, in pixels. */
  right: number;
  legendHeight: number;
  legend: Entry[][];
}

export const font = (size: number, weight: 400 | 600 = 400): string => `${weight} ${size}px ${FONT}`;

const TITLE = font(38, 600);
const SUBTITLE = font(26);
const NAME = font(28);
const VALUE = font(28, 600);
const SMALL = font(22, 600);
const LEGEND = font(25);
const SWATCH = 40;
const GAP = 30;

/** Words of the legend in as many lines as they need, and the room that values need at the right. */
export function layoutOf(spec: ChartSpec, pen: Pen): Layout {
  pen.font = VALUE;
  const widest = Math.max(0, ...spec.bars.map(({ text }) => pen.measureText(text).width));
  const right = { names: 0, ends: widest + 14, column: widest + 28 }[spec.values];
  pen.font = LEGEND;
  const legend: Entry[][] = [];
  let used = 0;
  for (const entry of entriesOf(spec)) {
    const text = fitted(pen, entry.text, WIDTH - 2 * SIDE - SWATCH);
    const width = SWATCH + pen.measureText(text).width + GAP;
    if (legend.length === 0 || used + width > WIDTH - 2 * SIDE + GAP) {
      legend.push([]);
      used = 0;
    }
    legend.at(-1)?.push({ ...entry, text });
    used += width;
  }
  return { right: Math.ceil(right), legend, legendHeight: legend.length * LEGEND_LINE };
}

function entriesOf({ bars, legend, cutoffs }: ChartSpec): Entry[] {
  if (cutoffs) {
    const [classA = 'A', classB = 'B', classC = 'C', running = '', others = ''] = legend;
    return [
      { text: classA, colour: CLASSES.A, shape: 'box' },
      { text: classB, colour: CLASSES.B, shape: 'box' },
      { text: classC, colour: CLASSES.C, shape: 'box' },
      ...(bars.some((bar) => bar.others) ? [{ text: others, colour: OTHERS, shape: 'box' as const }] : []),
      { text: running, colour: RUNNING, shape: 'line' },
    ];
  }
  if (bars.some(({ parts }) => parts)) {
    return legend.map((text, index) => ({ text, colour: PARTS[index] ?? OTHERS, shape: 'box' as const }));
  }
  const [now = '', before = ''] = legend;
  if (!bars.some((bar) => bar.before !== undefined)) return [];
  return [
    { text: now, colour: MAIN, shape: 'box' },
    { text: before, colour: BEFORE, shape: 'mark' },
  ];
}

/** The text, cut with "…" where it is wider than that. What no font of ours can write is left out. */
function fitted(pen: Pen, text: string, width: number): string {
  const plain = text
    .replace(/\p{Extended_Pictographic}|\u200d|\ufe0f/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (pen.measureText(plain).width <= width) return plain;
  const graphemes = [...new Intl.Segmenter().segment(plain)].map(({ segment }) => segment);
  let [low, high] = [0, graphemes.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (pen.measureText(`${graphemes.slice(0, middle).join('').trimEnd()}…`).width <= width) low = middle;
    else high = middle - 1;
  }
  return `${graphemes.slice(0, low).join('').trimEnd()}…`;
}

type Paper = Chart['ctx'];

interface Look {
  font: string;
  colour: string;
  right?: boolean;
  /** With a rim of paper, where a line may run behind it. */
  rimmed?: boolean;
}

function write(ctx: Paper, text: string, x: number, y: number, look: Look): void {
  ctx.font = look.font;
  ctx.fillStyle = look.colour;
  ctx.textAlign = look.right ? 'right' : 'left';
  ctx.textBaseline = 'middle';
  if (look.rimmed) {
    ctx.lineWidth = 8;
    ctx.lineJoin = 'round';
    ctx.strokeStyle = PAPER;
    ctx.strokeText(text, x, y);
  }
  ctx.fillText(text, x, y);
}

/** Title, lines between the rows and of the cutoffs, legend: what lies under the bars. */
export function drawUnder({ ctx, chartArea }: Chart, spec: ChartSpec, layout: Layout): void {
  ctx.save();
  const room = WIDTH - 2 * SIDE;
  ctx.font = TITLE;
  write(ctx, fitted(ctx, spec.title, room), SIDE, 44, { font: TITLE, colour: INK });
  ctx.font = SUBTITLE;
  write(ctx, fitted(ctx, spec.subtitle, room), SIDE, 84, { font: SUBTITLE, colour: MUTED });
  for (let index = 1; index < spec.bars.length; index++) {
    ctx.fillStyle = GRID;
    ctx.fillRect(SIDE, HEAD + index * ROW, room, 1);
  }
  if (spec.cutoffs) {
    ctx.setLineDash([8, 8]);
    ctx.lineWidth = 2;
    ctx.strokeStyle = MUTED;
    for (const cutoff of [spec.cutoffs.a, spec.cutoffs.b]) {
      const x = chartArea.left + cutoff * (chartArea.right - chartArea.left);
      ctx.beginPath();
      ctx.moveTo(x, HEAD - 4);
      ctx.lineTo(x, HEAD + spec.bars.length * ROW);
      ctx.stroke();
    }
    ctx.setLineDash([]);
  }
  drawLegend(ctx, layout, HEAD + spec.bars.length * ROW + 20);
  ctx.restore();
}

/** The name above its bar, and the value where it stands beside it. */
function nameBar(ctx: Paper, bar: Bar, index: number, { values, cutoffs }: ChartSpec): void {
  const y = middleOf(index) - THICK / 2 - 20;
  const rimmed = cutoffs !== undefined;
  ctx.font = VALUE;
  const value = values === 'names' ? ctx.measureText(bar.text).width + 24 : 0;
  ctx.font = NAME;
  const name = fitted(ctx, bar.label, WIDTH - 2 * SIDE - value);
  write(ctx, name, SIDE, y, { font: NAME, colour: bar.others ? MUTED : INK, rimmed });
  if (values === 'names') write(ctx, bar.text, WIDTH - SIDE, y, { font: VALUE, colour: INK, right: true });
}

function drawLegend(ctx: Paper, { legend }: Layout, top: number): void {
  for (const [line, entries] of legend.entries()) {
    let x = SIDE;
    const y = top + line * LEGEND_LINE + LEGEND_LINE / 2;
    for (const { text, colour, shape } of entries) {
      ctx.fillStyle = colour;
      if (shape === 'box') ctx.fillRect(x, y - 12, 26, 24);
      else if (shape === 'mark') ctx.fillRect(x + 10, y - 16, 5, 32);
      else {
        ctx.fillRect(x, y - 2, 28, 4);
        ctx.beginPath();
        ctx.arc(x + 14, y, 7, 0, 2 * Math.PI);
        ctx.fill();
      }
      write(ctx, text, x + SWATCH, y, { font: LEGEND, colour: INK });
      x += SWATCH + ctx.measureText(text).width + GAP;
    }
  }
}

/** Names, values, tears, marks of the period before, labels of the cutoffs: what lies over the bars. */
export function drawOver({ ctx, chartArea }: Chart, spec: ChartSpec): void {
  ctx.save();
  const { max } = scaleOf(spec.bars);
  const lengthOf = (value: number) => ((chartArea.right - chartArea.left) * Math.min(value, max)) / max;
  for (const [index, bar] of spec.bars.entries()) {
    const y = middleOf(index);
    const end = chartArea.left + lengthOf(bar.value);
    if (bar.value > max) tear(ctx, end - 46, y);
    if (bar.parts) partValues(ctx, bar, y, { left: chartArea.left, lengthOf });
    if (bar.before !== undefined) {
      ctx.fillStyle = BEFORE;
      ctx.fillRect(chartArea.left + lengthOf(bar.before) - 2, y - THICK / 2 - 5, 5, THICK + 10);
    }
    if (spec.values === 'ends') write(ctx, bar.text, end + 12, y, { font: VALUE, colour: INK });
    if (spec.values === 'column') write(ctx, bar.text, WIDTH - SIDE, y, { font: VALUE, colour: INK, right: true });
    nameBar(ctx, bar, index, spec);
  }
  if (spec.cutoffs) cutoffLabels(ctx, spec.cutoffs, chartArea);
  ctx.restore();
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

function partValues(
  ctx: Paper,
  { parts = [], value }: Bar,
  y: number,
  { left, lengthOf }: { left: number; lengthOf(value: number): number },
): void {
  let x = left;
  for (const [index, { value: part, text }] of parts.entries()) {
    const width = (part / Math.max(1, value)) * lengthOf(value);
    ctx.font = SMALL;
    const room = ctx.measureText(text).width;
    if (room + 14 <= width) {
      const colour = inkOn(PARTS[index] ?? OTHERS);
      write(ctx, text, x + width / 2 - room / 2, y, { font: SMALL, colour });
    }
    x += width;
  }
}

function cutoffLabels(ctx: Paper, { a, b }: { a: number; b: number }, area: { left: number; right: number }): void {
  ctx.font = SMALL;
  const xOf = (share: number) => area.left + share * (area.right - area.left);
  const label = (share: number) => `${Math.round(share * 10_000) / 100}%`;
  const widthOf = (share: number) => ctx.measureText(label(share)).width;
  // Neighbouring labels stand at the two sides of their lines.
  const close = xOf(b) - xOf(a) < widthOf(a) + widthOf(b);
  write(ctx, label(a), xOf(a) - (close ? 6 : -6), HEAD - 12, { font: SMALL, colour: MUTED, right: close });
  const outside = xOf(b) + widthOf(b) + 8 > WIDTH;
  write(ctx, label(b), xOf(b) + (outside ? -6 : 6), HEAD - 12, { font: SMALL, colour: MUTED, right: outside });
}
