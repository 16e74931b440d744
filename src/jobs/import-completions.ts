import { showPhone } from '../domain/client/phone.ts';
import { derivedId } from '../domain/id.ts';
import { cut } from '../domain/text/html.ts';
import type { ImportDoubt } from '../store/import/import-doubts.ts';
import type { EntryKind, ImportEntryRow } from '../store/import/import-entries.ts';
import { addedTo, draftsOf, type NoteWords } from '../transfer/import/entries.ts';
import type { Placed } from '../transfer/import/match.ts';
import type { ClientRecord } from '../transfer/import/record.ts';

/*
 * Cards that an import would complete, where its user wants to be asked of each.
 */

const DETAIL = 300;

/** The question whether an entry is to be completed. */
export const completionKey = (kind: EntryKind, id: string): string => derivedId('complete', kind, id);

/** The values that an entry has not yet. */
function freshValues(row: ImportEntryRow, added: object): string {
  const values = Object.entries(added).flatMap(([field, value]) => {
    const own = row[field];
    if (Array.isArray(value)) return value.map(String).filter((one) => !(Array.isArray(own) && own.includes(one)));
    const text = String(value);
    return [typeof own === 'string' && text.startsWith(own) ? text.slice(own.length).trim() : text];
  });
  return cut(values.map((value) => (value.startsWith('+') ? showPhone(value) : value)).join(', '), DETAIL);
}

/** Notes what a line would add to entries that are there; once for each entry. */
export function noteCompletions(
  questions: Map<string, ImportDoubt>,
  record: ClientRecord,
  { organization, person }: Placed,
  rows: Record<EntryKind, ReadonlyMap<string, ImportEntryRow>>,
  words: NoteWords,
): void {
  const drafts = draftsOf(record, undefined, words);
  const told = [
    { kind: 'o' as const, known: organization, draft: drafts.organization },
    { kind: 'p' as const, known: person, draft: drafts.person },
  ];
  for (const { kind, known, draft } of told) {
    const row = known && !known.isNew ? rows[kind].get(known.id) : undefined;
    const added = row && draft && addedTo(row, draft, words);
    if (!known || !row || !added) continue;
    const key = completionKey(kind, known.id);
    const asked = questions.get(key);
    if (asked) asked.lines++;
    else {
      const like = { id: known.id, name: row.name };
      const detail = freshValues(row, added);
      questions.set(key, { key, kind, name: draft.name, detail, like, lines: 1, first: record.line, completes: true });
    }
  }
}
