import type { Address } from './letter.ts';

/**
 * What an iTIP message (RFC 5546) wants: that somebody comes, that somebody has answered, that nothing comes of it, that it
 * be another time.
 */
export type InvitationMethod = 'request' | 'reply' | 'cancel' | 'counter' | 'other';

/** An answer to an invitation. */
export type Attendance = 'accepted' | 'declined' | 'tentative';

/** A meeting that a letter invites to, or tells of. */
export interface Invitation {
  method: InvitationMethod;
  uid: string;
  sequence: number;
  summary: string;
  location: string;
  description: string;
  start: Date;
  end?: Date;
  /** A day, not a moment of it. */
  wholeDay: boolean;
  /** It has no zone: the moments are as if it were UTC, and mean whatever zone the reader is in. */
  floating: boolean;
  /** It comes again and again; this is the first time. */
  repeats: boolean;
  /** Of a meeting that comes again and again: the time it is about, as it was before it was moved. */
  instance?: Date;
  /** Who invites. */
  organizer?: Address;
  attendees: { address: string; name: string; answer?: Attendance }[];
}
