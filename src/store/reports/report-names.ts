import type { Connection } from 'mongoose';
import type { CurrentEntry } from '../../domain/report/naming.ts';

interface Entry {
  _id: string;
  name: string;
  taxNumber?: string;
  mergedInto?: string;
}

interface Manager {
  _id: number;
  name: string;
  username?: string;
  access: string;
}

/** A merge shortens the chains that lead to it; longer ones than this do not come about. */
const HOPS = 5;
/** So many are asked for at a time: more would hold up whoever taps while they are read. */
const BATCH = 1000;

/** Names for reports: many at once, merged ones resolved. */
export function createReportNames(connection: Connection) {
  async function resolve(collection: 'organizations' | 'persons', ids: readonly string[]) {
    const entries = connection.collection<Entry>(collection);
    const found = new Map<string, CurrentEntry>();
    let wanted = new Map(ids.map((id) => [id, [id]]));
    for (let hop = 0; wanted.size > 0 && hop < HOPS; hop++) {
      const next = new Map<string, string[]>();
      const asked = [...wanted.keys()];
      for (let from = 0; from < asked.length; from += BATCH) {
        const some = asked.slice(from, from + BATCH);
        const rows = await entries
          .find({ _id: { $in: some } }, { projection: { name: 1, taxNumber: 1, mergedInto: 1 }, batchSize: BATCH })
          .toArray();
        for (const { _id, name, taxNumber, mergedInto } of rows) {
          const as = wanted.get(_id) ?? [];
          if (mergedInto) next.set(mergedInto, [...(next.get(mergedInto) ?? []), ...as]);
          else for (const id of as) found.set(id, { id: _id, name, ...(taxNumber && { apart: taxNumber }) });
        }
      }
      wanted = next;
    }
    return found;
  }

  return {
    /** Clients by the id asked for; of what was merged, what it was merged into. */
    organizations: (ids: readonly string[]) => resolve('organizations', ids),
    persons: (ids: readonly string[]) => resolve('persons', ids),
    /** Managers by the id as text, those who left among them. */
    async managers(ids: readonly number[]): Promise<Map<string, CurrentEntry>> {
      const rows = await connection
        .collection<Manager>('users')
        .find({ _id: { $in: [...ids] } }, { projection: { name: 1, username: 1, access: 1 } })
        .toArray();
      return new Map(
        rows.map(({ _id, name, username, access }) => [
          String(_id),
          { id: String(_id), name, ...(username && { apart: `@${username}` }), retired: access === 'retired' },
        ]),
      );
    },
  };
}

export type ReportNames = ReturnType<typeof createReportNames>;
