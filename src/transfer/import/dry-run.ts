import type { CountryCode } from '../../domain/client/phone.ts';
import { derivedId } from '../../domain/id.ts';
import type { EntryKind } from '../../store/import/import-entries.ts';
import { addedTo, draftsOf, type EntryDraft, noteWords } from './entries.ts';
import { createMatcher, type EntryDoubt, type Known } from './match.ts';
import type { ReadFile } from './read.ts';
import { openFile } from './reader.ts';
import type { ClientRecord, RefusedLine, Unread } from './record.ts';
import type { ReadLine } from './table.ts';

/** A card that an import would make, and the lines it comes from. */
export type DryCard = EntryDraft & { id: string; lines: number[] };

/** What would become of a file in an empty directory. */
export interface DryRun {
  format: string;
  encoding?: string;
  delimiter?: string;
  profile?: string;
  columns: { heading: string; field?: string; label?: string }[];
  /** Why nothing of it can be read. */
  refusal?: string;
  /** Lines that say something. */
  records: number;
  organizations: DryCard[];
  persons: DryCard[];
  /** Lines that wait for somebody's word: whether one is the same as another. */
  doubtful: (EntryDoubt & { lines: number[] })[];
  /** Values that went in as text. */
  unread: (Unread & { line: number })[];
  refused: (RefusedLine & { cells: string[] })[];
}

/** Reads a file by the very rules of an import and says what would become of it; nothing is stored anywhere. */
export async function dryRun(
  bytes: Uint8Array,
  { country, language }: { country?: CountryCode | undefined; language: 'ru' | 'en' },
): Promise<DryRun> {
  const file = await openFile(bytes, { country, language });
  const run = createDryRun(file, language);
  try {
    for (let lines = await file.next(); lines.length > 0; lines = await file.next())
      for (const line of lines) run.take(line);
  } finally {
    await file.close();
  }
  return run.done();
}

/** Gathers what would become of the lines of a file that was read. */
export function createDryRun({ about, refusal }: Pick<ReadFile, 'about' | 'refusal'>, language: 'ru' | 'en') {
  const cards: Record<EntryKind, Map<string, DryCard>> = { o: new Map(), p: new Map() };
  const doubts = new Map<string, EntryDoubt & { lines: number[] }>();
  const unread: DryRun['unread'] = [];
  const refused: DryRun['refused'] = [];
  let records = 0;
  const matcher = createMatcher({ idOf: (line, kind) => derivedId('dry', line, kind) });
  const words = noteWords[language];

  function put(kind: EntryKind, known: Known | undefined, draft: EntryDraft | undefined, line: number): void {
    if (!known || !draft) return;
    const card = cards[kind].get(known.id);
    if (!card) cards[kind].set(known.id, { id: known.id, ...draft, lines: [line] });
    else Object.assign(card, addedTo(card, draft, words)).lines.push(line);
  }

  function place(record: ClientRecord): void {
    const { line } = record;
    const { doubt, organization, person } = matcher.place(record);
    if (doubt) {
      const known = doubts.get(doubt.key);
      if (known) known.lines.push(line);
      else doubts.set(doubt.key, { ...doubt, lines: [line] });
      return;
    }
    const drafts = draftsOf(record, undefined, words);
    put('o', organization, drafts.organization, line);
    put(
      'p',
      person,
      drafts.person && { ...drafts.person, ...(organization && { organization: organization.id }) },
      line,
    );
  }

  return {
    take(read: ReadLine): void {
      records++;
      if ('refused' in read) {
        refused.push({ ...read.refused, cells: read.cells });
        return;
      }
      for (const one of read.record.unread ?? []) unread.push({ line: read.record.line, ...one });
      place(read.record);
    },
    done(): DryRun {
      const { format, encoding, delimiter, plan } = about;
      return {
        format,
        ...(encoding !== undefined && { encoding }),
        ...(delimiter !== undefined && { delimiter }),
        ...(plan?.profile && { profile: plan.profile.name }),
        columns: (plan?.columns ?? []).map(({ heading, field, label }) => ({
          heading,
          ...(field && { field }),
          ...(label && { label }),
        })),
        ...(refusal !== undefined && { refusal }),
        records,
        organizations: [...cards.o.values()],
        persons: [...cards.p.values()],
        doubtful: [...doubts.values()],
        unread,
        refused,
      };
    },
  };
}
