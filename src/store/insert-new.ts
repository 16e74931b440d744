import mongoose, { type Collection, type mongo } from 'mongoose';
import { isDuplicate } from './errors.ts';

const DUPLICATE = 11_000;

/** Inserts rows; those whose `_id` is taken stay as they are. Resolves with the indexes of these. */
export async function insertNew<Row extends { _id: string }>(
  rows: Collection<Row>,
  list: readonly Row[],
): Promise<Set<number>> {
  try {
    await rows.insertMany(list as mongo.OptionalUnlessRequiredId<Row>[], { ordered: false });
    return new Set();
  } catch (error) {
    if (!(error instanceof mongoose.mongo.MongoBulkWriteError)) throw error;
    const failed = [error.writeErrors].flat();
    const worse = failed.some(({ code }) => code !== DUPLICATE);
    // A write concern that failed tells in the same way, and is not a word about a row.
    if (worse || !isDuplicate(error) || failed.length + error.insertedCount !== list.length) throw error;
    return new Set(failed.map(({ index }) => index));
  }
}
