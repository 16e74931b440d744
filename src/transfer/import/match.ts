import {
  type Comparable,
  compareOrganizations,
  comparePersons,
  factsOf,
  type Likeness,
} from '../../domain/client/identity.ts';
import { normalizeName } from '../../domain/client/name-forms.ts';
import { joinPhones } from '../../domain/client/phone.ts';
import { derivedId } from '../../domain/id.ts';
import type { EntryKind } from '../../store/import/import-entries.ts';
import { keysOf, organizationOf, personOf } from './match-keys.ts';
import type { ClientRecord } from './record.ts';

/*
 * Whom the lines of a file speak of: entries of the directory, others of the file, or new ones. Reading a file and taking it
 * in go the same way, so that what was shown is what is done.
 */

/** An entry of the directory, or one about to be made, as far as lines are matched with it. */
export interface Known extends Comparable {
  id: string;
  /** It is made by this file. */
  isNew?: boolean;
  /** Whether it is to be made waits for somebody's word on this doubt; and whom it looks like. */
  doubt?: string;
  like?: Known;
}

/** Somebody of the file who looks like somebody known. */
export interface EntryDoubt {
  key: string;
  kind: EntryKind;
  /** As the file has it. */
  name: string;
  /** Whom it looks like. */
  like: { id: string; name: string; isNew?: boolean };
}

/** What was said of a doubt. */
export type Decision = 'same' | 'another';

/** Whom a line speaks of. */
export interface Placed {
  /** New, or known (of the directory or of a line above). */
  organization?: Known;
  person?: Known;
  /** Made by this line. */
  created: { organization?: true; person?: true };
  /** Undecided: the line cannot go in as it is. */
  doubt?: EntryDoubt;
}

/** So many with one name, or one way to be reached, are compared: of a switchboard's colleagues all have another name. */
const COMPARED = 40;

export interface MatcherOptions {
  /** The id of the entry that a line makes. */
  idOf(line: number, kind: EntryKind): string;
  /** What was said of a doubt, if anything. */
  decided?(key: string): Decision | undefined;
}

export function createMatcher({ idOf, decided = () => undefined }: MatcherOptions) {
  const byKey = new Map<string, Known[]>();
  const known = new Set<string>();

  const put = (key: string, entry: Known): void => {
    const list = byKey.get(key);
    if (!list) byKey.set(key, [entry]);
    else if (list.length < COMPARED && !list.includes(entry)) list.push(entry);
  };

  /** Under all that it may be found by. */
  function index(kind: EntryKind, entry: Known): void {
    for (const key of keysOf(kind, entry)) put(key, entry);
  }

  function add(kind: EntryKind, entry: Known): void {
    if (known.has(entry.id)) return;
    known.add(entry.id);
    index(kind, entry);
  }

  /** Those worth comparing, each once: with the name, the number, and the ways. */
  function candidates(kind: EntryKind, like: Comparable): Known[] {
    return [...new Set(keysOf(kind, like).flatMap((key) => byKey.get(key) ?? []))];
  }

  /** The one that is meant, or that it looks like. Several alike in all that is told: somebody has to say which. */
  function find(kind: EntryKind, like: Comparable): { likeness: Likeness; entry?: Known } {
    const compare = kind === 'o' ? compareOrganizations : comparePersons;
    const rated = candidates(kind, like).map((entry) => ({ entry, likeness: compare(entry, like) }));
    const same = rated.filter(({ likeness }) => likeness === 'same');
    const [only] = same;
    if (
      only &&
      !isAmbiguous(
        same.map(({ entry }) => entry),
        compare,
      )
    ) {
      // One of the directory before one of the file, and a settled one before one in doubt.
      const best =
        same.find(({ entry }) => !entry.isNew) ?? same.find(({ entry }) => entry.doubt === undefined) ?? only;
      return { likeness: 'same', entry: best.entry };
    }
    const alike = only ? same : rated.filter(({ likeness }) => likeness === 'alike');
    const first = alike.find(({ entry }) => !entry.isNew) ?? alike.find(({ entry }) => entry.doubt === undefined);
    return first ? { likeness: 'alike', entry: first.entry } : { likeness: 'other' };
  }

  /** Finds, makes or doubts one of a line's two. */
  function settle(
    kind: EntryKind,
    line: number,
    like: Comparable,
  ): { entry: Known; isCreated?: true; doubt?: EntryDoubt } {
    const found = find(kind, like);
    if (found.likeness === 'same' && found.entry) {
      const { entry } = found;
      if (entry.doubt !== undefined) return { entry, doubt: doubtOf(kind, like, entry.like ?? entry, entry.doubt) };
      learn(kind, entry, like);
      return { entry };
    }
    const made: Known = { ...like, id: idOf(line, kind), isNew: true };
    if (found.likeness === 'other' || !found.entry) {
      add(kind, made);
      return { entry: made, isCreated: true };
    }
    const key = doubtKey(kind, like, found.entry);
    const said = decided(key);
    if (said === 'same') {
      learn(kind, found.entry, like);
      return { entry: found.entry };
    }
    if (said === 'another') {
      add(kind, made);
      return { entry: made, isCreated: true };
    }
    const waiting: Known = { ...made, doubt: key, like: found.entry };
    add(kind, waiting);
    return { entry: waiting, doubt: doubtOf(kind, like, found.entry, key) };
  }

  /** Lines below know of an entry what this one tells. */
  function learn(kind: EntryKind, entry: Known, like: Comparable): void {
    entry.phones = joinPhones(entry.phones, like.phones);
    entry.emails = [...new Set([...entry.emails, ...like.emails])];
    entry.taxNumber ??= like.taxNumber;
    entry.organization ??= like.organization;
    entry.position ??= like.position;
    if (entry.addresses || like.addresses)
      entry.addresses = [...new Set([...(entry.addresses ?? []), ...(like.addresses ?? [])])];
    index(kind, entry);
  }

  return {
    add,
    /** Whom a line speaks of. What it makes is known to the lines after it. */
    place(record: ClientRecord): Placed {
      const { line } = record;
      const placed: Placed = { created: {} };
      if (record.organization !== undefined) {
        const { entry, isCreated, doubt } = settle('o', line, organizationOf(record));
        if (doubt) return { ...placed, doubt };
        placed.organization = entry;
        if (isCreated) placed.created.organization = true;
      }
      if (record.person !== undefined) {
        const { entry, isCreated, doubt } = settle('p', line, personOf(record, placed.organization?.id));
        // A client that only this line names is made when the line goes in.
        if (doubt) return { ...placed, doubt };
        placed.person = entry;
        if (isCreated) placed.created.person = true;
      }
      return placed;
    },
  };
}

/** Several entries of the directory, or two of the file that are known to be two: which of them is meant is not told. */
function isAmbiguous(same: readonly Known[], compare: (a: Comparable, b: Comparable) => Likeness): boolean {
  const settled = same.filter(({ doubt }) => doubt === undefined);
  if (settled.filter(({ isNew }) => !isNew).length > 1) return true;
  const [first, ...others] = settled;
  return first !== undefined && others.some((other) => compare(first, other) === 'other');
}

export type Matcher = ReturnType<typeof createMatcher>;

/** Doubts of one kind are one question: the same name looking like the same entry, however many lines have it. */
const doubtKey = (kind: EntryKind, like: Comparable, entry: Known): string =>
  derivedId(kind, normalizeName(like.name), factsOf(like.name).forms.join(), like.organization ?? '', entry.id);

const doubtOf = (
  kind: EntryKind,
  { name }: Comparable,
  { id, name: known, isNew }: Known,
  key: string,
): EntryDoubt => ({
  key,
  kind,
  name,
  like: { id, name: known, ...(isNew && { isNew }) },
});
