import type mongoose from 'mongoose';

/** How far a migration got that is under way, or was cut short. */
export interface Migrating {
  /** The version it leads to. */
  version: number;
  /** By collection: the id of the last document dealt with, and how many there were so far. */
  walked: Record<string, { after: unknown; done: number }>;
}

/** What the database knows of itself. */
export interface SchemaRow {
  _id: 'schema';
  version?: number;
  migrating?: Migrating;
  /** Since when a restore is under way; it stays where one was cut short. */
  restoring?: Date;
}

/** Where that stands, under the id `schema`. */
export const schemaRows = (db: mongoose.mongo.Db) => db.collection<SchemaRow>('settings');
