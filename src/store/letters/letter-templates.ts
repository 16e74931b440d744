import { type Connection, Schema } from 'mongoose';
import type { LetterTemplate } from '../../domain/letter/template.ts';
import { administers, type Viewer } from '../../domain/rights.ts';
import { type Stored, toPlain } from '../ids.ts';

interface Row extends Stored<LetterTemplate> {
  createdAt: Date;
}

const schema = new Schema<Row>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    text: { type: String, required: true },
    author: { type: Number, required: true },
    createdAt: { type: Date, required: true },
  },
  { versionKey: false },
);
schema.index({ createdAt: -1 });

const MOST = 50;

/** Texts for letters that everybody here may use. */
export function createLetterTemplates(connection: Connection) {
  const model = connection.model<Row>('LetterTemplate', schema, 'letterTemplates');
  const plain = ({ createdAt: _, ...row }: Row): LetterTemplate => toPlain<LetterTemplate>(row);

  return {
    /** The latest first. */
    list: async (): Promise<LetterTemplate[]> =>
      (await model.find().sort({ createdAt: -1, _id: 1 }).limit(MOST).lean<Row[]>()).map(plain),
    /** Keeps one under its draft's id: kept again, it is the same. */
    async add({ id, ...template }: LetterTemplate, now: Date): Promise<void> {
      await model.updateOne({ _id: id }, { $set: template, $setOnInsert: { createdAt: now } }, { upsert: true });
    },
    /** Removes one: its author does, or an administrator. False: it is not there, or somebody else's. */
    async remove(viewer: Viewer, id: string): Promise<boolean> {
      const own = administers(viewer) ? {} : { author: viewer.id };
      return (await model.deleteOne({ _id: id, ...own })).deletedCount === 1;
    },
  };
}

export type LetterTemplates = ReturnType<typeof createLetterTemplates>;
