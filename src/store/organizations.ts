import type { Connection } from 'mongoose';
import type { Organization } from '../domain/client.ts';
import { clientsSeen, type Viewer } from '../domain/rights.ts';
import { createDirectory, directorySchema } from './directory.ts';

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
  const { get, many, create, change, search, latest, named, aliases } = createDirectory<Organization>(
    connection,
    'Organization',
    'organizations',
    schema,
    within,
  );
  return { get, many, create, change, search, latest, named, aliases };
}

export type Organizations = ReturnType<typeof createOrganizations>;
