import type { Collection, Connection } from 'mongoose';
import { administers, type Viewer } from '../../domain/rights.ts';

/** What administrators set for all. */
export interface Settings {
  /** A new user starts with "own only". */
  newOwnOnly: boolean;
}

interface Row extends Partial<Settings> {
  _id: 'all';
}

/** The settings of the whole journal, in one document. */
export function createSettings(connection: Connection) {
  const rows: Collection<Row> = connection.collection<Row>('settings');
  return {
    async get(): Promise<Settings> {
      const row = await rows.findOne({ _id: 'all' });
      return { newOwnOnly: row?.newOwnOnly ?? false };
    },
    /** Nothing happens for those who may not. */
    async set(by: Viewer, set: Partial<Settings>): Promise<void> {
      if (administers(by)) await rows.updateOne({ _id: 'all' }, { $set: set }, { upsert: true });
    },
  };
}
