import type { Connection } from 'mongoose';
import type { Organization } from '../domain/client.ts';
import { createDirectory, directorySchema } from './directory.ts';

const schema = directorySchema({ taxNumber: String, addresses: [String], site: String, manager: Number });

/** The clients. */
export function createOrganizations(connection: Connection) {
  const { get, many, create, search, latest, named } = createDirectory<Organization>(
    connection,
    'Organization',
    'organizations',
    schema,
  );
  return { get, many, create, search, latest, named };
}

export type Organizations = ReturnType<typeof createOrganizations>;
