import type { Ref } from '../contact/contact.ts';
import { regExp } from '../text/pattern.ts';
import { overlaps, type Span } from '../text/spans.ts';
import type { NamedFirm } from './find/firm.ts';
import { between } from './find/line.ts';
import type { Mention } from './find/mention.ts';
import { namedFirm } from './find/new-client.ts';
import { type NamedPerson, namedPerson } from './find/new-person.ts';
import { isFromElsewhere, likeKnown, ofFirm, personOf, personsOf } from './parties/persons.ts';
import { standing, withoutAsides } from './parties/standing.ts';
import { isJoined, type Party, partiesIn, undisputed, weight } from './parties/which.ts';
import type { Field, LinePerson, NewClient } from './reading.ts';
import { field, type Seen } from './seen.ts';
import { FIRM_NOUN } from './words/common-words.ts';

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

export function partiesOf(seen: Seen, closed: readonly Span[]): Parties {
  const own = standing(seen, withoutAsides(seen));
  const taken = [
    ...closed,
    ...seen.cues
      .filter(({ pure, channel, text }) => (pure ?? channel) && !FIRM_NOUN.test(text))
      .map(({ span }) => span),
  ];
  const named = namedFirm(seen.line, own.mentions, taken);
  const of = named && ofFirm(seen, named, own.mentions);
  if (named && of) return ofNewClient(seen, named, of);
  const firm =
    named && own.mentions.some(({ span, known }) => known.kind === 'organization' && overlaps(span, named.span))
      ? undefined
      : named;
  const person = namedPerson(seen.line, own.mentions, firm ? [...taken, firm.span] : taken);
  const parties = partiesIn(seen, own.mentions);
  if (firm && isMain(seen, firm, parties)) return ofNewClient(seen, firm, person ?? likeKnown(seen, own.mentions));
  if (parties.length === 0) return withoutClient(seen, own, person);
  if (isNewcomer(seen, parties)) return ofNamesake(seen, parties);
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

/** "новая заявка с сайта: Анна": somebody who has just turned up is not the one of that first name whom the directory knows. */
const isNewcomer = ({ line }: Seen, parties: readonly Party[]): boolean =>
  NEW_REQUEST.test(line.folded) &&
  parties.every(({ mentions }) => mentions.every(({ known, how }) => known.kind === 'person' && how === 'first'));
const NEW_REQUEST = regExp(
  String.raw`(?<!\p{L})(?:нов(?:ая|ый|ое|ую|ого)\s(?:заявк|лид|обращени|запрос)\p{L}*|(?:заявк|лид|обращени|запрос)\p{L}*\s(?:с|со|из|по|через)\s(?:наш\p{L}+\s)?(?:сайт|авито|реклам|форм|выставк|директ|квиз|объявлени)\p{L}*|(?:new|web|website|inbound)\s(?:lead|enquiry|inquiry|request)|(?:lead|enquiry|inquiry)\s(?:from|via|off|through)\s(?:the\s|our\s)?(?:web|website|site|form|ads?|google|linkedin|expo|trade show))(?!\p{L})`,
  'iu',
);

function ofNamesake(seen: Seen, parties: readonly Party[]): Parties {
  const person = likeKnown(
    seen,
    parties.flatMap(({ mentions }) => mentions),
  );
  const known = parties.flatMap(({ mentions }) => mentions.map((one) => [personOf(one.known)]));
  return {
    clients: field<readonly Ref[]>(
      [],
      'guessed',
      'somebody new',
      parties.map(({ id, name }) => [{ id, name }]),
    ),
    ...(person && {
      persons: field<readonly LinePerson[]>([{ name: person.name }], 'guessed', 'somebody new', known),
    }),
    spans: person ? [person.span] : [],
  };
}

/** A firm that nobody knows is the client where it comes first, or is told to be new. */
function isMain({ line, cues }: Seen, firm: NamedFirm, parties: readonly Party[]): boolean {
  const [known] = parties;
  if (!known) return true;
  const isToldNew = /^[\s,(]{0,3}(?:new|нов)/iu.test(line.folded.slice(firm.span[1]));
  const isOnlyFirstName = known.mentions.every(({ how }) => how === 'first');
  // "mtg @ Costco w/ Lisa": where they meet.
  const isVenue =
    !firm.sure &&
    cues.some(({ channel }) => channel === 'meeting') &&
    /(?:@|(?<!\p{L})(?:at|в))\s$/iu.test(line.folded.slice(0, firm.span[0])) &&
    /^\s(?:w\/|with|с|со)\s?$/iu.test(between(line, firm.span[1], known.mentions[0]?.span[0] ?? 0));
  if (isVenue) return false;
  // "позвонить в Спецтранс, спросить Игоря": a first name after it may be anybody's.
  const isFirst = firm.first < known.first && (firm.sure || isOnlyFirstName);
  return (isToldNew || isFirst || (firm.sure && isOnlyFirstName)) && /\p{L}{2}/u.test(firm.name);
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
      sure < SURELY || weak || rivals.length > 0 || isFromElsewhere(seen, mentions) ? 'guessed' : 'read',
      mentions.map(({ span }) => `«${seen.line.raw.slice(...span)}»`).join(' '),
      [
        ...(both.length > 1 ? refs.map((ref) => [ref]) : []),
        ...rivals.map(({ id, name }) => [{ id, name }]),
        // Named beside: it may be of both.
        ...(both.length === 1 ? rivals.slice(0, 1).map(({ id, name }) => [...refs, { id, name }]) : []),
      ],
    ),
    ...(persons && { persons: persons.field }),
    // With a slip it may have been another word: it stays in the text.
    spans: [
      ...mentions.filter((one) => one.sure >= SURELY).map(({ span }) => span),
      ...(persons?.span ? [persons.span] : []),
    ],
  };
}

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
