import type { Connection } from 'mongoose';
import type { Contact } from '../../domain/contact/contact.ts';
import type { JournalFilter } from '../../domain/journal/journal-filter.ts';
import type { Viewer } from '../../domain/rights.ts';
import {
  carriedPart,
  contactMatch,
  type FilterReading,
  hintOf,
  isCarried,
  mergedIds,
} from '../contacts/contact-filter.ts';
import { type ContactRow, contactModel, PRIVATE, toContact } from '../contacts/contact-model.ts';
import { isTooSlow } from '../errors.ts';
import { planOf } from '../explain.ts';

/**
 * A count goes so far and no farther; "1000+" is said of more. What is beyond is paged through in runs of so many, each
 * with a mark where it begins, so that the thousandth page costs as much as the first.
 */
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

/** Where a run begins: at this moment, after so many that start at the same one. */
export interface Mark {
  start: Date;
  passed: number;
}

export interface JournalPage {
  contacts: Contact[];
  /** To the end of the run that the page is in, at most; COUNTED in the first. */
  count: number;
  /** There are more than `count`. */
  more: boolean;
  /** Only so many of the nearest contacts were looked through: all of them would have taken too long. */
  within?: number;
  /** Where the runs after the first begin, up to the page's own: to be handed in with the next page. */
  marks: Mark[];
}

/** Lists of contacts by a filter, within the rights of a viewer. */
export function createJournal(connection: Connection) {
  const model = contactModel(connection);
  const sortOf = ({ ascending }: JournalQuery) => ({ start: ascending ? 1 : -1 }) as const;

  const read = async ({ filter, now, zone, ascending }: JournalQuery, mark?: Mark): Promise<FilterReading> => ({
    now,
    zone,
    merged: await mergedIds(connection, filter),
    ...(mark && { from: { start: mark.start, ascending } }),
  });

  /** The queries of a run that an index carries: a page of it, how many there are, and when each starts, up to COUNTED + 1. */
  async function queriesOf(viewer: Viewer, query: JournalQuery, mark?: Mark) {
    const match = contactMatch(viewer, query.filter, await read(query, mark));
    const options = { maxTimeMS: SEARCH_MS, ...hintOf(viewer, query.filter) };
    const passed = mark?.passed ?? 0;
    const run = [{ $match: match }, ...(passed > 0 ? [{ $skip: passed }] : []), { $limit: COUNTED + 1 }];
    return {
      found: (skip: number, size: number) =>
        model
          .find(match, PRIVATE, options)
          .sort(sortOf(query))
          .skip(passed + skip)
          .limit(size),
      counted: () => model.aggregate<{ count: number }>([...run, { $count: 'count' }], options),
      starts: () =>
        model
          .find(match, { _id: 0, start: 1 }, options)
          .sort(sortOf(query))
          .skip(passed)
          .limit(COUNTED + 1)
          .lean<Pick<ContactRow, 'start'>[]>(),
    };
  }

  /** The page of a filter that an index carries: as many documents read as shown, none to count. */
  async function carried(viewer: Viewer, query: JournalQuery, { mark, skip, size }: Place) {
    const { found, counted } = await queriesOf(viewer, query, mark);
    const [rows, [total]] = await Promise.all([found(skip, size).lean<ContactRow[]>(), counted()]);
    return { contacts: rows.map(toContact), ...capped(total?.count ?? 0) };
  }

  /** What fits a filter that no index carries, in order, as far as the time goes; then among the nearest. */
  async function searched(
    viewer: Viewer,
    query: JournalQuery,
    mark?: Mark,
  ): Promise<{ rows: Found[]; within?: number }> {
    const reading = await read(query, mark);
    const match = contactMatch(viewer, query.filter, reading);
    const sort = sortOf(query);
    const passed = mark?.passed ?? 0;
    try {
      const rows = await model
        .find(match, { start: 1 }, { maxTimeMS: SEARCH_MS })
        .sort(sort)
        .skip(passed)
        .limit(COUNTED + 1)
        .lean<Found[]>();
      return { rows };
    } catch (error) {
      if (!isTooSlow(error)) throw error;
    }
    const near = carriedPart(viewer, query.filter, reading);
    const rows = await model.aggregate<Found>(
      [
        { $match: near },
        { $sort: sort },
        { $limit: WINDOW },
        { $match: match },
        ...(passed > 0 ? [{ $skip: passed }] : []),
        { $limit: COUNTED + 1 },
        { $project: { start: 1 } },
      ],
      { maxTimeMS: 2 * SEARCH_MS, ...hintOf(viewer, query.filter) },
    );
    return { rows, within: WINDOW };
  }

  /** The marks of as many runs as are wanted and there, beginning with those known. */
  async function marksOf(viewer: Viewer, query: JournalQuery, runs: number, known: readonly Mark[]): Promise<Mark[]> {
    const marks = known.slice(0, runs);
    while (marks.length < runs) {
      const before = marks.at(-1);
      const rows = isCarried(query.filter)
        ? await (await queriesOf(viewer, query, before)).starts()
        : (await searched(viewer, query, before)).rows;
      const start = rows[COUNTED]?.start;
      if (!start) break;
      const alike = rows.slice(0, COUNTED).filter((row) => row.start.getTime() === start.getTime()).length;
      const more = before?.start.getTime() === start.getTime() ? before.passed : 0;
      marks.push({ start, passed: alike + more });
    }
    return marks;
  }

  /** The page of a filter that no index carries. */
  async function looked(viewer: Viewer, query: JournalQuery, { mark, skip, size }: Place) {
    const { rows, within } = await searched(viewer, query, mark);
    const shown = rows.slice(0, COUNTED).slice(skip, skip + size);
    const found = await model.find({ _id: { $in: shown.map(({ _id }) => _id) } }, PRIVATE).lean<ContactRow[]>();
    const byId = new Map(found.map((row) => [row._id, toContact(row)]));
    const contacts = shown.flatMap(({ _id }) => byId.get(_id) ?? []);
    return { contacts, ...capped(rows.length), ...(within !== undefined && { within }) };
  }

  return {
    /**
     * One page of a journal, with a count that goes to the end of its run. `known`: the marks that came with the page
     * looked at before, of the same query. Rejects with the server's MaxTimeMSExpired where even the nearest contacts could
     * not be looked through in time.
     */
    async page(
      viewer: Viewer,
      query: JournalQuery,
      size: number,
      page: number,
      known: readonly Mark[] = [],
    ): Promise<JournalPage> {
      const marks = await marksOf(viewer, query, Math.floor((page * size) / COUNTED), known);
      const before = marks.length * COUNTED;
      const place = { mark: marks.at(-1), skip: page * size - before, size };
      const { count, ...found } = isCarried(query.filter)
        ? await carried(viewer, query, place)
        : await looked(viewer, query, place);
      return { ...found, count: before + count, marks };
    },

    /** What the server does for a page that an index carries. For tests and benches. */
    async explain(viewer: Viewer, query: JournalQuery, size: number, page: number) {
      const { found, counted } = await queriesOf(viewer, query);
      const [pages, counts] = await Promise.all([
        found(page * size, size).explain('executionStats'),
        counted().explain('executionStats'),
      ]);
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

/** A contact that fits, and when it starts. */
type Found = Pick<ContactRow, '_id' | 'start'>;

/** Where a page lies: so many after the mark of its run. */
interface Place {
  mark: Mark | undefined;
  skip: number;
  size: number;
}

const capped = (count: number) => ({ count: Math.min(count, COUNTED), more: count > COUNTED });

export type Journal = ReturnType<typeof createJournal>;
