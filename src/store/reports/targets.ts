import type { Collection, Connection } from 'mongoose';
import type { TargetStep } from '../../domain/report/targets.ts';
import { contactsSeen, supervises, type Viewer } from '../../domain/rights.ts';

/** A manager's targets, each from a Monday on. */
interface Row {
  _id: number;
  steps: TargetStep[];
}

/** More steps than this are not kept: four years of one each week. */
const STEPS_KEPT = 200;

/** How many contacts a week each manager is to have. */
export function createTargets(connection: Connection) {
  const rows: Collection<Row> = connection.collection<Row>('targets');

  return {
    /** Targets by manager, the earliest step first, as far as the viewer sees the managers' contacts. */
    async of(viewer: Viewer): Promise<Map<number, TargetStep[]>> {
      const scope = contactsSeen(viewer);
      if (scope === 'none') return new Map();
      const found = await rows.find(scope === 'own' ? { _id: viewer.id } : {}).toArray();
      return new Map(found.map(({ _id, steps }) => [_id, steps]));
    },

    /** Sets a manager's target from a day on; what was set for later days is dropped. False: the viewer may not. */
    async set(viewer: Viewer, manager: number, step: TargetStep): Promise<boolean> {
      if (!supervises(viewer)) return false;
      const kept = { $filter: { input: { $ifNull: ['$steps', []] }, cond: { $lt: ['$$this.from', step.from] } } };
      await rows.updateOne(
        { _id: manager },
        [{ $set: { steps: { $slice: [{ $concatArrays: [kept, [step]] }, -STEPS_KEPT] } } }],
        { upsert: true },
      );
      return true;
    },
  };
}

export type Targets = ReturnType<typeof createTargets>;
