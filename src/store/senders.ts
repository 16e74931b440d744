import type { Connection } from 'mongoose';
import { isFreeMail } from '../domain/email.ts';

interface Row {
  _id: string;
  organization?: string;
  manager?: number;
  mergedInto?: string;
}

/** So many entries with one address are enough to know that it tells nobody apart. */
const ENOUGH = 20;
const FIELDS = { organization: 1, manager: 1, mergedInto: 1 } as const;

export interface SenderPerson {
  id: string;
  organization?: string;
}

/**
 * Whom the directory knows by an address. For the mail machinery, which acts for no viewer: it decides whose letter it is,
 * and what a manager then sees of it is decided by the letter's own rights.
 */
export function createSenders(connection: Connection) {
  const persons = connection.collection<Row>('persons');
  const organizations = connection.collection<Row>('organizations');
  const ids = (rows: readonly Row[]) => rows.map(({ _id }) => ({ id: _id }));

  return {
    /** Persons with this very address; normalised. */
    async persons(email: string): Promise<SenderPerson[]> {
      const rows = await persons
        .find({ emails: email, mergedInto: { $exists: false } }, { projection: FIELDS })
        .limit(ENOUGH)
        .toArray();
      return rows.map(({ _id, organization }) => ({ id: _id, ...(organization !== undefined && { organization }) }));
    },
    /** Organizations with this very address. */
    organizations: async (email: string): Promise<{ id: string }[]> =>
      ids(
        await organizations
          .find({ emails: email, mergedInto: { $exists: false } }, { projection: FIELDS })
          .limit(ENOUGH)
          .toArray(),
      ),
    /** Organizations with an address in a company's own domain; a free-mail domain finds nobody. */
    sameDomain: async (domain: string): Promise<{ id: string }[]> =>
      domain === '' || isFreeMail(domain)
        ? []
        : ids(
            await organizations
              .find({ keys: `@${domain}`, mergedInto: { $exists: false } }, { projection: FIELDS })
              .limit(ENOUGH)
              .toArray(),
          ),
    /** The manager responsible for an organization, followed through merges. */
    async managerOf(organization: string): Promise<number | undefined> {
      let row = await organizations.findOne({ _id: organization }, { projection: FIELDS });
      for (let hop = 0; row?.mergedInto !== undefined && hop < 5; hop++) {
        row = await organizations.findOne({ _id: row.mergedInto }, { projection: FIELDS });
      }
      return row?.manager;
    },
  };
}

export type Senders = ReturnType<typeof createSenders>;
