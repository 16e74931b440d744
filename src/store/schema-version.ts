import type mongoose from 'mongoose';
import type { Connection } from 'mongoose';
import { DatabaseRefusal } from './database-refusal.ts';
import { isDuplicate } from './errors.ts';
import { migrations } from './migrations/index.ts';
import { type MigrateOptions, migrate } from './migrations/run.ts';
import { schemaRows } from './migrations/schema-row.ts';

type Db = mongoose.mongo.Db;

/**
 * Sees to it that the database is of this program's version: writes it into a new one, migrates an older one.
 * Errors: `DatabaseRefusal` for a database of a newer program, and for one whose restore was cut short.
 */
export async function checkSchema(
  connection: Connection,
  { steps = migrations, ...options }: Partial<MigrateOptions> = {},
): Promise<void> {
  const { db } = connection;
  if (!db) throw new Error('not connected');
  const ours = steps.at(-1)?.version ?? 1;
  const row = await schemaRows(db).findOne({ _id: 'schema' });
  if (row?.restoring) {
    throw new DatabaseRefusal('A restore into this database was cut short: do it again, by the same npm run restore.');
  }
  const found = row?.version ?? 1;
  if (found > ours) {
    throw new DatabaseRefusal(
      `The database was written by a newer version of the program (its version is ${found}, this program knows ` +
        `${ours}): upgrade the program, or restore the backup that was made before the upgrade into a new database.`,
    );
  }
  if (row?.version === ours) return;
  // Nothing is stored yet, so there is nothing to migrate.
  if (!row?.version && (ours === 1 || (await isEmpty(db)))) return writeVersion(db, ours);
  await migrate(connection, db, { steps, ...options });
}

const isEmpty = async (db: Db): Promise<boolean> =>
  (await db.listCollections({}, { nameOnly: true }).toArray()).every(({ name }) => name.startsWith('system.'));

async function writeVersion(db: Db, version: number): Promise<void> {
  try {
    await schemaRows(db).updateOne({ _id: 'schema' }, { $max: { version } }, { upsert: true });
  } catch (error) {
    // Another instance that starts at this moment was first.
    if (!isDuplicate(error)) throw error;
  }
}
