import type { Collection, Connection } from 'mongoose';
import { administers, type Viewer } from '../../domain/rights.ts';
import type { User } from '../../domain/user.ts';

/** What administrators set for all. */
export interface Settings {
  /** What the card of a request for access offers first: a role, and of a manager whether with "own only". */
  newRole: User['role'];
  newOwnOnly: boolean;
  /** The country whose phones are written without its code, ISO 3166; empty: that of each user's zone. */
  country: string;
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
      const { newRole = 'manager', newOwnOnly = false, country = '' } = row ?? {};
      return { newRole, newOwnOnly, country };
    },
    /** Nothing happens for those who may not. */
    async set(by: Viewer, set: Partial<Settings>): Promise<void> {
      if (administers(by)) await rows.updateOne({ _id: 'all' }, { $set: set }, { upsert: true });
    },
  };
}
