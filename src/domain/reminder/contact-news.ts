import type { Contact } from '../contact/contact.ts';
import type { User } from '../user.ts';
import { ringsAtOnce } from './due.ts';
import { rulesOf } from './reminder-rules.ts';

/*
 * What is told to the manager of a contact when somebody else does something to it. Pure: whom it concerns, and whether
 * it is still worth telling; the actions note it, and the sender tells it.
 */

export const newsKinds = ['planned', 'given', 'taken', 'moved', 'cancelled', 'restored', 'removed'] as const;
/** What was done: planned for somebody, handed over to them, taken from them, and so on. */
export type NewsKind = (typeof newsKinds)[number];

/** One thing to tell one user. */
export interface ContactNews {
  id: string;
  user: number;
  kind: NewsKind;
  contact: string;
  /** The contact's revision that it led to. */
  revision: number;
  /** Who did it, and when. */
  by: number;
  at: Date;
  /** Of a contact that was moved: when it was to begin before. */
  from?: Date;
  /** It was taken back within its minute. */
  undone?: true;
  /** The message that told of it, where it was told. */
  message?: number;
}

/** The part of a contact that news are about. */
export type ContactThen = Pick<Contact, 'manager' | 'status' | 'start'> & { removed?: Contact['removed'] | undefined };

/** For so long whoever did something that others are told of can take it back, in milliseconds. */
export const UNDO_WITHIN = 60_000;

/**
 * Whom a change of a contact concerns besides the one who made it, and as what.
 * @param before undefined: the contact is new
 */
export function concerned(
  by: number,
  before: ContactThen | undefined,
  after: ContactThen,
): { user: number; kind: NewsKind }[] {
  const all = before && before.manager !== after.manager ? handedOver(before, after) : changed(before, after);
  return all.filter(({ user }) => user !== by);
}

const handedOver = (before: ContactThen, after: ContactThen): { user: number; kind: NewsKind }[] => [
  { user: after.manager, kind: 'given' },
  { user: before.manager, kind: 'taken' },
];

function changed(before: ContactThen | undefined, after: ContactThen): { user: number; kind: NewsKind }[] {
  const kind = kindOf(before, after);
  return kind ? [{ user: after.manager, kind }] : [];
}

function kindOf(before: ContactThen | undefined, after: ContactThen): NewsKind | undefined {
  const { status } = after;
  if (!before) return status === 'planned' ? 'planned' : undefined;
  if (!before.removed !== !after.removed) return after.removed ? 'removed' : 'restored';
  const moved = before.start.getTime() !== after.start.getTime();
  if (before.status === status) return status === 'planned' && moved ? 'moved' : undefined;
  if (status === 'cancelled') return 'cancelled';
  if (before.status === 'cancelled' && !moved) return 'restored';
  return status === 'planned' ? 'planned' : undefined;
}

/** Whether what is to be told is still so: what was meanwhile undone, changed or taken away is not told. */
export function stillHolds({ kind, user }: Pick<ContactNews, 'kind' | 'user'>, contact: ContactThen): boolean {
  if (kind === 'taken') return contact.manager !== user;
  if (contact.manager !== user) return false;
  if (kind === 'removed') return contact.removed !== undefined;
  if (contact.removed) return false;
  if (kind === 'given') return true;
  if (kind === 'cancelled') return contact.status === 'cancelled';
  return kind === 'restored' ? contact.status !== 'cancelled' : contact.status === 'planned';
}

/** Whether its reminder comes at once and says it all: a second message about the same contact would be one too many. */
export const saidByReminder = (kind: NewsKind, contact: Contact, user: User | undefined, now: Date): boolean =>
  kind !== 'taken' && ringsAtOnce(contact, rulesOf(user), now);
