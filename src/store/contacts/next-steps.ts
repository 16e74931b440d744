import type { Connection } from 'mongoose';
import { contactModel } from './contact-model.ts';

/** How far back somebody counts as dealt with lately, in milliseconds. */
const LATELY = 60 * 86_400_000;
/** Contacts read, and clients looked at: what is older is passed over. */
const READ = 1000;
const CLIENTS = 300;

/** Which clients are left without a next step. */
export function createNextSteps(connection: Connection) {
  const contacts = contactModel(connection);
  const organizations = connection.collection<{ _id: string; name: string; mergedInto?: string }>('organizations');

  return {
    /** Clients that a manager dealt with lately and for whom no one plans anything, the latest first. Bounded. */
    async missing(manager: number, now: Date): Promise<{ id: string; name: string }[]> {
      const lately = await contacts
        .find(
          {
            manager,
            start: { $gte: new Date(now.getTime() - LATELY), $lte: now },
            live: true,
            status: 'happened',
            organization: { $exists: true },
          },
          { organization: 1 },
        )
        .sort({ start: -1 })
        .limit(READ)
        .lean<{ organization: string }[]>();
      const ids = [...new Set(lately.map(({ organization }) => organization))].slice(0, CLIENTS);
      if (ids.length === 0) return [];
      const [planned, found] = await Promise.all([
        contacts.distinct('organization', { organization: { $in: ids }, status: 'planned', live: true }),
        organizations.find({ _id: { $in: ids } }, { projection: { name: 1, mergedInto: 1 } }).toArray(),
      ]);
      const provided = new Set(planned);
      const names = new Map(found.filter(({ mergedInto }) => !mergedInto).map(({ _id, name }) => [_id, name]));
      return ids.flatMap((id) => {
        const name = names.get(id);
        return name === undefined || provided.has(id) ? [] : [{ id, name }];
      });
    },
  };
}

export type NextSteps = ReturnType<typeof createNextSteps>;
