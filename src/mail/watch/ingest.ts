import { createHash } from 'node:crypto';
import { derivedId } from '../../domain/id.ts';
import type { Letter, LetterFile, Place, QuietReason } from '../../domain/letter/letter.ts';
import type { Mailbox } from '../../domain/letter/mailbox.ts';
import type { Match } from '../../domain/letter/match-letter.ts';
import { safeName } from '../../domain/text/file-name.ts';
import { FILE_LIMIT } from '../../store/files/files.ts';
import type { Store } from '../../store/index.ts';
import { letterId, type ParsedLetter } from '../parse/parsed.ts';
import { judge } from '../rules/index.ts';
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

/** What became of a letter that came: it rings, it was there before the mailbox was, or a rule keeps it quiet. */
export type Verdict = 'rings' | 'old' | QuietReason;

export interface IngestDeps {
  store: Store;
  now: () => Date;
  /** Told of each letter that was not there before. */
  counted: (verdict: Verdict) => void;
}

/** Judges, matches and stores letters, each once. */
export function createIngest({ store, now, counted }: IngestDeps) {
  /** Our own addresses change rarely; asked once for each round of letters. */
  async function ownAddresses(): Promise<Set<string>> {
    const boxes = await store.mailboxes.all();
    return new Set(boxes.flatMap(({ address, login }) => [address.toLowerCase(), login.toLowerCase()]));
  }

  /** Stores the files under ids that copies of the letter share, as far as they have the same files. */
  async function keepFiles(letter: string, parsed: ParsedLetter): Promise<LetterFile[]> {
    const kept: LetterFile[] = [];
    for (const [index, { name, mime, content }] of parsed.files.slice(0, FILES).entries()) {
      const bytes = Buffer.from(content.buffer, content.byteOffset, Math.min(content.byteLength, FILE_LIMIT));
      const id = derivedId('letter-file', letter, index, createHash('sha256').update(bytes).digest('base64url'));
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

  /** Takes letters in, in the order in which they came. Those that are there already get another place. */
  async function take(mailbox: Mailbox, arrived: readonly Arrived[], own: ReadonlySet<string>): Promise<void> {
    if (arrived.length === 0) return;
    const letters = arrived.map((one) => ({ ...one, id: letterId(one.parsed, one.deliveredAt) }));
    const around = await lookAround(
      store,
      letters.map(({ parsed }) => parsed),
    );
    const [readersOf, files] = await Promise.all([readersFor(store, mailbox, around.matches), filesOf(letters)]);
    const judged = letters.map((one, index) => {
      const { parsed } = one;
      const surroundings = {
        own,
        answersOurs: around.answersOurs(parsed),
        senderExcluded: around.senderExcluded(parsed),
      };
      const match = around.matches[index] ?? {};
      return letterOf(one, {
        match,
        reason: judge(parsed, surroundings),
        readers: readersOf(match),
        files: files.get(one.id) ?? [],
      });
    });
    const added = new Set(await store.letters.addAll(judged, now()));
    for (const [index, letter] of judged.entries()) {
      if (!added.has(letter)) continue;
      counted(letter.quiet?.reason ?? (arrived[index]?.old ? 'old' : 'rings'));
      const parsed = arrived[index]?.parsed;
      if (parsed && letter.quiet?.reason === 'bounce') await store.outgoing.bounced(mentioned(parsed));
    }
  }

  return { take, ownAddresses };
}

interface Judged {
  match: Match;
  reason: QuietReason | undefined;
  readers: number[];
  files: LetterFile[];
}

function letterOf(
  { id, parsed, place, deliveredAt, size, oversize, old }: Arrived & { id: string },
  { match, reason, readers, files }: Judged,
): Letter {
  const { messageId, replyTo, from, to, subject, text, references } = parsed;
  const damage = parsed.damage ?? (oversize ? 'oversize' : undefined);
  return {
    id,
    ...(messageId !== undefined && { messageId }),
    from,
    ...(replyTo !== undefined && { replyTo }),
    to,
    subject,
    deliveredAt,
    text,
    files,
    references,
    size,
    ...(damage && { damage }),
    places: [place],
    state: reason ? 'excluded' : 'new',
    ...(reason && { quiet: { reason } }),
    ...match,
    readers,
    pushes: reason || old ? [] : readers.map((user) => ({ user, state: 'waiting' })),
    marks: [],
  };
}

/** The Message-IDs that a bounce speaks of: those it refers to, and those in its text. */
const mentioned = ({ references, text, files }: ParsedLetter): string[] => {
  const original = files.find(({ mime }) => mime === 'message/rfc822' || mime === 'text/rfc822-headers');
  const head = original ? Buffer.from(original.content).toString('latin1', 0, 20_000) : '';
  return [
    ...references,
    ...(`${text.slice(0, 20_000)}\n${head}`.match(/<[^<>\s@]{1,200}@[^<>\s]{1,200}>/g) ?? []),
  ].slice(0, 50);
};

export type Ingest = ReturnType<typeof createIngest>;
