import { derivedId } from '../../domain/id.ts';
import type { Letter, LetterFile, Place, QuietReason } from '../../domain/letter/letter.ts';
import type { Mailbox } from '../../domain/letter/mailbox.ts';
import type { Ourselves } from '../../domain/letter/sender.ts';
import { safeName } from '../../domain/text/file-name.ts';
import { FILE_LIMIT } from '../../store/files/files.ts';
import type { Store } from '../../store/index.ts';
import { type Appraised, appraise } from '../appraise.ts';
import { digestOf, letterId, type ParsedLetter } from '../parse/parsed.ts';
import { lookAround, readersFor } from '../surroundings.ts';

const FILES = 50;

/** A letter as it came from a server. */
export interface Arrived {
  parsed: ParsedLetter;
  place: Place;
  deliveredAt: Date;
  /** Bytes on the server. */
  size: number;
  /** Only its beginning was fetched. */
  oversize: boolean;
  /** It was there before the mailbox was connected: offered, but nobody is rung. */
  old: boolean;
}

/** What became of a letter that came: it rings, it was there before the mailbox was, or signs keep it quiet. */
export type IngestVerdict = 'rings' | 'old' | QuietReason;

export interface IngestDeps {
  store: Store;
  now: () => Date;
  /** Told of each letter that was not there before. */
  counted: (verdict: IngestVerdict) => void;
  /** Told of what machines report of our own letters. */
  reported: (letters: readonly Letter[]) => Promise<void>;
}

/** Judges, matches and stores letters, each once. */
export function createIngest({ store, now, counted, reported }: IngestDeps) {
  /** Our own addresses change rarely; asked once for each round of letters. */
  async function ownAddresses(): Promise<Set<string>> {
    const boxes = await store.mailboxes.all();
    return new Set(boxes.flatMap(({ address, login }) => [address.toLowerCase(), login.toLowerCase()]));
  }

  /** Stores the files under ids that copies of the letter share, as far as they have the same files. */
  async function keepFiles(letter: string, parsed: ParsedLetter): Promise<LetterFile[]> {
    const kept: LetterFile[] = [];
    for (const [index, { name, mime, content, digest = digestOf(content) }] of wholeFiles(parsed).entries()) {
      const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
      const id = derivedId('letter-file', letter, index, digest);
      const file = { id, name: safeName(name), mime, size: bytes.length };
      const put = await store.files.put(bytes, file);
      if (put.ok) kept.push(file);
    }
    return kept;
  }

  /** The files of those letters that are not there yet: a letter that is there is whole. */
  async function filesOf(letters: readonly { id: string; parsed: ParsedLetter }[]): Promise<Map<string, LetterFile[]>> {
    const withFiles = new Map(letters.flatMap(({ id, parsed }) => (parsed.files.length > 0 ? [[id, parsed]] : [])));
    const present = await store.letters.present([...withFiles.keys()]);
    const wanted = [...withFiles].filter(([id]) => !present.has(id));
    return new Map(await Promise.all(wanted.map(async ([id, parsed]) => [id, await keepFiles(id, parsed)] as const)));
  }

  /** Letters with their ids: that under which one was stored before ids counted files stays its own. */
  async function identified(arrived: readonly Arrived[]): Promise<(Arrived & { id: string })[]> {
    const letters = arrived.map((one) => ({ ...one, id: letterId(one.parsed, one.deliveredAt) }));
    const before = await store.oldLetters.recognised(
      letters.map(({ id, parsed, deliveredAt }) => {
        const { messageId, from, subject, text } = parsed;
        return { id, ...(messageId !== undefined && { messageId }), sender: from.address, subject, text, deliveredAt };
      }),
    );
    return letters.map((one) => ({ ...one, id: before.get(one.id) ?? one.id }));
  }

  /** Takes letters in, in the order in which they came. Those that are there already get another place. */
  async function take(mailbox: Mailbox, arrived: readonly Arrived[], own: ReadonlySet<string>): Promise<void> {
    if (arrived.length === 0) return;
    const ours: Ourselves = { addresses: own };
    const [letters, around] = await Promise.all([
      identified(arrived),
      lookAround(
        store,
        arrived.map(({ parsed }) => parsed),
        ours,
      ),
    ]);
    const [readersOf, files] = await Promise.all([
      readersFor(
        store,
        mailbox,
        around.map(({ match }) => match),
      ),
      filesOf(letters),
    ]);
    const judged = letters.flatMap((one, index) => {
      const found = around[index];
      if (!found) return [];
      const appraised = appraise(one.parsed, found, ours);
      return [letterOf(one, appraised, { readers: readersOf(found.match), files: files.get(one.id) ?? [] })];
    });
    const added = new Set(await store.letters.addAll(judged, now()));
    for (const [index, letter] of judged.entries()) {
      if (added.has(letter)) counted(letter.quiet?.reason ?? (arrived[index]?.old ? 'old' : 'rings'));
    }
    await reported([...added].filter(({ report, quiet }) => report ?? quiet));
  }

  return { take, ownAddresses };
}

/** Those that are kept as they are; a larger one is never offered as if it were whole. */
const wholeFiles = ({ files }: Pick<ParsedLetter, 'files'>): ParsedLetter['files'] =>
  files.filter(({ content }) => content.byteLength <= FILE_LIMIT).slice(0, FILES);

const leftOut = ({ files }: Pick<ParsedLetter, 'files'>): string[] => {
  const whole = new Set(wholeFiles({ files }));
  return files.filter((file) => !whole.has(file)).map(({ name }) => name);
};

function letterOf(
  { id, parsed, place, deliveredAt, size, oversize, old }: Arrived & { id: string },
  { verdict, torn = [], ...told }: Appraised,
  { readers, files }: { readers: number[]; files: LetterFile[] },
): Letter {
  const damage = parsed.damage ?? (oversize ? 'oversize' : undefined);
  const missing = [...torn, ...leftOut(parsed)].map((name) => safeName(name)).slice(0, FILES);
  const { reason, signs } = verdict;
  return {
    ...told,
    id,
    deliveredAt,
    files,
    ...(missing.length > 0 && { torn: missing }),
    size,
    ...(damage && { damage }),
    places: [place],
    state: reason ? 'excluded' : 'new',
    ...(reason && { quiet: { reason, signs } }),
    readers,
    pushes: reason || old ? [] : readers.map((user) => ({ user, state: 'waiting' })),
    marks: [],
  };
}

export type Ingest = ReturnType<typeof createIngest>;
