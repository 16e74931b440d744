import { randomBytes } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { inject } from 'vitest';

export interface TestDatabase {
  /** Leads to this database and no other. */
  uri: string;
  name: string;
  drop(): Promise<void>;
}

/** A database of one's own on the run's server: one for each test file, so that files can run side by side. */
export async function freshDatabase(): Promise<TestDatabase> {
  const name = `test-${randomBytes(6).toString('hex')}`;
  const uri = new URL(inject('mongoUri'));
  uri.pathname = `/${name}`;
  uri.searchParams.set('directConnection', 'true');
  return {
    uri: uri.href,
    name,
    drop: async () => {
      const client = new MongoClient(uri.href);
      try {
        await client.db(name).dropDatabase();
      } finally {
        await client.close();
      }
    },
  };
}
