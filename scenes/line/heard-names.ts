import { stems } from '../../src/domain/text/stems.ts';
import type { ContactValues } from '../contacts/form/contact-fields.ts';
import type { Doubt } from '../contacts/form/doubts.ts';

/** Doubts of names that were read from words which the recogniser of speech is not sure of: filled in, and marked as guesses. */
export function doubtsOfHeard({ organization, person, line }: ContactValues, unsure: readonly string[]): Doubt[] {
  const words = new Set(stems(unsure.join(' ')));
  const isDoubted = (name: string | undefined): boolean =>
    name !== undefined && stems(name).some((word) => words.has(word));
  const known = new Set(line?.doubts.map(({ field }) => field));
  return [
    ...(organization && !known.has('organization') && isDoubted(organization.name)
      ? [{ field: 'organization' as const, guess: organization, options: [{ organization: null, person: null }] }]
      : []),
    ...(person && !known.has('person') && isDoubted(person.name)
      ? [{ field: 'person' as const, guess: person, options: [{ person: null }] }]
      : []),
  ];
}
