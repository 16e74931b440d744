import type mongoose from 'mongoose';
import type { Tools } from './migration.ts';
import { schemaRows } from './schema-row.ts';

type Db = mongoose.mongo.Db;

/** Documents read and changed at once: a crash repeats at most these. */
const BATCH = 500;
/** A line of progress in the log at most so often, in milliseconds. */
const TOLD_EVERY = 5000;

interface WalkOptions {
  db: Db;
  version: number;
  /** Throws when another instance has taken over. */
  check: () => void;
  log: (event: string, details: object) => void;
}

/** How a migration goes through collections (see `Tools.walk`). */
export function createWalk({ db, version, check, log }: WalkOptions): Tools['walk'] {
  const schema = schemaRows(db);

  async function begun(collection: string): Promise<{ after?: unknown; done: number }> {
    const { migrating } = (await schema.findOne({ _id: 'schema' })) ?? {};
    return (migrating?.version === version && migrating.walked[collection]) || { done: 0 };
  }

  return async ({ collection, where = {}, fields }, change) => {
    const rows = db.collection<{ _id: mongoose.mongo.Condition<unknown> }>(collection);
    let { after, done } = await begun(collection);
    const total = done + (await rows.countDocuments(behind(where, after)));
    let told = performance.now();
    for (;;) {
      const batch = await rows
        .find(behind(where, after), { ...(fields && { projection: fields }) })
        .sort({ _id: 1 })
        .limit(BATCH)
        .toArray();
      if (batch.length === 0) return;
      const updates = [];
      for (const row of batch) {
        const update = await change(row);
        if (update) updates.push({ updateOne: { filter: { _id: row._id }, update } });
      }
      check();
      if (updates.length > 0) await rows.bulkWrite(updates, { ordered: false });
      after = batch.at(-1)?._id;
      done += batch.length;
      await schema.updateOne(
        { _id: 'schema' },
        { $set: { 'migrating.version': version, [`migrating.walked.${collection}`]: { after, done } } },
        { upsert: true },
      );
      if (performance.now() - told < TOLD_EVERY) continue;
      told = performance.now();
      log('migration.progress', { version, collection, done, total });
    }
  };
}

const behind = (where: object, after: unknown): object =>
  after === undefined ? where : { $and: [{ _id: { $gt: after } }, where] };
