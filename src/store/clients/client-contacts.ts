import type { Connection, QueryFilter } from 'mongoose';
import type { Contact } from '../../domain/contact/contact.ts';
import type { Viewer } from '../../domain/rights.ts';
import { type ContactRow, contactModel, PRIVATE, seenBy, toContact } from '../contacts/contact-model.ts';

/** Whose contacts: those of an organization, or of a person, by all the ids that stand for it; or those about a document. */
export type Whose = { organization: readonly string[] } | { person: readonly string[] } | { document: string };

/** A contact as a client's card tells it; without `contact` it is somebody else's, of whom only the date is told. */
export interface Glimpse {
  start: Date;
  contact?: Contact;
}

const COUNTED = 1000;

/** The contacts of a client: what its card and its list show. */
export function createClientContacts(connection: Connection) {
  const model = contactModel(connection);
  const of = (whose: Whose): QueryFilter<ContactRow> => {
    if ('organization' in whose) return { organization: { $in: [...whose.organization] }, live: true };
    if ('person' in whose) return { persons: { $in: [...whose.person] }, live: true };
    return { documents: whose.document, live: true };
  };

  async function glimpse(
    viewer: Viewer,
    whose: Whose,
    status: 'planned' | 'happened',
    order: 1 | -1,
  ): Promise<Glimpse | undefined> {
    const found = await model
      .findOne({ $and: [of(whose), { status }] }, { start: 1 })
      .sort({ start: order })
      .lean<Pick<ContactRow, '_id' | 'start'>>();
    if (!found) return undefined;
    const seen = await model.findOne(seenBy(viewer, { _id: found._id }), PRIVATE).lean<ContactRow>();
    return { start: found.start, ...(seen && { contact: toContact(seen) }) };
  }

  return {
    /** The earliest contact planned with a client, overdue ones too: seen by everybody, by those who may not see it as a date. */
    next: (viewer: Viewer, whose: Whose) => glimpse(viewer, whose, 'planned', 1),
    /** The latest contact that happened. */
    last: (viewer: Viewer, whose: Whose) => glimpse(viewer, whose, 'happened', -1),

    /** A client's contacts within the viewer's rights, the latest first; counted so far beyond the page, `more` where there are others. */
    async list(
      viewer: Viewer,
      whose: Whose,
      skip: number,
      limit: number,
    ): Promise<{ contacts: Contact[]; count: number; more: boolean }> {
      const filter = seenBy(viewer, of(whose));
      const [rows, count] = await Promise.all([
        model.find(filter, PRIVATE).sort({ start: -1 }).skip(skip).limit(limit).lean<ContactRow[]>(),
        model.countDocuments(filter, { limit: skip + COUNTED }),
      ]);
      return { contacts: rows.map(toContact), count, more: count === skip + COUNTED };
    },
  };
}

export type ClientContacts = ReturnType<typeof createClientContacts>;
