import type mongoose from 'mongoose';
import { isDuplicate } from './errors.ts';
import { DatabaseRefusal } from './refusal.ts';

type Db = mongoose.mongo.Db;

/** Brings a database from one version to the next. May run twice, and in two instances at once. */
export type Migration = (db: Db) => Promise<void>;

/** The steps from version 1 on: the first one leads to version 2. What they change has to stay readable meanwhile. */
const migrations: readonly Migration[] = [];

/** The version of what this program writes. */
export const SCHEMA_VERSION = migrations.length + 1;

/** What the database knows of itself. */
export interface SchemaRow {
  _id: 'schema';
  version?: number;
  /** Since when a restore is under way; it stays where one was cut short. */
  restoring?: Date;
}

/** Where that stands, under the id `schema`. */
export const schemaRows = (db: Db) => db.collection<SchemaRow>('settings');

/**
 * Sees to it that the database is of this program's version: writes it into a new one, migrates an older one.
 * Errors: `DatabaseRefusal` for a database of a newer program, and for one whose restore was cut short.
 */
export async function checkSchema(db: Db, steps: readonly Migration[] = migrations): Promise<void> {
  const ours = steps.length + 1;
  const rows = schemaRows(db);
  const row = await rows.findOne({ _id: 'schema' });
  if (row?.restoring) {
    throw new DatabaseRefusal('A restore into this database was cut short: do it again, by the same npm run restore.');
  }
  // What was there before versions were written is of the first one.
  const found = row?.version ?? 1;
  if (found > ours) {
    throw new DatabaseRefusal(
      `The database was written by a newer version of the program (its version is ${found}, this program knows ` +
        `${ours}): upgrade the program, or restore the backup that was made before the upgrade into a new database.`,
    );
  }
  for (const [index, migrate] of steps.entries()) if (index + 1 >= found) await migrate(db);
  if (found === row?.version && found === ours) return;
  try {
    await rows.updateOne({ _id: 'schema' }, { $max: { version: ours } }, { upsert: true });
  } catch (error) {
    // Another instance that starts at this moment was first.
    if (!isDuplicate(error)) throw error;
  }
}
