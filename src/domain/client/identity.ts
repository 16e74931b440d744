import { sameGivenName } from './given-names.ts';
import { identityKey, legalFormsOf, type NameWord, nameWords, pairKeys } from './name-forms.ts';
import { numberOf, phoneOf } from './phone.ts';
import { taxKey } from './tax-number.ts';

/*
 * Whether two entries of the directory are one. A name decides, or a tax number; a way to be reached only suggests. A
 * different tax number, employer, first name or legal form forbids; what is not told is not a difference.
 */

/** The same; it looks so, and somebody has to say; another one. */
export type Likeness = 'same' | 'alike' | 'other';

/** An entry as far as it is compared. */
export interface Comparable {
  name: string;
  phones: readonly string[];
  emails: readonly string[];
  taxNumber?: string | undefined;
  addresses?: readonly string[] | undefined;
  /** Of a person: the id of the employer, and the position there. */
  organization?: string | undefined;
  position?: string | undefined;
}

/** How two names agree: wholly; one says more; in a part, an initial, a short form or by sound only; not at all. */
type Agreement = 'same' | 'fuller' | 'partly' | 'no';

/** What a name is compared by. */
export interface NameFacts {
  words: readonly NameWord[];
  forms: readonly string[];
  /** What all writings of the name have in common, and each two words of a longer one. */
  key: string;
  pairs: readonly string[];
}

/** Lines of a file are compared with one another again and again: the facts of so many names are remembered. */
const REMEMBERED = 20_000;
const remembered = new Map<string, NameFacts>();

/** The facts of a name, each worked out once. */
export function factsOf(name: string): NameFacts {
  const known = remembered.get(name);
  if (known) return known;
  const facts = { words: nameWords(name), forms: legalFormsOf(name), key: identityKey(name), pairs: pairKeys(name) };
  if (remembered.size >= REMEMBERED) remembered.clear();
  remembered.set(name, facts);
  return facts;
}

const isCyrillic = (word: string): boolean => /[\u0400-\u04ff]/.test(word);

/** Written alike, or in two alphabets and of one sound. */
const isSameWord = (a: NameWord, b: NameWord): boolean =>
  a.text === b.text || (a.sound === b.sound && isCyrillic(a.text) !== isCyrillic(b.text));

const mayBeWord = (a: NameWord, b: NameWord): boolean =>
  a.sound === b.sound ||
  (a.text.length === 1 && b.sound.startsWith(a.sound)) ||
  (b.text.length === 1 && a.sound.startsWith(b.sound)) ||
  sameGivenName(a.text, b.text);

/** Whether each of the fewer words has a partner of its own among the more. */
function allFound(
  fewer: readonly NameWord[],
  more: readonly NameWord[],
  fits: (a: NameWord, b: NameWord) => boolean,
): boolean {
  const left = [...more];
  return fewer.every((word) => {
    const index = left.findIndex((other) => fits(word, other));
    if (index >= 0) left.splice(index, 1);
    return index >= 0;
  });
}

function agreement(nameA: string, nameB: string): Agreement {
  const [a, b] = [factsOf(nameA).words, factsOf(nameB).words];
  const [fewer, more] = a.length <= b.length ? [a, b] : [b, a];
  if (fewer.length === 0) return 'no';
  if (allFound(fewer, more, isSameWord)) {
    if (fewer.length === more.length) return 'same';
    return fewer.length >= 2 ? 'fuller' : 'partly';
  }
  return allFound(fewer, more, mayBeWord) ? 'partly' : 'no';
}

const meets = (a: readonly string[], b: readonly string[]): boolean => a.some((value) => b.includes(value));

/** Whether both are reached in one way. */
export function sharesWay(a: Comparable, b: Comparable): boolean {
  const numbers = ({ phones }: Comparable) => phones.filter(phoneOf).map(numberOf);
  return meets(a.emails, b.emails) || meets(numbers(a), numbers(b));
}

const hasWays = ({ phones, emails }: Comparable): boolean => phones.length + emails.length > 0;

/** Whether two organizations are one. */
export function compareOrganizations(a: Comparable, b: Comparable): Likeness {
  const [taxA, taxB] = [taxKey(a.taxNumber), taxKey(b.taxNumber)];
  if (taxA !== undefined && taxB !== undefined && taxA !== taxB) return 'other';
  const names = agreement(a.name, b.name);
  const [formsA, formsB] = [factsOf(a.name).forms, factsOf(b.name).forms];
  const sameForms = formsA.join() === formsB.join();
  const differ = !sameForms && formsA.length > 0 && formsB.length > 0;
  if (taxA !== undefined && taxA === taxB) return names === 'same' && !differ ? 'same' : 'alike';
  if (names === 'same') {
    if (differ) return 'alike';
    if (!sameForms) return sharesWay(a, b) ? 'same' : 'alike';
    return isElsewhere(a, b) ? 'alike' : 'same';
  }
  return names !== 'no' && sharesWay(a, b) ? 'alike' : 'other';
}

const placeWords = (address: string): string[] => address.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Whether one of two addresses says no more than the other: "Dublin" and "29 Strand St, Dublin". */
function mayBePlace(a: string, b: string): boolean {
  if (a === b) return true;
  const [fewer, more] = [placeWords(a), placeWords(b)].sort((one, other) => one.length - other.length);
  const all = new Set(more);
  return fewer !== undefined && fewer.length > 0 && fewer.every((word) => all.has(word));
}

/** Two of one name in two places, with nothing in common: there are many of some names. */
function isElsewhere(a: Comparable, b: Comparable): boolean {
  const { addresses: placesA = [] } = a;
  const { addresses: placesB = [] } = b;
  if (placesA.length === 0 || placesB.length === 0 || sharesWay(a, b)) return false;
  return !placesA.some((one) => placesB.some((other) => mayBePlace(one, other)));
}

/** Whether two persons are one. */
export function comparePersons(a: Comparable, b: Comparable): Likeness {
  const names = agreement(a.name, b.name);
  if (names === 'no') return 'other';
  const shares = sharesWay(a, b);
  const employers =
    a.organization === undefined || b.organization === undefined ? 'open' : a.organization === b.organization;
  if (names === 'partly') return shares && employers !== false ? 'alike' : 'other';
  if (employers === false) return shares ? 'alike' : 'other';
  if (shares) return 'same';
  const apart = hasWays(a) && hasWays(b);
  if (employers === true) return apart && a.position && b.position && a.position !== b.position ? 'alike' : 'same';
  // Of one name, and not known to be of one firm: there are many of those.
  if (factsOf(a.name).words.length === 1) return apart ? 'other' : 'alike';
  const nothingTold = !hasWays(a) && !hasWays(b) && a.organization === b.organization;
  return nothingTold && names === 'same' ? 'same' : 'alike';
}
