import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { GlobalFonts } from '@napi-rs/canvas';

/** The families in which everything is written. They come with the program: a server need not have any font. */
export const FONT = 'Inter, Beside';

const SUBSETS = ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek'];
const WEIGHTS = [400, 600];

/** Signs and Arabic letters, which the first family lacks; each in a family that is asked after it. */
const BESIDE = [
  { package: '@fontsource-variable/noto-emoji', files: /-wght-normal\.woff2$/ },
  { package: '@fontsource-variable/noto-sans-arabic', files: /-arabic-wght-normal\.woff2$/ },
];

/** Makes the fonts known to the canvas. Once a thread. Throws where a file of them is missing. */
export function registerFonts(): void {
  const inter = filesOf('@fontsource/inter');
  for (const subset of SUBSETS) {
    for (const weight of WEIGHTS) register(path.join(inter, `inter-${subset}-${weight}-normal.woff2`), 'Inter');
  }
  for (const { package: name, files } of BESIDE) {
    const folder = filesOf(name);
    for (const file of readdirSync(folder).filter((one) => files.test(one))) {
      register(path.join(folder, file), 'Beside');
    }
  }
}

const filesOf = (name: string): string =>
  path.join(path.dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), 'files');

function register(file: string, family: string): void {
  if (!GlobalFonts.registerFromPath(file, family)) throw new Error(`cannot read the font ${file}`);
}
