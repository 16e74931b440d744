/** The contact: one dealing with a client. Its fields are those of the contact module; its rules are pure. */

export const statuses = ['happened', 'planned', 'cancelled'] as const;
export type Status = (typeof statuses)[number];

export const channels = ['phone', 'email', 'fax', 'meeting', 'messenger', 'other'] as const;
/** A built-in channel, or the id of one an administrator added to the dictionary. */
export type Channel = string;

export const directions = ['incoming', 'outgoing'] as const;
export type Direction = (typeof directions)[number];

export const priorities = ['high', 'medium', 'low'] as const;
export type Priority = (typeof priorities)[number];

/** State of the process: 0 needs no handling, 1 not done, 2 partly done, 3 fully done. */
export const states = [0, 1, 2, 3] as const;
export type State = (typeof states)[number];

/** A pointer to another document together with the name it had when it was chosen. */
export interface Ref {
  id: string;
  name: string;
}

/** A file: as Telegram knows it, or (a file of a letter) as we have stored it ourselves; one of the two ids is there. */
export interface FileRef {
  /** Telegram's id of it. Our copy of such a file has an id derived from this one. */
  fileId?: string;
  kind: 'photo' | 'document' | 'voice' | 'video' | 'audio';
  name: string;
  size?: number;
  mime?: string;
  /** Id of the file in our own store, where it did not come by Telegram. */
  stored?: string;
}

/** The files among a contact's characteristics. */
export const filesOf = (analytics: readonly Analytic[]): FileRef[] =>
  analytics.flatMap((one) => (one.kind === 'file' ? [one.file] : []));

/** One further characteristic of a contact. `characteristic` is the dictionary's name for it, if it has one. */
export type Analytic = { id: string; characteristic?: Ref } & (
  | { kind: 'text'; text: string }
  | { kind: 'number'; number: number }
  | { kind: 'date'; date: Date }
  | { kind: 'link'; link: string }
  | { kind: 'file'; file: FileRef }
  /** `name`: the title and address of a venue. */
  | { kind: 'place'; latitude: number; longitude: number; name?: string }
);

/** What a manager can say about a contact: everything that is asked, shown on the draft's card, and edited later. */
export interface ContactFields {
  status: Status;
  start: Date;
  /** Duration in minutes; absent where it was not told. */
  minutes?: number;
  channel: Channel;
  direction: Direction;
  /** Telegram id of the manager. */
  manager: number;
  priority: Priority;
  state: State;
  organization?: string;
  person?: string;
  type?: string;
  firm?: string;
  content?: string;
  /** The line, caption or transcript that the contact was made from, word for word; edits of other fields keep it. */
  said?: string;
  result?: string;
  source?: string;
  /** Why it was cancelled. */
  reason?: string;
  documents: string[];
  analytics: Analytic[];
  /** Lead times of this contact alone, in minutes; absent: the manager's own. */
  leads?: number[];
}

/** Who changed which field of a contact, when, from what to what. */
export interface Change {
  at: Date;
  by: number;
  field: string;
  from?: unknown;
  to?: unknown;
}

/** The next step that a contact's line states, in its words. */
export interface Step {
  /** Absent where no day was said. */
  at?: Date;
  about: string;
  channel?: Channel;
}

export interface Contact extends ContactFields {
  id: string;
  /** `start` + duration, 15 minutes where none is given. */
  end: Date;
  /** The contact this one follows, and the first one of its chain. A chain is a tree. */
  previous?: string;
  root: string;
  author: number;
  createdAt: Date;
  revision: number;
  removed?: { at: Date; by: number };
  letter?: string;
  /** Offered first after saving. */
  step?: Step;
}

const DEFAULT_MINUTES = 15;

/** End of a contact: start + duration in minutes, 15 where none is given. */
export const endOf = (start: Date, minutes?: number): Date =>
  new Date(start.getTime() + (minutes ?? DEFAULT_MINUTES) * 60_000);

/** Overdue: planned, and its end is past. Derived, never stored. */
export const isOverdue = (contact: Pick<Contact, 'status' | 'end'>, now: Date): boolean =>
  contact.status === 'planned' && contact.end < now;

/** State of a new contact: planned 1; happened 3 if a result is given, else 1. */
export const stateOfNew = (status: Status, result?: string): State => (status !== 'planned' && result ? 3 : 1);

/** A contact wants an organization, or a person, or a text. */
export const saysSomething = (fields: Pick<ContactFields, 'organization' | 'person' | 'content'>): boolean =>
  fields.organization !== undefined || fields.person !== undefined || Boolean(fields.content);

/** What the next contact of a chain takes over from the one before it. `manager` is who will run it. */
export function nextFields(before: ContactFields, start: Date, manager: number): ContactFields {
  const { channel, priority, organization, person, type, firm, source } = before;
  return {
    status: 'planned',
    start,
    channel,
    direction: 'outgoing',
    manager,
    priority,
    state: 1,
    ...(organization !== undefined && { organization }),
    ...(person !== undefined && { person }),
    ...(type !== undefined && { type }),
    ...(firm !== undefined && { firm }),
    ...(source !== undefined && { source }),
    documents: [],
    analytics: [],
  };
}
