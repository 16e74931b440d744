import type { Contact } from '../contact/contact.ts';
import type { User } from '../user.ts';
import type { ContactNews } from './contact-news.ts';

/** What is sent without being asked for: decided by the reminders, drawn by the conversation. */

/** A contact that rings, and why. */
export interface RungContact {
  contact: Contact;
  kind: 'lead' | 'overdue' | 'snooze';
  /** It should have come some time ago. */
  late: boolean;
  /** It makes no sound: its manager may be asleep. */
  silent?: true;
}

/** Everything that rings for one manager at a moment: one message. */
export interface Reminders {
  user: User;
  rung: RungContact[];
  at: Date;
}

/** What a manager is told in the morning. */
export interface Digest {
  kind: 'digest';
  user: User;
  at: Date;
  overdue: Contact[];
  today: Contact[];
  /** Clients dealt with lately for whom nothing is planned. */
  withoutNext: { id: string; name: string }[];
  /** Clients whose interval of keeping in touch is over. */
  touch: { id: string; name: string }[];
  /** Letters that came since the digest before and rang no one, though they could be a person's. */
  silenced: number;
}

/** What is asked in the evening: today's planned contacts that began and that no one closed. */
export interface Evening {
  kind: 'evening';
  user: User;
  at: Date;
  open: Contact[];
}

/** What the administrators are told of somebody whom Telegram does not let us reach. */
export interface Unreachable {
  kind: 'unreachable';
  user: User;
  administrators: User[];
}

/** A message that comes at a time of the day rather than for one contact. */
export type Notice = Digest | Evening | Unreachable;

/** What a manager is told of a contact that somebody else has changed. */
export interface ToldNews {
  news: ContactNews;
  user: User;
  /** As it is now. */
  contact: Contact;
  /** Who did it. */
  by: string;
  at: Date;
  /** It makes no sound: the manager may be asleep. */
  silent: boolean;
  /** Notes the message that tells of it. */
  sent(message: number): void;
}
