import { type Connection, type Model, type QueryFilter, Schema } from 'mongoose';
import type { Letter, Push } from '../../domain/letter/letter.ts';
import { lettersSeen, type Viewer } from '../../domain/rights.ts';
import { type Stored, toPlain, toStored } from '../ids.ts';

/** What only the store knows of a letter. */
export interface LetterRow extends Stored<Letter> {
  createdAt: Date;
  /** When its phones were to ring; gone when all have. Carries the scan, so that it costs what is due. */
  ringing?: Date;
  /** Work on the server that must happen: taking the letter away. */
  due?: { at: Date; kind: 'remove'; by: number };
  lease?: { owner: string; until: Date } | null;
  attempts?: number;
  /** What its id is made from; absent in rows of old. */
  identity?: number;
  /** So many characters of `text` are `body`, which is not kept besides. */
  bodyLength?: number;
}

const mixed = Schema.Types.Mixed;
const schema = new Schema<LetterRow>(
  {
    _id: { type: String, required: true },
    messageId: String,
    from: { type: mixed, required: true },
    via: mixed,
    replyTo: String,
    to: [mixed],
    cc: [mixed],
    subject: { type: String, default: '' },
    deliveredAt: { type: Date, required: true },
    text: { type: String, default: '' },
    body: String,
    signature: String,
    folded: Boolean,
    torn: [String],
    invitation: mixed,
    report: mixed,
    sealed: String,
    files: [mixed],
    references: [String],
    size: Number,
    damage: String,
    places: [mixed],
    state: { type: String, required: true },
    quiet: mixed,
    organization: String,
    person: String,
    suggestion: String,
    readers: [Number],
    taken: mixed,
    answered: mixed,
    contact: String,
    pushes: [mixed],
    marks: [Number],
    createdAt: { type: Date, required: true },
    ringing: Date,
    due: mixed,
    lease: mixed,
    attempts: Number,
    identity: Number,
    bodyLength: Number,
  },
  { versionKey: false },
);
schema.index({ 'places.mailbox': 1, 'places.uidValidity': 1, 'places.uid': 1 });
schema.index({ messageId: 1 }, { sparse: true });
schema.index({ references: 1 }, { sparse: true });
schema.index({ state: 1, deliveredAt: -1 });
schema.index({ readers: 1, deliveredAt: -1 });
schema.index({ organization: 1, deliveredAt: -1 });
schema.index({ person: 1 }, { sparse: true });
schema.index({ 'from.address': 1, deliveredAt: -1 });
schema.index({ ringing: 1 }, { sparse: true });
schema.index({ 'due.at': 1 }, { sparse: true });
schema.index({ 'pushes.user': 1, 'pushes.message': 1 });

/** A letter's line in a list. */
export type ListedLetter = Omit<Letter, 'text' | 'body' | 'signature' | 'files' | 'references'>;

/** Lists never load the text. */
export const LIST_PROJECTION = {
  text: 0,
  body: 0,
  bodyLength: 0,
  signature: 0,
  files: 0,
  references: 0,
  createdAt: 0,
  ringing: 0,
  due: 0,
  lease: 0,
} as const;
export const WHOLE = { createdAt: 0, ringing: 0, due: 0, lease: 0, attempts: 0 } as const;

export const letterModel = (connection: Connection): Model<LetterRow> =>
  connection.models.Letter ?? connection.model<LetterRow>('Letter', schema, 'letters');

export function toLetter({ bodyLength, ...row }: LetterRow): Letter {
  const letter = toPlain<Letter>(row);
  return bodyLength === undefined ? letter : { ...letter, body: letter.text.slice(0, bodyLength) };
}

/** A letter as it is kept: most are written from the beginning on, and what is quoted or signed comes after. */
export function toLetterRow(letter: Letter): Stored<Letter> & Pick<LetterRow, 'bodyLength'> {
  const { body, ...row } = toStored<Letter>(letter);
  if (body === undefined) return row;
  return row.text.startsWith(body) ? { ...row, bodyLength: body.length } : { ...row, body };
}

/**
 * A filter narrowed to the letters that a viewer may see.
 *
 * @param clients the organizations the viewer is responsible for
 */
export function lettersSeenBy(
  viewer: Viewer,
  clients: readonly string[],
  filter: QueryFilter<LetterRow>,
): QueryFilter<LetterRow> {
  const scope = lettersSeen(viewer);
  if (scope === 'all') return filter;
  if (scope === 'none') return { _id: { $exists: false } };
  return { $and: [{ $or: [{ readers: viewer.id }, { organization: { $in: clients } }] }, filter] };
}

/** Whether a push still has to be made. */
export const isOpen = ({ state }: Push): boolean => state === 'waiting' || state === 'sending';
