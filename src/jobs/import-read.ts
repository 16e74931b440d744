import { normalizeName } from '../domain/client/name-forms.ts';
import { asCountry, showPhone } from '../domain/client/phone.ts';
import { derivedId } from '../domain/id.ts';
import { clean, cut } from '../domain/text/html.ts';
import type { ImportDoubt } from '../store/import/import-doubts.ts';
import type { EntryKind } from '../store/import/import-entries.ts';
import {
  countedLines,
  type Import,
  type ImportCounts,
  type ImportItem,
  noImportCounts,
  readingId,
} from '../store/import/imports.ts';
import type { Store } from '../store/index.ts';
import { noteWords } from '../transfer/import/entries.ts';
import { isRecordField } from '../transfer/import/fields.ts';
import { createMatcher, type Matcher, type Placed } from '../transfer/import/match.ts';
import type { FileInfo } from '../transfer/import/read.ts';
import { GaveUp, type OpenFile, openFile } from '../transfer/import/reader.ts';
import type { ClientRecord } from '../transfer/import/record.ts';
import type { ReadLine } from '../transfer/import/table.ts';
import { noteCompletions } from './import-completions.ts';
import { loadKnown } from './import-known.ts';
import type { JobKind, JobStep } from './index.ts';
import type { JobTools } from './job-tools.ts';
import { createBreath } from './pacing.ts';

/** Lines matched between two pauses for others. */
const BREATH = 20;
/** What a heading and a sample may take of the import's document, how many columns can be chosen, and how many are kept. */
const WORDS_LIMIT = 60;
const COLUMNS = 60;
const HEADINGS = 300;
/** Unknown managers that are asked about. */
const STRANGERS = 20;

/** The id of the entry that a line of an import makes. */
export const entryId = (one: Import, line: number, kind: EntryKind): string => derivedId('import', one.id, line, kind);

/**
 * Reads a file that was sent and says of each line what is to become of it; nothing goes into the directory yet. After a
 * crash it begins again and writes the same slices.
 */
export const importReadJob = ({ store, file }: JobTools): JobKind => ({
  kind: 'import-read',
  async run(job, step) {
    const id = String(job.params.import);
    const one = await store.imports.get(id);
    if (!one) throw new Error(`no such import: ${id}`);
    await step({ done: 0, total: 0, counts: {} });
    const bytes = await file(one.file);
    if (!bytes.ok) return store.imports.note(one, { refusal: bytes.reason });
    const language = (await store.users.get(one.by))?.language ?? 'ru';
    const open = await openFile(bytes.value, { ...chosenOf(one), language });
    try {
      const about = aboutOf(open.about);
      if (open.refusal !== undefined) return await store.imports.note(one, { ...about, refusal: open.refusal });
      const read = await readSlices(store, open, { one, step, language });
      const isEmpty = read.slices.every((counts) => countedLines(counts) === 0);
      await store.imports.note(one, { ...about, ...read, ...(isEmpty && { refusal: 'empty' }) });
    } catch (error) {
      if (!(error instanceof GaveUp)) throw error;
      await store.imports.note(one, { refusal: error.refusal });
    } finally {
      await open.close();
    }
  },
});

/** What counts of how to read the file: what was chosen. What no one was asked about is as the headings say. */
function chosenOf({ country, headless, profile, columns, turn }: Import) {
  const fields = columns?.map(({ field }) => (isRecordField(field) ? field : ('' as const)));
  return {
    country: asCountry(country),
    ...(headless !== undefined && turn !== undefined && { headless }),
    ...(profile !== undefined && turn !== undefined && { profile }),
    ...(fields && { fields }),
  };
}

/** What is kept of how a file was read. */
function aboutOf({ format, encoding, delimiter, plan }: FileInfo): Partial<Import> {
  const columns = plan?.columns.slice(0, COLUMNS).map(({ heading, field }, index) => {
    const sample = plan.samples[index];
    return {
      heading: cut(clean(heading), WORDS_LIMIT),
      ...(field && { field }),
      ...(sample && { sample: cut(clean(sample), WORDS_LIMIT) }),
    };
  });
  return {
    format,
    ...(encoding !== undefined && { encoding }),
    ...(delimiter !== undefined && { delimiter }),
    ...(plan && {
      headless: plan.headless,
      headings: plan.columns.slice(0, HEADINGS).map(({ heading }) => cut(clean(heading), 200)),
    }),
    ...(plan?.profile && { profile: plan.profile.id }),
    ...(columns && { columns }),
  };
}

interface Frame {
  one: Import;
  step: JobStep;
  language: 'ru' | 'en';
}

/** Reads, matches and stores one slice after another. */
async function readSlices(store: Store, file: OpenFile, { one, step, language }: Frame) {
  // Holds the lines read before too: who stands in a file twice is one.
  const matcher = createMatcher({ idOf: (line, kind) => entryId(one, line, kind) });
  const managers = new Set((await store.users.active()).map(({ name }) => normalizeName(name)));
  const slices: ImportCounts[] = [];
  const strangers = new Set<string>();
  const doubts = new Map<string, ImportDoubt>();
  let unread = 0;
  let photos = 0;
  const breath = createBreath();
  let writing: Promise<unknown> = Promise.resolve();
  for (let lines = await file.next(); lines.length > 0; lines = await file.next()) {
    const records = lines.flatMap((line) => ('record' in line ? [line.record] : []));
    const rows = await loadKnown(store, records, matcher, breath);
    for (const { manager } of records) {
      if (manager !== undefined && strangers.size < STRANGERS && !managers.has(normalizeName(manager)))
        strangers.add(manager);
    }
    unread += records.filter((record) => record.unread !== undefined).length;
    photos += records.filter(({ photo }) => photo).length;
    const items: ImportItem[] = [];
    for (const line of lines) {
      const { placed, ...item } = judge(line, matcher, doubts);
      items.push(item);
      if (one.mode === 'ask' && placed && 'record' in line)
        noteCompletions(doubts, line.record, placed, rows, noteWords[language]);
      if (items.length % BREATH === 0) await breath();
    }
    // The next lines are matched while these are written.
    await writing;
    const done = items.at(-1)?.line ?? 0;
    writing = Promise.all([store.imports.putSlice(one, slices.length, items), step({ done, total: file.about.total })]);
    writing.catch(() => {});
    slices.push(countOf(items));
  }
  await writing;
  await store.imports.doubts.put(readingId(one), [...doubts.values()]);
  return { slices, unread, photos, ...(strangers.size > 0 && { strangers: [...strangers] }) };
}

function countOf(items: readonly ImportItem[]): ImportCounts {
  const counts = noImportCounts();
  for (const { verdict } of items) counts[verdict]++;
  return counts;
}

/** What a line tells of somebody besides the name. */
const detailOf = ({ phones, emails, taxNumber, position, addresses = [] }: ClientRecord): string =>
  cut([...phones.map(showPhone), ...emails, taxNumber, position, ...addresses].filter(Boolean).join(', '), 300);

/** What is to become of a line. What it would add is known to the lines after it. */
function judge(read: ReadLine, matcher: Matcher, doubts: Map<string, ImportDoubt>): ImportItem & { placed?: Placed } {
  const { cells } = read;
  if ('refused' in read) return { line: read.refused.line, verdict: 'refuse', refused: read.refused, cells };
  const { record } = read;
  const { line } = record;
  const placed = matcher.place(record);
  const { organization, person, created, doubt } = placed;
  if (doubt) {
    const known = doubts.get(doubt.key);
    if (known) known.lines++;
    else doubts.set(doubt.key, { ...doubt, detail: detailOf(record), lines: 1, first: line });
    return { line, verdict: 'doubt', record, match: doubt.like.name, cells };
  }
  const match = person ?? organization;
  const verdict = created.organization || created.person ? 'create' : 'match';
  return { line, verdict, record, cells, placed, ...(match && verdict === 'match' && { match: match.name }) };
}
