import { MongoClient } from 'mongodb';
import { reasonOf } from '../domain/reason.ts';
import type { EngineLog } from './supervisor.ts';

/**
 * Has the embedded engine choose between indexes by trying them, as every MongoDB did up to 8.
 *
 * Its own default, where the trial of several plans finds nothing, is to estimate their costs from a sample, which is run
 * by a part that was left out of the build to make it small: a rare word looked for in a million contacts then failed with
 * "the slot-based execution engine is not part of this build". A build that does not know the setting does not need it.
 */
export async function choosePlansByTrial(socket: string, log: EngineLog): Promise<void> {
  const client = new MongoClient(`mongodb://${encodeURIComponent(socket)}/?directConnection=true`, {
    serverSelectionTimeoutMS: 3000,
  });
  try {
    await client.db('admin').command({ setParameter: 1, internalQueryPlanRanker: 'multiPlanning' });
  } catch (error) {
    log('engine.planner-as-it-is', { reason: reasonOf(error) });
  } finally {
    await client.close();
  }
}
