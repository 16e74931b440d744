import type { MailboxObject } from 'imapflow';
import type { Connection } from './connection.ts';

/** The highest number there is; servers of old do not tell which comes next, and are asked for the last letter's. */
export async function highest({ run }: Connection, { uidNext, exists }: MailboxObject): Promise<number> {
  if (uidNext) return uidNext - 1;
  if (exists === 0) return 0;
  return sorted(await run((client) => client.search({ uid: '*' }, { uid: true }))).at(-1) ?? 0;
}

/** The numbers of the open folder beyond one, in order. */
export async function newUids({ run }: Connection, lastUid: number): Promise<number[]> {
  const found = await run((client) => client.search({ uid: `${lastUid + 1}:*` }, { uid: true }));
  // `n:*` always finds the last letter, whatever its number.
  return sorted(found).filter((uid) => uid > lastUid);
}

/** What a search has found, in order. */
export const sorted = (found: number[] | false | undefined): number[] => {
  if (!found) throw new Error('the server refused to search');
  return found.toSorted((a, b) => a - b);
};
