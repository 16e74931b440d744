import { isLegalForm } from '../client/name-forms.ts';
import { sharesLegalForm } from '../client/rank-name.ts';
import type { Ref } from '../contact/contact.ts';
import { regExp } from '../text/pattern.ts';
import { overlaps, type Span } from '../text/spans.ts';
import { between, type Line } from './find/line.ts';
import { type NamedFirm, namedFirm, TAKES_BACK } from './find/new-client.ts';
import { type NamedPerson, namedPerson } from './find/new-person.ts';
import type { Mention } from './find/who.ts';
import type { Field, LinePerson, NewClient } from './reading.ts';
import { field, type Seen } from './seen.ts';
import { COMMON_WORDS } from './words/common-words.ts';
import { verbForm } from './words/verbs.ts';

/** With whom the contact is. */
export interface Parties {
  clients: Field<readonly Ref[]>;
  newClient?: Field<NewClient>;
  persons?: Field<readonly LinePerson[]>;
  /** What of the line names them. */
  spans: Span[];
  /** Only an everyday word that is some client's name too: "прогресс не остановить". */
  weak?: true;
}

const SURELY = 0.85;

/** One client of the directory with all that the line says of them. */
interface Party {
  id: string;
  name: string;
  mentions: Mention[];
  first: number;
}

/** Before these the line speaks of somebody who has no part in the contact. */
const ASIDE = regExp(
  String.raw`(?<![\p{L}])(?:intro(?:duced)?(?: \p{L}+)? (?:from|by|via)|(?:recommended|referred|suggested|passed on|put in touch) by|referral (?:from|by)|(?:name|number|contact|details) from|via|(?:on (?:the|my) )?way (?:to|back from)|vs\.?|versus|against|than|like|instead of|вместо|по дороге (?:в|на|к|из)|в сторону|рядом с|напротив|в отличие от|как (?:у|в|и)|по рекомендации|рекомендаци\p{L}+ (?:от|из)|посоветовал[аи]?|уйд(?:ет|ут) (?:к|в)|переш(?:ел|ла|ли) (?:к|в)|счет\p{L}*(?: \p{L}+){0,3} в|открыт\p{L}* в)\s(?:\p{L}+\s(?:(?:at|из|от|@)\s|\())?["«]?$`,
  'iu',
);

export function partiesOf(seen: Seen, closed: readonly Span[]): Parties {
  const own = standing(seen, withoutAsides(seen));
  const taken = [...closed, ...seen.cues.filter(({ pure, channel }) => pure ?? channel).map(({ span }) => span)];
  const named = namedFirm(seen.line, own.mentions, taken);
  const firm =
    named && own.mentions.some(({ span, known }) => known.kind === 'organization' && overlaps(span, named.span))
      ? undefined
      : named;
  const person = namedPerson(seen.line, own.mentions, firm ? [...taken, firm.span] : taken);
  const parties = partiesIn(seen, own.mentions);
  if (firm && isMain(seen, firm, parties)) return ofNewClient(seen, firm, person);
  if (parties.length === 0) return withoutClient(seen, own, person);
  return ofKnown(seen, parties, person, own.weak);
}

function withoutClient(
  seen: Seen,
  own: { mentions: readonly Mention[]; weak: boolean },
  person: NamedPerson | undefined,
): Parties {
  const known = personsOf(seen, own.mentions, undefined);
  if (known) {
    return {
      clients: field<readonly Ref[]>([], 'read', 'they speak for no client'),
      persons: known.field,
      spans: own.mentions.map(({ span }) => span),
    };
  }
  return {
    clients: field<readonly Ref[]>([], 'read', 'no client is named'),
    ...(person && { persons: field<readonly LinePerson[]>([{ name: person.name }], 'guessed', 'a first name') }),
    spans: person ? [person.span] : [],
    ...(own.weak && { weak: true }),
  };
}

function ofNewClient(seen: Seen, firm: NamedFirm, person: NamedPerson | undefined): Parties {
  const why = `«${seen.line.raw.slice(...firm.span)}» is not in the directory`;
  return {
    clients: field<readonly Ref[]>([], 'read', 'a client who is not in the directory'),
    newClient: field<NewClient>(
      { name: firm.name },
      'guessed',
      why,
      firm.others.map((name) => ({ name })),
    ),
    ...(person && {
      persons: field<readonly LinePerson[]>(
        [{ name: person.name }],
        person.sure ? 'read' : 'guessed',
        'named beside the firm',
      ),
    }),
    spans: [firm.span, ...(person ? [person.span] : [])],
  };
}

/** A firm that nobody knows is the client where it comes first, or is told to be new. */
function isMain({ line }: Seen, firm: NamedFirm, parties: readonly Party[]): boolean {
  const [known] = parties;
  if (!known) return true;
  const isToldNew = /^[\s,(]{0,3}(?:new|нов)/iu.test(line.folded.slice(firm.span[1]));
  const isOnlyFirstName = known.mentions.every(({ how }) => how === 'first');
  return (
    (isToldNew || (firm.sure && firm.first < known.first) || (firm.sure && isOnlyFirstName)) &&
    /\p{L}{2}/u.test(firm.name)
  );
}

function withoutAsides({ line, mentions }: Seen): Mention[] {
  return mentions.filter((mention) => {
    const { span, known, first, last } = mention;
    if (isTakenBackBy(line, mention, mentions)) return false;
    const before = line.folded.slice(Math.max(0, span[0] - 60), span[0]);
    if (ASIDE.test(before)) return false;
    if (known.kind !== 'organization') return true;
    // "ООО Вектор Плюс" is another firm than АО «Вектор».
    const form = line.tokens[first]?.text ?? '';
    const written = isLegalForm(form) ? form : (line.tokens[first - 1]?.text ?? '');
    const next = line.tokens[last + 1];
    if (
      isLegalForm(written) &&
      next &&
      /^\p{Lu}/u.test(next.raw) &&
      next.span[0] - span[1] === 1 &&
      !isLegalForm(next.text)
    )
      return false;
    return !(isLegalForm(written) && sharesLegalForm(`${written} x`, known.name) === false);
  });
}

/** "северову нет не северову орлову": another one is named right after, and meant. */
function isTakenBackBy(line: Line, mention: Mention, mentions: readonly Mention[]): boolean {
  const same = (other: Mention) =>
    other.known.id === mention.known.id ||
    other.known.id === mention.known.organization ||
    other.known.organization === mention.known.id;
  const others = mentions.filter((other) => other.first > mention.last);
  const next = others.find((other) => !same(other) && other.known.kind === mention.known.kind);
  if (!next) return false;
  const gap = between(line, mention.span[1], next.span[0]);
  if (TAKES_BACK.test(gap)) return true;
  const isDenied = /(?<!\p{L})(?:не|not)\s$/iu.test(line.folded.slice(0, mention.span[0]));
  if (isDenied && /^[\s,.-]*(?:а\s)?$/u.test(gap)) return true;
  const again = others.find((other) => same(other) && other.last < next.first);
  return (
    again !== undefined &&
    TAKES_BACK.test(between(line, mention.span[1], again.span[0])) &&
    isTakenBackBy(line, again, mentions)
  );
}

/** Everyday words are names only where they stand as names do. */
function standing(seen: Seen, mentions: readonly Mention[]): { mentions: Mention[]; weak: boolean } {
  const persons = new Set(
    mentions.flatMap(({ known, how }) => (known.kind === 'person' && how === 'full' ? [known.organization] : [])),
  );
  const anyPersons = new Set(mentions.flatMap(({ known }) => (known.kind === 'person' ? [known.organization] : [])));
  const { line } = seen;
  const kept: Mention[] = [];
  let weak = false;
  for (const mention of mentions) {
    const { known, how, common, sure } = mention;
    const isSupported =
      known.kind === 'organization' && (persons.has(known.id) || (anyPersons.has(known.id) && how === 'part'));
    const stands = standsAsName(seen, mention);
    const words = line.tokens.slice(mention.first, mention.last + 1);
    const isEveryday = how === 'part' && words.every(({ text }) => COMMON_WORDS.has(text));
    const isName =
      known.kind === 'person' ||
      isSupported ||
      joins(seen, mention, mentions) ||
      (how === 'part' ? !isEveryday && stands && sure >= 0.5 : !common || stands);
    const opens =
      how === 'full' && mention.first === 0 && seen.cues.some(({ channel, form }) => channel && form !== 'noun');
    if (isName || opens) kept.push(mention);
    else if (how === 'full') weak = true;
  }
  return { mentions: kept, weak: weak && kept.length === 0 };
}

const PREPOSITION = regExp(
  String.raw`(?<!\p{L})(?:с|со|в|во|на|к|ко|у|для|из|от|до|по|with|w\/|at|from|for|to|завод\p{L}*|клиент\p{L}*|компани\p{L}*)\s["«“]?$`,
  'iu',
);

/** "ромашка-вектор": the one stands as a name where the other does. */
function joins(seen: Seen, mention: Mention, mentions: readonly Mention[]): boolean {
  if (mention.how !== 'full' || mention.known.kind !== 'organization') return false;
  return mentions.some((other) => {
    if (other === mention || other.how !== 'full' || other.known.kind !== 'organization') return false;
    const [a, b] = mention.first < other.first ? [mention, other] : [other, mention];
    const gap = between(seen.line, a.span[1], b.span[0]);
    return /^\s?(?:-|\/|\+|&|и|and)\s?$/iu.test(gap) && (!other.common || standsAsName(seen, other));
  });
}

/** What only people do: the one who does it is somebody. */
const ACTS =
  /^(?:прос(?:ит|ят)|хо(?:чет|тят)|жд(?:ет|ут)|говор(?:ит|ят)|молч(?:ит|ат)|готов[аы]?|соглас(?:ен|на|ны)|дума(?:ет|ют)|предлага(?:ет|ют)|требу(?:ет|ют)|пиш(?:ет|ут)|звон(?:ит|ят)|отказыва(?:ется|ются)|интересу(?:ется|ются)|wants?|says?|asks?|needs?|is|are|called|rang|has)$/u;

function standsAsName({ line, cues, moments }: Seen, { span, first, last, plain, how }: Mention): boolean {
  const [before, after] = [line.folded.slice(0, span[0]), line.folded.slice(span[1])];
  if (PREPOSITION.test(before) && !/^\s(?:и|да)\s/iu.test(after)) return true;
  const isBeside = cues.some(
    (cue) =>
      (cue.span[0] >= span[1] && cue.span[0] - span[1] <= 2) || (cue.span[1] <= span[0] && span[0] - cue.span[1] <= 2),
  );
  if (isBeside) return true;
  if (moments.some((moment) => Math.abs(moment.span[1] - span[0]) <= 2 || Math.abs(moment.span[0] - span[1]) <= 2))
    return true;
  if (first === 0 && /^\s?[:,-]/.test(after)) return true;
  // A clause of its own: ", ромашка,".
  if (how === 'full' && /(?:^|[,;(:]\s?)$/.test(before) && /^\s?(?:[,;):]|$)/.test(after)) return true;
  const next = line.tokens[last + 1]?.text ?? '';
  if (plain && (verbForm(next) === 'past' || ACTS.test(next))) return true;
  if (!plain && how === 'full') return true;
  // "перенеси вектор": right after a word that orders.
  const word = line.tokens[first - 1]?.text ?? '';
  return /(?:ть|ти|ться|и|й|ь)$/u.test(word) && line.tokens[last + 1]?.text !== 'не' && word.length >= 4;
}

function partiesIn(seen: Seen, mentions: readonly Mention[]): Party[] {
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

function ofKnown(seen: Seen, parties: readonly Party[], newPerson: NamedPerson | undefined, weak: boolean): Parties {
  const clear = undisputed(parties);
  if (!clear) return asked(parties);
  const [main, ...others] = clear.toSorted((a, b) => weight(seen, b) - weight(seen, a) || a.first - b.first);
  if (!main) return asked(parties);
  const both = [main, ...others.filter((other) => isJoined(seen, main, other))].sort((a, b) => a.first - b.first);
  const refs = both.map(({ id, name }): Ref => ({ id, name }));
  const mentions = both.flatMap(({ mentions: own }) => own);
  const sure = Math.min(...both.map(({ mentions: own }) => Math.max(...own.map((one) => one.sure))));
  const rivals = clear.filter((one) => !both.includes(one)).slice(0, 3);
  const persons = personsOf(seen, mentions, newPerson);
  return {
    clients: field<readonly Ref[]>(
      refs,
      sure < 0.75 || weak ? 'guessed' : 'read',
      mentions.map(({ span }) => `«${seen.line.raw.slice(...span)}»`).join(' '),
      [...(both.length > 1 ? refs.map((ref) => [ref]) : []), ...rivals.map(({ id, name }) => [{ id, name }])],
    ),
    ...(persons && { persons: persons.field }),
    // With a slip it may have been another word: it stays in the text.
    spans: [
      ...mentions.filter((one) => one.sure >= SURELY).map(({ span }) => span),
      ...(persons?.span ? [persons.span] : []),
    ],
  };
}

/** Those whom the words name without doubt: of several who answer to one name, the one who is named otherwise too. */
function undisputed(parties: readonly Party[]): Party[] | undefined {
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

function asked(parties: readonly Party[]): Parties {
  const alternatives = parties.map(({ id, name }) => [{ id, name }]);
  const persons = parties.flatMap(({ mentions }) =>
    mentions.filter(({ known }) => known.kind === 'person').map(({ known }) => [personOf(known)]),
  );
  return {
    clients: field<readonly Ref[]>(undefined, 'asked', 'several answer to the name', alternatives),
    ...(persons.length > 0 && {
      persons: field<readonly LinePerson[]>(undefined, 'asked', 'several answer to the name', persons),
    }),
    spans: parties.flatMap(({ mentions }) => mentions.map(({ span }) => span)),
  };
}

/** The first one counts, unless a fuller name comes in the same clause. */
function weight({ line }: Seen, party: Party): number {
  const names = party.mentions.map(
    ({ how, sure, first }) =>
      (how === 'full' ? 2 : how === 'first' ? 1.2 : 1) * sure -
      Math.min(1.5, (line.tokens[first]?.clause ?? 0) * 0.4 + first * 0.02),
  );
  return Math.max(...names) + (party.mentions.length > 1 ? 0.5 : 0);
}

const JOINS = /^["»”)]?\s?(?:и|and|&|n|-|\/|\+|,|с|w\/|with|вместе с|plus)\s?(?:ещ[её]\s|с\s|из\s)?["«“(]?$/iu;

/** "с вектором и техносервисом", "ромашка-вектор", "Hank and Lisa": both are meant alike. */
function isJoined({ line, cues }: Seen, main: Party, other: Party): boolean {
  const pairs = main.mentions.flatMap((a) =>
    other.mentions.map((b) => (a.first <= b.first ? ([a, b] as const) : ([b, a] as const))),
  );
  if (
    pairs.some(
      ([a, b]) =>
        a.known.kind === b.known.kind &&
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

const personOf = ({ id, name, organization }: Mention['known']): LinePerson => ({
  id,
  name,
  ...(organization !== undefined && { organization }),
});
/** "мила нет мария лопес": the second one is meant. */
const isTakenBack = (line: Line, { span }: NamedPerson, known: readonly Mention[]): boolean =>
  known.some((one) => one.span[0] > span[1] && TAKES_BACK.test(between(line, span[1], one.span[0])));
const ABSENT = regExp(
  String.raw`^\s(?:не\s(?:было|застал|застала|нашел|на месте)|нет(?!\p{L})|wasn['’]?t in|not in)|^\sне\s`,
  'iu',
);
const ABSENT_BEFORE = /(?<!\p{L})(?:не|not|нет|instead of|вместо)\s$/iu;

function personsOf(
  seen: Seen,
  mentions: readonly Mention[],
  newPerson: NamedPerson | undefined,
): { field: Field<readonly LinePerson[]>; span?: Span } | undefined {
  const { line } = seen;
  const people = mentions.filter(({ known }) => known.kind === 'person');
  const isAbsent = ({ span }: Mention) =>
    ABSENT.test(line.folded.slice(span[1])) || ABSENT_BEFORE.test(line.folded.slice(0, span[0]));
  const present = people.filter((one) => !isAbsent(one));
  const fresh =
    newPerson &&
    !isTakenBack(line, newPerson, present) &&
    (present.length === 0 ||
      /(?<!\p{L})(?:теперь|сейчас там|вместо \p{L}+|now(?: it['’]s)?)\s$/iu.test(
        line.folded.slice(0, newPerson.span[0]),
      ) ||
      (newPerson.sure && newPerson.first < (present[0]?.first ?? 0) && newPerson.first < 3));
  if (newPerson && fresh && !people.some(({ span }) => overlaps(span, newPerson.span))) {
    return {
      field: field<readonly LinePerson[]>(
        [{ name: newPerson.name }],
        newPerson.sure ? 'read' : 'guessed',
        'a name that the directory does not know',
      ),
      span: newPerson.span,
    };
  }
  const chosen = present.length > 0 ? present : people;
  if (chosen.length === 0) return undefined;
  const disputed = chosen.filter((one) =>
    chosen.some(
      (other) =>
        other !== one && other.known.id !== one.known.id && other.first === one.first && other.last === one.last,
    ),
  );
  if (disputed.length > 1 && disputed.length === chosen.length)
    return {
      field: field<readonly LinePerson[]>(
        undefined,
        'asked',
        'several answer to the name',
        disputed.map(({ known }) => [personOf(known)]),
      ),
    };
  const unique = [...new Map(chosen.map(({ known }) => [known.id, personOf(known)])).values()];
  const sure = Math.min(...chosen.map((one) => one.sure));
  return {
    field: field<readonly LinePerson[]>(
      unique,
      sure >= 0.75 ? 'read' : 'guessed',
      chosen.map(({ span }) => `«${line.raw.slice(...span)}»`).join(' '),
    ),
  };
}
