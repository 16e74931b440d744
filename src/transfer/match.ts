import { normalizeName } from '../domain/client/name-forms.ts';
import type { ClientRecord } from './record.ts';

/** An entry of the directory, or one about to be made, as far as lines are matched with it. */
export interface Known {
  id: string;
  name: string;
  nameKey: string;
  phones: string[];
  emails: string[];
  taxNumber?: string | undefined;
  /** Of a person. */
  organization?: string | undefined;
}

/** What a line makes of an organization, where there is none yet. */
export const newOrganization = (id: string, record: ClientRecord): Known => ({
  id,
  name: record.organization ?? '',
  nameKey: normalizeName(record.organization ?? ''),
  phones: record.person === undefined ? record.phones : [],
  emails: record.person === undefined ? record.emails : [],
  taxNumber: record.taxNumber,
});

/** What a line makes of a person. */
export const newPerson = (id: string, record: ClientRecord, organization: string | undefined): Known => ({
  id,
  name: record.person ?? '',
  nameKey: normalizeName(record.person ?? ''),
  phones: record.phones,
  emails: record.emails,
  organization,
});

/**
 * Finds whom a line speaks of: by e-mail, phone, exact name. Ways to reach somebody belong to the person where a line names
 * one; an organization is then known by its tax number and name alone.
 */
export function createMatcher() {
  const byKey = new Map<string, Known[]>();
  const put = (key: string, known: Known) => {
    const list = byKey.get(key);
    if (!list) byKey.set(key, [known]);
    else if (!list.some(({ id }) => id === known.id)) list.push(known);
  };
  const first = (keys: readonly string[], fits: (known: Known) => boolean = () => true): Known | undefined => {
    for (const key of keys) {
      const found = byKey.get(key)?.find(fits);
      if (found) return found;
    }
    return undefined;
  };
  const ways = (kind: 'o' | 'p', { emails, phones }: Pick<Known, 'emails' | 'phones'>) => [
    ...emails.map((email) => `${kind}@${email}`),
    ...phones.map((phone) => `${kind}${phone}`),
  ];

  return {
    add(kind: 'o' | 'p', known: Known): void {
      for (const key of ways(kind, known)) put(key, known);
      put(`${kind}=${known.nameKey}`, known);
      if (known.taxNumber) put(`${kind}#${known.taxNumber}`, known);
    },

    organization(record: ClientRecord): Known | undefined {
      if (record.organization === undefined) return undefined;
      return first([
        ...(record.taxNumber === undefined ? [] : [`o#${record.taxNumber}`]),
        ...(record.person === undefined ? ways('o', record) : []),
        `o=${normalizeName(record.organization)}`,
      ]);
    },

    /** `organization`: the id of the one the line names. A name alone is enough within one organization. */
    person(record: ClientRecord, organization: string | undefined): Known | undefined {
      if (record.person === undefined) return undefined;
      return (
        first(ways('p', record)) ??
        first([`p=${normalizeName(record.person)}`], (known) => known.organization === organization)
      );
    },
  };
}

export type Matcher = ReturnType<typeof createMatcher>;
