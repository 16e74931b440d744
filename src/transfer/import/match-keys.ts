import { type Comparable, factsOf } from '../../domain/client/identity.ts';
import { numberOf, phoneOf } from '../../domain/client/phone.ts';
import { taxKey } from '../../domain/client/tax-number.ts';
import type { EntryKind } from '../../store/import/import-entries.ts';
import type { ClientRecord } from './record.ts';

/*
 * What lines of a file and entries of the directory are matched by.
 */

/** What is to be looked up for some lines before they are matched. */
export interface Wanted {
  nameKeys: string[];
  pairs: string[];
  taxNumbers: string[];
  emails: string[];
  /** Numbers, E.164. */
  phones: string[];
}

/** What the directory has to be asked of these lines. */
export function wantedOf(records: readonly ClientRecord[]): Record<EntryKind, Wanted> {
  const all = (of: (record: ClientRecord) => readonly string[]): string[] => [...new Set(records.flatMap(of))];
  const numbers = ({ phones, client }: ClientRecord) =>
    [...phones, ...(client?.phones ?? [])].filter(phoneOf).map(numberOf);
  const named = (name: string | undefined, of: (name: string) => readonly string[]) =>
    name === undefined ? [] : of(name);
  const ways = {
    emails: all(({ emails, client }) => (client ? [...emails, ...client.emails] : emails)),
    phones: all(numbers),
  };
  return {
    o: {
      ...ways,
      nameKeys: all(({ organization }) => named(organization, (name) => [factsOf(name).key])),
      pairs: [],
      taxNumbers: all(({ taxNumber }) => [taxKey(taxNumber) ?? '', taxNumber ?? ''].filter(Boolean)),
    },
    p: {
      ...ways,
      nameKeys: all(({ person }) => named(person, (name) => [factsOf(name).key, ...factsOf(name).pairs])),
      pairs: all(({ person }) => named(person, (name) => [factsOf(name).key])),
      taxNumbers: [],
    },
  };
}

/** All that an entry may be found by. */
export function keysOf(kind: EntryKind, { name, phones, emails, taxNumber, organization }: Comparable): string[] {
  const key = factsOf(name).key;
  const tax = taxKey(taxNumber);
  return [
    ...(organization === undefined ? [] : [`${kind}=${key}=${organization}`]),
    `${kind}=${key}`,
    ...(kind === 'p' ? factsOf(name).pairs.map((pair) => `${kind}=${pair}`) : []),
    ...(tax === undefined ? [] : [`${kind}#${tax}`]),
    ...emails.map((email) => `${kind}@${email}`),
    ...phones.filter(phoneOf).map((phone) => `${kind}${numberOf(phone)}`),
  ];
}

/** The client of a line. Ways to reach somebody belong to the person where a line names one. */
export const organizationOf = ({
  organization = '',
  person,
  phones,
  emails,
  taxNumber,
  addresses,
  client = { phones: [], emails: [] },
}: ClientRecord): Comparable => ({
  name: organization,
  phones: person === undefined ? phones : client.phones,
  emails: person === undefined ? emails : client.emails,
  ...(taxNumber !== undefined && { taxNumber }),
  ...(addresses && { addresses }),
});

/** The person of a line, who speaks for that client. */
export const personOf = (
  { person = '', phones, emails, position }: ClientRecord,
  organization: string | undefined,
): Comparable => ({
  name: person,
  phones,
  emails,
  ...(organization !== undefined && { organization }),
  ...(position !== undefined && { position }),
});
