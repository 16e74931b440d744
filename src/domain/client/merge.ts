import type { Organization, Person } from './client.ts';

/*
 * What survives when two entries of the directory are found to be one: the fields of the main one; where it has none, the
 * other's; ways to reach them, addresses and notes of both.
 */

type Common = Pick<Organization, 'phones' | 'emails'> & { note?: string };

const both = (a: readonly string[], b: readonly string[]): string[] => [...new Set([...a, ...b])];

function notes(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined || a.includes(b)) return a ?? b;
  return `${a}\n${b}`;
}

const common = (main: Common, other: Common) => {
  const note = notes(main.note, other.note);
  return {
    phones: both(main.phones, other.phones),
    emails: both(main.emails, other.emails),
    ...(note !== undefined && { note }),
  };
};

/** The values of `keys` that `main` has, or else `other`. */
function firstOf<T extends object, K extends keyof T>(main: T, other: T, keys: readonly K[]): Partial<Pick<T, K>> {
  const found: Partial<Pick<T, K>> = {};
  for (const key of keys) {
    const value = main[key] ?? other[key];
    if (value !== undefined) found[key] = value;
  }
  return found;
}

export const mergedOrganization = (main: Organization, other: Organization) => ({
  ...common(main, other),
  addresses: both(main.addresses, other.addresses),
  ...firstOf(main, other, ['taxNumber', 'site', 'manager']),
});

export const mergedPerson = (main: Person, other: Person) => ({
  ...common(main, other),
  ...firstOf(main, other, ['organization', 'position', 'telegram']),
});
