import type { AbcClass } from '../domain/report/abc.ts';

/*
 * Colours that people with any kind of colour blindness tell apart: those of Okabe and Ito ("Color Universal Design"),
 * on white. Neighbours differ in lightness too, so that they can be told in grey.
 */

export const INK = '#1b1f24';
export const MUTED = '#5f6b7a';
export const GRID = '#e3e7ec';
export const PAPER = '#ffffff';

/** A single row of bars, and the mark of the period before. */
export const MAIN = '#0072b2';
export const BEFORE = '#1b1f24';

/** Everything that has no bar or colour of its own. */
export const OTHERS = '#b4bcc6';

/** Parts of stacked bars, in order. */
export const PARTS = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9'] as const;

export const CLASSES: Record<AbcClass, string> = { A: '#0072b2', B: '#e69f00', C: '#cc79a7' };

export const RUNNING = '#d55e00';

/** Black or white, whichever has the greater contrast to the colour (relative luminance, WCAG). */
export function inkOn(colour: string): string {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.2 ? INK : PAPER;
}
