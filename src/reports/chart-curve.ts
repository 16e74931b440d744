import type { ParetoChart } from '../domain/report/chart.ts';
import { type Paper, SMALL, write } from './chart-pen.ts';
import { CURVE, SIDE, WIDTH } from './chart-size.ts';
import { colourOf, MUTED, PAPER, RUNNING } from './palette.ts';

/** Room below the curve before the bars begin. */
const BELOW = 46;

/** The share held by all values, from the greatest to the least, over bands of the classes; and where the cutoffs lie. */
export function drawCurve(ctx: Paper, { curve, ends, cutoffs }: ParetoChart, top: number): void {
  const [width, height] = [WIDTH - 2 * SIDE - 70, CURVE - BELOW];
  const xOf = (rank: number) => SIDE + rank * width;
  const yOf = (share: number) => top + (1 - share) * height;
  let from = 0;
  for (const name of ['A', 'B', 'C'] as const) {
    const to = ends[name];
    ctx.fillStyle = colourOf(name);
    ctx.globalAlpha = 0.22;
    ctx.fillRect(xOf(from), top, xOf(to) - xOf(from), height);
    ctx.globalAlpha = 1;
    // A class of few among many is too narrow for its letter.
    if (xOf(to) - xOf(from) > 26) {
      write(ctx, name, (xOf(from) + xOf(to)) / 2, top + height - 20, { font: SMALL, colour: MUTED, align: 'center' });
    }
    from = to;
  }
  ctx.setLineDash([8, 8]);
  ctx.lineWidth = 2;
  ctx.strokeStyle = MUTED;
  for (const share of [cutoffs.a, cutoffs.b]) {
    ctx.beginPath();
    ctx.moveTo(SIDE, yOf(share));
    ctx.lineTo(SIDE + width, yOf(share));
    ctx.stroke();
  }
  ctx.setLineDash([]);
  cutoffLabels(ctx, [cutoffs.a, cutoffs.b].map(yOf), [cutoffs.a, cutoffs.b], SIDE + width + 8);
  ctx.strokeStyle = PAPER;
  for (const [colour, thick] of [
    [PAPER, 9],
    [RUNNING, 5],
  ] as const) {
    ctx.strokeStyle = colour;
    ctx.lineWidth = thick;
    ctx.lineJoin = 'round';
    ctx.beginPath();
    for (const [index, { rank, share }] of curve.entries()) {
      if (index === 0) ctx.moveTo(xOf(rank), yOf(share));
      else ctx.lineTo(xOf(rank), yOf(share));
    }
    ctx.stroke();
  }
}

/** Cutoffs that lie close together have their labels pushed apart. */
function cutoffLabels(ctx: Paper, ys: number[], shares: number[], x: number): void {
  const [lower = 0, upper = 0] = ys;
  const push = Math.max(0, 26 - (lower - upper)) / 2;
  for (const [index, share] of shares.entries()) {
    const y = (ys[index] ?? 0) + (index === 0 ? push : -push);
    write(ctx, `${Math.round(share * 10_000) / 100}%`, x, y, { font: SMALL, colour: MUTED });
  }
}
