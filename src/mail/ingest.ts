import { domainOf } from '../domain/email.ts';
import { safeName } from '../domain/file-name.ts';
import { derivedId } from '../domain/id.ts';
import type { Letter, LetterFile, Place, Push } from '../domain/letter.ts';
import type { Mailbox } from '../domain/mailbox.ts';
import { type Match, matchLetter } from '../domain/match-letter.ts';
import { mayEnter } from '../domain/rights.ts';
import { FILE_LIMIT } from '../store/files.ts';
import type { Store } from '../store/index.ts';
import { letterId, type ParsedLetter } from './parsed.ts';
import { judge } from './rules/index.ts';

const FILES = 50;
/** All that one document takes, and far more than a conversation has. */
const THREAD = 50;

/** A letter as it came from a server. */
export interface Arrived {
  parsed: ParsedLetter;
  place: Place;
  deliveredAt: Date;
  /** Bytes on the server. */
  size: number;
  /** Only its beginning was fetched. */
  oversize?: boolean;
  /** It was there before the mailbox was connected: offered, but nobody is rung. */
  old: boolean;
}

/** Judges, matches and stores letters, each once. */
export function createIngest(store: Store, now: () => Date) {
  /** Our own addresses change rarely; asked once for each batch of letters. */
  async function ownAddresses(): Promise<Set<string>> {
    const boxes = await store.mailboxes.all();
    return new Set(boxes.flatMap(({ address, login }) => [address.toLowerCase(), login.toLowerCase()]));
  }

  /** Whom the conversation was with, if the letter continues one. */
  async function conversationOf({ references }: ParsedLetter) {
    const ids = references.slice(-THREAD).reverse();
    if (ids.length === 0) return { ours: false, with: undefined };
    const [sent, came] = await Promise.all([store.outgoing.byMessageIds(ids), store.letters.byMessageIds(ids)]);
    const [nearest] = [...sent, ...came].filter(({ organization, person }) => organization ?? person);
    const { organization, person } = nearest ?? {};
    return { ours: sent.length > 0, with: { ...(organization && { organization }), ...(person && { person }) } };
  }

  async function matchOf(
    address: string,
    conversation: { organization?: string; person?: string } | undefined,
  ): Promise<Match> {
    if (address === '') return matchLetter('', { persons: [], organizations: [], sameDomain: [], conversation });
    const [persons, organizations, sameDomain] = await Promise.all([
      store.senders.persons(address),
      store.senders.organizations(address),
      store.senders.sameDomain(domainOf(address)),
    ]);
    return matchLetter(address, { persons, organizations, sameDomain, conversation });
  }

  /** Who is to be rung: the client's manager if there is one who can be, else whoever is on duty, else the administrators. */
  async function recipients(organization: string | undefined, duty: readonly number[]): Promise<number[]> {
    const responsible = organization === undefined ? undefined : await store.senders.managerOf(organization);
    const manager = responsible === undefined ? undefined : await store.users.get(responsible);
    if (manager && mayEnter(manager) && manager.reachable) return [manager.id];
    const active = new Set((await store.users.active()).map(({ id }) => id));
    const onDuty = duty.filter((id) => active.has(id));
    return onDuty.length > 0 ? onDuty : (await store.users.administrators()).map(({ id }) => id);
  }

  /** Stores the files under ids that every copy of the letter shares. */
  async function keepFiles(letter: string, parsed: ParsedLetter): Promise<LetterFile[]> {
    const kept: LetterFile[] = [];
    for (const [index, { name, mime, content }] of parsed.files.slice(0, FILES).entries()) {
      const id = derivedId('letter-file', letter, index);
      const bytes = Buffer.from(content.buffer, content.byteOffset, Math.min(content.byteLength, FILE_LIMIT));
      const file = { id, name: safeName(name), mime, size: bytes.length };
      const put = await store.files.put(bytes, file);
      if (put.ok) kept.push(file);
    }
    return kept;
  }

  /** Takes one letter in. True: it was not there before. */
  async function take(mailbox: Mailbox, arrived: Arrived, own: ReadonlySet<string>): Promise<boolean> {
    const { parsed, place, deliveredAt, size, oversize, old } = arrived;
    const id = letterId(parsed, deliveredAt);
    const damage = parsed.damage ?? (oversize ? 'oversize' : undefined);
    const [conversation, senderExcluded] = await Promise.all([
      conversationOf(parsed),
      parsed.from.address === '' ? false : store.excludedSenders.has(parsed.from.address),
    ]);
    const match = await matchOf(parsed.from.address, conversation.with);
    const reason = judge(parsed, { own, answersOurs: conversation.ours, senderExcluded });
    const readers = await recipients(match.organization, mailbox.duty);
    const ring: Push[] = reason || old ? [] : readers.map((user) => ({ user, state: 'waiting' }));
    // Files first: a letter that is there is whole.
    const files = (await store.letters.has(id)) ? [] : await keepFiles(id, parsed);
    const letter: Letter = {
      id,
      ...(parsed.messageId !== undefined && { messageId: parsed.messageId }),
      from: parsed.from,
      ...(parsed.replyTo !== undefined && { replyTo: parsed.replyTo }),
      to: parsed.to,
      subject: parsed.subject,
      deliveredAt,
      text: parsed.text,
      files,
      references: parsed.references,
      size,
      ...(damage && { damage }),
      places: [place],
      state: reason ? 'excluded' : 'new',
      ...(reason && { quiet: { reason } }),
      ...match,
      readers,
      pushes: ring,
      marks: [],
    };
    const added = await store.letters.add(letter, now());
    if (added && reason === 'bounce') await store.outgoing.bounced(mentioned(parsed));
    return added;
  }

  return { take, ownAddresses };
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
