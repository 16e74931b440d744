import type { State } from '../../domain/contact/contact.ts';
import type { FieldChange } from '../../store/index.ts';
import { type Acting, operationOf, type Target } from '../acting.ts';
import { type Told, tellOfChange } from './tell.ts';

/*
 * What becomes of a contact once it is there. Each takes the contact as it was seen; where somebody else was quicker the
 * outcome is `overtaken`, with the contact as it is now.
 */

/** Changes fields of a contact; a field set to `undefined` is taken away. Those whom it concerns are told. */
export async function editContact(acting: Acting, target: Target, set: FieldChange): Promise<Told> {
  const changed = await acting.store.contacts.change(acting.viewer, target.id, operationOf(acting, target), set);
  return tellOfChange(acting, target, set, changed);
}

/** Gives a contact to another manager, who is told; so is the one who ran it before. */
export const handOverContact = (acting: Acting, target: Target, manager: number): Promise<Told> =>
  editContact(acting, target, { manager });

/** Moves a contact to another time. What had happened, or was cancelled, is planned again from the start. */
export async function moveContact(acting: Acting, target: Target, start: Date): Promise<Told> {
  const { store, viewer } = acting;
  const before = await store.contacts.get(viewer, target.id);
  const again = before && before.status !== 'planned';
  const replanned: FieldChange = again ? { status: 'planned', state: 1, reason: undefined } : {};
  return editContact(acting, target, { start, ...replanned });
}

/** Cancels a contact, with a reason or without. */
export const cancelContact = (acting: Acting, target: Target, reason?: string): Promise<Told> =>
  editContact(acting, target, { status: 'cancelled', ...(reason !== undefined && { reason }) });

/** So many of the latest changes are looked through for the one that cancelled a contact. */
const LOOKED_BACK = 50;

/** Takes back that a contact was cancelled: it is what it was before, planned at its old time or happened. */
export async function restoreContact(acting: Acting, target: Target): Promise<Told> {
  const { entries } = await acting.store.contacts.history(acting.viewer, target.id, 0, LOOKED_BACK);
  const cancelling = entries.find(({ field, to }) => field === 'status' && to === 'cancelled');
  const status = cancelling?.from === 'happened' ? 'happened' : 'planned';
  return editContact(acting, target, { status, reason: undefined });
}

/** What became of a planned contact. */
export interface Happening {
  result?: string | undefined;
  /** Fully done, unless told otherwise. */
  state?: State | undefined;
}

/** Notes that a planned contact has happened. `planned`: when it was to begin; done before its time, it happened now. */
export const contactHappened = (
  acting: Acting,
  target: Target & { planned: Date },
  { result, state = 3 }: Happening = {},
): Promise<Told> =>
  editContact(acting, target, {
    status: 'happened',
    state,
    reason: undefined,
    ...(result !== undefined && { result }),
    ...(target.planned > acting.now && { start: acting.now }),
  });

/** Marks a contact made by mistake: it counts nowhere from now on, and can be brought back. */
export const removeContact = (acting: Acting, target: Target): Promise<Told> =>
  editContact(acting, target, { removed: { at: acting.now, by: acting.viewer.id } });

export const bringBackContact = (acting: Acting, target: Target): Promise<Told> =>
  editContact(acting, target, { removed: undefined });
