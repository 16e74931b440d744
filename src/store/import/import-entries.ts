import type { Connection } from 'mongoose';
import { derivedOf } from '../clients/directory.ts';

/*
 * The directory as an import sees it: who is there already, many at once, and whom it adds.
 */

/** An entry to be added: the fields of its kind, under an id derived from the import and the line. */
export interface NewEntry {
  id: string;
  name: string;
  phones: string[];
  emails: string[];
  organization?: string;
  manager?: number;
  [field: string]: unknown;
}

/** An entry as the matching wants it. */
export interface EntryRow {
  id: string;
  name: string;
  nameKey: string;
  phones: string[];
  emails: string[];
  revision: number;
  taxNumber?: string;
  organization?: string;
  [field: string]: unknown;
}

/** What entries are looked for by. */
export interface Wanted {
  emails: readonly string[];
  phones: readonly string[];
  nameKeys: readonly string[];
  taxNumbers: readonly string[];
}

export function createImportEntries(connection: Connection) {
  const entries = (kind: 'o' | 'p') =>
    connection.collection<{ _id: string; [field: string]: unknown }>(kind === 'o' ? 'organizations' : 'persons');

  return {
    /** Entries that have any of this. */
    async known(kind: 'o' | 'p', { emails, phones, nameKeys, taxNumbers }: Wanted): Promise<EntryRow[]> {
      const any = [
        ...(emails.length > 0 ? [{ emails: { $in: emails } }] : []),
        ...(phones.length > 0 ? [{ phones: { $in: phones } }] : []),
        ...(nameKeys.length > 0 ? [{ nameKey: { $in: nameKeys } }] : []),
        // The index of keys holds tax numbers too.
        ...(kind === 'o' && taxNumbers.length > 0
          ? [
              {
                keys: { $in: taxNumbers.map((number) => number.replace(/\W/g, '').toLowerCase()) },
                taxNumber: { $in: taxNumbers },
              },
            ]
          : []),
      ];
      if (any.length === 0) return [];
      const rows = await entries(kind)
        .find({ $or: any, mergedInto: null }, { projection: { keys: 0, operations: 0, touchedBy: 0 } })
        .limit(5000)
        .toArray();
      return rows.map(({ _id, ...rest }) => ({ ...rest, id: _id })) as EntryRow[];
    },

    /** Adds a few entries that are not there yet; making their search keys blocks. Repeated, it adds nothing. */
    async addEntries(kind: 'o' | 'p', added: readonly NewEntry[], now: Date): Promise<void> {
      if (added.length === 0) return;
      const employers = kind === 'p' ? await this.employers(added.flatMap((one) => one.organization ?? [])) : new Map();
      const rows = added.map(({ id, ...fields }) => {
        const row = {
          ...fields,
          ...derivedOf(fields),
          ...(kind === 'p' && employers.get(fields.organization)),
          touchedBy: employers.get(fields.organization)?.touchedBy ?? [],
          operations: [],
          revision: 1,
          createdAt: now,
        };
        return { updateOne: { filter: { _id: id }, update: { $setOnInsert: row }, upsert: true } };
      });
      await entries(kind).bulkWrite(rows, { ordered: false });
    },

    /** What persons take over from their organizations: who may see them. */
    async employers(
      ids: readonly string[],
    ): Promise<Map<string | undefined, { orgManager?: number; touchedBy: number[] }>> {
      const rows = await entries('o')
        .find({ _id: { $in: [...new Set(ids)] } }, { projection: { manager: 1, touchedBy: 1 } })
        .toArray();
      return new Map(
        rows.map(({ _id, manager, touchedBy }) => [
          _id,
          {
            ...(typeof manager === 'number' && { orgManager: manager }),
            touchedBy: Array.isArray(touchedBy) ? touchedBy.filter((id) => typeof id === 'number') : [],
          },
        ]),
      );
    },
  };
}
