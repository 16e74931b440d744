import type { Analytic } from '../../domain/contact/contact.ts';
import type { Changed } from '../../store/index.ts';
import type { Acting, Target } from '../acting.ts';

/** Additions contradict nothing: they are made to whatever the contact has by then, and need no revision. */
type Addressed = Pick<Target, 'id' | 'key'>;

/** Adds characteristics (files, places, values) to a contact, and words to its content. */
export const addToContact = (
  { store, viewer, now }: Acting,
  { id, key }: Addressed,
  added: { analytics: readonly Analytic[]; content?: string },
): Promise<Changed> => store.contacts.addAnalytics(viewer, id, { key, now }, added);

/** Has a contact point to a document of the register. */
export const addDocumentToContact = (
  { store, viewer, now }: Acting,
  { id, key }: Addressed,
  document: string,
): Promise<Changed> => store.contacts.addDocument(viewer, id, { key, now }, document);
