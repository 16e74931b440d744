import { type Connection, Schema } from 'mongoose';
import { newId } from '../../domain/id.ts';
import { isNumberingOf, type Mailbox, type MailboxHealth } from '../../domain/letter/mailbox.ts';
import type { Purpose, Seal } from '../encryption.ts';
import { type Stored, toPlain, toStored } from '../ids.ts';
import { idle } from '../work/claim.ts';
import { createSealedPasswords, purposeOf } from './sealed-passwords.ts';
import { createUnderWay, ended, type UnderWay } from './under-way.ts';

/** How far a mailbox has been read. */
export interface MailboxProgress {
  /** The moment it was first connected: older letters ring nobody. */
  since?: Date;
  /** The numbering that `lastUid` is of. */
  uidValidity?: string;
  lastUid?: number;
}

/** How far the folder of what was sent has been read. */
export interface SentProgress {
  uidValidity: string;
  lastUid: number;
}

interface Row extends Stored<Mailbox>, MailboxProgress {
  /** How far the folder of what was sent was read; absent while it is not watched. */
  sent?: SentProgress;
  underWay?: Record<string, UnderWay>;
  /** The password under the seal. Of the environment's and the sandbox's mailbox there is none here. */
  sealed?: string;
  health?: MailboxHealth;
  lease?: { owner: string; until: Date } | null;
}

const mixed = Schema.Types.Mixed;
const schema = new Schema<Row>(
  {
    _id: { type: String, required: true },
    source: { type: String, required: true },
    address: { type: String, required: true },
    imap: { type: mixed, required: true },
    smtp: mixed,
    login: { type: String, required: true },
    folder: { type: String, required: true },
    duty: [Number],
    showExcluded: { type: Boolean, default: false },
    watchSent: Boolean,
    active: { type: Boolean, default: true },
    revision: { type: Number, default: 1 },
    sealed: String,
    since: Date,
    uidValidity: String,
    lastUid: Number,
    underWay: mixed,
    sent: mixed,
    health: mixed,
    lease: mixed,
  },
  { versionKey: false },
);

const PLAIN = { sealed: 0, since: 0, uidValidity: 0, lastUid: 0, underWay: 0, sent: 0, health: 0, lease: 0 } as const;
/** How long a watch may be silent before another instance takes over, in milliseconds. */
export const WATCH_LEASE_MS = 30_000;

const SCOPE = { sealed: 1, login: 1, imap: 1, smtp: 1 } as const;
const inDialog = (user: number): Purpose => ['dialog', String(user)];

/** What an administrator says of a mailbox. */
export type MailboxSettings = Omit<Mailbox, 'id' | 'revision' | 'source' | 'active'>;

/** The mailboxes: settings, sealed passwords, how far each was read, and whose watch it is. */
export function createMailboxes(connection: Connection, seal: Seal | undefined) {
  const model = connection.model<Row>('Mailbox', schema, 'mailboxes');
  const rows = connection.collection<Row>('mailboxes');
  const plain = (row: Row): Mailbox => toPlain<Mailbox>(row);

  const get = async (id: string): Promise<Mailbox | undefined> => {
    const row = await model.findById(id, PLAIN).lean<Row>();
    return row ? plain(row) : undefined;
  };

  return {
    get,
    /** Whether passwords can be kept: there is a key to seal them under. */
    canSeal: seal !== undefined,
    /** Seals a password for a user's dialog, where it has to wait until the mailbox is saved. */
    sealForDialog: (password: string, user: number): string | undefined => seal?.close(password, inDialog(user)),
    openFromDialog: (sealed: string, user: number): string | undefined => seal?.open(sealed, inDialog(user)),

    all: async (): Promise<Mailbox[]> => (await model.find({}, PLAIN).sort({ address: 1 }).lean<Row[]>()).map(plain),
    health: async (): Promise<Map<string, MailboxHealth>> =>
      new Map(
        (await model.find({ health: { $exists: true } }, { health: 1 }).lean<Row[]>()).flatMap(({ _id, health }) =>
          health ? [[_id, health]] : [],
        ),
      ),

    /**
     * The password of a mailbox set in the chat. Undefined where the key is not the one it was sealed under, and where it
     * was sealed for another mailbox, account or server than the one that stands there now.
     */
    async password(id: string): Promise<string | undefined> {
      const row = await model.findById(id, SCOPE).lean<Row>();
      return row?.sealed === undefined ? undefined : seal?.open(row.sealed, purposeOf(row));
    },

    ...createSealedPasswords(connection, seal),
    ...createUnderWay(connection),

    /** Adds or updates a mailbox whose settings come from outside the chat; who is on duty is kept. */
    async declare(mailbox: Omit<Mailbox, 'revision' | 'active' | 'showExcluded' | 'duty'>): Promise<void> {
      const { _id, smtp, ...rest } = toStored(mailbox);
      await model.updateOne(
        { _id },
        {
          $set: { ...rest, ...(smtp && { smtp }) },
          ...(!smtp && { $unset: { smtp: true } }),
          $setOnInsert: { duty: [], showExcluded: false, active: true, revision: 1 },
        },
        { upsert: true },
      );
    },
    /** Mailboxes that the environment does not name any more are not watched. */
    async retireOthers(source: Mailbox['source'], id?: string): Promise<void> {
      await model.deleteMany({ source, _id: { $ne: id ?? '' } });
    },

    /** Stores a mailbox set in the chat, and its password, if one is given, sealed for what is stored. */
    async save(id: string, settings: Partial<MailboxSettings>, password?: string): Promise<Mailbox | undefined> {
      const before = password === undefined ? undefined : await model.findById(id, SCOPE).lean<Row>();
      const sealed =
        password === undefined ? undefined : seal?.close(password, purposeOf({ ...before, ...settings, _id: id }));
      await model.updateOne(
        { _id: id },
        {
          $set: { ...settings, ...(sealed !== undefined && { sealed }) },
          // Watched again one day, it begins with what is sent from then on.
          ...(settings.watchSent === false && { $unset: { sent: true } }),
          $setOnInsert: { source: 'chat', active: true },
          $inc: { revision: 1 },
        },
        { upsert: true },
      );
      return get(id);
    },
    async setActive(id: string, active: boolean): Promise<void> {
      await model.updateOne({ _id: id }, { $set: { active }, $inc: { revision: 1 } });
    },
    /** Forgets a mailbox; its letters stay. One that the environment names comes back at the next start. */
    async remove(id: string): Promise<void> {
      await model.deleteOne({ _id: id, source: 'chat' });
    },

    /**
     * Takes the watch of a mailbox, or keeps it: undefined where another instance has it. What was read of the account or
     * folder that it stood for before is not progress in this one.
     */
    async watch(id: string, owner: string, now: Date): Promise<(Mailbox & MailboxProgress) | undefined> {
      const row = await model
        .findOneAndUpdate(
          { _id: id, active: true, $or: [...idle(now, WATCH_LEASE_MS), { 'lease.owner': owner }] },
          { $set: { lease: { owner, until: new Date(now.getTime() + WATCH_LEASE_MS) } } },
          { returnDocument: 'after' },
        )
        .lean<Row>();
      if (!row) return undefined;
      const { since, uidValidity, lastUid, underWay: _, sent: __, ...settings } = row;
      const mailbox = plain(settings);
      if (uidValidity === undefined || !isNumberingOf(mailbox, uidValidity)) return mailbox;
      return {
        ...mailbox,
        ...(since && { since }),
        uidValidity,
        ...(lastUid !== undefined && { lastUid }),
      };
    },
    async release(id: string, owner: string): Promise<void> {
      await model.updateOne({ _id: id, 'lease.owner': owner }, { $set: { lease: null } });
    },
    /** For the embedded engine, which has one owner. */
    async clearLeases(): Promise<void> {
      await model.updateMany({}, { $set: { lease: null } });
    },

    /**
     * Notes how far a mailbox was read, by the instance that watches it. `over`: what was begun under these UIDs is taken in.
     */
    async progress(
      id: string,
      owner: string,
      progress: MailboxProgress,
      over: readonly number[] = [],
    ): Promise<boolean> {
      const { matchedCount } = await rows.updateOne(
        { _id: id, 'lease.owner': owner },
        { $set: progress, ...(over.length > 0 && { $unset: ended(over) }) },
      );
      return matchedCount === 1;
    },

    /** How far the folder of what was sent was read; undefined where it was not looked into yet. */
    async sentProgress(id: string): Promise<SentProgress | undefined> {
      return (await model.findById(id, { sent: 1 }).lean<Row>())?.sent;
    },
    async sentRead(id: string, owner: string, sent: SentProgress): Promise<void> {
      await model.updateOne({ _id: id, 'lease.owner': owner }, { $set: { sent } });
    },

    async setHealth(id: string, health: MailboxHealth): Promise<void> {
      await model.updateOne({ _id: id }, { $set: { health } });
    },

    newId,
  };
}

export type Mailboxes = ReturnType<typeof createMailboxes>;
