import { type Contact, endOf } from '../../../src/domain/contact/contact.ts';
import type { Viewer } from '../../../src/domain/rights.ts';
import type { Store } from '../../../src/store/index.ts';

/** Contacts and letters made up for reports to count, and who looks at them. */

export const ZONE = 'Europe/Moscow';
export const NOW = new Date('2026-11-23T09:00:00Z');
export const DAY = 86_400_000;
export const all: Viewer = { id: 1, role: 'supervisor', ownOnly: false, access: 'active' };
export const own: Viewer = { id: 3, role: 'manager', ownOnly: true, access: 'active' };
export const nobody: Viewer = { id: 9, role: 'manager', ownOnly: false, access: 'retired' };
export const reading = { now: NOW, zone: ZONE };

export type Generated = Contact & { plannedFor?: Date };

/** A generator of our own, so that a failure can be repeated. */
export function randomOf(seed: number) {
  let state = seed;
  const next = () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
  return { next, pick: <T>(values: readonly T[]): T => values[Math.floor(next() * values.length)] as T };
}

/** 3,000 contacts of a hundred days around the moment of reading. */
export function generate(): Generated[] {
  const { next, pick } = randomOf(7);
  return Array.from({ length: 3000 }, (_, index) => {
    const start = new Date(Date.UTC(2026, 8, 1) + Math.floor(next() * 100 * 24) * 3_600_000);
    const minutes = next() < 0.6 ? { minutes: 10 + Math.floor(next() * 90) } : {};
    // Some stand where they were planned, some on another day, some at another hour of the same day.
    const moved = pick([0, 0, DAY * 3, -DAY * 2, 3_600_000]);
    const plannedFor = next() < 0.7 ? { plannedFor: new Date(start.getTime() - moved) } : {};
    return {
      id: `c${index}`,
      root: `c${index}`,
      status: pick(['happened', 'happened', 'planned', 'cancelled'] as const),
      start,
      end: endOf(start, minutes.minutes),
      ...minutes,
      ...plannedFor,
      channel: pick(['phone', 'email']),
      direction: 'outgoing',
      manager: 1 + Math.floor(next() ** 2 * 5),
      priority: pick(['high', 'low'] as const),
      state: pick([1, 3] as const),
      ...(next() < 0.9 && { organization: `o${Math.floor(next() ** 3 * 60)}` }),
      ...(index % 3 > 0 && { source: `s${index % 4}` }),
      documents: [],
      analytics: [],
      author: 1,
      createdAt: start,
      revision: 1,
      ...(next() < 0.05 && { removed: { at: NOW, by: 1 } }),
    };
  });
}

/** Puts generated contacts into the store as they are: faster than one after another, and with what no user sets. */
export async function keep(store: Store, contacts: readonly Generated[]): Promise<void> {
  const rows = contacts.map(({ id, ...rest }) => ({ _id: id, ...rest, live: rest.removed === undefined, stems: [] }));
  await store.connection.collection<{ _id: string }>('contacts').insertMany(rows);
}

/** Those that a viewer sees. */
export const seenOf = (contacts: readonly Generated[], viewer: Viewer): Generated[] =>
  contacts.filter((one) => !one.removed && (!viewer.ownOnly || one.manager === viewer.id));
