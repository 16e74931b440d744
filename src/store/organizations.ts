import type { Connection } from 'mongoose';
import type { Organization } from '../domain/client.ts';
import { clientsSeen, type Viewer } from '../domain/rights.ts';
import type { Operation } from './contacts.ts';
import { createDirectory, directorySchema, type EntryChange, VISIBLE } from './directory.ts';
import { isTooSlow } from './errors.ts';

const schema = directorySchema({ taxNumber: String, addresses: [String], site: String, manager: Number });
schema.index({ manager: 1, createdAt: -1 });

/** The longest look for clients without a next step, in milliseconds; and how many of those added last are looked at after it. */
const LOOK_MS = 1500;
const WINDOW = 5000;
/** One contact that is planned is enough to tell. */
const NEXT_STEP = {
  pipeline: [{ $match: { status: 'planned', live: true } }, { $limit: 1 }, { $project: { _id: 1 } }],
  as: 'steps',
};

/** Clients without a next step. */
export interface Idle {
  clients: { id: string; name: string }[];
  /** There are more. */
  more: boolean;
  /** Only so many of those added last were looked at: all of them would have taken too long. */
  within?: number;
}

/** With "own only": those one is responsible for or has contacts with. */
const within = (viewer: Viewer) => {
  const scope = clientsSeen(viewer);
  if (scope === 'all') return {};
  return scope === 'own' ? { $or: [{ manager: viewer.id }, { touchedBy: viewer.id }] } : { _id: { $exists: false } };
};

/** The clients. */
export function createOrganizations(connection: Connection) {
  const directory = createDirectory<Organization>(connection, 'Organization', 'organizations', schema, within);
  const { model, plain, seen, get, many, create, search, latest, named, aliases } = directory;
  return {
    get,
    many,
    create,
    search,
    latest,
    named,
    aliases,

    /** Applies a change that was decided on a certain revision. */
    async change(viewer: Viewer, id: string, operation: Operation, set: EntryChange<Organization>) {
      const changed = await directory.change(viewer, id, operation, set);
      if ('manager' in set && changed.entry) {
        const { manager } = changed.entry;
        const employed = connection.collection<{ organization: string }>('persons');
        // Who may see a person follows its organization. Repeatable.
        const follow = manager === undefined ? { $unset: { orgManager: true } } : { $set: { orgManager: manager } };
        await employed.updateMany({ organization: changed.entry.id }, follow as object);
      }
      return changed;
    },

    /** Those a manager is responsible for, the latest first. */
    ofManager: async (viewer: Viewer, manager: number, limit: number): Promise<Organization[]> =>
      (
        await model
          .find(seen(viewer, { manager, mergedInto: null }), VISIBLE)
          .sort({ createdAt: -1 })
          .limit(limit)
          .lean()
      ).map(plain),

    /**
     * Clients for whom nobody plans anything, those added last first: of those a manager is responsible for, or of all
     * that the viewer sees.
     */
    async idle(viewer: Viewer, manager: number | undefined, limit: number): Promise<Idle> {
      const wanted = seen(viewer, { mergedInto: null, ...(manager !== undefined && { manager }) });
      const look = (among: number | undefined) =>
        model.aggregate<{ _id: string; name: string }>(
          [
            { $match: wanted },
            { $sort: { createdAt: -1 } },
            ...(among === undefined ? [] : [{ $limit: among }]),
            // A contact may still point to what is merged into its client.
            { $project: { name: 1, ids: { $concatArrays: [['$_id'], { $ifNull: ['$absorbs', []] }] } } },
            { $lookup: { from: 'contacts', localField: 'ids', foreignField: 'organization', ...NEXT_STEP } },
            { $match: { steps: { $size: 0 } } },
            { $limit: limit + 1 },
            { $project: { name: 1 } },
          ],
          { maxTimeMS: among === undefined ? LOOK_MS : 2 * LOOK_MS },
        );
      const told = (rows: { _id: string; name: string }[], within?: number): Idle => ({
        clients: rows.slice(0, limit).map(({ _id, name }) => ({ id: _id, name })),
        more: rows.length > limit,
        ...(within !== undefined && { within }),
      });
      try {
        return told(await look(undefined));
      } catch (error) {
        if (!isTooSlow(error)) throw error;
      }
      return told(await look(WINDOW), WINDOW);
    },
  };
}

export type Organizations = ReturnType<typeof createOrganizations>;
