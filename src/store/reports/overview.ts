import type { Connection, PipelineStage } from 'mongoose';
import type { JournalFilter } from '../../domain/journal/journal-filter.ts';
import {
  emptyGlance,
  emptyPlan,
  type Glance,
  type PlanFact,
  type PlanOutcome,
  silences,
} from '../../domain/report/views.ts';
import { clientsSeen, contactsSeen, type Viewer } from '../../domain/rights.ts';
import { periodRange } from '../../domain/time/period.ts';
import { contactMatch, type FilterReading, mergedIds } from '../contacts/contact-filter.ts';
import { contactModel } from '../contacts/contact-model.ts';

/*
 * What the reports with a layout of their own count. Each is one aggregation over an index; rights are part of the match.
 */

export interface OverviewQuery {
  filter: JournalFilter;
  reading: FilterReading;
}

/** A client and how it was dealt with: contacts that happened in the period, and the last one ever. */
export interface Dealt {
  id: string;
  count: number;
  last: Date;
}

/** Clients by how often they were dealt with in the period and how long ago (an index into the bounds of silence). */
export interface SilenceCount {
  count: number;
  silence: number;
  clients: number;
}

/** Which clients are missed: of those with at least `from` contacts (and fewer than the group before), silent since. */
export interface Missed {
  from: number;
  since: Date;
}

const RUNS_AT_MOST = 60_000;
const OPTIONS = { maxTimeMS: RUNS_AT_MOST, allowDiskUse: true };
const MINUTE = 60_000;
const DAY = 86_400_000;
const DEFAULT_MINUTES = 15;
/** So many missed clients are listed. */
const LISTED = 500;
const TEN = 10;

/** The end of a contact, from what the covering index holds. */
const END = { $add: ['$start', { $multiply: [{ $ifNull: ['$minutes', DEFAULT_MINUTES] }, MINUTE] }] };

const when = (condition: unknown, value: unknown = 1) => ({ $sum: { $cond: [condition, value, 0] } });
const is = (field: string, value: unknown) => ({ $eq: [`$${field}`, value] });
const STATUSES = { status: { $in: ['happened', 'planned', 'cancelled'] } };

/** The value of the first condition that holds. */
const firstOf = (cases: readonly (readonly [unknown, unknown])[], otherwise: unknown): unknown =>
  cases.reduceRight<unknown>((rest, [condition, value]) => ({ $cond: [condition, value, rest] }), otherwise);

type Match = PipelineStage.Match['$match'];

export function createOverviews(connection: Connection) {
  const contacts = contactModel(connection);
  const reading = async ({ filter, reading: read }: OverviewQuery): Promise<FilterReading> => ({
    ...read,
    merged: await mergedIds(connection, filter),
  });

  async function contactsByManager(viewer: Viewer, query: OverviewQuery) {
    const overdue = { $and: [is('status', 'planned'), { $lt: [END, query.reading.now] }] };
    const happened = is('status', 'happened');
    const done = { $and: [happened, is('state', 3)] };
    const match = contactMatch(viewer, query.filter, await reading(query));
    return contacts
      .aggregate<Omit<Glance, 'newClients' | 'letters'> & { _id: number; planned: number }>([
        { $match: { $and: [STATUSES, match] } as Match },
        {
          $group: {
            _id: '$manager',
            happened: when(happened),
            planned: when(is('status', 'planned')),
            cancelled: when(is('status', 'cancelled')),
            overdue: when(overdue),
            done: when(done),
            highDone: when({ $and: [done, is('priority', 'high')] }),
            minutes: when(happened, '$minutes'),
          },
        },
      ])
      .option(OPTIONS)
      .exec();
  }

  /** How many documents of a collection a period holds, by who is responsible. */
  async function byPerson(
    viewer: Viewer,
    query: OverviewQuery,
    of: { collection: string; who: string; at: string; also: object },
  ) {
    const { from, to } = periodRange(query.filter.period, query.reading.zone);
    const own = contactsSeen(viewer) === 'all' ? query.filter.manager : viewer.id;
    if (contactsSeen(viewer) === 'none') return [];
    return connection
      .collection(of.collection)
      .aggregate<{ _id: number; count: number }>([
        {
          $match: {
            ...of.also,
            [of.who]: own ?? { $exists: true },
            ...((from || to) && { [of.at]: { ...(from && { $gte: from }), ...(to && { $lt: to }) } }),
          },
        },
        { $group: { _id: `$${of.who}`, count: { $sum: 1 } } },
      ])
      .toArray();
  }

  /** Per client the contacts that happened: how many in the period, and when the last one ever was. */
  async function dealt(viewer: Viewer, query: OverviewQuery): Promise<PipelineStage[]> {
    const { from, to } = periodRange(query.filter.period, query.reading.zone);
    const { now } = query.reading;
    const match = contactMatch(viewer, { ...query.filter, period: { kind: 'all' } }, await reading(query));
    const within = { $and: [...(from ? [{ $gte: ['$start', from] }] : []), ...(to ? [{ $lt: ['$start', to] }] : [])] };
    return [
      {
        $match: {
          $and: [{ status: 'happened', start: { $lte: now } }, { organization: { $exists: true } }, match],
        } as Match,
      },
      { $group: { _id: '$organization', count: when(within), last: { $max: '$start' } } },
    ];
  }

  return {
    /** What each manager did in the period, as far as the viewer may see. Managers without anything are not in it. */
    async glance(viewer: Viewer, query: OverviewQuery): Promise<Map<number, Glance>> {
      const [dealings, clients, letters] = await Promise.all([
        contactsByManager(viewer, query),
        byPerson(viewer, query, {
          collection: 'organizations',
          who: 'manager',
          at: 'createdAt',
          also: { mergedInto: null },
        }),
        byPerson(viewer, query, {
          collection: 'outgoing',
          who: 'author',
          at: 'sentAt',
          also: { state: 'sent', letter: { $exists: true } },
        }),
      ]);
      const found = new Map<number, Glance>();
      const of = (id: number): Glance => {
        const known = found.get(id) ?? emptyGlance();
        found.set(id, known);
        return known;
      };
      for (const { _id, planned, ...counts } of dealings) {
        Object.assign(of(_id), counts, { ahead: planned - counts.overdue });
      }
      for (const { _id, count } of clients) of(_id).newClients = count;
      for (const { _id, count } of letters) of(_id).letters = count;
      return found;
    },

    /** What became of what was planned for the period, by manager. A contact is planned for the day it was first set for. */
    async plan(viewer: Viewer, query: OverviewQuery): Promise<Map<number, PlanFact>> {
      const { from, to } = periodRange(query.filter.period, query.reading.zone);
      const { now, zone } = query.reading;
      const match = contactMatch(viewer, { ...query.filter, period: { kind: 'all' } }, await reading(query));
      const day = (date: string) => ({ $dateToString: { date, format: '%Y-%m-%d', timezone: zone } });
      const sameDay = { $eq: [day('$start'), day('$plannedFor')] };
      const rows = await contacts
        .aggregate<{ _id: { manager: number; outcome: PlanOutcome }; count: number }>([
          {
            $match: {
              $and: [{ plannedFor: { ...(from && { $gte: from }), ...(to && { $lt: to }), $exists: true } }, match],
            } as Match,
          },
          {
            $group: {
              _id: {
                manager: '$manager',
                outcome: firstOf(
                  [
                    [is('status', 'cancelled'), 'cancelled'],
                    [{ $and: [is('status', 'happened'), sameDay] }, 'kept'],
                    [is('status', 'happened'), 'moved'],
                    [{ $lt: ['$end', now] }, 'overdue'],
                    [{ $not: sameDay }, 'moved'],
                  ],
                  'ahead',
                ),
              },
              count: { $sum: 1 },
            },
          },
        ])
        .option(OPTIONS)
        .exec();
      const found = new Map<number, PlanFact>();
      for (const { _id, count } of rows) {
        const plan = found.get(_id.manager) ?? emptyPlan();
        plan[_id.outcome] += count;
        found.set(_id.manager, plan);
      }
      return found;
    },

    /** How many clients were dealt with how often and how long ago; and the ten dealt with most, and least. */
    async coverage(
      viewer: Viewer,
      query: OverviewQuery,
    ): Promise<{ counts: SilenceCount[]; most: Dealt[]; least: Dealt[] }> {
      if (clientsSeen(viewer) === 'none') return { counts: [], most: [], least: [] };
      const { now } = query.reading;
      const days = { $divide: [{ $subtract: [now, '$last'] }, DAY] };
      const silence = firstOf(
        silences.map((bound, index) => [{ $lte: [days, bound] }, index] as const),
        silences.length,
      );
      const ten = (sort: Record<string, 1 | -1>) => [
        { $match: { count: { $gt: 0 } } },
        { $sort: { ...sort, _id: 1 as const } },
        { $limit: TEN },
      ];
      const [row] = await contacts
        .aggregate<{
          counts: { _id: { count: number; silence: number }; clients: number }[];
          most: { _id: string; count: number; last: Date }[];
          least: { _id: string; count: number; last: Date }[];
        }>([
          ...(await dealt(viewer, query)),
          {
            $facet: {
              counts: [{ $group: { _id: { count: '$count', silence }, clients: { $sum: 1 } } }],
              most: ten({ count: -1, last: -1 }),
              least: ten({ count: 1, last: 1 }),
            },
          },
        ])
        .option(OPTIONS)
        .exec();
      const clientsOf = (rows: readonly { _id: string; count: number; last: Date }[] = []): Dealt[] =>
        rows.map(({ _id, count, last }) => ({ id: _id, count, last }));
      return {
        counts: (row?.counts ?? []).map(({ _id, clients }) => ({ ..._id, clients })),
        most: clientsOf(row?.most),
        least: clientsOf(row?.least),
      };
    },

    /** Clients that are missed, those dealt with most first, the longest silent before others; and how many there are. */
    async missed(
      viewer: Viewer,
      query: OverviewQuery,
      groups: readonly Missed[],
    ): Promise<{ clients: Dealt[]; total: number }> {
      const cases = groups.map(({ from, since }, index) => {
        const above = groups[index - 1]?.from;
        return { count: { $gte: from, ...(above !== undefined && { $lt: above }) }, last: { $lt: since } };
      });
      if (cases.length === 0) return { clients: [], total: 0 };
      const [row] = await contacts
        .aggregate<{ clients: { _id: string; count: number; last: Date }[]; total: { count: number }[] }>([
          ...(await dealt(viewer, query)),
          { $match: { $or: cases } },
          {
            $facet: {
              clients: [{ $sort: { count: -1, last: 1, _id: 1 } }, { $limit: LISTED }],
              total: [{ $count: 'count' }],
            },
          },
        ])
        .option(OPTIONS)
        .exec();
      return {
        clients: (row?.clients ?? []).map(({ _id, count, last }) => ({ id: _id, count, last })),
        total: row?.total[0]?.count ?? 0,
      };
    },
  };
}

export type Overviews = ReturnType<typeof createOverviews>;
