import { type Connection, type QueryFilter, Schema, type UpdateQuery } from 'mongoose';
import { type Change, type Contact, type ContactFields, endOf } from '../domain/contact.ts';
import { contactsChanged, contactsSeen, type Scope, type Viewer } from '../domain/rights.ts';
import { stems } from '../domain/stems.ts';
import { changesBetween, historyOf } from './contact-history.ts';
import { isDuplicate } from './errors.ts';
import { type Stored, toPlain, toStored } from './ids.ts';

/** What only the store knows of a contact: search stems, operations done, history. */
interface Row extends Stored<Contact> {
  stems: string[];
  operations: string[];
  history: Change[];
}

const mixed = Schema.Types.Mixed;
const schema = new Schema<Row>(
  {
    _id: { type: String, required: true },
    status: { type: String, required: true },
    start: { type: Date, required: true },
    end: { type: Date, required: true },
    minutes: Number,
    channel: { type: String, required: true },
    direction: { type: String, required: true },
    manager: { type: Number, required: true },
    priority: { type: String, required: true },
    state: { type: Number, required: true },
    organization: String,
    person: String,
    type: { type: String },
    firm: String,
    content: String,
    result: String,
    source: String,
    reason: String,
    documents: [String],
    analytics: [mixed],
    leads: { type: [Number], default: undefined },
    previous: String,
    root: { type: String, required: true },
    author: { type: Number, required: true },
    createdAt: { type: Date, required: true },
    revision: { type: Number, required: true },
    removed: mixed,
    letter: String,
    stems: [String],
    operations: [String],
    history: [mixed],
  },
  { versionKey: false },
);
schema.index({ manager: 1, status: 1, start: 1 });
schema.index({ manager: 1, start: -1 });
schema.index({ start: -1 });
schema.index({ organization: 1, start: -1 });
schema.index({ person: 1, start: -1 });
schema.index({ root: 1, start: 1 });

/** Lists and cards never load these. */
const PRIVATE = { stems: 0, operations: 0, history: 0 } as const;
const OPERATIONS_KEPT = 20;

/** What became of a change: done (now, or by the same operation before), overtaken by another change, or not there. */
export type Changed =
  | { outcome: 'done' | 'repeated'; contact: Contact }
  | { outcome: 'overtaken'; contact: Contact }
  | { outcome: 'absent' };

/** Which operation wants the change, on which revision it was decided, and when. */
export interface Operation {
  key: string;
  revision: number;
  now: Date;
}

/** Fields to set; a field set to `undefined` is taken away. */
export type FieldChange = { [K in keyof ContactFields | 'removed']?: Contact[K] | undefined };

const within = (scope: Scope, viewer: Viewer): QueryFilter<Row> =>
  scope === 'all' ? {} : scope === 'own' ? { manager: viewer.id } : { _id: { $exists: false } };

/** The contacts. Everything is read and written within the rights of a viewer. */
export function createContacts(connection: Connection) {
  const model = connection.model<Row>('Contact', schema, 'contacts');
  const plain = (row: Row): Contact => toPlain<Contact>(row);
  const seen = (viewer: Viewer, filter: QueryFilter<Row>): QueryFilter<Row> => ({
    $and: [within(contactsSeen(viewer), viewer), filter],
  });

  const get = async (viewer: Viewer, id: string): Promise<Contact | undefined> => {
    const row = await model.findOne(seen(viewer, { _id: id }), PRIVATE).lean<Row>();
    return row ? plain(row) : undefined;
  };

  /** Applies a change that was decided on a certain revision. The caller's rights are part of the query. */
  async function change(viewer: Viewer, id: string, operation: Operation, set: FieldChange): Promise<Changed> {
    const mine = within(contactsChanged(viewer), viewer);
    const before = await model.findOne({ $and: [mine, { _id: id }] }, { stems: 0, history: 0 }).lean<Row>();
    if (!before) return { outcome: 'absent' };
    if (before.operations?.includes(operation.key)) return { outcome: 'repeated', contact: plain(before) };
    if (before.revision !== operation.revision) return { outcome: 'overtaken', contact: plain(before) };
    const after = await model
      .findOneAndUpdate(
        { $and: [mine, { _id: id, revision: operation.revision }] },
        updateOf(before, viewer, operation, set),
        { returnDocument: 'after', projection: PRIVATE },
      )
      .lean<Row>();
    if (after) return { outcome: 'done', contact: plain(after) };
    // Somebody was quicker between the two calls; the second look tells who.
    return change(viewer, id, operation, set);
  }

  return {
    get,
    change,

    /**
     * Stores a new contact under the id its draft was given. Repeated, it returns what is there already.
     * Throws when the id belongs to a contact the viewer may not see.
     */
    async create(viewer: Viewer, id: string, fields: ContactFields, links: { previous?: Contact; letter?: string; now: Date }): Promise<{ contact: Contact; created: boolean }> {
      const contact: Contact = {
        ...fields,
        id,
        end: endOf(fields.start, fields.minutes),
        root: links.previous?.root ?? id,
        ...(links.previous && { previous: links.previous.id }),
        ...(links.letter !== undefined && { letter: links.letter }),
        author: viewer.id,
        createdAt: links.now,
        revision: 1,
      };
      const row: Row = { ...toStored<Contact>(contact), stems: stemsOf(fields), operations: [], history: [] };
      try {
        await model.create(row);
        return { contact, created: true };
      } catch (error) {
        const existing = isDuplicate(error) ? await get(viewer, id) : undefined;
        if (existing) return { contact: existing, created: false };
        throw error;
      }
    },

    /** Marks a contact made by mistake: it counts nowhere from now on, and can be brought back. */
    remove: (viewer: Viewer, id: string, operation: Operation): Promise<Changed> =>
      change(viewer, id, operation, { removed: { at: operation.now, by: viewer.id } }),
    bringBack: (viewer: Viewer, id: string, operation: Operation): Promise<Changed> =>
      change(viewer, id, operation, { removed: undefined }),

    /** Planned contacts of a manager that start before `until`, the earliest first. */
    planned: async (viewer: Viewer, manager: number, until: Date, limit: number): Promise<Contact[]> =>
      (
        await model
          .find(seen(viewer, { manager, status: 'planned', start: { $lt: until }, removed: { $exists: false } }), PRIVATE)
          .sort({ start: 1 })
          .limit(limit)
          .lean<Row[]>()
      ).map(plain),

    /** What a manager did or cancelled between two moments, the earliest first. */
    between: async (viewer: Viewer, manager: number, from: Date, to: Date, limit: number): Promise<Contact[]> =>
      (
        await model
          .find(seen(viewer, { manager, start: { $gte: from, $lt: to }, removed: { $exists: false } }), PRIVATE)
          .sort({ start: 1 })
          .limit(limit)
          .lean<Row[]>()
      ).map(plain),

    /** The chain a contact belongs to, the earliest first, removed ones left out. */
    chain: async (viewer: Viewer, root: string, limit: number): Promise<Contact[]> =>
      (await model.find(seen(viewer, { root, removed: { $exists: false } }), PRIVATE).sort({ start: 1 }).limit(limit).lean<Row[]>()).map(plain),

    /** The organizations a manager dealt with last, the latest first. */
    async recentOrganizations(manager: number, limit: number): Promise<string[]> {
      const rows = await model
        .find({ manager, organization: { $exists: true } }, { organization: 1 })
        .sort({ start: -1 })
        .limit(60)
        .lean<Pick<Row, 'organization'>[]>();
      return [...new Set(rows.flatMap((row) => row.organization ?? []))].slice(0, limit);
    },

    /** Every change of a contact, the latest first. */
    async history(viewer: Viewer, id: string) {
      const row = await model.findOne(seen(viewer, { _id: id }), { history: 1 }).lean<Row>();
      return historyOf(row?.history ?? []);
    },
  };
}

const stemsOf = ({ content, result }: { content?: string | undefined; result?: string | undefined }): string[] =>
  stems(content, result);

function updateOf(before: Row, viewer: Viewer, operation: Operation, set: FieldChange): UpdateQuery<Row> {
  const after = { start: set.start ?? before.start, minutes: 'minutes' in set ? set.minutes : before.minutes };
  const text = { content: 'content' in set ? set.content : before.content, result: 'result' in set ? set.result : before.result };
  const gone = Object.keys(set).filter((key) => set[key as keyof FieldChange] === undefined);
  const kept = Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined));
  const derived = { end: endOf(after.start, after.minutes), stems: stemsOf(text) };
  return {
    $set: { ...kept, ...derived },
    ...(gone.length > 0 && { $unset: Object.fromEntries(gone.map((key) => [key, true])) }),
    $inc: { revision: 1 },
    $push: {
      operations: { $each: [operation.key], $slice: -OPERATIONS_KEPT },
      history: { $each: changesBetween(before, set, viewer.id, operation.now) },
    },
  };
}

export type Contacts = ReturnType<typeof createContacts>;
