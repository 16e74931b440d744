import { createRequire } from 'node:module';
import path from 'node:path';
import { GlobalFonts } from '@napi-rs/canvas';

/** The family in which everything is written. It comes with the program: a server need not have any font. */
export const FONT = 'Inter';

const SUBSETS = ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek'];
const WEIGHTS = [400, 600];

/** Makes the font known to the canvas. Once a thread. Throws where a file of it is missing. */
export function registerFonts(): void {
  const folder = path.join(
    path.dirname(createRequire(import.meta.url).resolve('@fontsource/inter/package.json')),
    'files',
  );
  for (const subset of SUBSETS) {
    for (const weight of WEIGHTS) {
      const file = path.join(folder, `inter-${subset}-${weight}-normal.woff2`);
      if (!GlobalFonts.registerFromPath(file, FONT)) throw new Error(`cannot read the font ${file}`);
    }
  }
}
