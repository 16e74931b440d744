import type { FormerEmployer, Organization, Person } from './client.ts';
import { joinPhones } from './phone.ts';

/*
 * What survives when two entries of the directory are found to be one: the fields of the main one; where it has none, the
 * other's; ways to reach them, addresses and notes of both. What there is room for once is kept in the note of the main one,
 * where the other's is another.
 */

/** What fields are called in a note, in the language of the user who merges. */
export type MergeWords = Record<
  'name' | 'taxNumber' | 'site' | 'position' | 'telegram' | 'manager' | 'keepInTouch',
  string
>;

type Common = Pick<Organization, 'phones' | 'emails' | 'tags'> & { note?: string };

const both = (a: readonly string[], b: readonly string[]): string[] => [...new Set([...a, ...b])];

function notes(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined || a.includes(b)) return a ?? b;
  return `${a}\n${b}`;
}

const common = (main: Common, other: Common, seconds: string | undefined) => {
  const note = notes(notes(main.note, other.note), seconds);
  return {
    phones: joinPhones(main.phones, other.phones),
    emails: both(main.emails, other.emails),
    ...((main.tags || other.tags) && { tags: both(main.tags ?? [], other.tags ?? []) }),
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

const isSame = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/**
 * The other's values where both have one, a line each; undefined where nothing would be lost. `names`: what managers are
 * called.
 */
function secondsOf<T extends object>(
  main: T,
  other: T,
  words: { [K in keyof T]?: string },
  names?: ReadonlyMap<number, string>,
): string | undefined {
  const value = (entry: T, key: string): string | undefined => {
    const found: unknown = Object.entries(entry).find(([name]) => name === key)?.[1];
    if (typeof found !== 'number') return typeof found === 'string' ? found : undefined;
    return key === 'manager' ? (names?.get(found) ?? String(found)) : String(found);
  };
  const lines = Object.entries(words).flatMap(([key, word]) => {
    const [own, told] = [value(main, key), value(other, key)];
    return own !== undefined && told !== undefined && !isSame(own, told) ? [`${word}: ${told}`] : [];
  });
  return lines.length > 0 ? lines.join('\n') : undefined;
}

/** Fields with room for one value, by the sign that stands for each where a choice is kept. */
const SINGLE = {
  o: { n: 'name', t: 'taxNumber', s: 'site', m: 'manager' },
  p: { n: 'name', o: 'organization', p: 'position', g: 'telegram' },
} as const;

/** A field of which the manager may say whose value stays. */
export interface MergeChoice {
  sign: string;
  field: 'name' | 'taxNumber' | 'site' | 'manager' | 'organization' | 'position' | 'telegram';
}

/** Fields that both have, each another value. */
export function choicesOf(kind: 'o' | 'p', main: object, other: object): MergeChoice[] {
  const value = (entry: object, field: string): unknown => Object.entries(entry).find(([name]) => name === field)?.[1];
  return Object.entries(SINGLE[kind])
    .filter(([, field]) => {
      const [own, told] = [value(main, field), value(other, field)];
      return own !== undefined && told !== undefined && own !== told;
    })
    .map(([sign, field]) => ({ sign, field }));
}

/** The two with the values of these signs exchanged: so the main one gets what was chosen, and nothing is lost. */
function exchanged<T extends Organization | Person>(kind: 'o' | 'p', main: T, other: T, taken: string): [T, T] {
  const fields = choicesOf(kind, main, other).flatMap(({ sign, field }) => (taken.includes(sign) ? [field] : []));
  const of = (entry: T) =>
    Object.fromEntries(Object.entries(entry).filter(([name]) => fields.some((one) => one === name)));
  return [
    { ...main, ...of(other) },
    { ...other, ...of(main) },
  ];
}

/**
 * What the main organization becomes. `taken`: the signs of fields whose value is the other's; `names`: what the managers of
 * both are called.
 */
export function mergedOrganization(
  first: Organization,
  second: Organization,
  words: MergeWords,
  taken = '',
  names?: ReadonlyMap<number, string>,
) {
  const [main, other] = exchanged('o', first, second, taken);
  return { ...(main.name !== first.name && { name: main.name }), ...organizationOf(main, other, words, names) };
}

/** The same of a person. */
export function mergedPerson(first: Person, second: Person, words: MergeWords, taken = '') {
  const [main, other] = exchanged('p', first, second, taken);
  return { ...(main.name !== first.name && { name: main.name }), ...personOf(main, other, words) };
}

const organizationOf = (
  main: Organization,
  other: Organization,
  { name, taxNumber, site, manager, keepInTouch }: MergeWords,
  names?: ReadonlyMap<number, string>,
) => ({
  ...common(main, other, secondsOf(main, other, { name, taxNumber, site, manager, keepInTouch }, names)),
  addresses: both(main.addresses, other.addresses),
  ...firstOf(main, other, ['taxNumber', 'site', 'manager', 'keepInTouch']),
});

const personOf = (main: Person, other: Person, words: MergeWords) => ({
  ...common(
    main,
    other,
    secondsOf(main, other, { name: words.name, position: words.position, telegram: words.telegram }),
  ),
  ...firstOf(main, other, ['organization', 'position', 'telegram']),
  ...formerOf(main, other),
});

/** Former employers of both, and the employer of the other one: whether they speak for that one still is not known. */
function formerOf(main: Person, other: Person): { former?: FormerEmployer[] } {
  const second =
    main.organization === undefined || other.organization === main.organization ? undefined : other.organization;
  const told = [
    ...(main.former ?? []),
    ...(other.former ?? []),
    ...(second === undefined ? [] : [{ organization: second }]),
  ];
  // Each once, with the day that is known.
  const each = new Map<string, FormerEmployer>();
  for (const one of told) {
    const known = each.get(one.organization);
    if (!known || (one.until?.getTime() ?? 0) > (known.until?.getTime() ?? 0)) each.set(one.organization, one);
  }
  const all = [...each.values()].sort((a, b) => (a.until?.getTime() ?? 0) - (b.until?.getTime() ?? 0));
  return all.length > 0 ? { former: all } : {};
}
