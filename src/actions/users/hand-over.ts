import { derivedId } from '../../domain/id.ts';
import type { StaffChanged } from '../../store/index.ts';
import type { Acting } from '../acting.ts';

/** Closes the access of somebody who works here. The same `key` again is the same operation. */
export const retireUser = ({ store, viewer, now }: Acting, id: number, key: string): Promise<StaffChanged> =>
  store.staff.retire(viewer, id, { key, now });

/**
 * Hands the clients and plans of one user over to another, as a job: it tells the receiver when it is done. The same `key`
 * again is the same job.
 */
export const handOverAll = (
  { store, viewer, now }: Acting,
  { from, to, key }: { from: number; to: number; key: string },
): Promise<void> =>
  store.jobs.add(
    { id: derivedId('hand-over', from, to, key), kind: 'hand-over', by: viewer.id, params: { from, to } },
    now,
  );
