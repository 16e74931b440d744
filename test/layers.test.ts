import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { importsOf, partOf, root, sources } from './source-files.ts';

/** Who may know whom. What is not named knows nobody. `*` is everybody. */
const ARROWS: Record<string, readonly string[]> = {
  domain: [],
  sandbox: [],
  engine: ['domain', 'built'],
  i18n: ['domain'],
  store: ['domain'],
  reports: ['domain', 'built', 'low-priority'],
  telegram: ['domain', 'i18n', 'store'],
  transfer: ['domain', 'store', 'built', 'low-priority'],
  actions: ['domain', 'store'],
  jobs: ['domain', 'store', 'transfer'],
  mail: ['domain', 'store', 'built', 'low-priority'],
  reminders: ['domain', 'store'],
  speech: ['domain', 'store', 'built', 'low-priority', 'bounded-body'],
  reader: ['domain', 'bounded-body'],
  'bounded-body': [],
  scenes: ['actions', 'telegram', 'reports', 'transfer', 'jobs', 'i18n', 'store', 'domain'],
  http: ['domain'],
  config: ['domain'],
  log: ['domain', 'config'],
  metrics: ['telegram'],
  seeds: ['domain'],
  demo: ['domain', 'i18n', 'store'],
  start: ['*'],
  'missing-package': [],
  'operator-message': ['engine', 'missing-package', 'store', 'telegram'],
  tools: ['config', 'domain', 'i18n', 'mail', 'scenes', 'operator-message', 'engine', 'speech', 'store', 'transfer'],
  main: ['config', 'log', 'operator-message', 'start'],
};

/** Files that stand in one folder: more is a house without rooms. */
const FILES_AT_MOST = 25;

it('keeps the arrows between the parts', () => {
  expect(sources.length).toBeGreaterThan(50);
  const wrong = sources.flatMap((file) => {
    const from = partOf(file);
    const may = ARROWS[from] ?? [];
    return importsOf(file)
      .map(partOf)
      .filter((to) => to !== from && !may.includes(to) && !may.includes('*'))
      .map((to) => `${path.relative(root, file)} imports ${to}`);
  });
  expect(wrong).toEqual([]);
});

it('names the parts that there are, and no others', () => {
  const parts = new Set(sources.map(partOf));
  const named = Object.entries(ARROWS).flatMap(([from, to]) => [from, ...to.filter((one) => one !== '*')]);
  expect(named.filter((part) => !parts.has(part))).toEqual([]);
});

it('leaves Telegraf to one folder', () => {
  const wrong = sources
    .map((file) => path.relative(root, file))
    .filter((file) => !file.startsWith('src/telegram/') && /from 'telegraf/.test(readFileSync(file, 'utf8')));
  expect(wrong).toEqual([]);
});

/** Button data and dialogs are named here and nowhere else; the kit's own are those of forms and of Back. */
const DECLARES =
  /^scenes\/\w+\/links\.ts$|^src\/telegram\/(dialogs\/(dialog-ref|draft-links|form-card)|messages\/(callback-data|links)|back-navigation)\.ts$/;

it('names no dialog and no button by a string outside its declaration', () => {
  const wrong = sources
    .filter((file) => !DECLARES.test(path.relative(root, file)))
    .flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\b(?:pack|defineLinks|dialogRef)\(|callback_data: ?['"`]/g)].map(
        ([found]) => `${path.relative(root, file)}: ${found}`,
      ),
    );
  expect(wrong).toEqual([]);
});

/** What a file needs of others when it runs: imports of types alone are gone by then. */
const needsOf = (file: string): string[] =>
  [
    ...readFileSync(file, 'utf8').matchAll(
      /^(?:import|export) (?!type )(?:\{([^}]*)\}|[^;]*?) ?(?:from )?'(\.[^']+)'/gm,
    ),
  ]
    .filter(([, names]) => names?.split(',').some((name) => name.trim() && !name.trim().startsWith('type ')) ?? true)
    .map(([, , target = '']) => path.resolve(path.dirname(file), target));

it('runs in no circles', () => {
  const open = new Map(sources.map((file) => [file, needsOf(file)]));
  // Files that need nothing that is still there are taken away; what is left in the end needs itself.
  for (let before = -1; before !== open.size; ) {
    before = open.size;
    for (const [file, needs] of open) if (!needs.some((one) => open.has(one))) open.delete(file);
  }
  expect([...open.keys()].map((file) => path.relative(root, file))).toEqual([]);
});

it('keeps folders small', () => {
  const counts = new Map<string, number>();
  for (const top of ['src', 'scenes', 'test']) {
    for (const entry of readdirSync(path.join(root, top), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const folder = path.relative(root, entry.parentPath);
      counts.set(folder, (counts.get(folder) ?? 0) + 1);
    }
  }
  const full = [...counts].filter(([folder, count]) => count > FILES_AT_MOST && !folder.startsWith('src/i18n'));
  expect(full).toEqual([]);
});
