import mongoose, { type Connection } from 'mongoose';

/** Which database, and how to reach it. */
export interface IndexTarget {
  uri: string;
  dbName: string;
  /** How long to wait for a reachable primary, in milliseconds. */
  patience: number;
}

/**
 * Declares the indexes of all models; those that are there cost nothing. Over a connection of its own that waits as long
 * as it takes: a new index over a million contacts is minutes of work, longer than any other call may last.
 */
export async function buildIndexes(
  { uri, dbName, patience }: IndexTarget,
  models: Connection['models'],
): Promise<void> {
  const waiting = mongoose.createConnection(uri, {
    dbName,
    serverSelectionTimeoutMS: patience,
    autoIndex: false,
    autoCreate: false,
    writeConcern: { w: 'majority' },
  });
  try {
    await waiting.asPromise();
    for (const [name, { schema, collection }] of Object.entries(models)) {
      await waiting.model(name, schema, collection.collectionName).createIndexes();
    }
  } finally {
    await waiting.close();
  }
}
