import type { FetchMessageObject } from 'imapflow';
import type { Connection } from './connection.ts';

/** A letter's bytes, as far as they were fetched. */
export interface Fetched {
  uid: number;
  /** On the server. */
  size: number;
  deliveredAt: Date;
  raw: Buffer;
  oversize: boolean;
}

/** Letters that are fetched with one command, by UID; up to the last of them nothing is left out before the next group. */
export interface FetchGroup {
  uids: readonly number[];
  /** About so many. */
  bytes: number;
  /** It is one letter, of which only the beginning is fetched. */
  oversize: boolean;
}

/** Of a larger letter only the beginning is fetched; the rest stays where it is. */
const WHOLE_LIMIT = 26 * 1024 * 1024;
const BEGINNING = 512 * 1024;
/** What is larger is asked for its size beforehand. */
const SMALL = 32 * 1024;
/** And what is not counts as so much. */
const USUAL = 8 * 1024;
/** Sizes asked with one command. */
const LISTED = 1000;
/** One fetch brings at most so many letters, and so many bytes unless one letter alone has more. */
const FETCHED = 200;
const FETCHED_BYTES = 2 * 1024 * 1024;

/** Letters in groups to be fetched one after another, in order of UID. */
export async function* groupsOf(connection: Connection, uids: readonly number[]): AsyncGenerator<FetchGroup, void> {
  for (let at = 0; at < uids.length; at += LISTED) {
    const asked = uids.slice(at, at + LISTED);
    yield* grouped(asked, await largeAmong(connection, asked));
  }
}

/** `1:3,7`: a server goes through its letters once for each number or range it is given. */
export function rangeOf(uids: readonly number[]): string {
  const ranges: [from: number, to: number][] = [];
  for (const uid of uids) {
    const last = ranges.at(-1);
    if (last && uid === last[1] + 1) last[1] = uid;
    else ranges.push([uid, uid]);
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}:${to}`)).join(',');
}

/** The sizes of those letters that are not small: most are, and a line for each would cost as much as the letter. */
async function largeAmong({ run }: Connection, uids: readonly number[]): Promise<Map<number, number>> {
  const from = uids[0] ?? 0;
  const range = `${from}:${uids.at(-1) ?? from}`;
  const found = await run((client) => client.search({ uid: range, larger: SMALL }, { uid: true }));
  const wanted = new Set(uids);
  // A server that does not search by size tells them all.
  const large = found ? found.filter((uid) => wanted.has(uid)).sort((a, b) => a - b) : uids;
  if (large.length === 0) return new Map();
  const query = { uid: true, size: true } as const;
  const listed = await run((client) => client.fetchAll(rangeOf(large), query, { uid: true }));
  return new Map(listed.map(({ uid, size = 0 }) => [uid, size]));
}

function* grouped(uids: readonly number[], sizes: ReadonlyMap<number, number>): Generator<FetchGroup, void> {
  let open: number[] = [];
  let bytes = 0;
  for (const uid of uids) {
    const size = sizes.get(uid) ?? USUAL;
    const oversize = size > WHOLE_LIMIT;
    if (open.length > 0 && (oversize || open.length >= FETCHED || bytes + size > FETCHED_BYTES)) {
      yield { uids: open, bytes, oversize: false };
      open = [];
      bytes = 0;
    }
    // It is asked for in another way, alone.
    if (oversize) yield { uids: [uid], bytes: BEGINNING, oversize };
    else {
      open.push(uid);
      bytes += size;
    }
  }
  if (open.length > 0) yield { uids: open, bytes, oversize: false };
}

/**
 * The letters of a group, in order of UID. One that is gone meanwhile is left out.
 *
 * @param now when a server does not tell when it took a letter
 */
export async function fetchGroup(
  { run, limits }: Connection,
  { uids, oversize }: FetchGroup,
  now: () => Date,
): Promise<Fetched[]> {
  const source = oversize ? { start: 0, maxLength: BEGINNING } : true;
  const query = { uid: true, size: true, internalDate: true, source } as const;
  const found = await run((client) => client.fetchAll(rangeOf(uids), query, { uid: true }), limits.letters);
  const byUid = new Map(found.map((message) => [message.uid, message]));
  return uids.flatMap((uid) => {
    const message = byUid.get(uid);
    return message?.source ? [fetchedOf(message, message.source, { oversize, now: now() })] : [];
  });
}

function fetchedOf(
  { uid, size, internalDate }: FetchMessageObject,
  raw: Buffer,
  { oversize, now }: { oversize: boolean; now: Date },
): Fetched {
  const date = new Date(internalDate ?? now);
  return { uid, raw, oversize, size: size || raw.length, deliveredAt: Number.isNaN(date.getTime()) ? now : date };
}
