import type { Collection, Connection } from 'mongoose';
import type { Analytic } from '../../domain/contact/contact.ts';
import { newId } from '../../domain/id.ts';
import { isDuplicate } from '../errors.ts';
import { idle } from '../work/claim.ts';

/** A dialog as it is kept between two updates. Values are stored by field name, so that a new field breaks no live dialog. */
export interface Dialog {
  scene: string;
  /** Id of the draft, which becomes the `_id` of what the dialog creates. */
  draft: string;
  /** The field being asked, or none when the draft's card is shown. */
  field?: string;
  values: Record<string, unknown>;
  /** What the field being asked keeps to itself, e.g. the words searched for. */
  scratch?: Record<string, unknown>;
  /** The field being asked was chosen on the draft's card, and Back leads there. */
  editing?: boolean;
  /** The draft's card has buttons for all fields, those that are wanted seldom too. */
  expanded?: boolean;
  /** Fields already gone through, for Back. */
  trail: string[];
  /** Of a dialog that begins with its draft: fields that are asked first, in order. */
  asks?: string[];
  /** Counts redraws. A button carries the turn it was drawn in; of an older turn it is out of date. */
  turn: number;
  /** What it is called in a line, in the user's language. */
  title: string;
  /** Message id of the dialog's card. */
  card?: number;
  /** What was made for it by other dialogs, in words: it is there whether this one is saved or not. */
  made?: string[];
  /** The dialog that waits for this one's outcome, and the field the outcome goes into. */
  caller?: { dialog: Dialog; into: string };
}

/** Where a card was opened from. */
export interface BackLink {
  id: string;
  back: string;
}

/** A message with a line: the contact it became, or its text where it was taken for something else than a contact. */
export interface NotedLine {
  message: number;
  contact?: string;
  text?: string;
  /** What came with it: the voice note that says it. */
  files?: readonly Analytic[];
  /** As its writer has changed it since; `at`: when the message was written. */
  edited?: { text: string; at: Date };
}

/** What is remembered of one user between updates. */
export interface Session {
  open?: Dialog;
  /** Dialogs left in the middle, the latest first. */
  parked: Dialog[];
  /** The contact whose card was shown last, and when: what is sent besides dialogs is meant for it. */
  hand?: { contact: string; at: Date };
  /** Which lists or cards the cards shown last were opened from: the id of what a card is of, and the data of its Back. */
  ways?: BackLink[];
  /** The messages with lines that were taken last, the latest first. */
  lines?: NotedLine[];
  /** What is said to one user only once, and was. */
  told?: string[];
  /** Ids of the updates handled last: one of these that comes again is dropped. */
  handled: number[];
}

interface Row extends Session {
  _id: number;
  lease?: { owner: string; until: Date } | null;
  touched: Date;
}

/** How long a session is held without a renewal, in milliseconds. */
export const SESSION_LEASE_MS = 10_000;
const HANDLED_KEPT = 100;

/** Proof of holding a user's session; given back with `save` or `release`. */
export interface Lease {
  user: number;
  owner: string;
}

/**
 * One session a user, leased for the time of one update: the lease is what makes two instances take turns.
 *
 * On the path of every update, and therefore on the driver itself: mongoose's casting would double the cost of these
 * two calls, and their shape is ours alone.
 */
export function createSessions(connection: Connection) {
  const rows: Collection<Row> = connection.collection<Row>('sessions');
  const until = (now: Date) => new Date(now.getTime() + SESSION_LEASE_MS);

  return {
    /** Reads the session and takes its lease in one step. `undefined`: somebody else holds it now. */
    async acquire(user: number, now: Date): Promise<{ lease: Lease; session: Session } | undefined> {
      const owner = newId();
      try {
        const row = await rows.findOneAndUpdate(
          { _id: user, $or: idle(now, SESSION_LEASE_MS) },
          { $set: { lease: { owner, until: until(now) }, touched: now }, $setOnInsert: { parked: [], handled: [] } },
          { upsert: true, returnDocument: 'after' },
        );
        if (!row) return undefined;
        const { open, hand, ways, lines, told, parked, handled } = row;
        const session = {
          ...(open && { open }),
          ...(hand && { hand }),
          ...(ways && { ways }),
          ...(lines && { lines }),
          ...(told && { told }),
          parked,
          handled,
        };
        return { lease: { user, owner }, session };
      } catch (error) {
        // The upsert found no idle session and tried to insert a second one: it is held.
        if (isDuplicate(error)) return undefined;
        throw error;
      }
    },

    /** Prolongs the lease of a handler that takes its time. False: it is somebody else's by now. */
    async renew({ user, owner }: Lease, now: Date): Promise<boolean> {
      const mine = { _id: user, 'lease.owner': owner };
      return (await rows.updateOne(mine, { $set: { 'lease.until': until(now) } })).matchedCount === 1;
    },

    /** Stores the session, notes the update as handled and gives the lease back. False: the lease was lost meanwhile. */
    async save({ user, owner }: Lease, session: Session, handled?: number): Promise<boolean> {
      const { open, hand, ways, lines, told, parked } = session;
      const { matchedCount } = await rows.updateOne(
        { _id: user, 'lease.owner': owner },
        {
          $set: {
            parked,
            lease: null,
            ...(open && { open }),
            ...(hand && { hand }),
            ...(ways && { ways }),
            ...(lines && { lines }),
            ...(told && { told }),
          },
          ...(!open && { $unset: { open: true } }),
          ...(handled !== undefined && { $push: { handled: { $each: [handled], $slice: -HANDLED_KEPT } } }),
        },
      );
      return matchedCount === 1;
    },

    /** Gives the lease back and changes nothing else. */
    async release({ user, owner }: Lease): Promise<void> {
      await rows.updateOne({ _id: user, 'lease.owner': owner }, { $set: { lease: null } });
    },

    /** Drops the dialogs of somebody who has left. */
    async forget(user: number): Promise<void> {
      await rows.updateOne({ _id: user }, { $set: { parked: [] }, $unset: { open: true } });
    },

    /** Removes what users left who have not been heard of since that moment, drafts put aside with it. Returns how many. */
    async sweep(before: Date): Promise<number> {
      return (await rows.deleteMany({ touched: { $lt: before } })).deletedCount;
    },

    /** For the embedded engine, which has one owner: a holder from before the start is gone. */
    async clearLeases(): Promise<void> {
      await rows.updateMany({}, { $set: { lease: null } });
    },
  };
}

export type Sessions = ReturnType<typeof createSessions>;
