import { withoutTag } from '../domain/client/email.ts';
import type { Mailbox } from '../domain/letter/mailbox.ts';
import { type Match, matchLetter } from '../domain/letter/match-letter.ts';
import { type Ourselves, type Sender, senderOf } from '../domain/letter/sender.ts';
import type { Standing } from '../domain/letter/verdict.ts';
import type { User } from '../domain/user.ts';
import type { Store } from '../store/index.ts';
import type { KnownSender } from '../store/letters/senders.ts';
import type { ParsedLetter } from './parse/parsed.ts';

/** All that one document takes, and far more than a conversation has. */
const THREAD = 50;

type Correspondent = Pick<Match, 'organization' | 'person'>;

/** A letter with what is known of who it is from and what it goes on with. */
export interface Surrounded {
  sender: Sender;
  match: Match;
  standing: Standing;
}

const NOBODY: KnownSender = { persons: [], organizations: [], sameDomain: [] };
const isKnown = (found: KnownSender | undefined): boolean =>
  found !== undefined && (found.persons.length > 0 || found.organizations.length > 0);

/** The Message-IDs that a letter refers to, the nearest first. */
const threadOf = ({ references }: ParsedLetter): string[] => references.slice(-THREAD).reverse();

/** What the database knows about a batch of letters, asked with a few queries however many they are. */
export async function lookAround(
  store: Store,
  letters: readonly ParsedLetter[],
  own: Ourselves,
): Promise<Surrounded[]> {
  const senders = letters.map((letter) => senderOf(letter, own));
  const addresses = [...new Set(senders.map(({ from }) => from.address))].filter(Boolean);
  const thread = [...new Set(letters.flatMap(threadOf))];
  const [sent, came, known, excluded] = await Promise.all([
    store.outgoing.linked(thread),
    store.letters.linked(thread),
    store.senders.known([...new Set(addresses.flatMap((address) => [address, withoutTag(address)]))]),
    store.excludedSenders.among(addresses),
  ]);
  // In order, so that a letter finds the one of the same batch that it answers.
  const inBatch = new Map<string, Correspondent>();
  const matches = letters.map((letter, index) => {
    const match = matchOf(letter, senders[index]?.from.address ?? '');
    if (letter.messageId !== undefined) inBatch.set(letter.messageId, match);
    return match;
  });
  const managers = await store.senders.managersOf([
    ...new Set(matches.flatMap(({ organization }) => organization ?? [])),
  ]);

  /** Whom the conversation was with, if the letter continues one. */
  function correspondentOf(letter: ParsedLetter): Correspondent | undefined {
    const ids = threadOf(letter);
    const named = [sent, came, inBatch].flatMap((linked) => ids.flatMap((id) => linked.get(id) ?? []));
    const nearest = named.find(({ organization, person }) => organization ?? person);
    const { organization, person } = nearest ?? {};
    return nearest && { ...(organization !== undefined && { organization }), ...(person !== undefined && { person }) };
  }

  function matchOf(letter: ParsedLetter, address: string): Match {
    const exact = known.get(address);
    const candidates = (isKnown(exact) ? exact : known.get(withoutTag(address))) ?? NOBODY;
    return matchLetter(address, { ...candidates, conversation: correspondentOf(letter) });
  }

  /** A manager's exclusion is not a word on the clients of others. */
  function standingOf(letter: ParsedLetter, address: string, { organization, person }: Match): Standing {
    const said = excluded.get(address);
    const responsible = managers.get(organization ?? '');
    return {
      excluded: said?.says === 'excluded' && (responsible === undefined || responsible === said.by),
      trusted: said?.says === 'trusted',
      known: organization !== undefined || person !== undefined,
      answersOurs: threadOf(letter).some((id) => sent.has(id)),
    };
  }

  return letters.map((letter, index) => {
    const sender = senders[index] ?? senderOf(letter, own);
    const match = matches[index] ?? {};
    return { sender, match, standing: standingOf(letter, sender.from.address, match) };
  });
}

/**
 * Tells who is to be rung about a letter: its client's manager if there is one who can be, else those on duty, else
 * the administrators.
 */
export async function readersFor(store: Store, { duty }: Mailbox, matches: readonly Match[]) {
  const clients = [...new Set(matches.flatMap(({ organization }) => organization ?? []))];
  const [managers, users] = await Promise.all([store.senders.managersOf(clients), store.users.active()]);
  const byId = new Map(users.map((user) => [user.id, user]));
  const ids = (list: readonly User[]) => list.map(({ id }) => id);
  const onDuty = duty.filter((id) => byId.has(id));
  const others = onDuty.length > 0 ? onDuty : ids(users.filter(({ role }) => role === 'administrator'));
  return ({ organization = '' }: Match): number[] => {
    const manager = byId.get(managers.get(organization) ?? 0);
    return manager?.reachable ? [manager.id] : others;
  };
}
