import { isDeepStrictEqual } from 'node:util';
import type { Connection } from 'mongoose';
import type { Contact } from '../../domain/contact/contact.ts';
import { type Due, type DueState, plan, type Remindable, replan } from '../../domain/reminder/due.ts';
import type { ReminderRules } from '../../domain/reminder/reminder-rules.ts';
import type { Viewer } from '../../domain/rights.ts';
import { readRules } from '../users/reminder-rules.ts';
import { type Claim, type Claimable, createClaims, idle } from '../work/claim.ts';
import { type ContactRow, changedBy, contactModel, PRIVATE, toContact } from './contact-model.ts';

/*
 * What is due of contacts: the next reminder of each, stored in the document of the contact and written in the same
 * update as whatever changed it. Two indexes hold the contacts that have one, by its time and by manager and time.
 */

/** A contact with what is stored about its reminders. */
export type DueContact = Contact & DueState;

/** A claimed reminder. */
export interface ClaimedContact {
  contact: DueContact;
  claim: Claim<DueRow>;
}

interface DueRow extends Claimable {
  _id: string;
  manager: number;
  revision: number;
  due?: Due | null;
  remindedThrough?: Date;
}

/** Long enough for a message to wait for its turn and to be sent. */
const LEASE_MS = 60_000;
/** Several contacts of one manager come as one message; of more than these, the next one tells. */
const FOLDED = 200;
/** Rows of one read of what is due; they are grouped by manager. */
const READ = 500;
const BATCH = 100;

/** The update that stores a contact's reminders; a sender that was about to send the old one finds its claim gone. */
export function dueUpdate({ due, remindedThrough, arranged }: DueState): {
  $set: object;
  $unset?: Record<string, true>;
} {
  const gone = [...(due ? [] : ['due']), ...(remindedThrough ? [] : ['remindedThrough'])];
  return {
    $set: {
      ...(due && { due }),
      ...(remindedThrough && { remindedThrough }),
      ...(arranged && { arranged }),
      lease: null,
      attempts: 0,
    },
    ...(gone.length > 0 && { $unset: Object.fromEntries(gone.map((field) => [field, true as const])) }),
  };
}

const REPLANNED = ['start', 'status', 'manager', 'removed'] as const;
const ADJUSTED = ['minutes', 'leads'] as const;

/**
 * What a change of a contact makes of its reminders; undefined where it does not concern them. `by`: the user who makes
 * the change.
 */
export function dueOfChange(
  before: DueContact,
  after: Remindable & Pick<Contact, 'manager'>,
  set: object,
  rules: ReminderRules,
  { by, now }: { by: number; now: Date },
): DueState | undefined {
  const [was, becomes] = [new Map(Object.entries(before)), new Map(Object.entries(set))];
  const changed = (fields: readonly string[]) =>
    fields.some((field) => becomes.has(field) && !isDeepStrictEqual(becomes.get(field), was.get(field)));
  if (changed(REPLANNED)) return plan(after, rules, now, after.manager === by);
  const { due, remindedThrough, arranged } = before;
  if (changed(ADJUSTED)) return replan({ ...after, due, remindedThrough, arranged }, rules, now);
  return undefined;
}

/** Finding, claiming and completing the reminders that are due. */
export function createContactDue(connection: Connection) {
  const model = contactModel(connection);
  const rows = connection.collection<DueRow>('contacts');
  const claims = createClaims<DueRow>(rows, { path: 'due.at', leaseMs: LEASE_MS });

  return {
    /** Managers with a reminder that is due, the longest due first. Costs what is due, not what is planned. */
    async managersDue(now: Date, limit: number): Promise<number[]> {
      const found = await rows
        .find({ 'due.at': { $lte: now }, $or: idle(now, LEASE_MS) }, { projection: { _id: 0, manager: 1 } })
        .sort({ 'due.at': 1 })
        .limit(Math.max(READ, limit))
        .toArray();
      return [...new Set(found.map(({ manager }) => manager))].slice(0, limit);
    },

    /** Claims everything that is due of one manager, and reads it again. */
    async claimOf(manager: number, now: Date): Promise<ClaimedContact[]> {
      const due = await rows
        .find({ manager, 'due.at': { $lte: now }, $or: idle(now, LEASE_MS) }, { projection: { _id: 1 } })
        .sort({ 'due.at': 1 })
        .limit(FOLDED)
        .toArray();
      const claimed = await claims.claimMany(
        due.map(({ _id }) => _id),
        now,
        { live: 0, stems: 0, operations: 0, history: 0 },
      );
      return claimed.map((claim) => ({ claim, contact: claimedContact(claim) }));
    },

    /** Stores what is due next of claimed contacts. Those whose reminder changed meanwhile are left as they are. */
    complete: (done: readonly { claim: Claim<DueRow>; next: DueState }[]): Promise<void> =>
      claims.completeMany(done.map(({ claim, next }) => ({ claim, change: dueUpdate(next) }))),

    /** Gives claims back, at once or from `until` on. */
    release: (claimed: readonly ClaimedContact[], until?: Date): Promise<void> =>
      claims.releaseMany(
        claimed.map(({ claim }) => claim),
        until,
      ),

    /** Puts claims off after a failure, each by its own backoff. */
    async fail(claimed: readonly ClaimedContact[], now: Date): Promise<void> {
      for (const { claim } of claimed) await claims.fail(claim, now);
    },

    /** Puts the reminder of a planned contact off. Undefined: the contact is not as the viewer saw it, or not theirs. */
    async snooze(viewer: Viewer, id: string, revision: number, at: Date): Promise<Contact | undefined> {
      const row = await model
        .findOneAndUpdate(
          changedBy(viewer, { _id: id, revision, status: 'planned', live: true }),
          { $set: { due: { at, kind: 'snooze' }, lease: null, attempts: 0 } },
          { returnDocument: 'after', projection: PRIVATE },
        )
        .lean<ContactRow>();
      return row ? toContact(row) : undefined;
    },

    /**
     * Computes the reminders of one batch of a manager's planned contacts again, in order of id from the one after `from`.
     * Returns the last id, or undefined at the end. A contact that changes meanwhile computes its own. Repeatable.
     */
    async replanBatch(manager: number, from: string | undefined, now: Date): Promise<string | undefined> {
      const rules = (await readRules(connection, [manager])).of(manager);
      const batch = await model
        .find(
          { manager, status: 'planned', live: true, ...(from !== undefined && { _id: { $gt: from } }) },
          { live: 0, stems: 0, operations: 0, history: 0 },
        )
        .sort({ _id: 1 })
        .limit(BATCH)
        .lean<ContactRow[]>();
      const updates = batch.flatMap((row) => {
        const contact = toContact(row) as DueContact;
        const { due, remindedThrough } = contact;
        const next = replan(contact, rules, now);
        if (isDeepStrictEqual([next.due, next.remindedThrough], [due, remindedThrough])) return [];
        const { _id, revision } = row;
        // Neither changed nor rung since it was read.
        return [{ updateOne: { filter: { _id, revision, due: due ?? null }, update: dueUpdate(next) } }];
      });
      if (updates.length > 0) await rows.bulkWrite(updates, { ordered: false });
      return batch.length < BATCH ? undefined : batch.at(-1)?._id;
    },
  };
}

/** The row of a claim was read with everything that belongs to a contact. */
const claimedContact = ({ row }: Claim<DueRow>): DueContact => {
  const { lease: _, attempts: __, ...contact } = row;
  return toContact(contact as ContactRow);
};

export type ContactDue = ReturnType<typeof createContactDue>;
