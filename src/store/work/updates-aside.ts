import type { Collection, Connection } from 'mongoose';

interface Row {
  _id: number;
  /** As text: what Telegram calls its fields is not for a database to mind. */
  update: string;
}

/**
 * Telegram's updates whose handling takes long, by their ids: confirmed to Telegram, so that they keep no others from
 * coming, and kept here until they are handled.
 */
export function createUpdatesAside<Update extends { update_id: number }>(connection: Connection) {
  const rows: Collection<Row> = connection.collection<Row>('updatesAside');
  return {
    /** Resolves when they are safe. Repeated, it keeps the same. */
    async keep(updates: readonly Update[]): Promise<void> {
      const kept = updates.map((update) => ({ _id: update.update_id, update: JSON.stringify(update) }));
      await rows.bulkWrite(
        kept.map(({ _id, update }) => ({ updateOne: { filter: { _id }, update: { $set: { update } }, upsert: true } })),
      );
    },
    async forget(id: number): Promise<void> {
      await rows.deleteOne({ _id: id });
    },
    /** In the order in which they came. */
    async kept(): Promise<Update[]> {
      const found = await rows.find().sort({ _id: 1 }).toArray();
      return found.map(({ update }) => JSON.parse(update) as Update);
    },
  };
}

export type UpdatesAside = ReturnType<typeof createUpdatesAside>;
