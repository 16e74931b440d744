import type { Direction, Ref, Step } from '../../src/domain/contact/contact.ts';
import type { ContactReading, Field, LinePerson, NextStep, Reading, Start } from '../../src/domain/line/reading.ts';
import type { ContactValues, Via } from '../contacts/form/contact-fields.ts';
import type { Alike, Doubt, DoubtField, LineState, Newcomer, Patch } from '../contacts/form/doubts.ts';

/** A draft made of a line: what is filled in, and the fields that are asked, in order. */
export interface LineDraft {
  values: ContactValues;
  asked: DoubtField[];
}

const MOST_OPTIONS = 6;
const MOST_NEW = 3;
const toMinute = (at: Date): Date => new Date(Math.floor(at.getTime() / 60_000) * 60_000);
const refOf = ({ id = '', name }: LinePerson | Ref): Ref => ({ id, name });

/** The draft of what was read: certain and guessed fields are filled in, guesses are noted with what else it may be. */
export function draftOf({ said, contact }: Pick<Reading, 'said' | 'contact'>, now: Date): LineDraft {
  const { text, priority, result } = contact;
  const parts = [statusOf(contact, now), startOf(contact), viaOf(contact), minutesOf(contact), ...whoOf(contact)];
  const doubts = parts.flatMap(({ doubt }) => doubt ?? []);
  const newcomer = newcomerOf(contact);
  const both = alikeOf(contact.clients.value ?? [], contact.persons?.value ?? []);
  const line: LineState = {
    doubts,
    ...(newcomer && { newcomer }),
    ...(both && { both }),
    ...(contact.next && { step: stepOf(contact.next) }),
  };
  const filled = Object.assign({}, ...parts.map(({ values }) => values)) as ContactValues;
  return {
    values: {
      ...filled,
      said,
      line,
      ...(text && { content: text }),
      ...(priority?.value && { priority: priority.value }),
      ...(result?.value && { result: result.value }),
    },
    asked: doubts.flatMap(({ field, guess }) => (guess === undefined ? [field] : [])),
  };
}

/** A part of the draft: its values, and the doubt that comes with them. */
interface Part {
  values: ContactValues;
  doubt?: Doubt;
}

/** A doubt of a field that is guessed or asked; none of one that is read. */
function doubtOf<T>(field: DoubtField, from: Field<T>, guess: Doubt['guess'], patch: (value: T) => Patch): Doubt[] {
  if (from.certainty === 'read') return [];
  const options = from.alternatives.slice(0, MOST_OPTIONS).map(patch);
  return [{ field, options, ...(guess !== undefined && { guess }) }];
}

const part = (values: ContactValues, [doubt]: readonly Doubt[]): Part => ({ values, ...(doubt && { doubt }) });

function statusOf({ status }: ContactReading, now: Date): Part {
  const value = status.value ?? 'happened';
  const others =
    status.alternatives.length > 0 ? status.alternatives : ([value === 'planned' ? 'happened' : 'planned'] as const);
  return part(
    { status: value },
    // What is told as the other one has another time too: now, or one to be asked for.
    doubtOf('status', { ...status, alternatives: others }, value, (other) => ({
      status: other,
      ...(other !== value && { start: other === 'happened' ? toMinute(now) : null }),
    })),
  );
}

function startOf({ start }: ContactReading): Part {
  const at = start.value && toMinute(start.value.at);
  return part(
    { ...(at && { start: at }) },
    doubtOf<Start>('start', start, at, (other) => ({ start: toMinute(other.at) })),
  );
}

function minutesOf({ minutes }: ContactReading): Part {
  if (!minutes) return { values: {} };
  return part(
    { ...(minutes.value !== undefined && { minutes: minutes.value }) },
    minutes.value === undefined ? [] : doubtOf('minutes', minutes, minutes.value, (other) => ({ minutes: other })),
  );
}

const otherWay = (direction: Direction): Direction => (direction === 'incoming' ? 'outgoing' : 'incoming');
const BOTH_WAYS = ['incoming', 'outgoing'] as const;

/** Channel and direction are one answer. A direction that is not told is a guess, with both ways as buttons. */
function viaOf({ channel, direction, status }: ContactReading): Part {
  const way = direction.value ?? 'outgoing';
  const isSure = direction.certainty === 'read';
  if (channel.value === undefined) {
    const ways = isSure ? [way] : BOTH_WAYS;
    const options = channel.alternatives.flatMap((one) =>
      ways.map((direction) => ({ via: { channel: one, direction } })),
    );
    return { values: {}, doubt: { field: 'via', options: options.slice(0, MOST_OPTIONS) } };
  }
  const via: Via = { channel: channel.value, direction: way };
  if (isSure && channel.certainty === 'read') return { values: { via } };
  // What is planned is done by the user who plans it: the other way is one tap less likely, so it stands last.
  const ways = isSure
    ? []
    : direction.certainty === 'asked' && status.value !== 'planned'
      ? BOTH_WAYS
      : [otherWay(way)];
  const options: Patch[] = [
    ...ways.map((direction) => ({ via: { ...via, direction } })),
    ...(channel.certainty === 'read' ? [] : channel.alternatives.map((one) => ({ via: { ...via, channel: one } }))),
  ];
  return { values: { via }, doubt: { field: 'via', guess: via, options: options.slice(0, MOST_OPTIONS) } };
}

/** Client and person. Another client has another person, unless the person speaks for that one. */
function whoOf({ clients, persons }: ContactReading): Part[] {
  const [client] = clients.value ?? [];
  // Of two clients each has people of its own.
  const isOne = (clients.value?.length ?? 0) < 2;
  const theirs = (persons?.value ?? []).filter((one) => isOne || one.organization === client?.id);
  const [known, ...further] = theirs.filter(({ id }) => id !== undefined);
  const others = further.map(refOf);
  const person = known && refOf(known);
  const candidates = [...(persons?.value ?? []), ...(persons?.alternatives.flat() ?? [])];
  const forClient = ({ id, name }: Ref): Patch => {
    const speaker = candidates.find((one) => one.id !== undefined && one.organization === id);
    return { organization: { id, name }, person: speaker ? refOf(speaker) : null };
  };
  const organization = client && refOf(client);
  const clientDoubts = doubtOf('organization', clients, organization, (refs) => {
    const [first] = refs;
    const both = alikeOf(refs, candidates);
    return { ...(first ? forClient(first) : { organization: null, person: null }), ...(both && { both }) };
  });
  // Who it was and whom they speak for is one answer.
  const isOneAnswer =
    clients.value === undefined &&
    persons?.value === undefined &&
    clientDoubts.every(({ options }) => options.every((option) => option.person));
  const personDoubts =
    persons && !isOneAnswer
      ? doubtOf('person', persons, person, ([first]) => ({ person: first?.id === undefined ? null : refOf(first) }))
      : [];
  return [
    part({ ...(organization && { organization }) }, clientDoubts),
    part({ ...(person && { person }), ...(others.length > 0 && { others }) }, personDoubts),
  ];
}

/** Who is not in the directory yet: offered, never made unasked. */
function newcomerOf({ clients, newClient, persons, phone, email }: ContactReading): Newcomer | undefined {
  const named = clients.value?.length ? [] : [newClient?.value, ...(newClient?.alternatives ?? [])];
  const names = named.flatMap((one) => one?.name ?? []).slice(0, MOST_NEW);
  const person = persons?.value?.find(({ id }) => id === undefined)?.name;
  if (names.length === 0 && person === undefined) return undefined;
  return {
    ...(names.length > 0 && { clients: names }),
    ...(person !== undefined && { person }),
    ...(phone?.value && { phone: phone.value }),
    ...(email?.value && { email: email.value }),
  };
}

/** The clients for whom the contact is recorded alike, each with the person who speaks for them. */
function alikeOf(clients: readonly Ref[], persons: readonly LinePerson[]): Alike[] | undefined {
  if (clients.length < 2) return undefined;
  return clients.map((client) => {
    const person = persons.find((one) => one.id !== undefined && one.organization === client.id);
    return { organization: refOf(client), ...(person && { person: refOf(person) }) };
  });
}

const stepOf = ({ start, about, channel }: NextStep): Step => ({
  about,
  ...(start.value && { at: toMinute(start.value.at) }),
  ...(channel !== undefined && { channel }),
});
