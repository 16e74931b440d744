import mongoose, { type Connection } from 'mongoose';
import type { Contact } from '../domain/contact.ts';
import type { JournalFilter } from '../domain/journal-filter.ts';
import { contactsSeen, type Viewer } from '../domain/rights.ts';
import { carriedPart, contactMatch, type FilterReading, isCarried, mergedIds } from './contact-filter.ts';
import { type ContactRow, contactModel, journalIndexes, PRIVATE, toContact } from './contact-model.ts';
import { planOf } from './explain.ts';

/** A count goes so far and no farther; "1000+" is said of more. */
export const COUNTED = 1000;
/** Where no index carries a filter: the longest search, in milliseconds, and how many of the nearest are looked at after it. */
const SEARCH_MS = 1500;
const WINDOW = 20_000;
const TOTAL_MS = 5000;

export interface JournalQuery {
  filter: JournalFilter;
  now: Date;
  /** IANA zone of the reader. */
  zone: string;
  /** The earliest first; else the latest. */
  ascending: boolean;
}

export interface JournalPage {
  contacts: Contact[];
  /** At most COUNTED. */
  count: number;
  /** There are more than `count`. */
  more: boolean;
  /** Only so many of the nearest contacts were looked through: all of them would have taken too long. */
  within?: number;
}

/** Lists of contacts by a filter, within the rights of a viewer. */
export function createJournal(connection: Connection) {
  const model = contactModel(connection);
  const sortOf = ({ ascending }: JournalQuery) => ({ start: ascending ? 1 : -1 }) as const;

  const read = async ({ filter, now, zone }: JournalQuery): Promise<FilterReading> => ({
    now,
    zone,
    merged: await mergedIds(connection, filter),
  });

  /** The two queries of a page that an index carries: what is on it, and how many there are, up to COUNTED + 1. */
  async function queriesOf(viewer: Viewer, query: JournalQuery, size: number, page: number) {
    const match = contactMatch(viewer, query.filter, await read(query));
    const options = { maxTimeMS: SEARCH_MS, ...hintOf(viewer, query.filter) };
    return {
      found: model
        .find(match, PRIVATE, options)
        .sort(sortOf(query))
        .skip(page * size)
        .limit(size),
      counted: model.aggregate<{ count: number }>(
        [{ $match: match }, { $limit: COUNTED + 1 }, { $count: 'count' }],
        options,
      ),
    };
  }

  /** The page of a filter that an index carries: as many documents read as shown, none to count. */
  async function carried(viewer: Viewer, query: JournalQuery, size: number, page: number): Promise<JournalPage> {
    const { found, counted } = await queriesOf(viewer, query, size, page);
    const [rows, [total]] = await Promise.all([found.lean<ContactRow[]>(), counted]);
    return { contacts: rows.map(toContact), ...capped(total?.count ?? 0) };
  }

  /** The ids of what fits a filter that no index carries, in order, as far as the time goes; then among the nearest. */
  async function searched(viewer: Viewer, query: JournalQuery): Promise<{ ids: string[]; within?: number }> {
    const reading = await read(query);
    const match = contactMatch(viewer, query.filter, reading);
    const sort = sortOf(query);
    const idsOf = (found: { _id: string }[]) => found.map(({ _id }) => _id);
    try {
      const found = await model
        .find(match, { _id: 1 }, { maxTimeMS: SEARCH_MS })
        .sort(sort)
        .limit(COUNTED + 1)
        .lean<{ _id: string }[]>();
      return { ids: idsOf(found) };
    } catch (error) {
      if (!isTooSlow(error)) throw error;
    }
    const near = carriedPart(viewer, query.filter, reading);
    const found = await model.aggregate<{ _id: string }>(
      [
        { $match: near },
        { $sort: sort },
        { $limit: WINDOW },
        { $match: match },
        { $limit: COUNTED + 1 },
        { $project: { _id: 1 } },
      ],
      { maxTimeMS: 2 * SEARCH_MS, ...hintOf(viewer, query.filter) },
    );
    return { ids: idsOf(found), within: WINDOW };
  }

  return {
    /**
     * One page of a journal, with a count that goes to COUNTED. Pages lie within what is counted. Rejects with the
     * server's MaxTimeMSExpired where even the nearest contacts could not be looked through in time.
     */
    async page(viewer: Viewer, query: JournalQuery, size: number, page: number): Promise<JournalPage> {
      if (isCarried(query.filter)) return carried(viewer, query, size, page);
      const { ids, within } = await searched(viewer, query);
      const shown = ids.slice(0, COUNTED).slice(page * size, (page + 1) * size);
      const found = await model.find({ _id: { $in: shown } }, PRIVATE).lean<ContactRow[]>();
      const byId = new Map(found.map((row) => [row._id, toContact(row)]));
      const contacts = shown.flatMap((id) => byId.get(id) ?? []);
      return { contacts, ...capped(ids.length), ...(within !== undefined && { within }) };
    },

    /** What the server does for a page that an index carries. For tests and benches. */
    async explain(viewer: Viewer, query: JournalQuery, size: number, page: number) {
      const { found, counted } = await queriesOf(viewer, query, size, page);
      const [pages, counts] = await Promise.all([found.explain('executionStats'), counted.explain('executionStats')]);
      return { page: planOf(pages), count: planOf(counts) };
    },

    /** How many fit, up to COUNTED: for a button that tells what a filter would show. */
    async count(viewer: Viewer, query: JournalQuery): Promise<Pick<JournalPage, 'count' | 'more'>> {
      const { count, more } = await this.page(viewer, query, 1, 0);
      return { count, more };
    },

    /** How many fit, all of them counted; 0 where that takes longer than a few seconds. For how far an export is. */
    async total(viewer: Viewer, query: JournalQuery): Promise<number> {
      const match = contactMatch(viewer, query.filter, await read(query));
      const options = { maxTimeMS: TOTAL_MS, ...(isCarried(query.filter) && hintOf(viewer, query.filter)) };
      try {
        return await model.countDocuments(match, options);
      } catch (error) {
        if (isTooSlow(error)) return 0;
        throw error;
      }
    },

    /** Everything that fits, one batch after another, in order of time. For exports: as long as it takes. */
    async *stream(viewer: Viewer, query: JournalQuery, batch: number): AsyncGenerator<Contact[]> {
      const match = contactMatch(viewer, query.filter, await read(query));
      const options = isCarried(query.filter) ? hintOf(viewer, query.filter) : {};
      const cursor = model
        .find(match, PRIVATE, options)
        .sort(sortOf(query))
        .lean<ContactRow>()
        .cursor({ batchSize: batch });
      let gathered: Contact[] = [];
      for await (const row of cursor) {
        gathered.push(toContact(row));
        if (gathered.length < batch) continue;
        yield gathered;
        gathered = [];
      }
      if (gathered.length > 0) yield gathered;
    },
  };
}

const capped = (count: number) => ({ count: Math.min(count, COUNTED), more: count > COUNTED });

/** The server's word for an operation that took longer than it was given. */
export const isTooSlow = (error: unknown): boolean =>
  error instanceof mongoose.mongo.MongoServerError && error.code === 50;

/**
 * The index that carries a filter. Named rather than left to the planner: its trials are right until the day's data are
 * unlike the year's, and then one page is slow for everybody until the plan is dropped.
 */
function hintOf(viewer: Viewer, filter: JournalFilter): { hint?: Record<string, 1 | -1> } {
  if (filter.organization !== undefined) return { hint: journalIndexes.organization };
  // There are indexes that lead to what is planned, and to a person's; each is the only one that fits.
  if (filter.person !== undefined || onlyPlanned(filter)) return {};
  const one = filter.manager !== undefined || contactsSeen(viewer) === 'own';
  return { hint: one ? journalIndexes.manager : journalIndexes.all };
}

const onlyPlanned = ({ off, overdue }: JournalFilter): boolean =>
  overdue || (off.includes('happened') && off.includes('cancelled'));

export type Journal = ReturnType<typeof createJournal>;
