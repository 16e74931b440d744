import { numberOf } from '../../domain/client/phone.ts';
import { nameProbes } from '../../domain/line/name-probes.ts';
import type { KnownName } from '../../domain/line/reading.ts';
import type { Viewer } from '../../domain/rights.ts';
import type { Organizations } from './organizations.ts';
import type { Persons } from './persons.ts';

/** So many are read of each kind; common words of a large directory fill it, rare ones never do. */
const MOST = 600;
const MOST_COLLEAGUES = 300;
/** Two consonants are soon alike: of names by ear only so many. */
const MOST_HEARD = 200;

type Listed = Omit<KnownName, 'kind'> & { phones: string[]; emails: string[] };

/** Which clients and persons of the directory a line of free text may name: more than it does, for the reader to choose from. */
export function createMentions({ organizations, persons }: { organizations: Organizations; persons: Persons }) {
  const named =
    (kind: KnownName['kind']) =>
    ({ id, name, organization, phones, emails }: Listed): KnownName => ({
      id,
      kind,
      name,
      phones: phones.map(numberOf),
      emails,
      ...(organization !== undefined && { organization }),
    });

  return {
    /** In two waves: by the words of the line, then whom these speak for, and who speaks for them. */
    async in(viewer: Viewer, text: string): Promise<KnownName[]> {
      const { exact, near, heard } = nameProbes(text);
      const [companies, people] = await Promise.all(
        [organizations, persons].map(async ({ withKeys }) =>
          (
            await Promise.all([
              withKeys(viewer, exact, MOST),
              withKeys(viewer, near, MOST),
              withKeys(viewer, heard, MOST_HEARD),
            ])
          ).flat(),
        ),
      );
      const employers = people?.flatMap((person) => ('organization' in person && person.organization) || []) ?? [];
      const known = new Set(companies?.map(({ id }) => id));
      const [colleagues, firms] = await Promise.all([
        persons.ofAny(viewer, [...known], MOST_COLLEAGUES),
        organizations.many(
          viewer,
          [...new Set(employers)].filter((id) => !known.has(id)),
        ),
      ]);
      const all = [
        ...[...(companies ?? []), ...firms].map(named('organization')),
        ...[...(people ?? []), ...colleagues].map(named('person')),
      ];
      return [...new Map(all.map((one) => [`${one.kind} ${one.id}`, one])).values()];
    },
  };
}
