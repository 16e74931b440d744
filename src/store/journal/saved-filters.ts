import type { Collection, Connection } from 'mongoose';
import { currentFilter, dayOf, type JournalFilter, type SavedFilter } from '../../domain/journal/journal-filter.ts';
import type { Mark } from './journal.ts';

/**
 * What a filter is for, each kept apart: a user's own journal, a report, and a look into the journal from elsewhere (a
 * report's row, a client's card), which leaves their own journal as they left it.
 */
export const filterSlots = ['journal', 'look', 'report'] as const;
export type FilterSlot = (typeof filterSlots)[number];

/** How a user wants their journal drawn and exported. Kept for good. */
export interface JournalLook {
  /** Names of the fields in a row, and in an export; absent: the usual ones. */
  row?: string[];
  exported?: string[];
  /** The earliest contact first. */
  ascending?: boolean;
}

interface Row extends Partial<SavedFilter> {
  _id: string;
  page?: number;
  marks?: Mark[];
  look?: JournalLook;
  back?: LookFrom;
}

/** Whose filter, for what, and the moment and zone that decide whether it still counts. */
export interface FilterOwner {
  user: { id: number; zone: string };
  slot: FilterSlot;
  now: Date;
}

/** Where the journal is looked into from: what it is, and the button data that leads back there. */
export interface LookFrom {
  from: 'report' | 'client' | 'question';
  data: string;
}

/** What is remembered: the filter that counts now, the page last looked at and the marks on the way there, and the look. */
interface Saved {
  filter: JournalFilter;
  page: number;
  marks: Mark[];
  look: JournalLook;
  back?: LookFrom;
}

/**
 * The filters that users have set. Button data is too short for them, and they outlive messages: the manager for good,
 * the rest until the next day of the user.
 */
export function createFilters(connection: Connection) {
  const rows: Collection<Row> = connection.collection<Row>('filters');
  const idOf = ({ user, slot }: Pick<FilterOwner, 'user' | 'slot'>) => `${user.id}:${slot}`;

  return {
    /** The filter that counts now, the page last looked at, and the look. */
    async get(owner: FilterOwner): Promise<Saved> {
      const row = await rows.findOne({ _id: idOf(owner) });
      const back = row?.back === undefined ? {} : { back: row.back };
      const saved = row?.filter && row.day !== undefined ? { filter: row.filter, day: row.day } : undefined;
      const filter = currentFilter(saved, owner.now, owner.user.zone);
      const look = row?.look ?? {};
      if (filter !== saved?.filter) return { filter, page: 0, marks: [], look, ...back };
      return { filter, page: row?.page ?? 0, marks: row?.marks ?? [], look, ...back };
    },

    /** Remembers a filter, on its first page; `back` is where a look from elsewhere leads back to, and stays as it was. */
    async set(owner: FilterOwner, filter: JournalFilter, back?: LookFrom): Promise<void> {
      const day = dayOf(owner.now, owner.user.zone);
      const set = { filter, day, page: 0, marks: [], ...(back !== undefined && { back }) };
      await rows.updateOne({ _id: idOf(owner) }, { $set: set }, { upsert: true });
    },

    /** Remembers the page that is looked at, so that the way back leads to it, and the marks on the way there. */
    async turnTo(owner: FilterOwner, filter: JournalFilter, page: number, marks: readonly Mark[]): Promise<void> {
      const day = dayOf(owner.now, owner.user.zone);
      await rows.updateOne({ _id: idOf(owner) }, { $set: { filter, day, page, marks: [...marks] } }, { upsert: true });
    },

    async setLook(owner: Pick<FilterOwner, 'user' | 'slot'>, look: JournalLook): Promise<void> {
      await rows.updateOne({ _id: idOf(owner) }, { $set: { look } }, { upsert: true });
    },
  };
}

export type Filters = ReturnType<typeof createFilters>;
