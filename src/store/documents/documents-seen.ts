import type { Connection } from 'mongoose';
import { clientsSeen, type Viewer } from '../../domain/rights.ts';

interface Client {
  _id: string;
  manager?: number;
  touchedBy?: number[];
  mergedInto?: string;
}

/**
 * What a viewer may see of the register, as a condition that the indexes carry. The clients of somebody with "own only" are
 * few beside the register: they are looked up first, so that a list costs what it shows and not what it passes over.
 */
export async function documentsSeen(connection: Connection, viewer: Viewer): Promise<object> {
  const scope = clientsSeen(viewer);
  if (scope === 'all') return {};
  if (scope === 'none') return { _id: { $exists: false } };
  const clients = connection.collection<Client>('organizations');
  const hers = { $or: [{ manager: viewer.id }, { touchedBy: viewer.id }] };
  const ids = (await clients.find(hers, { projection: { _id: 1 } }).toArray()).map(({ _id }) => _id);
  // What was merged into one of them may still be pointed to by its old id.
  const merged = await clients.find({ mergedInto: { $in: ids } }, { projection: { _id: 1 } }).toArray();
  return { $or: [{ author: viewer.id }, { organization: { $in: [...ids, ...merged.map(({ _id }) => _id)] } }] };
}
