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
  /** As Telegram names it: a file is sent again only as what it was. */
  kind: 'photo' | 'document' | 'voice' | 'video' | 'video_note' | 'animation' | 'audio';
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

/** What kinds of field there are, and what a value of each is as it is stored. */
export interface StoredValues {
  status: Status;
  moment: Date;
  minutes: number;
  channel: Channel;
  direction: Direction;
  /** Telegram id of a user. */
  manager: number;
  priority: Priority;
  state: State;
  /** Ids of others: of an organization, of persons, of an entry of the dictionary with the field's name, of documents. */
  organization: string;
  persons: string[];
  entry: string;
  documents: string[];
  text: string;
  analytics: Analytic[];
  /** Lead times, in minutes. */
  leads: number[];
}
export type FieldKind = keyof StoredValues;

interface FieldRule {
  kind: FieldKind;
  /** A contact is never without it; of a list, that may be an empty one. */
  always?: true;
  /** Its words lead to the contact in a search; those with the lowest number count first where there are too many. */
  searched?: number;
}

/**
 * The fields of a contact: what a manager can say about it, in the order of the journal's columns. All that handles
 * fields derives from this table: their types, how they are stored and searched, drafts, editing, the history, columns
 * and exports (CONTRIBUTING.md shows how to add one).
 */
export const contactFields = {
  start: { kind: 'moment', always: true },
  /** Duration; absent where it was not told. */
  minutes: { kind: 'minutes' },
  status: { kind: 'status', always: true },
  channel: { kind: 'channel', always: true },
  direction: { kind: 'direction', always: true },
  organization: { kind: 'organization' },
  /** Who took part on the client's side; the first is whom it was with. */
  persons: { kind: 'persons' },
  manager: { kind: 'manager', always: true },
  type: { kind: 'entry' },
  priority: { kind: 'priority', always: true },
  state: { kind: 'state', always: true },
  content: { kind: 'text', searched: 1 },
  /** The line, caption or transcript that the contact was made from, word for word; edits of other fields keep it. */
  said: { kind: 'text', searched: 3 },
  result: { kind: 'text', searched: 2 },
  firm: { kind: 'entry' },
  source: { kind: 'entry' },
  documents: { kind: 'documents', always: true },
  analytics: { kind: 'analytics', always: true },
  /** Why it was cancelled. */
  reason: { kind: 'text', searched: 4 },
  /** Lead times of this contact alone; absent: the manager's own. */
  leads: { kind: 'leads' },
} as const satisfies Record<string, FieldRule>;

type Table = typeof contactFields;
export type FieldName = keyof Table;
/** Names of the fields of a kind. */
export type FieldOf<Kind extends FieldKind> = {
  [K in FieldName]: Table[K]['kind'] extends Kind ? K : never;
}[FieldName];
export type KindOf<Name extends FieldName> = Table[Name]['kind'];
/** What a person is asked as one answer: a field, or one of three answers that stand for the three fields left out here. */
export type AnswerName = Exclude<FieldName, 'channel' | 'direction' | 'persons'> | 'via' | 'person' | 'others';
type AlwaysName = { [K in FieldName]: Table[K] extends { always: true } ? K : never }[FieldName];

/** Everything that is asked about a contact, shown on the draft's card, and edited later. */
export type ContactFields = { [K in AlwaysName]: StoredValues[KindOf<K>] } & {
  [K in Exclude<FieldName, AlwaysName>]?: StoredValues[KindOf<K>];
};

export const isFieldName = (name: string): name is FieldName => Object.hasOwn(contactFields, name);

/** The names of all fields, in the order of the table. */
export const fieldNames: readonly FieldName[] = Object.keys(contactFields).filter(isFieldName);

export const kindOf = (name: FieldName): FieldKind => contactFields[name].kind;

/** The names of the fields of these kinds. */
export const fieldsOfKind = (...kinds: readonly FieldKind[]): FieldName[] =>
  fieldNames.filter((name) => kinds.includes(kindOf(name)));

/** Whom a contact was with: the first of its persons. */
export const personOf = ({ persons }: Pick<ContactFields, 'persons'>): string | undefined => persons?.[0];

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
export const saysSomething = (
  fields: {
    [K in 'organization' | 'persons' | 'content']?: ContactFields[K] | undefined;
  },
): boolean => Boolean(fields.organization ?? fields.persons?.length) || Boolean(fields.content);

/** What the next contact of a chain takes over from the one before it. `manager` is who will run it. */
export function nextFields(before: ContactFields, start: Date, manager: number): ContactFields {
  const { channel, priority, organization, persons, type, firm, source } = before;
  return {
    status: 'planned',
    start,
    channel,
    direction: 'outgoing',
    manager,
    priority,
    state: 1,
    ...(organization !== undefined && { organization }),
    ...(type !== undefined && { type }),
    ...(firm !== undefined && { firm }),
    ...(source !== undefined && { source }),
    ...(persons && { persons: [...persons] }),
    documents: [],
    analytics: [],
  };
}
