import type { Connection, QueryFilter } from 'mongoose';
import type { Contact } from '../../domain/contact/contact.ts';
import type { Viewer } from '../../domain/rights.ts';
import { type ContactRow, changedBy, contactModel, PRIVATE, seenBy, toContact } from './contact-model.ts';

/** More than this is not leafed through. */
const COUNTED = 1000;

/** Short lists of one manager's contacts, read whole. */
export function createContactLists(connection: Connection) {
  const model = contactModel(connection);

  /** Planned contacts of a manager that start before `until`, and where it is given not before `from`; the earliest first. */
  async function planned(viewer: Viewer, manager: number, until: Date, limit: number, from?: Date): Promise<Contact[]> {
    const start = { $lt: until, ...(from && { $gte: from }) };
    const rows = await model
      .find(seenBy(viewer, { manager, status: 'planned', start, removed: { $exists: false } }), PRIVATE)
      .sort({ start: 1 })
      .limit(limit)
      .lean<ContactRow[]>();
    return rows.map(toContact);
  }

  return {
    planned,

    /** A manager's planned contacts with any of these clients or persons, or with anybody where none is named; the earliest first. */
    async openPlans(
      viewer: Viewer,
      manager: number,
      { organizations, persons }: { organizations: readonly string[]; persons: readonly string[] },
      limit: number,
    ): Promise<Contact[]> {
      const who: QueryFilter<ContactRow>[] = [
        ...(organizations.length > 0 ? [{ organization: { $in: [...organizations] } }] : []),
        ...(persons.length > 0 ? [{ persons: { $in: [...persons] } }] : []),
      ];
      const filter: QueryFilter<ContactRow> = {
        manager,
        status: 'planned',
        removed: { $exists: false },
        ...(who.length > 0 && { $or: who }),
      };
      const rows = await model
        .find(seenBy(viewer, filter), PRIVATE)
        .sort({ start: 1 })
        .limit(limit)
        .lean<ContactRow[]>();
      return rows.map(toContact);
    },

    /**
     * What a manager has ahead: planned contacts left over from before `from`, then those between `from` and `to`, the
     * earliest first; at most `limit` of each, so that however much is left over, the day itself is seen.
     */
    agenda: async (viewer: Viewer, manager: number, from: Date, to: Date, limit: number): Promise<Contact[]> =>
      (await Promise.all([planned(viewer, manager, from, limit), planned(viewer, manager, to, limit, from)])).flat(),

    /** What a manager did or cancelled between two moments, the earliest first. */
    between: async (viewer: Viewer, manager: number, from: Date, to: Date, limit: number): Promise<Contact[]> =>
      (
        await model
          .find(seenBy(viewer, { manager, start: { $gte: from, $lt: to }, removed: { $exists: false } }), PRIVATE)
          .sort({ start: 1 })
          .limit(limit)
          .lean<ContactRow[]>()
      ).map(toContact),

    /** Removed contacts that the viewer may bring back, the latest removed first, and how many there are, up to 1,000. */
    async removed(viewer: Viewer, skip: number, limit: number): Promise<{ contacts: Contact[]; count: number }> {
      const filter = changedBy(viewer, { live: false, 'removed.at': { $exists: true } });
      const [rows, count] = await Promise.all([
        model.find(filter, PRIVATE).sort({ 'removed.at': -1 }).skip(skip).limit(limit).lean<ContactRow[]>(),
        model.countDocuments(filter, { limit: COUNTED }),
      ]);
      return { contacts: rows.map(toContact), count };
    },

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
