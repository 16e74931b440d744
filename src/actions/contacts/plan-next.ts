import { type Contact, nextFields } from '../../domain/contact/contact.ts';
import { derivedId } from '../../domain/id.ts';
import { mayChange } from '../../domain/rights.ts';
import type { Acting } from '../acting.ts';
import { tellOfPlan } from './tell.ts';

/** The id of the contact that an offer makes. */
export const offeredId = (parent: string, offer: string): string => derivedId('next', parent, offer);

/** What the next contact is about, besides what it takes over from the one before it. */
export interface NextContact {
  start: Date;
  content?: string;
  channel?: string;
}

/**
 * Plans the next contact of a chain under the id of its offer: however often it is taken, there is one. A user who may not
 * change the contact before it runs the next one themselves; else its manager does, and is told.
 */
export async function planNext(
  acting: Acting,
  parent: Contact,
  offer: string,
  { start, ...said }: NextContact,
): Promise<Contact> {
  const { store, viewer, now } = acting;
  const manager = mayChange(viewer, parent) ? parent.manager : viewer.id;
  const fields = { ...nextFields(parent, start, manager), ...said };
  const links = { previous: parent, now };
  const { contact } = await store.contacts.create(viewer, offeredId(parent.id, offer), fields, links);
  await tellOfPlan(acting, contact);
  return contact;
}

/** Plans the step that a contact's line states; undefined where its day is not known or past. */
export async function planStated(acting: Acting, parent: Contact, offer: string): Promise<Contact | undefined> {
  const { at, about, channel } = parent.step ?? {};
  if (!at || at <= acting.now) return undefined;
  const said = { ...(about && { content: about }), ...(channel !== undefined && { channel }) };
  return planNext(acting, parent, offer, { start: at, ...said });
}
