import { isDeepStrictEqual } from 'node:util';
import type { Change, Contact } from '../domain/contact.ts';

/** The entries that a change adds to a contact's history: one for each field that really became another. */
export function changesBetween(
  before: Partial<Omit<Contact, 'id'>>,
  set: { [K in keyof Omit<Contact, 'id'>]?: Contact[K] | undefined },
  by: number,
  at: Date,
): Change[] {
  const fields = Object.keys(set) as (keyof typeof set)[];
  return fields
    .filter((field) => !isDeepStrictEqual(before[field], set[field]))
    .map((field) => ({
      at,
      by,
      field,
      ...(before[field] !== undefined && { from: before[field] }),
      ...(set[field] !== undefined && { to: set[field] }),
    }));
}

/** Stored entries as they are shown: the latest first. */
export const historyOf = (entries: readonly Change[]): Change[] => entries.toReversed();
