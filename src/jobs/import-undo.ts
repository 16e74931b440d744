import type { ImportChange } from '../store/import/import-changes.ts';
import type { EntryKind, ImportEntryRow } from '../store/import/import-entries.ts';
import type { Import } from '../store/import/imports.ts';
import type { Store } from '../store/index.ts';
import { importKey } from './import.ts';
import { entryId } from './import-read.ts';
import type { JobKind } from './index.ts';
import type { JobTools } from './job-tools.ts';
import { createBreath } from './pacing.ts';

const BATCH = 100;
/** So many of those that stay are told by name. */
const NAMED = 200;

/**
 * Undoes an import: what it made and no one has used since goes, what it changed is put back, what was used stays and is
 * told. Persons go before their clients, which they would keep. Done again after a crash, it goes on from where it was.
 */
export const importUndoJob = ({ store }: JobTools): JobKind => ({
  kind: 'import-undo',
  async run(job, step) {
    const one = await store.imports.get(String(job.params.import));
    if (!one?.slices) throw new Error(`no such import: ${job.params.import}`);
    const { slices } = one;
    const total = 2 * slices.length + 1;
    const breath = createBreath();
    const cursor = Number(job.cursor ?? 0);
    let { counts } = job.progress;
    const kept = new Set(one.kept);
    for (let at = cursor; at < 2 * slices.length; at++) {
      const kind: EntryKind = at < slices.length ? 'p' : 'o';
      const items = await store.imports.slice(one, at % slices.length);
      const ids = items.map(({ line }) => entryId(one, line, kind));
      const { removed, kept: some } = await store.imports.changes.removeUnused(kind, ids, importKey(one));
      for (const name of some) if (kept.size < NAMED) kept.add(name);
      counts = added(counts, { removed, kept: some.length });
      if (some.length > 0) await store.imports.note(one, { kept: [...kept] });
      await breath();
      await step({ cursor: at + 1, done: at + 1, total, counts });
    }
    const restored = await restoreAll(store, one, breath);
    counts = added(counts, { restored });
    await store.imports.note(one, { undone: job.createdAt });
    await step({ cursor: total, done: total, total, counts });
  },
});

const added = (counts: Record<string, number>, more: Record<string, number>): Record<string, number> => ({
  ...counts,
  ...Object.fromEntries(Object.entries(more).map(([name, count]) => [name, (counts[name] ?? 0) + count])),
});

/** Puts back what the import changed of entries that were there. Returns how many. */
async function restoreAll(store: Store, one: Import, breath: () => Promise<void>): Promise<number> {
  const { imports } = store;
  let restored = 0;
  let last: string | undefined;
  for (;;) {
    const changes = await imports.changes.after(one.id, last, BATCH);
    if (changes.length === 0) return restored;
    last = changes.at(-1)?.id;
    for (const kind of ['o', 'p'] as const) {
      const own = new Map(changes.filter((change) => change.kind === kind).map((change) => [change.entry, change]));
      const key = `undo:${one.id}`;
      let rows = await imports.byId(kind, [...own.keys()]);
      for (let tries = 0; rows.length > 0 && tries < 10; tries++) {
        const updates = rows.flatMap((row) => {
          const change = own.get(row.id);
          const set = change && !row.operations.includes(key) ? restoredFields(row, change) : undefined;
          return set ? [{ row, set }] : [];
        });
        const overtaken = await imports.update(kind, updates, key);
        restored += updates.length - overtaken.length;
        rows = await imports.byId(kind, overtaken);
        await breath();
      }
    }
  }
}

/** Each field as it was before, as far as no one has changed it since; of lists, what the import added goes. */
export function restoredFields(
  row: ImportEntryRow,
  { before, after }: Pick<ImportChange, 'before' | 'after'>,
): Record<string, unknown> | undefined {
  const set: Record<string, unknown> = {};
  for (const [field, left] of Object.entries(after)) {
    const [was, is] = [before[field] ?? undefined, row[field]];
    if (Array.isArray(left)) {
      const own = new Set(left.filter((value) => !(Array.isArray(was) && was.includes(value))));
      // A phone that got a label was there without it.
      const old = Array.isArray(was) ? was.filter((value) => !left.includes(value)) : [];
      const rest = Array.isArray(is) ? is.filter((value) => !own.has(value)) : [];
      set[field] = [...old, ...rest];
    } else if (is === left) set[field] = was;
    else if (field === 'note' && typeof is === 'string' && typeof left === 'string') {
      const piece = typeof was === 'string' && left.startsWith(was) ? left.slice(was.length).trim() : left;
      if (piece !== '' && is.includes(piece)) set[field] = is.replace(piece, '').trim() || undefined;
    }
  }
  return Object.keys(set).length > 0 ? set : undefined;
}
