import type { Field, Reading, Start } from '../../domain/line/reading.ts';
import type { Language } from '../../domain/user.ts';
import { minute } from './shown.ts';

/** The buttons by which one tap gives a field another value. */
export function buttonsOf(
  { kind, certainty, contact }: Reading,
  { zone }: { zone: string; language: Language },
): string[] {
  const others = <T>(field: Field<T> | undefined, label: (value: T) => string) => field?.alternatives.map(label) ?? [];
  return [
    ...(kind !== 'contact' && certainty === 'guessed' ? ['as a contact'] : []),
    ...others(contact.status, (value) => value),
    ...others(contact.start, ({ at }: Start) => minute(at, zone)),
    ...others(contact.channel, (value) => value),
    ...others(contact.direction, (value) => value),
    ...others(contact.clients, (refs) => refs.map(({ name }) => name).join(' + ')),
    ...others(contact.newClient, ({ name }) => name),
    ...others(contact.persons, (persons) => persons.map(({ name }) => name).join(' + ')),
    ...others(contact.minutes, (value) => `${value} min`),
  ];
}
