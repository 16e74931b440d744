import { type Contact, isOverdue } from '../domain/contact/contact.ts';
import { derivedId } from '../domain/id.ts';
import { digestAfter, digestIsOver, nextDigest } from '../domain/reminder/digest-time.ts';
import type { Digest, Evening, Notice } from '../domain/reminder/notices.ts';
import { rulesOf } from '../domain/reminder/reminder-rules.ts';
import { dayEnd, dayStart, local } from '../domain/time/zone.ts';
import type { User } from '../domain/user.ts';
import type { ClaimedUser, Store, TakenWork, Work } from '../store/index.ts';

type Parts = Pick<Store, 'users' | 'contacts' | 'nextSteps' | 'jobs' | 'letters' | 'organizations'>;

/** More of one kind than this is not read on a phone; the message says that there are more. */
const LIMIT = 200;

/** Digests, evening questions, and what a change of a user's settings or reachability leaves to be done. */
export function createDigests(store: Parts): Work<Notice> {
  const { users } = store;

  return {
    name: 'digests',

    due: async (now, limit) => (await users.claims.due(now, limit)).map((id) => ({ id: String(id), chat: Number(id) })),

    async take({ chat }, now): Promise<TakenWork<Notice> | undefined> {
      const claim = await users.claims.claim(chat, now);
      const claimed = claim && users.claimed(claim);
      if (!claimed) return undefined;
      const item = await noticeOf(store, claimed, now);
      const complete = (at: Date) => users.completeDue(claimed, nextOf(claimed, at));
      if (!item) {
        await complete(now);
        return undefined;
      }
      return {
        item,
        complete,
        release: (until) => users.claims.release(claimed.claim, until),
        fail: (at) => users.claims.fail(claimed.claim, at),
      };
    },
  };
}

/** What is due next once this has been dealt with. */
function nextOf({ user, due }: ClaimedUser, now: Date) {
  const rules = rulesOf(user);
  return due.kind === 'digest' || due.kind === 'evening' ? digestAfter(rules, due.at, now) : nextDigest(rules, now);
}

async function noticeOf(store: Parts, { claim, user, due }: ClaimedUser, now: Date): Promise<Notice | undefined> {
  switch (due.kind) {
    case 'settings':
      // The reminders of what is planned are computed again, as a job; one for each time the settings were changed.
      await store.jobs.add(
        { id: derivedId('replan', claim.owner), kind: 'replan', by: user.id, params: { manager: user.id } },
        now,
      );
      return undefined;
    case 'unreachable': {
      const administrators = (await store.users.administrators()).filter(
        ({ id, reachable }) => id !== user.id && reachable,
      );
      return administrators.length > 0 ? { kind: 'unreachable', user, administrators } : undefined;
    }
    default: {
      const over = !rulesOf(user).active || digestIsOver({ at: due.at, kind: due.kind }, user.zone, now);
      if (over) return undefined;
      return due.kind === 'digest' ? digestOf(store, user, now) : eveningOf(store, user, now);
    }
  }
}

async function digestOf(
  { contacts, nextSteps, letters, organizations }: Parts,
  user: User,
  now: Date,
): Promise<Digest | undefined> {
  const [from, to] = [dayStart(now, user.zone), dayEnd(now, user.zone)];
  const [planned, missing, silenced, touch] = await Promise.all([
    contacts.agenda(user, user.id, from, to, LIMIT),
    nextSteps.missing(user.id, now),
    letters.silenced(user.id, digestBefore(user, now)),
    organizations.dueForTouch(user, user.id, now),
  ]);
  // Who is due is told once, with the greater need.
  const due = new Set(touch.map(({ id }) => id));
  const withoutNext = missing.filter(({ id }) => !due.has(id));
  if (planned.length + withoutNext.length + touch.length === 0 && silenced === 0) return undefined;
  const overdue = planned.filter((contact) => isOverdue(contact, now));
  const today = planned.filter((contact) => !isOverdue(contact, now));
  return { kind: 'digest', user, at: now, overdue, today, withoutNext, touch, silenced };
}

/** When the digest before this one came, about: on the working day before. */
function digestBefore({ zone, workingDays }: User, now: Date): Date {
  const today = local(now, zone);
  const days = [1, 2, 3, 4, 5, 6, 7].find((back) => workingDays.includes(today.minus({ days: back }).weekday)) ?? 1;
  return today.minus({ days }).toJSDate();
}

/** Today's planned contacts that began by now and that no one closed. */
export const openToday = ({ contacts }: Pick<Store, 'contacts'>, user: User, now: Date): Promise<Contact[]> =>
  contacts.planned(user, user.id, now, LIMIT, dayStart(now, user.zone));

async function eveningOf(store: Parts, user: User, now: Date): Promise<Evening | undefined> {
  const open = await openToday(store, user, now);
  return open.length > 0 ? { kind: 'evening', user, at: now, open } : undefined;
}
