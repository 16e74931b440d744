import { between } from '../find/line.ts';
import type { Mention } from '../find/mention.ts';
import type { Seen } from '../seen.ts';

/** One client of the directory with all that the line says of them. */
export interface Party {
  id: string;
  name: string;
  mentions: Mention[];
  first: number;
}

export function partiesIn(seen: Seen, mentions: readonly Mention[]): Party[] {
  const parties = new Map<string, Party>();
  const clients = new Map(
    seen.situation.names.filter(({ kind }) => kind === 'organization').map((one) => [one.id, one]),
  );
  for (const mention of mentions) {
    const { known } = mention;
    const client = known.kind === 'organization' ? known : clients.get(known.organization ?? '');
    if (!client) continue;
    const party = parties.get(client.id) ?? { id: client.id, name: client.name, mentions: [], first: mention.first };
    party.mentions.push(mention);
    parties.set(client.id, party);
  }
  return [...parties.values()];
}

/** Those whom the words name without doubt: of several who answer to one name, the one who is named otherwise too. */
export function undisputed(parties: readonly Party[]): Party[] | undefined {
  const disputes = (a: Party, b: Party) =>
    a !== b &&
    a.mentions.every((one) => b.mentions.some((other) => one.first <= other.last && other.first <= one.last));
  const clear = parties.filter(
    (party) =>
      !parties.some((other) => disputes(party, other) && !(disputes(other, party) && best(party) > best(other))),
  );
  return clear.length > 0 ? clear : undefined;
}

const best = ({ mentions }: Party): number =>
  Math.max(...mentions.map(({ sure, how }) => sure * (how === 'full' ? 1 : 0.8)));

/** The first one counts, unless a fuller name comes in the same clause. */
export function weight({ line }: Seen, party: Party): number {
  const names = party.mentions.map(
    ({ how, sure, first }) =>
      (how === 'full' ? 2 : how === 'first' ? 1.2 : 1) * sure -
      Math.min(1.5, (line.tokens[first]?.clause ?? 0) * 0.4 + first * 0.02),
  );
  // "к Северову, потом в банк": the first of two.
  const isLater = party.mentions.every(({ span }) =>
    /(?<!\p{L})(?:потом|затем|оттуда|after that|then)(?!\p{L})/iu.test(line.folded.slice(0, span[0])),
  );
  return Math.max(...names) + (party.mentions.length > 1 ? 0.5 : 0) - (isLater ? 1 : 0);
}

const JOINS =
  /^["»”)]?\s?(?:и|and|&|n|-|\/|\+|,|с|w\/|with|вместе с|plus)\s?(?:ещ[её]\s|also\s)?(?:(?:с|со|из|в|во|у|к|ко|to|with|at|from|for)\s)?["«“(]?$/iu;

/** "белова (елань) и сомова": of a firm and a person only a plain "and" makes two. */
const AND = /^["»”)]?\s(?:и|and|&)\s["«“]?$/iu;

/** "с вектором и техносервисом", "ромашка-вектор", "Hank and Lisa": both are meant alike. */
export function isJoined({ line, cues }: Seen, main: Party, other: Party): boolean {
  const pairs = main.mentions.flatMap((a) =>
    other.mentions.map((b) => (a.first <= b.first ? ([a, b] as const) : ([b, a] as const))),
  );
  if (
    pairs.some(
      ([a, b]) =>
        (a.known.kind === b.known.kind || AND.test(between(line, a.span[1], b.span[0]))) &&
        JOINS.test(between(line, a.span[1], b.span[0])) &&
        !(between(line, a.span[1], b.span[0]).trim() === ','),
    )
  )
    return true;
  // "msgd hank ... and rang kate": two contacts in one line.
  const told = cues.filter(({ form, by, channel }) => form === 'past' && by === 'subject' && channel);
  const cueOf = (party: Party) =>
    told.find((cue) => party.mentions.some(({ span }) => span[0] - cue.span[1] >= 0 && span[0] - cue.span[1] <= 4));
  const [a, b] = [cueOf(main), cueOf(other)];
  return a !== undefined && b !== undefined && a !== b;
}
