import type { Organization, Person } from '../../domain/client/client.ts';
import { taxKey } from '../../domain/client/tax-number.ts';
import { derivedId, isId } from '../../domain/id.ts';
import { supervises } from '../../domain/rights.ts';
import type { MergeKind } from '../../store/clients/merges.ts';
import type { Acting } from '../acting.ts';

/** Two entries that are to be one: `main` stays, `other` goes into it. */
export interface MergePair {
  main: Organization | Person;
  other: Organization | Person;
}

/** By ids, as a button names them. */
export interface MergeIds {
  kind: MergeKind;
  main: string | undefined;
  other: string | undefined;
  /** Signs of the fields whose value is the other's (`choicesOf`). */
  taken?: string | undefined;
}

export type PairFound = { outcome: 'found'; pair: MergePair } | { outcome: 'forbidden' | 'absent' };

/** The two entries, if they are still two and the viewer may merge them. */
export async function mergePair({ store, viewer }: Acting, { kind, main, other }: MergeIds): Promise<PairFound> {
  if (!supervises(viewer)) return { outcome: 'forbidden' };
  const directory = kind === 'o' ? store.organizations : store.persons;
  const [one, two] = await Promise.all([main, other].map((id) => (isId(id) ? directory.get(viewer, id) : undefined)));
  return one && two && one.id !== two.id
    ? { outcome: 'found', pair: { main: one, other: two } }
    : { outcome: 'absent' };
}

export type Merging =
  | { outcome: 'begun' }
  | { outcome: 'forbidden' | 'absent' }
  /** They have different tax numbers, and are two firms as a rule: nothing is done unless it is `sure`. */
  | { outcome: 'doubtful'; pair: MergePair; numbers: readonly [string, string] };

/**
 * Begins the merge of two entries, which goes on as a job. One pair is merged once, however often it is asked for; a merge
 * that failed goes on. `progress` shows the card that the job reports on, and resolves with its message id.
 */
export async function mergeEntries(
  acting: Acting,
  { sure = false, ...ids }: MergeIds & { sure?: boolean },
  progress: () => Promise<number>,
): Promise<Merging> {
  const found = await mergePair(acting, ids);
  if (found.outcome !== 'found') return found;
  const { main, other } = found.pair;
  const numbers = sure ? undefined : twoTaxNumbers(found.pair);
  if (numbers) return { outcome: 'doubtful', pair: found.pair, numbers };
  const { store, viewer, now } = acting;
  const card = await progress();
  const params = {
    kind: ids.kind,
    winner: main.id,
    loser: other.id,
    name: main.name,
    ...(ids.taken && { taken: ids.taken }),
  };
  await store.jobs.add(
    { id: derivedId('merge', ids.kind, main.id, other.id), kind: 'merge', by: viewer.id, params, card },
    now,
  );
  return { outcome: 'begun' };
}

function twoTaxNumbers({ main, other }: MergePair): readonly [string, string] | undefined {
  if (!('taxNumber' in main) || !('taxNumber' in other)) return undefined;
  const { taxNumber: own = '' } = main;
  const { taxNumber: told = '' } = other;
  const [a, b] = [taxKey(own), taxKey(told)];
  return a === undefined || b === undefined || a === b ? undefined : [own, told];
}
