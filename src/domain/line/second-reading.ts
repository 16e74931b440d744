import { parseWhen } from '../time/when.ts';
import type { ContactReading, Field, LinePerson, Reading, Start } from './reading.ts';

/*
 * A second reader is asked about a line where the first is in doubt: a language model, say. It chooses among candidates and
 * quotes the line; what a quotation says when, is reckoned here. What it answers is a guess like any other, with what stood
 * there before as alternatives. Pure.
 */

/** Somebody of the directory who may be meant. */
export interface Candidate {
  id: string;
  kind: 'organization' | 'person';
  name: string;
  /** Of a person: id of the organization they speak for. */
  organization?: string;
}

/** What a second reader says of a line. Numbers are places in the list of candidates. */
export interface SecondAnswer {
  client: number | null;
  person: number | null;
  /** The words of the line that say when. */
  when: string | null;
  channel: 'phone' | 'email' | 'fax' | 'meeting' | 'messenger' | null;
}

/** Asks a second reader; undefined: it has no answer, or none in time. */
export type SecondReader = (line: string, candidates: readonly Candidate[]) => Promise<SecondAnswer | undefined>;

/** So many candidates are named. */
export const MOST_CANDIDATES = 20;

const isOpen = <T>({ certainty }: Field<T>): boolean => certainty !== 'read';

/** Whether a second reader could help: a field that it may answer is guessed or asked. */
export const isInDoubt = ({ kind, contact: { clients, persons, start, channel } }: Reading): boolean =>
  kind === 'contact' &&
  (isOpen(clients) || (persons !== undefined && isOpen(persons)) || isOpen(start) || isOpen(channel));

interface Clock {
  now: Date;
  zone: string;
  workingDays: readonly number[];
}

/** The reading with what the second reader said, where the first was in doubt; what cannot be right is passed over. */
export function withSecond(
  reading: Reading,
  answer: SecondAnswer,
  candidates: readonly Candidate[],
  clock: Clock,
): Reading {
  const { contact } = reading;
  const chosen = (index: number | null, kind: Candidate['kind']): Candidate | undefined => {
    const one = index === null ? undefined : candidates[index];
    return one?.kind === kind ? one : undefined;
  };
  const client = chosen(answer.client, 'organization');
  const person = chosen(answer.person, 'person');
  const start = startOf(reading, answer.when, clock);
  const changed: Partial<ContactReading> = {
    ...(client &&
      isOpen(contact.clients) && { clients: guess(contact.clients, [{ id: client.id, name: client.name }]) }),
    ...(person && (contact.persons === undefined || isOpen(contact.persons)) && { persons: personOf(contact, person) }),
    ...(start && isOpen(contact.start) && { start: guess(contact.start, start) }),
    ...(answer.channel && isOpen(contact.channel) && { channel: guess(contact.channel, answer.channel) }),
  };
  return { ...reading, contact: { ...contact, ...changed } };
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A field with another guess; what it was, and may be, are its alternatives. */
function guess<T>(field: Field<T>, value: T): Field<T> {
  const others = [...(field.value === undefined ? [] : [field.value]), ...field.alternatives];
  return {
    value,
    certainty: 'guessed',
    alternatives: others.filter((one) => !same(one, value)),
    why: 'said by the second reader',
  };
}

function personOf({ persons }: ContactReading, { id, name, organization }: Candidate): Field<readonly LinePerson[]> {
  const person = { id, name, ...(organization !== undefined && { organization }) };
  return guess(persons ?? { certainty: 'asked', alternatives: [], why: '' }, [person]);
}

/** What quoted words say when. Words that do not stand in the line say nothing. */
function startOf({ said, contact }: Reading, when: string | null, clock: Clock): Start | undefined {
  const words = when?.trim() ?? '';
  if (words === '' || !said.toLowerCase().includes(words.toLowerCase())) return undefined;
  const lean = contact.status.value === 'planned' ? 'future' : 'past';
  const read = parseWhen(words, { ...clock, lean });
  return read.ok ? { at: read.value.at, precision: read.value.hasTime ? 'minute' : 'day' } : undefined;
}
