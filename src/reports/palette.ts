import type { Tone } from '../domain/report/chart.ts';

/*
 * Colours that people with any kind of colour blindness tell apart: those of Okabe and Ito ("Color Universal Design"),
 * on white. Neighbours differ in lightness too, so that they can be told in grey.
 */

export const INK = '#1b1f24';
export const MUTED = '#5f6b7a';
export const GRID = '#e3e7ec';
export const PAPER = '#ffffff';

/** A single row of bars. */
const MAIN = '#0072b2';
/** The mark of the period before on a bar; behind columns it is pale. */
export const BEFORE = '#1b1f24';
export const PALE = '#c9d3de';
/** Everything that has no bar or colour of its own; contacts without a value are lighter. */
const OTHERS = '#b4bcc6';
const MISSING = '#d5dae1';

/** Parts of stacked bars, in order. */
const PARTS = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9'] as const;
/** So many parts have a colour of their own. */
export const PARTS_AT_MOST = PARTS.length;

export const RUNNING = '#d55e00';

const CLASSES = { A: '#0072b2', B: '#e69f00', C: '#cc79a7' };

export function colourOf(tone: Tone): string {
  if (typeof tone === 'number') return PARTS[tone] ?? OTHERS;
  return { main: MAIN, before: BEFORE, others: OTHERS, missing: MISSING, ...CLASSES }[tone];
}

/** The shades of a heat map, from hardly anything to the most: steps of one blue that are told apart in grey too. */
const SHADES = ['#eef3f8', '#d3e3f1', '#a9cbe4', '#72abd3', '#3d86be', '#0072b2', '#004f7c'] as const;

/** The shade of a part of the greatest value, 0 to 1. Nothing is left white. */
export function shadeOf(part: number): string {
  if (part <= 0) return PAPER;
  return SHADES[Math.min(SHADES.length - 1, Math.floor(part * SHADES.length))] ?? PAPER;
}

/** Black or white, whichever has the greater contrast to the colour (relative luminance, WCAG). */
export function inkOn(colour: string): string {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.2 ? INK : PAPER;
}
