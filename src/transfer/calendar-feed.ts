import { ICalCalendar, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import type { Contact } from '../domain/contact/contact.ts';
import { mayEnter } from '../domain/rights.ts';
import { clean, cut } from '../domain/text/html.ts';
import { addDaysKeepingClock } from '../domain/time/zone.ts';
import type { Language, User } from '../domain/user.ts';
import type { Store } from '../store/index.ts';

/** How far back a feed goes, in days; ahead it has everything. */
export const FEED_DAYS_BACK = 90;
/** More than anybody plans; a feed of any size must not fill the memory. */
const LIMIT = 5000;
const TEXT_LIMIT = 2000;
const SUMMARY_LIMIT = 120;

/** What a feed says besides what people wrote. */
export interface FeedWords {
  /** Name of the whole calendar. */
  title(user: User): string;
  /** The event's title begins with it: how the contact is or was held, and that it happened. */
  mark(contact: Contact): string;
  noClient: string;
  /** Words before what is told in the event's text. */
  result: string;
  reason: string;
}

interface FeedOptions {
  store: Pick<Store, 'users' | 'feeds' | 'calendar' | 'organizations' | 'persons'>;
  now: () => Date;
  words(language: Language): FeedWords;
  /** Address that opens a contact in the chat, where there is one. */
  link?: (contact: string) => string;
}

/** A contact in a feed, with the moment it was last changed. */
export interface FeedContact {
  contact: Contact;
  changedAt: Date;
}

/**
 * Makes the calendar feed that belongs to a secret address: an iCalendar text (RFC 5545), or undefined where there is no
 * such address, or its user works here no more. The same state gives the same text, to the byte.
 */
export function createCalendarFeed({ store, now, words, link }: FeedOptions) {
  return async (userId: number, secret: string): Promise<string | undefined> => {
    const [valid, user] = await Promise.all([store.feeds.isValid(userId, secret), store.users.get(userId)]);
    if (!valid || !user || !mayEnter(user)) return undefined;
    const from = addDaysKeepingClock(now(), -FEED_DAYS_BACK, user.zone);
    const list = await store.calendar.feed(user, user.id, from, LIMIT);
    const ids = (key: 'organization' | 'persons') => [...new Set(list.flatMap(({ contact }) => contact[key] ?? []))];
    const [organizations, persons] = await Promise.all([
      store.organizations.named(ids('organization')),
      store.persons.named(ids('persons')),
    ]);
    const said = words(user.language);
    const calendar = new ICalCalendar({
      name: said.title(user),
      prodId: { company: 'sloop', product: 'journal' },
      ttl: 3600,
    });
    for (const one of list) {
      const { contact } = one;
      const organization = organizations.get(contact.organization ?? '');
      const person = contact.persons?.flatMap((id) => persons.get(id) ?? []).join(', ') || undefined;
      const client = organization ?? person ?? said.noClient;
      calendar.createEvent(eventOf(one, said, { client, person: organization && person }, link));
    }
    return calendar.toString();
  };
}

interface Named {
  client: string;
  person: string | undefined;
}

/** Times are told in UTC: every calendar program shows them in the zone its phone is in, clock changes included. */
function eventOf(
  { contact, changedAt }: FeedContact,
  said: FeedWords,
  { client, person }: Named,
  link: FeedOptions['link'],
) {
  const { id, start, end, status, content, result, reason, revision, createdAt } = contact;
  const about = content?.split('\n')[0];
  const title = [said.mark(contact), about ? `${client}: ${about}` : client].filter(Boolean).join(' ');
  const text = [
    person,
    content,
    result && `${said.result}: ${result}`,
    status === 'cancelled' && reason && `${said.reason}: ${reason}`,
  ];
  const cancelled = status === 'cancelled';
  return {
    id: `${id}@sloop`,
    sequence: revision - 1,
    start,
    end,
    stamp: changedAt,
    created: createdAt,
    lastModified: changedAt,
    summary: cut(clean(title), SUMMARY_LIMIT),
    description: cut(clean(text.filter(Boolean).join('\n')), TEXT_LIMIT),
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    transparency: cancelled ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
    ...(link && { url: link(id) }),
  };
}
