import { UNDO_WITHIN } from '../../domain/reminder/contact-news.ts';
import type { Changed, FieldChange } from '../../store/index.ts';
import { type Acting, operationOf, type Target } from '../acting.ts';
import { latestChange } from './tell.ts';

/** `late`: its minute is over, or the contact was changed since. */
export type TakenBack = Exclude<Changed, { outcome: 'overtaken' }> | { outcome: 'late' };

/**
 * Takes the latest change of a contact back, within a minute and by the one who made it: a move, a cancellation, a
 * hand-over; what was planned for somebody is removed. Those who were told of it see that it was taken back.
 */
export async function takeBack(acting: Acting, target: Target): Promise<TakenBack> {
  const { store, viewer, now } = acting;
  const contact = await store.contacts.get(viewer, target.id);
  if (!contact) return { outcome: 'absent' };
  const latest = await latestChange(acting, target.id);
  const { by, at, back } = latest ?? { by: contact.author, at: contact.createdAt, back: removal(viewer.id, now) };
  const asSeen = contact.revision === target.revision;
  if (asSeen && (by !== viewer.id || now.getTime() - at.getTime() > UNDO_WITHIN)) return { outcome: 'late' };
  // Where it is not as it was seen, this finds it done already by the same tap, or overtaken.
  const changed = await store.contacts.change(viewer, target.id, operationOf(acting, target), back);
  if (changed.outcome === 'overtaken') return { outcome: 'late' };
  if (changed.outcome !== 'absent') await store.contactNews.takeBack(target.id, target.revision, now);
  return changed;
}

const removal = (by: number, at: Date): FieldChange => ({ removed: { at, by } });
