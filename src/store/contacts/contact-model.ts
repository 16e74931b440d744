import { type Connection, type Model, type QueryFilter, Schema } from 'mongoose';
import {
  type Change,
  type Contact,
  contactFields,
  type FieldKind,
  fieldNames,
  kindOf,
} from '../../domain/contact/contact.ts';
import type { Arranged, Due } from '../../domain/reminder/due.ts';
import { contactsChanged, contactsSeen, type Scope, type Viewer } from '../../domain/rights.ts';
import { type Stored, toPlain } from '../ids.ts';

/*
 * How contacts are stored, and which of them a viewer reaches. For the files of the store that read or write contacts;
 * no one else sees a row.
 */

/** What only the store knows of a contact: search stems, operations done, history. */
export interface ContactRow extends Stored<Contact> {
  /** Not removed. Derived from `removed`, always there: only a present value can be told from an index alone. */
  live: boolean;
  /** The moment it was first planned for, wherever it was moved since; absent: it was never planned. */
  plannedFor?: Date;
  stems: string[];
  operations: string[];
  history: Change[];
  /** How many of the oldest entries of the history lie in their own collection. */
  folded?: number;
  /** The next reminder, and through which moment reminders have been dealt with (domain/due.ts, contact-due.ts). */
  due?: Due;
  remindedThrough?: Date;
  /** When its time was arranged, and whether by its manager. */
  arranged?: Arranged;
  lease?: { owner: string; until: Date } | null;
  attempts?: number;
}

/**
 * The journal's indexes, which it names when it asks (journal.ts): a period of all, of one manager, of one client. What
 * follows `start` lets removed contacts and tapped-off groups be passed over, and a page counted, without fetching a
 * document. `end` lets the calendar tell overdue ones from the index alone.
 */
export const journalIndexes = {
  all: { start: -1, live: 1, status: 1, direction: 1 },
  manager: { manager: 1, start: -1, live: 1, status: 1, direction: 1, end: 1 },
  organization: { organization: 1, start: -1, live: 1, status: 1, direction: 1 },
} as const;

const mixed = Schema.Types.Mixed;

/** How a value of each kind lies in the database. */
const storedKinds: Record<FieldKind, object> = {
  status: { type: String },
  moment: { type: Date },
  minutes: { type: Number },
  channel: { type: String },
  direction: { type: String },
  manager: { type: Number },
  priority: { type: String },
  state: { type: Number },
  organization: { type: String },
  persons: { type: [String], default: undefined },
  entry: { type: String },
  documents: { type: [String] },
  text: { type: String },
  analytics: { type: [mixed] },
  leads: { type: [Number], default: undefined },
};
const storedFields = Object.fromEntries(
  fieldNames.map((name) => [name, { ...storedKinds[kindOf(name)], required: 'always' in contactFields[name] }]),
);

const schema = new Schema<ContactRow>(
  {
    _id: { type: String, required: true },
    ...storedFields,
    end: { type: Date, required: true },
    previous: String,
    root: { type: String, required: true },
    author: { type: Number, required: true },
    createdAt: { type: Date, required: true },
    revision: { type: Number, required: true },
    removed: mixed,
    letter: String,
    step: mixed,
    live: { type: Boolean, required: true },
    plannedFor: Date,
    stems: [String],
    operations: [String],
    history: [mixed],
    folded: Number,
    due: mixed,
    remindedThrough: Date,
    arranged: mixed,
    lease: mixed,
    attempts: Number,
  },
  { versionKey: false },
);
schema.index({ manager: 1, status: 1, start: 1 });
for (const index of Object.values(journalIndexes)) schema.index(index);
schema.index({ persons: 1, start: -1 });
schema.index({ documents: 1, start: -1 });
// Words of content and result, and of what was said: the rarest stem leads.
schema.index({ stems: 1, start: -1 });
// Covers reports: who counted how much with whom, for the measures, without fetching a document. Leads the journal to what
// is overdue, no matter whose it is.
schema.index({
  status: 1,
  live: 1,
  start: 1,
  manager: 1,
  organization: 1,
  state: 1,
  priority: 1,
  minutes: 1,
});
// Who has a next step: only contacts that are one are in it.
schema.index({ organization: 1, status: 1 }, { partialFilterExpression: { status: 'planned', live: true } });
// What was planned for a time, to be set against what became of it.
schema.index({ plannedFor: 1, manager: 1 }, { partialFilterExpression: { plannedFor: { $exists: true } } });
schema.index({ root: 1, start: 1 });
// What can be brought back: only removed contacts are in it.
schema.index({ 'removed.at': -1 }, { partialFilterExpression: { live: false } });
// What rings next: only contacts that have something due are in these two.
const isDue = { partialFilterExpression: { 'due.at': { $exists: true } } };
schema.index({ 'due.at': 1 }, isDue);
schema.index({ manager: 1, 'due.at': 1 }, isDue);

/** Lists and cards never load these. */
export const PRIVATE = {
  live: 0,
  plannedFor: 0,
  stems: 0,
  operations: 0,
  history: 0,
  folded: 0,
  due: 0,
  remindedThrough: 0,
  arranged: 0,
  lease: 0,
  attempts: 0,
} as const;
/** The collection's model; asked for again, the same one. */
export const contactModel = (connection: Connection): Model<ContactRow> =>
  connection.models.Contact ?? connection.model<ContactRow>('Contact', schema, 'contacts');

export const toContact = (row: Stored<Contact>): Contact => toPlain<Contact>(row);

const within = (scope: Scope, viewer: Viewer): QueryFilter<ContactRow> =>
  scope === 'all' ? {} : scope === 'own' ? { manager: viewer.id } : { _id: { $exists: false } };

/** A filter narrowed to the contacts that a viewer may see. */
export const seenBy = (viewer: Viewer, filter: QueryFilter<ContactRow>): QueryFilter<ContactRow> => ({
  $and: [within(contactsSeen(viewer), viewer), filter],
});

/** A filter narrowed to the contacts that a viewer may change. */
export const changedBy = (viewer: Viewer, filter: QueryFilter<ContactRow>): QueryFilter<ContactRow> => ({
  $and: [within(contactsChanged(viewer), viewer), filter],
});
