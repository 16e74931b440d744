import { type Contact, type FieldName, isFieldName } from '../../domain/contact/contact.ts';
import { type ContactThen, concerned, type NewsKind, saidByReminder } from '../../domain/reminder/contact-news.ts';
import type { Changed, FieldChange } from '../../store/index.ts';
import type { Acting, Target } from '../acting.ts';

/*
 * Who runs a contact is told what others do to it. What is to be told is noted by the action itself, of the revision it
 * leads to: brought again by Telegram, or pressed twice, it is told once.
 */

/** A change, and whom it concerns besides the one who made it. */
export type Told = Changed & { concerns?: readonly number[] };

/** The latest change of a contact: who made it, when, and what would undo it. */
export interface LatestChange {
  by: number;
  at: Date;
  back: FieldChange;
}

/** No single change has as many fields. */
const LOOKED_AT = 30;

const isChanged = (field: string): field is FieldName | 'removed' => field === 'removed' || isFieldName(field);

/** Reads the latest change of a contact from its history; undefined: nothing of it was changed since it was made. */
export async function latestChange({ store, viewer }: Acting, id: string): Promise<LatestChange | undefined> {
  const { entries } = await store.contacts.history(viewer, id, 0, LOOKED_AT);
  const [latest] = entries;
  if (!latest) return undefined;
  const same = entries.filter(({ by, at }) => by === latest.by && at.getTime() === latest.at.getTime());
  const back = same.filter(({ field }) => isChanged(field)).map(({ field, from }) => [field, from]);
  return { by: latest.by, at: latest.at, back: Object.fromEntries(back) };
}

/** What others may be concerned by. */
const CONCERNS: readonly (keyof FieldChange)[] = ['start', 'status', 'manager', 'removed'];

/** Tells those whom a change concerns, if it concerns anybody else. */
export async function tellOfChange(acting: Acting, target: Target, set: FieldChange, changed: Changed): Promise<Told> {
  if (changed.outcome !== 'done' && changed.outcome !== 'repeated') return changed;
  const { viewer } = acting;
  const { contact } = changed;
  if (!CONCERNS.some((field) => field in set)) return changed;
  if (contact.manager === viewer.id && set.manager === undefined) return changed;
  const latest = await latestChange(acting, contact.id);
  // Somebody else changed it since: they are told of that.
  if (latest?.by !== viewer.id) return changed;
  const before = asBefore(contact, latest.back);
  const news = concerned(viewer.id, before, contact);
  await note(acting, contact, news, { revision: target.revision + 1, at: latest.at, from: before.start });
  return { ...changed, concerns: news.map(({ user }) => user) };
}

const asBefore = (contact: Contact, back: FieldChange): ContactThen => ({
  manager: back.manager ?? contact.manager,
  status: back.status ?? contact.status,
  start: back.start ?? contact.start,
  removed: 'removed' in back ? back.removed : contact.removed,
});

/** Tells the manager for whom somebody else has planned a contact. */
export async function tellOfPlan(acting: Acting, contact: Contact): Promise<void> {
  const { createdAt: at, author } = contact;
  // Made by somebody else before, and only met again.
  if (author !== acting.viewer.id) return;
  await note(acting, contact, concerned(acting.viewer.id, undefined, contact), { revision: 1, at });
}

async function note(
  { store, viewer, now }: Acting,
  contact: Contact,
  concerns: readonly { user: number; kind: NewsKind }[],
  when: { revision: number; at: Date; from?: Date },
): Promise<void> {
  if (concerns.length === 0) return;
  const manager = await store.users.get(contact.manager);
  const news = concerns.filter(({ kind }) => !saidByReminder(kind, contact, manager, now));
  await store.contactNews.add(news.map((one) => ({ ...one, contact: contact.id, by: viewer.id, ...when })));
}
