import type { Connection } from 'mongoose';
import type { Organization } from '../domain/client.ts';
import { clientsSeen, type Viewer } from '../domain/rights.ts';
import type { Operation } from './contacts.ts';
import { createDirectory, directorySchema, type EntryChange, VISIBLE } from './directory.ts';

const schema = directorySchema({ taxNumber: String, addresses: [String], site: String, manager: Number });
schema.index({ manager: 1, createdAt: -1 });

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
  };
}

export type Organizations = ReturnType<typeof createOrganizations>;
