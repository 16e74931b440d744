import type { Contact, ContactFields } from '../../domain/contact/contact.ts';
import type { Letter } from '../../domain/letter/letter.ts';
import type { Acting } from '../acting.ts';
import { type CreateProblem, problemOf, tellOfPlan } from '../contacts/index.ts';

/** What a letter is registered as. */
export interface Registration {
  letter: string;
  fields: ContactFields;
  /** Id of the contact that the conversation was about last. */
  previous?: string | undefined;
}

export type Registered =
  | {
      outcome: 'registered';
      contact: Contact;
      /** Who was quicker: the contact is theirs. */
      by?: number;
      /** The letter as it is now, where that has changed: the others who were rung see it. */
      letter?: Letter;
    }
  | { outcome: CreateProblem };

/** Makes a contact of a letter. One letter makes one contact, no matter who registers it and how often. */
export async function registerLetter(
  acting: Acting,
  { letter: id, fields, previous }: Registration,
): Promise<Registered> {
  const { store, viewer, now } = acting;
  const problem = problemOf(fields, now);
  if (problem) return { outcome: problem };
  const before = previous === undefined ? undefined : await store.contacts.get(viewer, previous);
  const links = { now, letter: id, ...(before && { previous: before }) };
  const { contact, created } = await store.contacts.create(viewer, id, fields, links);
  // It was removed as a mistake, and is registered again.
  if (contact.removed) {
    const { revision } = contact;
    await store.contacts.bringBack(viewer, id, { key: `registered:${revision}`, revision, now });
  }
  await tellOfPlan(acting, contact);
  const noted = await store.letters.registered(viewer, id, contact.id, now);
  return {
    outcome: 'registered',
    contact,
    ...(!created && contact.author !== viewer.id && { by: contact.author }),
    ...(noted.outcome === 'done' && { letter: noted.letter }),
  };
}
