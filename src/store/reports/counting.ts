import type { Connection } from 'mongoose';
import { contactModel } from '../contacts/contact-model.ts';
import { createTurns, type InTurn } from '../work/coalescing-queue.ts';
import { createSharedResults } from '../work/shared-results.ts';

/** So many reports are counted at a time, of whatever kind; the others wait for their turn. */
const AT_ONCE = 2;

/** How reports are counted beside taps: a few at a time; and where contacts are all that is read, once while none changed. */
export interface Counting {
  inTurn: InTurn;
  shared: InTurn;
}

export function createCounting(connection: Connection): Counting {
  const inTurn = createTurns(AT_ONCE);
  const share = createSharedResults(() => contactsVersion(connection));
  return { inTurn, shared: (what, work) => share(what, () => inTurn(what, work)) };
}

/**
 * How many writes each server has done to the contacts: it counts them itself, whichever program they come from, before it
 * answers them. Undefined where that may not be read.
 */
export async function contactsVersion(connection: Connection): Promise<string | undefined> {
  try {
    const rows = await contactModel(connection)
      .collection.aggregate<{ host: string; shard?: string; latencyStats: { writes: { ops: unknown } } }>([
        { $collStats: { latencyStats: {} } },
      ])
      .toArray();
    const servers = rows.map(({ host, shard = '', latencyStats }) => `${shard} ${host} ${latencyStats.writes.ops}`);
    return servers.sort().join('\n') || undefined;
  } catch {
    return undefined;
  }
}
