import type { ContactReading, Field, NextStep, Reading, Start } from '../../domain/line/reading.ts';
import { local } from '../../domain/time/zone.ts';
import type { Ordered } from './orders.ts';

/** A field as it is printed: values are plain, times are local minutes "2026-12-01T15:00". */
export interface ShownField {
  value: unknown;
  certainty: 'read' | 'guessed' | 'asked';
  alternatives: unknown[];
  why: string;
}

/** A reading as a judge sees it. */
export interface Shown {
  kind: Reading['kind'];
  certainty: 'read' | 'guessed';
  fields: Record<string, ShownField>;
  /** The contact's text as it is shown. */
  text: string;
  next?: { start: string | null; certainty: string; about: string; alternatives: unknown[] };
  /** Where its status is a guess: what one tap on the other one makes of the draft. */
  tapped?: Pick<Shown, 'fields' | 'text' | 'next'>;
}

/** What the card shows after a tap on another status: with it the time, the text and the next step are read anew. */
export function afterTap({ fields }: Shown, read: Shown): NonNullable<Shown['tapped']> {
  const { status, start } = read.fields;
  return {
    fields: { ...fields, ...(status && { status }), ...(start && { start }) },
    text: read.text,
    ...(read.next && { next: read.next }),
  };
}

export function shown(reading: Reading, zone: string): Shown {
  const { kind, certainty, contact } = reading;
  const fields =
    kind === 'change' ? changeFields(reading, zone) : kind === 'contact' ? contactFields(contact, zone) : {};
  if (kind === 'question' && reading.question) {
    fields.question = { value: reading.question.kind, certainty, alternatives: [], why: '' };
    fields.clients = shownField(reading.question.clients, names);
  }
  const { text, next } = contact;
  return { kind, certainty, fields, text, ...(next && kind === 'contact' && { next: shownNext(next, zone) }) };
}

const names = (refs: readonly { name: string }[]): string[] => refs.map(({ name }) => name);

function shownField<T>(field: Field<T>, plain: (value: T) => unknown = (value) => value): ShownField {
  const { value, certainty, alternatives, why } = field;
  return {
    value: value === undefined ? null : plain(value),
    certainty,
    alternatives: alternatives.map(plain),
    why,
  };
}

export const minute = (at: Date, zone: string): string => local(at, zone).toFormat("yyyy-MM-dd'T'HH:mm");
const startOf = (zone: string) => (start: Start) => minute(start.at, zone);
const directionOf = (direction: string): string => (direction === 'incoming' ? 'in' : 'out');

function contactFields(contact: ContactReading, zone: string): Record<string, ShownField> {
  const { status, start, minutes, channel, direction, clients, newClient, persons } = contact;
  const { phone, email, priority, result } = contact;
  return {
    status: shownField(status),
    start: shownField(start, startOf(zone)),
    ...(minutes && { minutes: shownField(minutes) }),
    channel: shownField(channel),
    direction: shownField(direction, directionOf),
    clients: shownField(clients, names),
    ...(newClient && { newClient: shownField(newClient, ({ name }) => name) }),
    ...(persons && { person: shownField(persons, names) }),
    ...(phone && { phone: shownField(phone) }),
    ...(email && { email: shownField(email) }),
    ...(priority && { priority: shownField(priority) }),
    ...(result && { result: shownField(result) }),
  };
}

/** With what the bot's card offers for an order: whose plan, and where a move takes it. */
export function withOrder(printed: Shown, ordered: Ordered | undefined, zone: string): Shown {
  if (!ordered) return printed;
  const { plans, isMeant, to, done } = ordered;
  const [first, ...others] = plans;
  const certainty = first === undefined || others.length > 0 ? 'asked' : 'guessed';
  const why = isMeant && done ? 'one confirming tap' : first === undefined ? 'no open plan is found' : 'to be chosen';
  const plan: ShownField = { value: others.length > 0 ? null : (first ?? null), certainty, alternatives: others, why };
  const moved: ShownField | undefined = to && {
    value: minute(to, zone),
    certainty: 'guessed',
    alternatives: [],
    why: 'where the plan stands after the move',
  };
  return { ...printed, fields: { ...printed.fields, plan, ...(moved && { to: moved }) } };
}

function changeFields({ change, certainty }: Reading, zone: string): Record<string, ShownField> {
  if (!change) return {};
  const { what, clients, persons, to, by, result } = change;
  const plain = (value: unknown): ShownField => ({ value, certainty, alternatives: [], why: '' });
  return {
    what: plain(what),
    clients: shownField(clients, names),
    ...(persons && { person: shownField(persons, names) }),
    ...(to && { to: shownField(to, startOf(zone)) }),
    ...(by !== undefined && { by: plain(by) }),
    ...(result !== undefined && { result: plain(result) }),
  };
}

function shownNext({ start, about }: NextStep, zone: string): NonNullable<Shown['next']> {
  const { value, certainty, alternatives } = shownField(start, startOf(zone));
  return { start: value as string | null, certainty, about, alternatives };
}
