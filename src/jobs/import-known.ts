import type { EntryKind, ImportEntryRow } from '../store/import/import-entries.ts';
import type { Store } from '../store/index.ts';
import type { Matcher } from '../transfer/import/match.ts';
import { wantedOf } from '../transfer/import/match-keys.ts';
import type { ClientRecord } from '../transfer/import/record.ts';

/** Lines whose names are worked out between two pauses for others. */
const FEW = 20;

/** Adds what the directory has of these lines to a matcher; and returns it as it is stored. */
export async function loadKnown(
  store: Store,
  records: readonly ClientRecord[],
  matcher: Matcher,
  breath: () => Promise<void>,
): Promise<Record<EntryKind, Map<string, ImportEntryRow>>> {
  // Working out what a name is compared by costs, once for each name.
  for (let at = 0; at < records.length; at += FEW) {
    wantedOf(records.slice(at, at + FEW));
    await breath();
  }
  const wanted = wantedOf(records);
  const [organizations, persons] = await Promise.all([
    store.imports.known('o', wanted.o),
    store.imports.known('p', wanted.p),
  ]);
  // A line may name a client otherwise than its person's employer is named: who it is, is known by the person's card.
  for (const row of organizations) matcher.add('o', comparable(row));
  for (const row of persons) matcher.add('p', comparable(row));
  const byId = (rows: readonly ImportEntryRow[]) => new Map(rows.map((row) => [row.id, row]));
  return { o: byId(organizations), p: byId(persons) };
}

const comparable = ({ id, name, phones, emails, taxNumber, organization, position, addresses }: ImportEntryRow) => ({
  id,
  name,
  phones,
  emails,
  ...(typeof taxNumber === 'string' && { taxNumber }),
  ...(typeof organization === 'string' && { organization }),
  ...(typeof position === 'string' && { position }),
  ...(Array.isArray(addresses) && { addresses: addresses.filter((one) => typeof one === 'string') }),
});

export const isRecord = (record: unknown): record is ClientRecord =>
  typeof record === 'object' && record !== null && 'line' in record && 'phones' in record;
