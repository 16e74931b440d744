import type { Connection } from 'mongoose';

/** Letters that are taken in together: by which watch, and how many watches before ended in the middle of them. */
export interface UnderWay {
  uidValidity: string;
  by: string;
  crashes: number;
  /** Their UIDs; absent where it is the one that the note is named by. */
  uids?: number[];
}

interface Row {
  _id: string;
  /** By the first UID. */
  underWay?: Record<string, UnderWay>;
}

/** A letter that is about to be taken in, with how often that was cut off before. */
export interface Begun {
  uid: number;
  crashes: number;
}

/*
 * What is said of the letters that are being taken in: it is written before and taken back after each group of them, so it
 * is as short as can be, and goes past mongoose, which looks at every part of it.
 */
export function createUnderWay(connection: Connection) {
  const rows = connection.collection<Row>('mailboxes');
  async function notesOf(id: string, uidValidity: string): Promise<[name: string, UnderWay][]> {
    const row = await rows.findOne({ _id: id }, { projection: { underWay: 1 } });
    return Object.entries(row?.underWay ?? {}).filter(([, note]) => note.uidValidity === uidValidity);
  }

  return {
    /**
     * The letters that other watches were taking in when they ended without a word, by UID, with how often that happened:
     * what ended them may be the letter.
     */
    async cutOff(id: string, owner: string, uidValidity: string): Promise<Map<number, number>> {
      const notes = await notesOf(id, uidValidity);
      return new Map(
        notes.flatMap(([name, { by, crashes, uids = [Number(name)] }]) =>
          uids.map((uid) => [uid, by === owner ? crashes : crashes + 1] as const),
        ),
      );
    },
    /** Letters that others were taking in together stand each by itself from now on: so they are taken in. */
    async divide(id: string, owner: string, uidValidity: string): Promise<void> {
      const notes = (await notesOf(id, uidValidity)).filter(([, { by }]) => by !== owner);
      const single = notes.flatMap(([, { uids = [], ...note }]) => uids.map((uid) => [`underWay.${uid}`, note]));
      if (single.length > 0) await rows.updateOne({ _id: id }, { $set: Object.fromEntries(single) });
    },

    /** Notes letters that are taken in together from now on, under the UID of the first; of unlike ones each under its own. */
    async begin(id: string, by: string, uidValidity: string, letters: readonly Begun[]): Promise<void> {
      const note = { uidValidity, by };
      const [first] = letters;
      const alike = first && letters.every(({ crashes }) => crashes === first.crashes) && letters.length > 1;
      const notes: [string, UnderWay][] = alike
        ? [[`underWay.${first.uid}`, { ...note, crashes: first.crashes, uids: letters.map(({ uid }) => uid) }]]
        : letters.map(({ uid, crashes }) => [`underWay.${uid}`, { ...note, crashes }]);
      if (notes.length > 0) await rows.updateOne({ _id: id }, { $set: Object.fromEntries(notes) });
    },

    /** Those that were begun under these UIDs are taken in, or it was given up in good order. */
    async end(id: string, firsts: readonly number[]): Promise<void> {
      if (firsts.length > 0) await rows.updateOne({ _id: id }, { $unset: ended(firsts) });
    },
  };
}

/** What an update unsets of letters that are taken in. */
export const ended = (firsts: readonly number[]): Record<string, true> =>
  Object.fromEntries(firsts.map((uid) => [`underWay.${uid}`, true]));
