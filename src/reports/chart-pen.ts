import type { Chart } from 'chart.js';
import { FONT } from './fonts.ts';
import { legible } from './legible.ts';
import { PAPER } from './palette.ts';

/** What can be written with; the canvas itself measures. */
export interface Pen {
  font: string;
  measureText(text: string): { width: number };
}

export type Paper = Chart['ctx'];

export const font = (size: number, weight: 400 | 600 = 400): string => `${weight} ${size}px ${FONT}`;

export const TITLE = font(38, 600);
export const LINE = font(25);
export const NAME = font(28);
export const VALUE = font(28, 600);
export const SMALL = font(22, 600);
export const LEGEND = font(25);
export const FOOT = font(21);

export interface TextStyle {
  font: string;
  colour: string;
  align?: 'left' | 'right' | 'center';
  /** With a rim of paper, where a line may run behind it. */
  rimmed?: boolean;
}

export function write(ctx: Paper, text: string, x: number, y: number, look: TextStyle): void {
  ctx.font = look.font;
  ctx.fillStyle = look.colour;
  ctx.textAlign = look.align ?? 'left';
  ctx.textBaseline = 'middle';
  if (look.rimmed) {
    ctx.lineWidth = 8;
    ctx.lineJoin = 'round';
    ctx.strokeStyle = PAPER;
    ctx.strokeText(text, x, y);
  }
  ctx.fillText(text, x, y);
}

const segmenter = new Intl.Segmenter();
/** More of a text than this is never seen in a picture. */
const LETTERS = 300;

/** The text as our fonts can write it, cut with "…" where it is wider than that. */
export function fitted(pen: Pen, text: string, width: number): string {
  const plain = legible(text.slice(0, LETTERS));
  if (pen.measureText(plain).width <= width) return plain;
  const graphemes = [...segmenter.segment(plain)].map(({ segment }) => segment);
  let [low, high] = [0, graphemes.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (pen.measureText(`${graphemes.slice(0, middle).join('').trimEnd()}…`).width <= width) low = middle;
    else high = middle - 1;
  }
  return `${graphemes.slice(0, low).join('').trimEnd()}…`;
}

/** The text in at most so many lines of that width, broken between words; the last one is cut. */
export function wrapped(pen: Pen, text: string, width: number, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  const words = text.slice(0, LETTERS * most).split(/\s+/);
  for (const [index, word] of words.entries()) {
    const longer = line ? `${line} ${word}` : word;
    if (line && pen.measureText(legible(longer)).width > width) {
      if (lines.length === most - 1) return [...lines, fitted(pen, [line, ...words.slice(index)].join(' '), width)];
      lines.push(fitted(pen, line, width));
      line = word;
    } else line = longer;
  }
  return line ? [...lines, fitted(pen, line, width)] : lines;
}
