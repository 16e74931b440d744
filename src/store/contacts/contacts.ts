import type { Connection, ProjectionType } from 'mongoose';
import type { ChainLink } from '../../domain/contact/chain.ts';
import {
  type Analytic,
  type Contact,
  type ContactFields,
  endOf,
  filesOf,
  type Step,
} from '../../domain/contact/contact.ts';
import { plan } from '../../domain/reminder/due.ts';
import type { Viewer } from '../../domain/rights.ts';
import { touchClients } from '../clients/touch-clients.ts';
import { isDuplicate } from '../errors.ts';
import type { Copies } from '../files/file-copies.ts';
import { toStored } from '../ids.ts';
import { type Rules, readRules } from '../users/reminder-rules.ts';
import { chainAround } from './contact-chain.ts';
import { changesBetween, createHistories, FOLD_AT, isHeavy } from './contact-history.ts';
import { createContactLists } from './contact-lists.ts';
import { type ContactRow, changedBy, contactModel, PRIVATE, seenBy, toContact } from './contact-model.ts';
import { type FieldChange, type Operation, stemsOf, updateOf } from './contact-update.ts';

/** What a change reads beforehand; of the history only the entry that tells that it is time to fold. */
const BEFORE: ProjectionType<ContactRow> = { live: 0, stems: 0, folded: 0, history: { $slice: [FOLD_AT - 1, 1] } };

export type { FieldChange, Operation } from './contact-update.ts';

/** What became of a change: done (now, or by the same operation before), overtaken by another change, or not there. */
export type Changed =
  | { outcome: 'done' | 'repeated'; contact: Contact }
  | { outcome: 'overtaken'; contact: Contact }
  | { outcome: 'absent' };

/** The contacts. Everything is read and written within the rights of a viewer. */
export function createContacts(connection: Connection, { copies }: { copies: Pick<Copies, 'want'> }) {
  const model = contactModel(connection);
  const histories = createHistories(connection, model);

  const get = async (viewer: Viewer, id: string): Promise<Contact | undefined> => {
    const row = await model.findOne(seenBy(viewer, { _id: id }), PRIVATE).lean<ContactRow>();
    return row ? toContact(row) : undefined;
  };

  /** The rules of the manager who runs the contact after the change, where they were not among those read beside it. */
  async function rulesFor(before: ContactRow, set: FieldChange, known: Rules) {
    const manager = set.manager ?? before.manager;
    return known.has(manager) ? known.of(manager) : (await readRules(connection, [manager])).of(manager);
  }

  /** Applies a change that was decided on a certain revision. The caller's rights are part of the query. */
  async function change(viewer: Viewer, id: string, operation: Operation, set: FieldChange): Promise<Changed> {
    const [before, rulesOf] = await Promise.all([
      model.findOne(changedBy(viewer, { _id: id }), BEFORE).lean<ContactRow>(),
      readRules(connection, [viewer.id, ...(set.manager === undefined ? [] : [set.manager])]),
    ]);
    if (!before) return { outcome: 'absent' };
    const {
      operations,
      history,
      due: _,
      remindedThrough: __,
      arranged: ___,
      lease: ____,
      attempts: _____,
      ...known
    } = before;
    if (operations?.includes(operation.key)) {
      await touchClients(connection, known);
      return { outcome: 'repeated', contact: toContact(known) };
    }
    if (before.revision !== operation.revision) return { outcome: 'overtaken', contact: toContact(known) };
    const entries = changesBetween(before, set, viewer.id, operation.now);
    const heavy = isHeavy(entries);
    if (heavy || history.length > 0) await histories.fold(id, heavy);
    await copies.want(filesOf(set.analytics ?? []), operation.now);
    const after = await model
      .findOneAndUpdate(
        changedBy(viewer, { _id: id, revision: operation.revision }),
        updateOf(before, entries, { ...operation, by: viewer.id }, set, await rulesFor(before, set, rulesOf)),
        { returnDocument: 'after', projection: PRIVATE },
      )
      .lean<ContactRow>();
    if (after) {
      await touchClients(connection, after);
      return { outcome: 'done', contact: toContact(after) };
    }
    // Somebody was quicker between the two calls; the second look tells who.
    return change(viewer, id, operation, set);
  }

  /** Makes an addition to whatever the contact has by then: additions do not contradict each other. */
  async function add(
    viewer: Viewer,
    id: string,
    operation: Omit<Operation, 'revision'>,
    addition: (known: Contact) => FieldChange,
  ): Promise<Changed> {
    for (let known = await get(viewer, id); known; ) {
      const { revision } = known;
      const changed = await change(viewer, id, { ...operation, revision }, addition(known));
      if (changed.outcome !== 'overtaken') return changed;
      known = changed.contact;
    }
    return { outcome: 'absent' };
  }

  return {
    get,
    change,

    /** Adds characteristics, and words to the content, to whatever the contact has by then. */
    addAnalytics: (
      viewer: Viewer,
      id: string,
      operation: Omit<Operation, 'revision'>,
      added: { analytics: readonly Analytic[]; content?: string },
    ): Promise<Changed> =>
      add(viewer, id, operation, ({ content, analytics }) => ({
        analytics: [...analytics, ...added.analytics],
        ...(added.content !== undefined && { content: content ? `${content}\n${added.content}` : added.content }),
      })),

    /** Adds a document to whatever the contact has by then. */
    addDocument: (viewer: Viewer, id: string, operation: Omit<Operation, 'revision'>, document: string) =>
      add(viewer, id, operation, ({ documents }) => ({ documents: [...new Set([...documents, document])] })),

    /**
     * Stores a new contact under the id its draft was given. Repeated, it returns what is there already.
     * Throws when the id belongs to a contact the viewer may not see.
     */
    async create(
      viewer: Viewer,
      id: string,
      fields: ContactFields,
      links: { previous?: Contact; letter?: string; step?: Step; now: Date },
    ): Promise<{ contact: Contact; created: boolean }> {
      const contact: Contact = {
        ...fields,
        id,
        end: endOf(fields.start, fields.minutes),
        root: links.previous?.root ?? id,
        ...(links.previous && { previous: links.previous.id }),
        ...(links.letter !== undefined && { letter: links.letter }),
        ...(links.step && { step: links.step }),
        author: viewer.id,
        createdAt: links.now,
        revision: 1,
      };
      const derived = { live: true, stems: stemsOf(fields) };
      try {
        const [rules] = await Promise.all([
          readRules(connection, [fields.manager]),
          copies.want(filesOf(fields.analytics), links.now),
        ]);
        const own = fields.manager === viewer.id;
        const { due, remindedThrough, arranged } = plan(contact, rules.of(fields.manager), links.now, own);
        const row: ContactRow = {
          ...toStored<Contact>(contact),
          ...derived,
          operations: [],
          history: [],
          ...(fields.status === 'planned' && { plannedFor: fields.start }),
          ...(due && { due }),
          ...(remindedThrough && { remindedThrough }),
          ...(arranged && { arranged }),
        };
        await model.create(row);
        await touchClients(connection, contact);
        return { contact, created: true };
      } catch (error) {
        const existing = isDuplicate(error) ? await get(viewer, id) : undefined;
        if (!existing) throw error;
        await touchClients(connection, existing);
        return { contact: existing, created: false };
      }
    },

    /** Marks a contact made by mistake: it counts nowhere from now on, and can be brought back. */
    remove: (viewer: Viewer, id: string, operation: Operation): Promise<Changed> =>
      change(viewer, id, operation, { removed: { at: operation.now, by: viewer.id } }),
    bringBack: (viewer: Viewer, id: string, operation: Operation): Promise<Changed> =>
      change(viewer, id, operation, { removed: undefined }),

    ...createContactLists(connection),

    /** The chain around a contact that the viewer has read, in order of time; others' contacts as "busy" where they are. */
    chainAround: (viewer: Viewer, contact: Contact, each: number): Promise<ChainLink[]> =>
      chainAround(model, viewer, contact, each),

    /** Changes of a contact, the latest first: `limit` of them after the first `skip`, and how many there are. */
    async history(viewer: Viewer, id: string, skip: number, limit: number) {
      const row = await model.findOne(seenBy(viewer, { _id: id }), { history: 1, folded: 1 }).lean<ContactRow>();
      return row ? histories.read(row, skip, limit) : { entries: [], total: 0 };
    },
  };
}

export type Contacts = ReturnType<typeof createContacts>;
