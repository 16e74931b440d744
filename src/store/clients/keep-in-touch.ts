import type { Model } from 'mongoose';
import type { Organization } from '../../domain/client/client.ts';
import type { Viewer } from '../../domain/rights.ts';
import type { ContactRow } from '../contacts/contact-model.ts';
import type { Directory } from './directory.ts';
import type { DirectoryRow } from './directory-row.ts';

const DAY_MS = 86_400_000;
/** So many clients that somebody wants to keep in touch with are looked at. */
const MOST = 2000;

/** A client who was to be spoken with by now, and when that last happened. */
export interface Due {
  id: string;
  name: string;
  /** Undefined: never. */
  last?: Date;
  /** Days beyond the interval. */
  late: number;
}

interface Kept extends Pick<DirectoryRow, '_id' | 'name' | 'createdAt'> {
  keepInTouch: number;
  absorbs?: string[];
}

/** Clients with an interval at which somebody speaks with them; each contact that happens restarts it. */
export function createKeepInTouch(
  { model, seen }: Pick<Directory<Organization>, 'model' | 'seen'>,
  contacts: Model<ContactRow>,
) {
  return {
    /** Those of a manager, or of all that the viewer sees, who are due and with whom nothing is planned; the latest first. */
    async dueForTouch(viewer: Viewer, manager: number | undefined, now: Date): Promise<Due[]> {
      const wanted = { keepInTouch: { $gt: 0 }, mergedInto: null, ...(manager !== undefined && { manager }) };
      const kept = await model
        .find(seen(viewer, wanted), { name: 1, keepInTouch: 1, absorbs: 1, createdAt: 1 })
        .limit(MOST)
        .lean<Kept[]>();
      if (kept.length === 0) return [];
      const owners = new Map(
        kept.flatMap(({ _id, absorbs = [] }) => [_id, ...absorbs].map((id) => [id, _id] as const)),
      );
      const told = await contacts.aggregate<{ _id: { of: string; status: string }; last: Date }>([
        { $match: { organization: { $in: [...owners.keys()] }, live: true, status: { $in: ['happened', 'planned'] } } },
        { $group: { _id: { of: '$organization', status: '$status' }, last: { $max: '$start' } } },
      ]);
      const planned = new Set<string>();
      const lasts = new Map<string, Date>();
      for (const { _id, last } of told) {
        const owner = owners.get(_id.of) ?? _id.of;
        if (_id.status === 'planned') planned.add(owner);
        else if (last > (lasts.get(owner) ?? new Date(0))) lasts.set(owner, last);
      }
      return kept
        .filter(({ _id }) => !planned.has(_id))
        .map(({ _id, name, keepInTouch, createdAt }): Due => {
          const last = lasts.get(_id);
          const late = Math.floor((now.getTime() - (last ?? createdAt).getTime()) / DAY_MS) - keepInTouch;
          return { id: _id, name, late, ...(last && { last }) };
        })
        .filter(({ late }) => late >= 0)
        .sort((a, b) => b.late - a.late);
    },
  };
}
