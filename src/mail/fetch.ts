import type { FetchMessageObject } from 'imapflow';
import type { Connection } from './connection.ts';

/** A letter's bytes, as far as they were fetched. */
export interface Fetched {
  uid: number;
  raw: Buffer;
  size: number;
  deliveredAt: Date;
  oversize: boolean;
}

/** Of a larger letter only the beginning is fetched; the rest stays where it is. */
const WHOLE_LIMIT = 26 * 1024 * 1024;
const BEGINNING = 512 * 1024;
/** One fetch brings at most so many letters, and so many bytes: what is under way stays small. */
const BATCH = 25;
const BATCH_BYTES = 8 * 1024 * 1024;
/** A large letter over a slow line. */
const FETCH_LIMIT = 180_000;

interface Item {
  uid: number;
  size: number;
  deliveredAt: Date;
}

/**
 * Fetches letters in batches, in order of UID. Sizes are asked first. A letter that is gone meanwhile is left out.
 *
 * @param now when a server does not tell when it took a letter
 */
export async function* fetchLetters(
  { run }: Connection,
  uids: readonly number[],
  now: () => Date,
): AsyncGenerator<{ letters: Fetched[]; through: number }> {
  for (let at = 0; at < uids.length; at += BATCH) {
    const asked = uids.slice(at, at + BATCH);
    const found = await run((client) =>
      client.fetchAll(asked.join(','), { uid: true, size: true, internalDate: true }, { uid: true }),
    );
    const items = found.map((message) => itemOf(message, now())).sort((a, b) => a.uid - b.uid);
    for (const group of bySize(items)) {
      yield { letters: await fetchGroup(run, group), through: group.at(-1)?.uid ?? 0 };
    }
    yield { letters: [], through: asked.at(-1) ?? 0 };
  }
}

const itemOf = ({ uid, size = 0, internalDate }: FetchMessageObject, now: Date): Item => {
  const date = new Date(internalDate ?? now);
  return { uid, size, deliveredAt: Number.isNaN(date.getTime()) ? now : date };
};

function bySize(items: readonly Item[]): Item[][] {
  const groups: Item[][] = [];
  let bytes = 0;
  for (const item of items) {
    const last = groups.at(-1);
    if (last && bytes + item.size <= BATCH_BYTES) last.push(item);
    else {
      groups.push([item]);
      bytes = 0;
    }
    bytes += item.size;
  }
  return groups;
}

async function fetchGroup(run: Connection['run'], group: readonly Item[]): Promise<Fetched[]> {
  const [first] = group;
  const oversize = group.length === 1 && first !== undefined && first.size > WHOLE_LIMIT;
  const source = oversize ? { start: 0, maxLength: BEGINNING } : true;
  const range = group.map(({ uid }) => uid).join(',');
  const found = await run((client) => client.fetchAll(range, { uid: true, source }, { uid: true }), FETCH_LIMIT);
  const byUid = new Map(found.map((message) => [message.uid, message.source]));
  return group.flatMap(({ uid, size, deliveredAt }) => {
    const raw = byUid.get(uid);
    return raw ? [{ uid, raw, size: size || raw.length, deliveredAt, oversize }] : [];
  });
}
