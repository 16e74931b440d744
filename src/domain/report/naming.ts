import type { Counted, CountedGroup, GroupField, GroupKey } from './grouping.ts';

/** What an entry is called now, and under which id: its own, or that of what it was merged into. */
export interface CurrentEntry {
  id: string;
  name: string;
  /** What tells it from another of the same name: a tax number, a name in Telegram. */
  apart?: string;
  /** Does not work here any more. */
  retired?: boolean;
}

/** Entries by the id that was asked for. */
export type Known = Map<string, CurrentEntry>;

/** What is said of keys in the reader's language. Plain data. */
export interface NameWords {
  /** Of what has no value, by field. */
  none: Record<GroupField, string>;
  /** Of keys that are words of ours, by field and key. */
  coded: Partial<Record<GroupField, Record<string, string>>>;
  gone: string;
  retired: string;
}

/** The rows under the keys that count now, and what those are called. */
export interface Named {
  counted: Counted;
  nameOf(field: GroupField, key: GroupKey): string;
}

/** Names what was counted. Merged clients' rows get the key of what they were merged into; spans of time keep their keys. */
export function named(
  fields: readonly GroupField[],
  counted: Counted,
  entries: ReadonlyMap<GroupField, Known>,
  words: NameWords,
): Named {
  const known = new Map([...entries].map(([field, some]) => [field, toldApart(some, words.retired)]));
  const current = (row: CountedGroup): CountedGroup => ({
    ...row,
    keys: row.keys.map((key, index) => {
      const field = fields[index];
      // A manager's key is a number, and stays one.
      return typeof key === 'string' && field ? (known.get(field)?.get(key)?.id ?? key) : key;
    }),
  });
  return {
    counted: { ...counted, levels: counted.levels.map((level) => level.map(current)) },
    nameOf(field, key) {
      if (key === null) return words.none[field];
      const text = String(key);
      if (field === 'day' || field === 'week' || field === 'month') return text;
      // A key is somebody's data, so it may be one that no text is for.
      const coded = words.coded[field];
      if (coded && Object.hasOwn(coded, text)) return coded[text] ?? text;
      return known.get(field)?.get(text)?.name ?? words.gone;
    },
  };
}

/** Those who left marked, and two of one name told apart: by what the directory knows of them, else by a number. */
export function toldApart(known: Known, retiredWord: string): Known {
  const byName = new Map<string, Set<string>>();
  for (const { id, name } of known.values()) byName.set(name, (byName.get(name) ?? new Set()).add(id));
  const numbers = new Map<string, number>();
  for (const same of byName.values()) {
    if (same.size > 1) for (const [index, id] of [...same].sort().entries()) numbers.set(id, index + 1);
  }
  const shownAs = ({ id, name, apart, retired }: CurrentEntry): string => {
    const number = numbers.get(id);
    const mark = number === undefined ? '' : ` · ${apart ?? number}`;
    return `${name}${mark}${retired ? ` (${retiredWord})` : ''}`;
  };
  return new Map([...known].map(([id, entry]) => [id, { ...entry, name: shownAs(entry) }]));
}
