import type { Viewer } from '../../domain/rights.ts';
import { type LetterRow, LIST_PROJECTION, type ListedLetter, toLetter } from './letter-model.ts';
import type { LetterViews } from './letter-views.ts';

/** The marks that managers put on letters in their list, to handle several together. */
export function createLetterMarks({ model, seen }: LetterViews) {
  return {
    /** Puts a manager's mark on a letter, or takes it off. */
    async mark(viewer: Viewer, id: string, on: boolean): Promise<void> {
      const update = on ? { $addToSet: { marks: viewer.id } } : { $pull: { marks: viewer.id } };
      await model.updateOne(await seen(viewer, { _id: id }), update);
    },
    async unmarkAll(viewer: Viewer): Promise<void> {
      await model.updateMany({ marks: viewer.id }, { $pull: { marks: viewer.id } });
    },
    /** A manager's marked letters that still want handling, the oldest first. */
    async marked(viewer: Viewer): Promise<ListedLetter[]> {
      const filter = await seen(viewer, { marks: viewer.id, state: { $nin: ['registered', 'removed'] } });
      return (
        await model
          .find(filter, LIST_PROJECTION)
          .sort({ deliveredAt: 1, 'places.uid': 1, _id: 1 })
          .limit(500)
          .lean<LetterRow[]>()
      ).map(toLetter);
    },
  };
}
