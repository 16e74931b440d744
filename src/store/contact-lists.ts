import type { Connection } from 'mongoose';
import type { Contact } from '../domain/contact.ts';
import type { Viewer } from '../domain/rights.ts';
import { type ContactRow, contactModel, PRIVATE, seenBy, toContact } from './contact-model.ts';

/** Short lists of one manager's contacts, read whole. */
export function createContactLists(connection: Connection) {
  const model = contactModel(connection);
  return {
    /** Planned contacts of a manager that start before `until`, the earliest first. */
    planned: async (viewer: Viewer, manager: number, until: Date, limit: number): Promise<Contact[]> =>
      (
        await model
          .find(
            seenBy(viewer, { manager, status: 'planned', start: { $lt: until }, removed: { $exists: false } }),
            PRIVATE,
          )
          .sort({ start: 1 })
          .limit(limit)
          .lean<ContactRow[]>()
      ).map(toContact),

    /** What a manager did or cancelled between two moments, the earliest first. */
    between: async (viewer: Viewer, manager: number, from: Date, to: Date, limit: number): Promise<Contact[]> =>
      (
        await model
          .find(seenBy(viewer, { manager, start: { $gte: from, $lt: to }, removed: { $exists: false } }), PRIVATE)
          .sort({ start: 1 })
          .limit(limit)
          .lean<ContactRow[]>()
      ).map(toContact),

    /** The organizations a manager dealt with last, the latest first. */
    async recentOrganizations(manager: number, limit: number): Promise<string[]> {
      const rows = await model
        .find({ manager, organization: { $exists: true } }, { organization: 1 })
        .sort({ start: -1 })
        .limit(60)
        .lean<Pick<ContactRow, 'organization'>[]>();
      return [...new Set(rows.flatMap((row) => row.organization ?? []))].slice(0, limit);
    },
  };
}
