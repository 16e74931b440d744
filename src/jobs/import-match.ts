import { normalizeName } from '../domain/client/name-forms.ts';
import type { Store } from '../store/index.ts';
import { createMatcher, type Matcher } from '../transfer/match.ts';
import type { ClientRecord } from '../transfer/record.ts';

/** Adds what the directory has of these lines to a matcher. */
export async function loadKnown(store: Store, records: readonly ClientRecord[], matcher: Matcher): Promise<void> {
  const all = <T>(of: (record: ClientRecord) => readonly T[]): T[] => [...new Set(records.flatMap(of))];
  const ways = { emails: all(({ emails }) => emails), phones: all(({ phones }) => phones) };
  const keysOf = (field: 'organization' | 'person') =>
    all((record) => (record[field] === undefined ? [] : [normalizeName(record[field])]));
  const taxNumbers = all(({ taxNumber }) => (taxNumber === undefined ? [] : [taxNumber]));
  const [organizations, persons] = await Promise.all([
    store.imports.known('o', { ...ways, nameKeys: keysOf('organization'), taxNumbers }),
    store.imports.known('p', { ...ways, nameKeys: keysOf('person'), taxNumbers: [] }),
  ]);
  for (const row of organizations) matcher.add('o', row);
  for (const row of persons) matcher.add('p', row);
}

export { createMatcher };
