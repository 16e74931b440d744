import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

/** Who may know whom. What is not named knows nobody. `*` is everybody. */
const ARROWS: Record<string, readonly string[]> = {
  domain: [],
  sandbox: [],
  i18n: ['domain'],
  store: ['domain', 'built'],
  reports: ['domain', 'built', 'low-priority'],
  telegram: ['domain', 'i18n', 'store'],
  transfer: ['domain', 'store'],
  jobs: ['domain', 'store', 'transfer'],
  mail: ['domain', 'store', 'built', 'low-priority'],
  reminders: ['domain', 'store'],
  screens: ['telegram', 'reports', 'transfer', 'i18n', 'store', 'domain'],
  scenes: ['screens', 'telegram', 'reports', 'transfer', 'jobs', 'i18n', 'store', 'domain'],
  http: [],
  config: ['domain'],
  log: ['telegram', 'config'],
  metrics: ['telegram'],
  seeds: ['domain'],
  demo: ['domain', 'i18n', 'store'],
  start: ['*'],
  sentence: ['store'],
  tools: ['config', 'domain', 'i18n', 'scenes', 'sentence', 'store', 'transfer'],
  'start-mail': ['*'],
  main: ['config', 'log', 'sentence', 'start'],
};

const root = fileURLToPath(new URL('../', import.meta.url));

/** The part a file belongs to: its folder under src, `scenes`, or the file's own name where it stands alone. */
function partOf(file: string): string {
  const [top = '', second = ''] = path.relative(root, file).split(path.sep);
  return top === 'src' ? second.replace(/\.ts$/, '') : top;
}

const imports = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?'(\.[^']+)'/g)].map(([, target = '']) =>
    path.resolve(path.dirname(file), target),
  );

it('keeps the arrows between the parts', () => {
  const files = ['src', 'scenes'].flatMap((top) =>
    readdirSync(path.join(root, top), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => path.join(root, top, name)),
  );
  expect(files.length).toBeGreaterThan(50);
  const wrong = files.flatMap((file) => {
    const from = partOf(file);
    const may = ARROWS[from] ?? [];
    return imports(file)
      .map(partOf)
      .filter((to) => to !== from && !may.includes(to) && !may.includes('*'))
      .map((to) => `${path.relative(root, file)} imports ${to}`);
  });
  expect(wrong).toEqual([]);
});
