import type { Connection, QueryFilter } from 'mongoose';
import type { Letter } from '../../domain/letter/letter.ts';
import type { Viewer } from '../../domain/rights.ts';
import { type LetterRow, letterModel, lettersSeenBy, toLetter, WHOLE } from './letter-model.ts';

/** What became of a change of a letter's state: done, done before, or it is in a state that does not allow it. */
export type LetterChanged = { outcome: 'done' | 'other'; letter: Letter } | { outcome: 'absent' };

/** Letters as far as a viewer may see and change them. */
export function createLetterViews(connection: Connection) {
  const model = letterModel(connection);

  /**
   * The organizations a manager is responsible for: their letters are its own, no matter who was rung. What was merged into
   * one is its winner's, no matter who was responsible before; letters keep the client they came with.
   */
  const clientsOf = async ({ id, role }: Viewer): Promise<string[]> => {
    if (role !== 'manager') return [];
    const rows = await connection
      .collection<{ _id: string; mergedInto?: string | null; absorbs?: string[] }>('organizations')
      .find({ manager: id, mergedInto: null }, { projection: { absorbs: 1 } })
      .limit(5000)
      .toArray();
    return rows.flatMap(({ _id, absorbs = [] }) => [_id, ...absorbs]);
  };
  const seen = async (viewer: Viewer, filter: QueryFilter<LetterRow>): Promise<QueryFilter<LetterRow>> =>
    lettersSeenBy(viewer, await clientsOf(viewer), filter);

  const get = async (viewer: Viewer, id: string): Promise<Letter | undefined> => {
    const row = await model.findOne(await seen(viewer, { _id: id }), WHOLE).lean<LetterRow>();
    return row ? toLetter(row) : undefined;
  };

  /** Changes a letter that is in one of some states; `other` tells what it is in instead. */
  async function change(viewer: Viewer, id: string, when: QueryFilter<LetterRow>, update: object) {
    const filter = await seen(viewer, { $and: [{ _id: id }, when] });
    const row = await model
      .findOneAndUpdate(filter, update, { returnDocument: 'after', projection: WHOLE })
      .lean<LetterRow>();
    if (row) return { outcome: 'done', letter: toLetter(row) } as const;
    const letter = await get(viewer, id);
    return letter ? ({ outcome: 'other', letter } as const) : ({ outcome: 'absent' } as const);
  }

  return { model, seen, get, change };
}

export type LetterViews = ReturnType<typeof createLetterViews>;
