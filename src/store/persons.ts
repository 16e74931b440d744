import type { Connection } from 'mongoose';
import type { Person } from '../domain/client.ts';
import { createDirectory, directorySchema } from './directory.ts';

const schema = directorySchema({ organization: String, position: String, telegram: String });
schema.index({ organization: 1, name: 1 });

/** The people who speak for clients. */
export function createPersons(connection: Connection) {
  const { model, plain, get, many, create, search, named } = createDirectory<Person>(
    connection,
    'Person',
    'persons',
    schema,
  );

  return {
    get,
    many,
    create,
    search,
    named,

    /** Who speaks for an organization, by name. */
    of: async (organization: string, limit: number): Promise<Person[]> =>
      (
        await model
          .find({ organization, mergedInto: null }, { keys: 0, createdAt: 0 })
          .sort({ name: 1 })
          .limit(limit)
          .lean()
      ).map(plain),
  };
}

export type Persons = ReturnType<typeof createPersons>;
