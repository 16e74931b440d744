import { normalizeName } from '../domain/client/name-forms.ts';
import type { CountryCode } from '../domain/client/phone.ts';
import { clean, cut } from '../domain/text/html.ts';
import type { Import, ImportItem, Verdict } from '../store/import/imports.ts';
import type { Store } from '../store/index.ts';
import { type CsvLine, csvLines, namesSomebody, planCsv, readCsv, sampleCsv } from '../transfer/csv.ts';
import { decodeText } from '../transfer/decode.ts';
import { type Matcher, newOrganization, newPerson } from '../transfer/match.ts';
import { type ClientRecord, isRecordField, type RefusedLine } from '../transfer/record.ts';
import { cardsOf, readCard } from '../transfer/vcard.ts';
import { createMatcher, loadKnown } from './import-match.ts';
import type { JobKind, Step } from './index.ts';
import type { JobTools } from './kinds.ts';
import { createBreath } from './pacing.ts';

/** Lines of one slice; and those read between two pauses for others: reading one takes a third of a millisecond. */
const SLICE = 100;
const BREATH = 5;

type Read = { record: ClientRecord } | { refused: RefusedLine };

/** The lines of the text, read a few at a time. */
interface Reading {
  about: Partial<Import>;
  lines: Iterable<Read[]>;
}

/** Why a text cannot be read, and what is known of it all the same. */
interface Refused {
  refusal: string;
  about: Partial<Import>;
}

function* fewOf<T>(lines: Iterable<T>, read: (few: T[]) => Read[]): Generator<Read[]> {
  let few: T[] = [];
  for (const line of lines) {
    few.push(line);
    if (few.length < BREATH) continue;
    yield read(few);
    few = [];
  }
  if (few.length > 0) yield read(few);
}

/** Whole slices, with pauses for others while they are read. */
async function* slicesOf(lines: Iterable<Read[]>, breath: () => Promise<void>): AsyncGenerator<Read[]> {
  let slice: Read[] = [];
  for (const few of lines) {
    slice.push(...few);
    await breath();
    if (slice.length < SLICE) continue;
    yield slice;
    slice = [];
  }
  if (slice.length > 0) yield slice;
}

/** What a heading and a sample may take of the import's document, and how many columns are told of. */
const WORDS_LIMIT = 60;
const COLUMNS = 60;

function readingOf({ format, country, columns: chosen = [], headless }: Import, text: string): Reading | Refused {
  const phones = country === undefined ? undefined : (country as CountryCode);
  if (format === 'vcard') {
    const lines = fewOf(cardsOf(text), (cards) => cards.map((card) => readCard(card, phones)));
    return { about: {}, lines };
  }
  const guess = planCsv(text, headless);
  if (!guess.ok) return { refusal: guess.reason, about: {} };
  // What was chosen counts; what nobody was asked about is as the headings say.
  const fields = guess.value.fields.map((field, index) => {
    const column = chosen[index];
    return column ? [column.field].find(isRecordField) : field;
  });
  const plan = { ...guess.value, fields };
  const samples = sampleCsv(text, plan);
  const columns = plan.headings.slice(0, COLUMNS).map((heading, index) => {
    const [field, sample] = [fields[index], samples[index]];
    return {
      heading: cut(clean(heading), WORDS_LIMIT),
      ...(field && { field }),
      ...(sample && { sample: cut(clean(sample), WORDS_LIMIT) }),
    };
  });
  const about = { delimiter: plan.delimiter, headless: plan.headless, columns };
  if (!namesSomebody(plan)) return { refusal: 'noHeadings', about };
  return { about, lines: fewOf<CsvLine>(csvLines(text, plan), (few) => readCsv(few, plan, phones)) };
}

/**
 * Reads a file that was sent and says of each line what is to become of it; nothing goes into the directory yet. After a
 * crash it begins anew and writes the same slices again.
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
    const { text, encoding } = decodeText(bytes.value);
    const reading = readingOf(one, text);
    if ('refusal' in reading) {
      return store.imports.note(one, { ...reading.about, refusal: reading.refusal, encoding });
    }
    const total = text.split('\n').length;
    const managers = new Set((await store.users.active()).map(({ name }) => normalizeName(name)));
    const slices = await readSlices(store, reading, { one, managers, total, step });
    const nothing = slices.every(({ create, match, refuse }) => create + match + refuse === 0);
    await store.imports.note(one, { ...reading.about, encoding, slices, ...(nothing && { refusal: 'empty' }) });
  },
});

interface Frame {
  one: Import;
  /** Names of managers, in their normal form. */
  managers: ReadonlySet<string>;
  /** Lines of the file. */
  total: number;
  step: Step;
}

/** Reads, matches and stores one slice after another, and returns how many of each verdict are in them. */
async function readSlices(store: Store, { lines }: Reading, { one, managers, total, step }: Frame) {
  // Holds the lines read before too: who stands in a file twice is one.
  const matcher = createMatcher();
  const counts: Record<Verdict, number>[] = [];
  const breath = createBreath();
  for await (const read of slicesOf(lines, breath)) {
    const records = read.flatMap((line) => ('record' in line ? [line.record] : []));
    await loadKnown(store, records, matcher);
    const items: ImportItem[] = [];
    for (const line of read) {
      items.push(judge(line, matcher, managers));
      if (items.length % BREATH === 0) await breath();
    }
    await store.imports.putSlice(one, counts.length, items);
    counts.push(countOf(items));
    await step({ done: items.at(-1)?.line ?? 0, total });
  }
  return counts;
}

function countOf(items: readonly ImportItem[]): Record<Verdict, number> {
  const counts = { create: 0, match: 0, refuse: 0 };
  for (const { verdict } of items) counts[verdict]++;
  return counts;
}

/** What is to become of a line. What it would add is known to the lines after it. */
function judge(read: Read, matcher: Matcher, managers: ReadonlySet<string>): ImportItem {
  if ('refused' in read) return { line: read.refused.line, verdict: 'refuse', refused: read.refused };
  const { record } = read;
  const { line, manager } = record;
  if (manager !== undefined && !managers.has(normalizeName(manager))) {
    const raw = [record.organization, record.person, manager].filter(Boolean).join('; ');
    return { line, verdict: 'refuse', refused: { line, reason: 'badManager', detail: manager, raw } };
  }
  const organization = matcher.organization(record);
  if (!organization && record.organization !== undefined) {
    matcher.add('o', newOrganization(`new:${line}`, record));
  }
  const employer = matcher.organization(record)?.id;
  const person = matcher.person(record, employer);
  if (!person && record.person !== undefined) matcher.add('p', newPerson(`new:${line}`, record, employer));
  const missing = (record.organization !== undefined && !organization) || (record.person !== undefined && !person);
  const match = person ?? organization;
  return { line, verdict: missing ? 'create' : 'match', record, ...(match && { match: match.name }) };
}
