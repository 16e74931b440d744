import { normalizeName } from '../domain/client/name-forms.ts';
import type { EntryKind, ImportEntryRow } from '../store/import/import-entries.ts';
import { countedLines, type Import, type ImportItem, readingId } from '../store/import/imports.ts';
import type { Store } from '../store/index.ts';
import { addedTo, draftsOf, type EntryDraft, type NoteWords, noteWords } from '../transfer/import/entries.ts';
import { createMatcher, type Decision, type Known, type Matcher } from '../transfer/import/match.ts';
import type { ClientRecord } from '../transfer/import/record.ts';
import { completionKey } from './import-completions.ts';
import { isRecord, loadKnown } from './import-known.ts';
import { entryId } from './import-read.ts';
import type { JobKind } from './index.ts';
import type { JobTools } from './job-tools.ts';
import { createBreath } from './pacing.ts';

/** Lines worked off between two pauses for others. */
const BREATH = 20;
const TRIES = 10;
const KINDS = ['o', 'p'] as const satisfies readonly EntryKind[];

interface Frame {
  store: Store;
  one: Import;
  /** Who is responsible, by the name in its normal form; `undefined` in the file is no one. */
  managerOf(name: string | undefined): number | undefined;
  decided: ReadonlyMap<string, Decision>;
  words: NoteWords;
  now: Date;
  breath: () => Promise<void>;
}

/** The key of what an import changes; all of them begin with `importKey(one)`. */
export const importKey = ({ id }: Pick<Import, 'id'>): string => `import:${id}:`;

/**
 * Takes an import that was read into the directory, slice by slice. What a line adds has an id derived from the import and
 * the line, and what a slice changes an operation of its own: after a crash a slice is done again, and finds itself done.
 */
export const importJob = ({ store, now }: JobTools): JobKind => ({
  kind: 'import',
  async run(job, step) {
    const id = String(job.params.import);
    const one = await store.imports.get(id);
    if (!one?.slices) throw new Error(`no such import: ${id}`);
    const total = one.slices.reduce((sum, counts) => sum + countedLines(counts), 0);
    const frame = await frameOf(store, one, now());
    let { done, counts } = job.progress;
    await step({ done, total });
    const first = Number(job.cursor ?? 0);
    let ahead = loadSlice(frame, first);
    for (let slice = first; slice < one.slices.length; slice++) {
      const loaded = await ahead;
      const added = await takeSlice(frame, loaded, slice);
      counts = Object.fromEntries(Object.entries(added).map(([name, count]) => [name, (counts[name] ?? 0) + count]));
      done += loaded.items.length;
      // The next slice is read while it is noted that this one is done.
      ahead = loadSlice(frame, slice + 1);
      ahead.catch(() => {});
      await step({ cursor: slice + 1, done, total, counts });
    }
  },
});

async function frameOf(store: Store, one: Import, now: Date): Promise<Frame> {
  const [active, decided, user] = await Promise.all([
    store.users.active(),
    store.imports.doubts.said(readingId(one)),
    store.users.get(one.by),
  ]);
  const managers = new Map(active.map(({ id, name }) => [normalizeName(name), id]));
  const instead = one.instead || undefined;
  return {
    store,
    one,
    managerOf: (name) => (name === undefined ? undefined : (managers.get(normalizeName(name)) ?? instead)),
    decided,
    words: noteWords[user?.language ?? 'ru'],
    now,
    breath: createBreath(),
  };
}

/** What a slice is to write: new entries, and what lines add to those that are there. */
interface Pending {
  fresh: Map<string, EntryDraft & { id: string }>;
  told: Map<string, EntryDraft[]>;
}

/** A slice, and what the directory has of its lines. */
interface LoadedSlice {
  items: readonly ImportItem[];
  records: readonly ClientRecord[];
  matcher: Matcher;
  rows: Record<EntryKind, ReadonlyMap<string, ImportEntryRow>>;
}

/** Reads a slice; one behind the last is empty. */
async function loadSlice({ store, one, decided, breath }: Frame, slice: number): Promise<LoadedSlice> {
  const items = await store.imports.slice(one, slice);
  const records = items.flatMap(({ record }) => (isRecord(record) ? [record] : []));
  const matcher = createMatcher({ idOf: (line, kind) => entryId(one, line, kind), decided: (key) => decided.get(key) });
  return { items, records, matcher, rows: await loadKnown(store, records, matcher, breath) };
}

/** Does one slice. Counts what became of its lines. */
async function takeSlice(frame: Frame, { items, records, matcher, rows }: LoadedSlice, slice: number) {
  const { store, one, decided, words, now, breath } = frame;
  const pending: Record<EntryKind, Pending> = {
    o: { fresh: new Map(), told: new Map() },
    p: { fresh: new Map(), told: new Map() },
  };
  const counts = {
    organizations: 0,
    persons: 0,
    matched: 0,
    changed: 0,
    doubtful: 0,
    refused: items.length - records.length,
  };
  const back: number[] = [];
  for (const [index, record] of records.entries()) {
    if (index % BREATH === 0) await breath();
    const placed = matcher.place(record);
    if (placed.doubt) {
      counts.doubtful++;
      back.push(record.line);
      continue;
    }
    const drafts = draftsOf(record, frame.managerOf(record.manager), words);
    const employer = placed.organization?.id;
    collect(pending.o, placed.organization, drafts.organization, words);
    const person = drafts.person && { ...drafts.person, ...(employer !== undefined && { organization: employer }) };
    collect(pending.p, placed.person, person, words);
    countLine(counts, record, placed, one);
  }
  // Organizations first: persons take over who may see them.
  for (const kind of KINDS) {
    const fresh = [...pending[kind].fresh.values()].map((entry) => ({ ...entry }));
    await store.imports.addEntries(kind, fresh, now, breath);
    if (one.mode === 'add') continue;
    const { told } = pending[kind];
    if (one.mode === 'ask')
      for (const id of [...told.keys()]) if (decided.get(completionKey(kind, id)) !== 'same') told.delete(id);
    counts.changed += await complete(frame, kind, told, rows[kind], `${importKey(one)}${slice}`);
  }
  await markDoubts(store, one, slice, items, new Set(back));
  return counts;
}

type SliceCounts = Record<'organizations' | 'persons' | 'matched', number>;

/** By the id and not by what was found: done again after a crash, a line finds what it made itself. */
function countLine(
  counts: SliceCounts,
  { line }: ClientRecord,
  { organization, person }: { organization?: Known; person?: Known },
  one: Import,
): void {
  const made = { o: organization?.id === entryId(one, line, 'o'), p: person?.id === entryId(one, line, 'p') };
  if (made.o) counts.organizations++;
  if (made.p) counts.persons++;
  if (!made.o && !made.p) counts.matched++;
}

/** A new entry that this line makes or completes, or what it tells of one that is there. */
function collect(
  { fresh, told }: Pending,
  known: Known | undefined,
  draft: EntryDraft | undefined,
  words: NoteWords,
): void {
  if (!known || !draft) return;
  if (!known.isNew) {
    const list = told.get(known.id);
    if (list) list.push(draft);
    else told.set(known.id, [draft]);
    return;
  }
  const entry = fresh.get(known.id);
  if (entry) Object.assign(entry, addedTo(entry, draft, words));
  else fresh.set(known.id, { id: known.id, ...draft });
}

/** Adds what lines tell to entries that are there. Tries again where somebody edits one meanwhile. Returns how many were changed. */
async function complete(
  { store, one, words, breath }: Frame,
  kind: EntryKind,
  told: ReadonlyMap<string, readonly EntryDraft[]>,
  known: ReadonlyMap<string, ImportEntryRow>,
  key: string,
): Promise<number> {
  let rows = [...told.keys()].flatMap((id) => known.get(id) ?? []);
  let changed = 0;
  for (let tries = 0; rows.length > 0 && tries < TRIES; tries++) {
    const updates = rows.flatMap((row) => {
      if (row.operations.includes(key)) return [];
      const set = addedByAll(row, told.get(row.id) ?? [], words);
      return set ? [{ row, set }] : [];
    });
    await store.imports.changes.note(
      one.id,
      updates.map(({ row, set }) => ({
        kind,
        entry: row.id,
        before: Object.fromEntries(Object.keys(set).map((field) => [field, row[field] ?? null])),
        after: set,
      })),
    );
    const overtaken = await store.imports.update(kind, updates, key);
    changed += updates.length - overtaken.length;
    rows = await store.imports.byId(kind, overtaken);
    await breath();
  }
  return changed;
}

/** What several lines add to one entry, one after another. */
function addedByAll(
  row: ImportEntryRow,
  drafts: readonly EntryDraft[],
  words: NoteWords,
): Record<string, unknown> | undefined {
  const set: Partial<EntryDraft> = {};
  for (const draft of drafts) Object.assign(set, addedTo({ ...row, ...set }, draft, words));
  return Object.keys(set).length > 0 ? set : undefined;
}

/**
 * Notes which lines in doubt went in. Some are so only now, as the directory has changed since the file was read: they are
 * given back like the others.
 */
async function markDoubts(
  store: Store,
  one: Import,
  slice: number,
  items: readonly ImportItem[],
  back: ReadonlySet<number>,
): Promise<void> {
  if (back.size === 0 && items.every(({ verdict }) => verdict !== 'doubt')) return;
  const marked = items.map((item): ImportItem => {
    if (back.has(item.line)) return { ...item, verdict: 'doubt' };
    return item.verdict === 'doubt' ? { ...item, done: true } : item;
  });
  await store.imports.putSlice(one, slice, marked);
}
