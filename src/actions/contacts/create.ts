import { type Contact, type ContactFields, type Step, saysSomething } from '../../domain/contact/contact.ts';
import type { Acting } from '../acting.ts';
import { tellOfPlan } from './tell.ts';

/** A contact to be made, under an id of its draft's: made again, it is the same one. */
export interface NewContact {
  id: string;
  fields: ContactFields;
  /** Id of the contact that it follows. */
  previous?: string | undefined;
  /** The next step that its line states. */
  step?: Step | undefined;
}

/** What is in the way: it has not happened yet, or it tells neither a client, nor a person, nor anything. */
export type CreateProblem = 'future' | 'empty';

export type Created = { outcome: 'created' | 'repeated'; contact: Contact } | { outcome: CreateProblem };

/** Clocks differ by a little. */
const TOLERANCE = 60_000;

/** Why a contact cannot be as it is told; undefined where it can. */
export function problemOf(fields: ContactFields, now: Date): CreateProblem | undefined {
  if (fields.status === 'happened' && fields.start.getTime() > now.getTime() + TOLERANCE) return 'future';
  return saysSomething(fields) ? undefined : 'empty';
}

/** Registers a contact, planned or happened; the manager for whom somebody else plans it is told. Errors: the store's. */
export async function createContact(acting: Acting, { id, fields, previous, step }: NewContact): Promise<Created> {
  const { store, viewer, now } = acting;
  const problem = problemOf(fields, now);
  if (problem) return { outcome: problem };
  const before = previous === undefined ? undefined : await store.contacts.get(viewer, previous);
  const links = { now, ...(before && { previous: before }), ...(step && { step }) };
  const { contact, created } = await store.contacts.create(viewer, id, fields, links);
  await tellOfPlan(acting, contact);
  return { outcome: created ? 'created' : 'repeated', contact };
}
