import type { FetchMessageObject } from 'imapflow';
import type { Connection } from './connection.ts';

/** A letter on the server, before its bytes were asked for. */
export interface FoundLetter {
  uid: number;
  size: number;
  deliveredAt: Date;
}

/** A letter's bytes, as far as they were fetched. */
export interface Fetched extends FoundLetter {
  raw: Buffer;
  oversize: boolean;
}

/** Letters that are fetched with one command. `through`: up to this UID nothing is left out before the next group. */
export interface FetchGroup {
  letters: readonly FoundLetter[];
  bytes: number;
  through: number;
}

/** Of a larger letter only the beginning is fetched; the rest stays where it is. */
const WHOLE_LIMIT = 26 * 1024 * 1024;
const BEGINNING = 512 * 1024;
/** Sizes asked with one command. */
const LISTED = 1000;
/** One fetch brings at most so many letters, and so many bytes unless one letter alone has more. */
const FETCHED = 200;
const FETCHED_BYTES = 2 * 1024 * 1024;

/**
 * Letters in groups to be fetched one after another, in order of UID. A letter that is gone meanwhile is left out.
 *
 * @param now when a server does not tell when it took a letter
 */
export async function* groupsOf(
  { run }: Connection,
  uids: readonly number[],
  now: () => Date,
): AsyncGenerator<FetchGroup, void> {
  for (let at = 0; at < uids.length; at += LISTED) {
    const asked = uids.slice(at, at + LISTED);
    const query = { uid: true, size: true, internalDate: true } as const;
    const found = await run((client) => client.fetchAll(rangeOf(asked), query, { uid: true }));
    const groups = grouped(found.map((message) => listedOf(message, now())).sort((a, b) => a.uid - b.uid));
    const through = asked.at(-1) ?? 0;
    if (groups.length === 0) yield { letters: [], bytes: 0, through };
    for (const [index, letters] of groups.entries()) {
      const last = index === groups.length - 1 ? through : (letters.at(-1)?.uid ?? 0);
      yield { letters, bytes: bytesOf(letters), through: last };
    }
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

const listedOf = ({ uid, size = 0, internalDate }: FetchMessageObject, now: Date): FoundLetter => {
  const date = new Date(internalDate ?? now);
  return { uid, size, deliveredAt: Number.isNaN(date.getTime()) ? now : date };
};

const bytesOf = (letters: readonly FoundLetter[]): number =>
  letters.reduce((sum, { size }) => sum + (size > WHOLE_LIMIT ? BEGINNING : size), 0);

function grouped(letters: readonly FoundLetter[]): FoundLetter[][] {
  const groups: FoundLetter[][] = [];
  for (const letter of letters) {
    const last = groups.at(-1);
    const fits = last && last.length < FETCHED && bytesOf([...last, letter]) <= FETCHED_BYTES;
    // A letter of which only the beginning is fetched is asked for in another way, alone.
    const alone = letter.size > WHOLE_LIMIT || (last?.[0]?.size ?? 0) > WHOLE_LIMIT;
    if (fits && !alone) last.push(letter);
    else groups.push([letter]);
  }
  return groups;
}

/** The bytes of a group's letters, in order of UID. */
export async function fetchGroup({ run, limits }: Connection, letters: readonly FoundLetter[]): Promise<Fetched[]> {
  if (letters.length === 0) return [];
  const oversize = letters.length === 1 && (letters[0]?.size ?? 0) > WHOLE_LIMIT;
  const source = oversize ? { start: 0, maxLength: BEGINNING } : true;
  const range = rangeOf(letters.map(({ uid }) => uid));
  const found = await run((client) => client.fetchAll(range, { uid: true, source }, { uid: true }), limits.letters);
  const byUid = new Map(found.map((message) => [message.uid, message.source]));
  return letters.flatMap((letter) => {
    const raw = byUid.get(letter.uid);
    return raw ? [{ ...letter, raw, size: letter.size || raw.length, oversize }] : [];
  });
}
