import { type Connection, Schema } from 'mongoose';
import type { FileRef } from '../../domain/contact/contact.ts';
import { type Claimable, createClaims } from '../work/claim.ts';
import { copyId, FILE_LIMIT } from './files.ts';

/**
 * A file of Telegram of which we want a copy. `_id` is the copy's own id, so that wanting it twice is wanting it once.
 * Written before whatever points to the file: a crash in between leaves a copy too many, never one too few.
 */
export interface CopyRow extends Claimable {
  _id: string;
  fileId: string;
  name: string;
  mime?: string;
  /** When work on it is due; gone once the copy is there or can never be. */
  due?: Date;
  /** Why there will be no copy. */
  refused?: string;
}

const schema = new Schema<CopyRow>(
  {
    _id: { type: String, required: true },
    fileId: { type: String, required: true },
    name: { type: String, required: true },
    mime: String,
    due: Date,
    refused: String,
    lease: Schema.Types.Mixed,
    attempts: Number,
  },
  { versionKey: false },
);
schema.index({ due: 1 });

/** How long fetching 20 MB may take before somebody else tries, in milliseconds. */
const LEASE_MS = 120_000;

/** Copies of Telegram's files that are still to be made. */
export function createCopies(connection: Connection) {
  const model = connection.model<CopyRow>('Copy', schema, 'copies');
  const rows = connection.collection<CopyRow>('copies');

  return {
    claims: createClaims(rows, { path: 'due', leaseMs: LEASE_MS, soon: true }),

    /** Wants copies of these files. What is too big, copied, or wanted already is passed over. */
    async want(files: readonly FileRef[], now: Date): Promise<void> {
      const wanted = files.flatMap(({ fileId, stored, size = 0, name, mime }) =>
        fileId === undefined || stored !== undefined || size > FILE_LIMIT
          ? []
          : [{ _id: copyId(fileId), fileId, name, due: now, ...(mime !== undefined && { mime }) }],
      );
      if (wanted.length === 0) return;
      await model.bulkWrite(
        wanted.map(({ _id, ...rest }) => ({
          updateOne: { filter: { _id }, update: { $setOnInsert: rest }, upsert: true },
        })),
        { ordered: false },
      );
    },
  };
}

export type Copies = ReturnType<typeof createCopies>;
