import type { CountryCode } from '../../domain/client/phone.ts';
import { derivedId } from '../../domain/id.ts';
import { addedTo, draftsOf, type EntryDraft, noteWords } from './entries.ts';
import { createMatcher, type Doubt, type EntryKind, type Known } from './match.ts';
import { openFile } from './reader.ts';
import type { RefusedLine, Unread } from './record.ts';

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
  doubtful: (Doubt & { lines: number[] })[];
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
  const { format, encoding, delimiter, plan } = file.about;
  const cards: Record<EntryKind, Map<string, DryCard>> = { o: new Map(), p: new Map() };
  const doubts = new Map<string, Doubt & { lines: number[] }>();
  const run: DryRun = {
    format,
    ...(encoding !== undefined && { encoding }),
    ...(delimiter !== undefined && { delimiter }),
    ...(plan?.profile && { profile: plan.profile.name }),
    columns: (plan?.columns ?? []).map(({ heading, field, label }) => ({
      heading,
      ...(field && { field }),
      ...(label && { label }),
    })),
    ...(file.refusal !== undefined && { refusal: file.refusal }),
    records: 0,
    organizations: [],
    persons: [],
    doubtful: [],
    unread: [],
    refused: [],
  };
  const matcher = createMatcher({ idOf: (line, kind) => derivedId('dry', line, kind) });
  const words = noteWords[language];
  const put = (kind: EntryKind, known: Known | undefined, draft: EntryDraft | undefined, line: number) => {
    if (!known || !draft) return;
    const card = cards[kind].get(known.id);
    if (!card) cards[kind].set(known.id, { id: known.id, ...draft, lines: [line] });
    else Object.assign(card, addedTo(card, draft, words)).lines.push(line);
  };
  try {
    for (let lines = await file.next(); lines.length > 0; lines = await file.next()) {
      for (const read of lines) {
        run.records++;
        if ('refused' in read) {
          run.refused.push({ ...read.refused, cells: read.cells });
          continue;
        }
        const { record } = read;
        for (const unread of record.unread ?? []) run.unread.push({ line: record.line, ...unread });
        const placed = matcher.place(record);
        if (placed.doubt) {
          const known = doubts.get(placed.doubt.key);
          if (known) known.lines.push(record.line);
          else doubts.set(placed.doubt.key, { ...placed.doubt, lines: [record.line] });
          continue;
        }
        const { organization, person } = draftsOf(record, undefined, words);
        put('o', placed.organization, organization, record.line);
        put(
          'p',
          placed.person,
          person && { ...person, ...(placed.organization && { organization: placed.organization.id }) },
          record.line,
        );
      }
    }
  } finally {
    await file.close();
  }
  return {
    ...run,
    organizations: [...cards.o.values()],
    persons: [...cards.p.values()],
    doubtful: [...doubts.values()],
  };
}
