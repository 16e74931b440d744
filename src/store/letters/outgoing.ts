import { type Connection, Schema } from 'mongoose';
import type { OutgoingLetter } from '../../domain/letter/outgoing.ts';
import type { BounceReason } from '../../domain/letter/report.ts';
import { isDuplicate } from '../errors.ts';
import { type Stored, toPlain, toStored } from '../ids.ts';
import type { Claim } from '../work/claim.ts';
import { createClaims, dueSoon } from '../work/claim.ts';

export interface OutgoingRow extends Stored<OutgoingLetter> {
  createdAt: Date;
  due?: { at: Date; kind: 'send' | 'copy' };
  lease?: { owner: string; until: Date } | null;
  attempts?: number;
  /** The date it bore when it was handed to the server. */
  dated?: Date;
}

const mixed = Schema.Types.Mixed;
const schema = new Schema<OutgoingRow>(
  {
    _id: { type: String, required: true },
    author: { type: Number, required: true },
    mailbox: { type: String, required: true },
    to: { type: String, required: true },
    subject: { type: String, default: '' },
    text: { type: String, default: '' },
    tail: String,
    cc: { type: [String], default: undefined },
    notFor: { type: [mixed], default: undefined },
    calendar: String,
    files: [mixed],
    messageId: { type: String, required: true },
    inReplyTo: String,
    references: [String],
    contact: String,
    letter: String,
    organization: String,
    person: String,
    state: { type: String, required: true },
    sentAt: Date,
    trouble: String,
    detail: String,
    bounce: String,
    readAt: Date,
    lateAt: Date,
    createdAt: { type: Date, required: true },
    due: mixed,
    lease: mixed,
    attempts: Number,
    dated: Date,
  },
  { versionKey: false },
);
schema.index({ messageId: 1 });
schema.index({ 'due.at': 1 }, { sparse: true });
schema.index({ contact: 1, createdAt: -1 });
schema.index({ to: 1, createdAt: -1 });
schema.index({ letter: 1, createdAt: -1 }, { sparse: true });
// Answers by the time they left: reports read nothing else of them.
schema.index({ state: 1, sentAt: 1, letter: 1, author: 1 }, { partialFilterExpression: { state: 'sent' } });

/** How long handing a letter to the server may take before it counts as lost in between, in milliseconds. */
const SEND_LEASE_MS = 120_000;
const HIDDEN = { createdAt: 0, due: 0, lease: 0, attempts: 0, dated: 0 } as const;

export type OutgoingClaim = Claim<OutgoingRow>;

/** Letters that were sent from here. */
export function createOutgoing(connection: Connection) {
  const model = connection.model<OutgoingRow>('Outgoing', schema, 'outgoing');
  const claims = createClaims<OutgoingRow>(connection.collection<OutgoingRow>('outgoing'), {
    path: 'due.at',
    leaseMs: SEND_LEASE_MS,
    soon: true,
  });
  const plain = (row: OutgoingRow): OutgoingLetter => toPlain<OutgoingLetter>(row);
  const get = async (id: string): Promise<OutgoingLetter | undefined> => {
    const row = await model.findById(id, HIDDEN).lean<OutgoingRow>();
    return row ? plain(row) : undefined;
  };

  return {
    get,
    claims,

    /** The mailboxes from which something is due to be done. */
    mailboxesDue: (now: Date): Promise<string[]> => model.distinct('mailbox', dueSoon('due.at', now)),

    /** Orders that a letter be sent: from now on it must be. Ordered again under its id, it is the same letter. */
    async order(letter: OutgoingLetter, now: Date): Promise<OutgoingLetter> {
      try {
        await model.create({ ...toStored(letter), createdAt: now, due: { at: now, kind: 'send' } });
        return letter;
      } catch (error) {
        const existing = isDuplicate(error) ? await get(letter.id) : undefined;
        if (existing) return existing;
        throw error;
      }
    },

    /** Notes a letter that was sent by another program: its answers find their way to its contact. Noted again, it is the same. */
    async sentElsewhere(letter: OutgoingLetter, now: Date): Promise<void> {
      const { _id, ...row } = toStored(letter);
      await model.updateOne({ _id }, { $setOnInsert: { ...row, createdAt: now } }, { upsert: true });
    },

    /**
     * Notes, before the server hears of it, that a letter is on its way, and which date it bears. False: it is not ours any
     * more.
     */
    async begin(claim: OutgoingClaim, dated: Date): Promise<boolean> {
      const { matchedCount } = await model.updateOne(
        { _id: claim.row._id, 'lease.owner': claim.owner, state: 'waiting' },
        { $set: { state: 'sending', dated } },
      );
      return matchedCount === 1;
    },

    /** A temporary refusal: it waits, and is tried again. */
    async postpone(claim: OutgoingClaim, trouble: string, detail: string): Promise<void> {
      await model.updateOne(
        { _id: claim.row._id, 'lease.owner': claim.owner },
        { $set: { state: 'waiting', trouble, detail } },
      );
    },

    /** A manager's word on a letter of which nobody knows whether it left: it did, or it is to be sent again. */
    async decide(id: string, author: number, again: boolean, now: Date): Promise<OutgoingLetter | undefined> {
      const row = await model
        .findOneAndUpdate(
          { _id: id, author, state: { $in: again ? ['unknown', 'refused'] : ['unknown'] } },
          again
            ? {
                $set: { state: 'waiting', due: { at: now, kind: 'send' }, lease: null, attempts: 0 },
                $unset: { trouble: true },
              }
            : { $set: { state: 'sent', sentAt: now } },
          { returnDocument: 'after', projection: HIDDEN },
        )
        .lean<OutgoingRow>();
      return row ? plain(row) : undefined;
    },

    async byMessageIds(ids: readonly string[]): Promise<OutgoingLetter[]> {
      const rows = await model.find({ messageId: { $in: ids } }, HIDDEN).lean<OutgoingRow[]>();
      return rows.map(plain).sort((a, b) => ids.indexOf(a.messageId) - ids.indexOf(b.messageId));
    },

    /** Of these Message-IDs those that were sent from here, with whom the letter was for. */
    async linked(ids: readonly string[]): Promise<Map<string, Pick<OutgoingLetter, 'organization' | 'person'>>> {
      if (ids.length === 0) return new Map();
      const rows = await model
        .find({ messageId: { $in: ids } }, { messageId: 1, organization: 1, person: 1 })
        .lean<OutgoingRow[]>();
      return new Map(rows.map((row) => [row.messageId, row]));
    },

    /** The contact that it has become. */
    async belongsTo(id: string, contact: string): Promise<void> {
      await model.updateOne({ _id: id }, { $set: { contact } });
    },

    /** A mail server says that it did not arrive; undefined where that was known. */
    async bounced(id: string, reason: BounceReason, detail: string): Promise<OutgoingLetter | undefined> {
      const row = await model
        .findOneAndUpdate(
          { _id: id, state: 'sent' },
          { $set: { state: 'refused', trouble: 'bounced', bounce: reason, detail } },
          { returnDocument: 'after', projection: HIDDEN },
        )
        .lean<OutgoingRow>();
      return row ? plain(row) : undefined;
    },

    /** Its recipient has read it. False: that was known. */
    async read(id: string, at: Date): Promise<boolean> {
      const { modifiedCount } = await model.updateOne(
        { _id: id, readAt: { $exists: false } },
        { $set: { readAt: at } },
      );
      return modifiedCount === 1;
    },

    /** A mail server says that it has not arrived yet. False: that was known, or it is known what became of it. */
    async late(id: string, at: Date): Promise<boolean> {
      const { modifiedCount } = await model.updateOne(
        { _id: id, state: 'sent', lateAt: { $exists: false } },
        { $set: { lateAt: at } },
      );
      return modifiedCount === 1;
    },

    /** The last letter that left for one of these addresses since a moment. */
    async latestTo(addresses: readonly string[], since: Date): Promise<OutgoingLetter | undefined> {
      if (addresses.length === 0) return undefined;
      const row = await model
        .findOne({ to: { $in: addresses }, createdAt: { $gte: since }, state: 'sent' }, HIDDEN)
        .sort({ createdAt: -1 })
        .lean<OutgoingRow>();
      return row ? plain(row) : undefined;
    },
  };
}

export type Outgoing = ReturnType<typeof createOutgoing>;
