import type { HeatChart, HeatGrid } from '../domain/report/chart.ts';
import { fitted, NAME, type Paper, SMALL, VALUE, write } from './chart-pen.ts';
import { gridHeight, HEAT_GAP, HEAT_ROW, HEAT_TITLE, SIDE, WIDTH } from './chart-size.ts';
import { GRID, INK, inkOn, MUTED, shadeOf } from './palette.ts';

/** The room beside the squares, in pixels: for names at the left, for sums at the right. */
const [NAMES, SUMS] = [128, 120];

/** Tables of shaded squares, from this height on. */
export function drawHeat(ctx: Paper, { grids }: HeatChart, from: number): void {
  let top = from;
  for (const grid of grids) {
    drawGrid(ctx, grid, top);
    top += gridHeight(grid) + HEAT_GAP;
  }
}

function drawGrid(ctx: Paper, { title, columns, rows, foot, changes = [] }: HeatGrid, from: number): void {
  let top = from;
  if (title !== undefined) {
    ctx.font = VALUE;
    write(ctx, fitted(ctx, title, WIDTH - 2 * SIDE), SIDE, top + HEAT_TITLE / 2, { font: VALUE, colour: INK });
    top += HEAT_TITLE;
  }
  const width = (WIDTH - 2 * SIDE - NAMES - SUMS) / Math.max(1, columns.length);
  const left = (column: number) => SIDE + NAMES + column * width;
  const right = WIDTH - SIDE;
  for (const [column, label] of columns.entries()) {
    ctx.font = NAME;
    const text = fitted(ctx, label, width - 4);
    write(ctx, text, left(column) + width / 2, top + HEAT_ROW / 2, { font: NAME, colour: MUTED, align: 'center' });
  }
  const most = Math.max(1, ...rows.flatMap(({ cells }) => cells.map(({ value }) => value)));
  for (const [index, { label, cells, sum }] of rows.entries()) {
    const y = top + (index + 1) * HEAT_ROW;
    ctx.font = NAME;
    write(ctx, fitted(ctx, label, NAMES - 12), SIDE, y + HEAT_ROW / 2, { font: NAME, colour: INK });
    for (const [column, { value, text }] of cells.entries()) {
      const shade = shadeOf(value / most);
      ctx.fillStyle = value > 0 ? shade : GRID;
      ctx.fillRect(left(column) + 1.5, y + 1.5, width - 3, HEAT_ROW - 3);
      if (value <= 0) {
        ctx.fillStyle = shade;
        ctx.fillRect(left(column) + 3, y + 3, width - 6, HEAT_ROW - 6);
        continue;
      }
      ctx.font = SMALL;
      const shown = fitted(ctx, text, width - 6);
      write(ctx, shown, left(column) + width / 2, y + HEAT_ROW / 2, {
        font: SMALL,
        colour: inkOn(shade),
        align: 'center',
      });
    }
    const quiet = cells.every(({ value }) => value === 0);
    write(ctx, sum, right, y + HEAT_ROW / 2, { font: VALUE, colour: quiet ? MUTED : INK, align: 'right' });
  }
  for (const [line, texts] of [foot, changes].entries()) {
    const y = top + (rows.length + 1 + line) * HEAT_ROW + HEAT_ROW / 2;
    for (const [column, text] of texts.entries()) {
      const last = column >= columns.length;
      const place = last ? right : left(column) + width / 2;
      const look = line === 0 ? { font: VALUE, colour: INK } : { font: SMALL, colour: MUTED };
      write(ctx, text, place, y, { ...look, align: last ? 'right' : 'center' });
    }
  }
}
