import type { Collection, Connection } from 'mongoose';
import { derivedId } from '../../domain/id.ts';
import { isDuplicate } from '../errors.ts';
import { type Claim, type Claimable, createClaims } from '../work/claim.ts';

/*
 * Voice notes that wait to be heard. A note is stored before anything is done with it, and is due until what it says has
 * arrived in its speaker's chat: a crash at any moment leaves it due.
 */

/** What a note says, as far as it was heard: its words, or why there will be none. */
export type NoteHeard = { text: string; unsure: string[] } | { unheard: string };

export interface Note {
  id: string;
  /** Telegram id of the speaker. */
  user: number;
  /** The message that brought it, with its number in the chat: notes are heard in this order. */
  message: number;
  /** Id of the update that brought it. */
  update: number;
  /** The message as Telegram told it. */
  raw: Record<string, unknown>;
  /** When it was said. */
  at: Date;
  heard?: NoteHeard;
  /** Message id of the card that says that it could not be heard yet. */
  card?: number;
  /** When it arrived in the chat, or was taken without its words. */
  done?: Date;
}

export interface NoteRow extends Omit<Note, 'id'>, Claimable {
  _id: string;
  due: Date | null;
  /** It could not be heard and its speaker knows: later notes do not wait for it. */
  late?: boolean;
}

/** Somebody else takes over a note that no one has worked on for so long, in milliseconds. */
const LEASE_MS = 30_000;

export const noteId = (user: number, message: number): string => derivedId('voice-note', user, message);

export const toNote = ({ _id, due: _, lease: __, attempts: ___, late: ____, ...row }: NoteRow): Note => ({
  id: _id,
  ...row,
});

/** Like sessions and jobs, on the driver itself: the shape of a row is ours alone. */
export function createNotes(connection: Connection) {
  const rows: Collection<NoteRow> = connection.collection<NoteRow>('voiceNotes');
  const claims = createClaims<NoteRow>(rows, { path: 'due', leaseMs: LEASE_MS, soon: true });
  const listeners = new Set<() => void>();
  const call = () => {
    for (const listener of listeners) listener();
  };

  return {
    claims,

    /** Keeps a note to be heard; the same message again adds nothing. */
    async keep(note: Omit<Note, 'id' | 'heard' | 'card' | 'done'>): Promise<void> {
      try {
        await rows.insertOne({ ...note, _id: noteId(note.user, note.message), due: note.at, lease: null });
      } catch (error) {
        if (!isDuplicate(error)) throw error;
      }
      call();
    },

    /** Calls back whenever there is a note to hear that came through this store. Returns the way to end it. */
    onKept(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    async get(id: string, user: number): Promise<Note | undefined> {
      const row = await rows.findOne({ _id: id, user });
      return row ? toNote(row) : undefined;
    },

    /** What the note in a message says; undefined where it is no note, or not heard. */
    async wordsIn(user: number, message: number): Promise<string | undefined> {
      const row = await rows.findOne({ _id: noteId(user, message) }, { projection: { heard: 1 } });
      return row?.heard && 'text' in row.heard ? row.heard.text : undefined;
    },

    /** Whether a note of the same speaker that was said before this one is still to be heard. */
    async hasEarlier({ user, message }: Pick<Note, 'user' | 'message'>): Promise<boolean> {
      const earlier = { user, message: { $lt: message }, due: { $ne: null }, late: { $ne: true } };
      return (await rows.findOne(earlier, { projection: { _id: 1 } })) !== null;
    },

    /** Notes what a claimed one says. False: it is not ours any more. */
    setHeard: (claim: Claim<NoteRow>, now: Date, heard: NoteHeard): Promise<boolean> =>
      claims.renew(claim, now, { heard }),

    /** Notes that its speaker knows that it could not be heard yet, by this card. */
    setLate: (claim: Claim<NoteRow>, now: Date, card: number): Promise<boolean> =>
      claims.renew(claim, now, { late: true, card }),

    /** What it says has arrived. */
    close: (claim: Claim<NoteRow>, now: Date): Promise<boolean> =>
      claims.complete(claim, { $set: { due: null, done: now } }),

    /** Stops trying; the note stays, and may be tried again by its speaker. */
    rest: (claim: Claim<NoteRow>): Promise<boolean> => claims.complete(claim, { $set: { due: null } }),

    /** Has it tried again at once, as its speaker wants. False: it has arrived meanwhile. */
    async again(id: string, user: number, now: Date): Promise<boolean> {
      const { matchedCount } = await rows.updateOne(
        { _id: id, user, done: { $exists: false }, $or: [{ lease: null }, { 'lease.owner': '' }] },
        { $set: { due: now, lease: null, attempts: 0 } },
      );
      if (matchedCount === 1) call();
      return matchedCount === 1 || (await rows.findOne({ _id: id, user, done: { $exists: false } })) !== null;
    },

    /** Takes it without its words, as its speaker wants; no one tries to hear it any more. Undefined: it has arrived meanwhile. */
    async take(id: string, user: number, now: Date): Promise<Note | undefined> {
      const row = await rows.findOneAndUpdate(
        { _id: id, user, done: { $exists: false } },
        { $set: { due: null, done: now, lease: null } },
        { returnDocument: 'after' },
      );
      return row ? toNote(row) : undefined;
    },

    /** How many are still to be heard. */
    unheard: (): Promise<number> => rows.countDocuments({ due: { $ne: null } }, { limit: 1000 }),

    /** For the embedded engine, which has one owner: a worker from before the start is gone. */
    async clearLeases(): Promise<void> {
      await rows.updateMany({ due: { $ne: null } }, { $set: { lease: null } });
    },

    /** Drops notes that arrived before then. Returns how many. */
    async sweep(before: Date): Promise<number> {
      return (await rows.deleteMany({ done: { $lt: before } })).deletedCount;
    },

    createIndexes: (): Promise<unknown> =>
      Promise.all([
        rows.createIndex({ due: 1 }),
        rows.createIndex({ user: 1, message: 1 }),
        rows.createIndex({ done: 1 }),
      ]),
  };
}

export type Notes = ReturnType<typeof createNotes>;
