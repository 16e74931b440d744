import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { importsOf, partOf, root, sources } from './source-files.ts';

/** docs/architecture.md holds a drawing of the parts: made from the code, so that it cannot become untrue. */

const PAGE = path.join(root, 'docs/architecture.md');
const DRAWING = /(<!-- drawing: made by test\/architecture.test.ts -->\n)[\s\S]*?(\n<!-- end of the drawing -->)/;

/** Parts that are folders; what stands alone under src serves the start. */
const isRoom = (part: string) => part === 'scenes' || existsSync(path.join(root, 'src', part));
/** Known by so many that their arrows would hide all others. */
const EVERYWHERE = new Set(['domain']);

function drawing(): string {
  const arrows = new Set<string>();
  for (const file of sources) {
    const from = partOf(file);
    if (!isRoom(from) || from === 'start') continue;
    for (const to of importsOf(file).map(partOf)) {
      if (to !== from && isRoom(to) && !EVERYWHERE.has(to)) arrows.add(`  ${from} --> ${to}`);
    }
  }
  return ['```mermaid', 'graph TD', ...[...arrows].sort(), '```'].join('\n');
}

it('the drawing of the architecture is that of the code', () => {
  const page = readFileSync(PAGE, 'utf8');
  const drawn = page.replace(DRAWING, (_all, before: string, after: string) => `${before}${drawing()}${after}`);
  if (process.env.UPDATE_DRAWING) writeFileSync(PAGE, drawn);
  expect(page).toMatch(DRAWING);
  expect(readFileSync(PAGE, 'utf8'), 'draw it again: UPDATE_DRAWING=1 npm test -- test/architecture.test.ts').toBe(
    drawn,
  );
});

it.each(['docs/architecture.md', 'CONTRIBUTING.md', 'README.md'])('every path that %s names is there', (name) => {
  const text = readFileSync(path.join(root, name), 'utf8');
  const named = [...text.matchAll(/`((?:src|scenes|test|docs|bin)\/[^`*{}<]+)`/g)].map(([, one = '']) => one);
  expect(named.length).toBeGreaterThan(2);
  expect(named.filter((one) => !existsSync(path.join(root, one)))).toEqual([]);
});
