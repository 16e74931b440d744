import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The program's own sources as text, for tests that hold its structure. */

export const root = fileURLToPath(new URL('../', import.meta.url));

/** Every TypeScript file of src and scenes, with its whole path. */
export const sources: readonly string[] = ['src', 'scenes'].flatMap((top) =>
  readdirSync(path.join(root, top), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.join(root, top, name)),
);

/** The part a file belongs to: its folder under src, `scenes`, or the file's own name where it stands alone. */
export function partOf(file: string): string {
  const [top = '', second = ''] = path.relative(root, file).split(path.sep);
  return top === 'src' ? second.replace(/\.ts$/, '') : top;
}

/** The files of the program that a file imports, with their whole paths. */
export const importsOf = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?'(\.[^']+)'/g)].map(([, target = '']) =>
    path.resolve(path.dirname(file), target),
  );
