import type { Connection } from 'mongoose';
import type { Letter } from '../../domain/letter/letter.ts';
import type { LetterRow } from './letter-model.ts';

/** What an id is made from: `1` did not count a letter's files (rows of old have none), `2` read tables in another way. */
export const IDENTITY = 3;
const MINUTE = 60_000;

/** What tells a letter from others. */
export type Recognisable = Pick<Letter, 'id' | 'subject' | 'text' | 'deliveredAt'> & {
  messageId?: string;
  /** Who From names; not who stands behind it. */
  sender: string;
};

type Old = Pick<LetterRow, '_id' | 'messageId' | 'from' | 'subject' | 'text' | 'deliveredAt'>;

/**
 * Letters that were stored under ids of the kind before, which today's reading of the same bytes would not give: they are
 * found by Message-ID and sender (without one, by sender and minute), if they also agree in what they say, when they came,
 * or what they are about.
 */
export function createOldLetters(connection: Connection) {
  const rows = connection.collection<LetterRow>('letters');
  const old = { identity: { $ne: IDENTITY } };
  const fields = { messageId: 1, from: 1, subject: 1, text: 1, deliveredAt: 1 } as const;

  async function candidates(letters: readonly Recognisable[]): Promise<Old[]> {
    const ids = letters.flatMap(({ messageId }) => messageId ?? []);
    const unnamed = letters.filter(({ messageId }) => messageId === undefined);
    const moments = unnamed.map(({ deliveredAt }) => deliveredAt.getTime());
    const ways = [
      ...(ids.length > 0 ? [{ messageId: { $in: ids } }] : []),
      ...(unnamed.length > 0
        ? [
            {
              messageId: { $exists: false },
              'from.address': { $in: [...new Set(unnamed.map(({ sender }) => sender))] },
              deliveredAt: {
                $gte: new Date(Math.min(...moments) - MINUTE),
                $lte: new Date(Math.max(...moments) + MINUTE),
              },
            },
          ]
        : []),
    ];
    const found = await Promise.all(
      ways.map((way) =>
        rows
          .find({ ...way, ...old }, { projection: fields })
          .limit(1000)
          .toArray(),
      ),
    );
    return found.flat();
  }

  return {
    /** The ids of those of these letters that are there under an id of the kind before, by their new one. */
    async recognised(letters: readonly Recognisable[]): Promise<Map<string, string>> {
      if (letters.length === 0) return new Map();
      const found = await candidates(letters);
      const taken = new Set<string>();
      const known = new Map<string, string>();
      for (const letter of letters) {
        const row = found.find((one) => !taken.has(one._id) && isSame(letter, one));
        if (!row) continue;
        taken.add(row._id);
        known.set(letter.id, row._id);
      }
      return known;
    },
  };
}

function isSame(letter: Recognisable, row: Old): boolean {
  if (letter.messageId !== row.messageId || letter.sender !== row.from.address) return false;
  const close = Math.abs(letter.deliveredAt.getTime() - row.deliveredAt.getTime()) < MINUTE;
  const text = squeezed(letter.text) === squeezed(row.text);
  const subject = squeezed(letter.subject) === squeezed(row.subject);
  return letter.messageId === undefined ? close && (text || subject) : close || text || subject;
}

const squeezed = (text: string): string => text.replace(/\s+/g, '');
