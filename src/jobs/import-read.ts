import { normalizeName } from '../domain/name-forms.ts';
import type { CountryCode } from '../domain/phone.ts';
import type { Import, ImportItem, Verdict } from '../store/imports.ts';
import type { Store } from '../store/index.ts';
import { type CsvLine, csvLines, planCsv, readCsv } from '../transfer/csv.ts';
import { decodeText } from '../transfer/decode.ts';
import { type Matcher, newOrganization, newPerson } from '../transfer/match.ts';
import type { ClientRecord, RefusedLine } from '../transfer/record.ts';
import { cardsOf, readCard } from '../transfer/vcard.ts';
import { createBreath } from './breath.ts';
import { createMatcher, loadKnown } from './import-match.ts';
import type { JobKind, Step } from './index.ts';
import type { JobTools } from './kinds.ts';

/** Lines of one slice; and those read between two pauses for others: reading one takes a third of a millisecond. */
const SLICE = 100;
const BREATH = 10;

type Read = { record: ClientRecord } | { refused: RefusedLine };

/** The lines of the text, read a few at a time. */
interface Reading {
  about: Partial<Import>;
  lines: Iterable<Read[]>;
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
async function* slicesOf(lines: Iterable<Read[]>): AsyncGenerator<Read[]> {
  const breath = createBreath();
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

function readingOf({ format, country }: Import, text: string): Reading | { refusal: string } {
  const phones = country === undefined ? undefined : (country as CountryCode);
  if (format === 'vcard') {
    const lines = fewOf(cardsOf(text), (cards) => cards.map((card) => readCard(card, phones)));
    return { about: {}, lines };
  }
  const plan = planCsv(text);
  if (!plan.ok) return { refusal: plan.reason };
  const { delimiter, headings, fields } = plan.value;
  const columns = headings.map((heading, index) => {
    const field = fields[index];
    return { heading: heading.slice(0, 60), ...(field && { field }) };
  });
  return {
    about: { delimiter, columns: columns.slice(0, 60) },
    lines: fewOf<CsvLine>(csvLines(text, plan.value), (few) => readCsv(few, plan.value, phones)),
  };
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
    if (!bytes.ok) return store.imports.note(id, { refusal: bytes.reason });
    const { text, encoding } = decodeText(bytes.value);
    const reading = readingOf(one, text);
    if ('refusal' in reading) return store.imports.note(id, { refusal: reading.refusal, encoding });
    const total = text.split('\n').length;
    const managers = new Set((await store.users.active()).map(({ name }) => normalizeName(name)));
    const slices = await readSlices(store, reading, { id, managers, total, step });
    const nothing = slices.every(({ create, match, refuse }) => create + match + refuse === 0);
    await store.imports.note(id, { ...reading.about, encoding, slices, ...(nothing && { refusal: 'empty' }) });
  },
});

interface Frame {
  id: string;
  /** Names of managers, in their normal form. */
  managers: ReadonlySet<string>;
  /** Lines of the file. */
  total: number;
  step: Step;
}

/** Reads, matches and stores one slice after another, and returns how many of each verdict are in them. */
async function readSlices(store: Store, { lines }: Reading, { id, managers, total, step }: Frame) {
  // Holds the lines read before too: who stands in a file twice is one.
  const matcher = createMatcher();
  const counts: Record<Verdict, number>[] = [];
  for await (const read of slicesOf(lines)) {
    const records = read.flatMap((one) => ('record' in one ? [one.record] : []));
    await loadKnown(store, records, matcher);
    const items = read.map((one) => judge(one, matcher, managers));
    await store.imports.putSlice(id, counts.length, items);
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
