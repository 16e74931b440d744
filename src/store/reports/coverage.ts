import type { Connection, PipelineStage } from 'mongoose';
import { silences } from '../../domain/report/views.ts';
import { clientsSeen, type Viewer } from '../../domain/rights.ts';
import { periodRange } from '../../domain/time/period.ts';
import { contactMatch } from '../contacts/contact-filter.ts';
import { contactModel } from '../contacts/contact-model.ts';
import { firstCase, mergedReading, OPTIONS, type OverviewQuery, sumWhere } from './overview-query.ts';

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

/** A client as the database tells it. */
type DealtRow = Omit<Dealt, 'id'> & { _id: string };

const dealtOf = (rows: readonly DealtRow[] = []): Dealt[] => rows.map(({ _id, ...row }) => ({ id: _id, ...row }));

const DAY = 86_400_000;
/** So many missed clients are listed. */
const LISTED = 500;
const TEN = 10;

/** Per client the contacts that happened: how many in the period, and when the last one ever was. */
async function dealt(connection: Connection, viewer: Viewer, query: OverviewQuery): Promise<PipelineStage[]> {
  const { from, to } = periodRange(query.filter.period, query.reading.zone);
  const { now } = query.reading;
  const match = contactMatch(
    viewer,
    { ...query.filter, period: { kind: 'all' } },
    await mergedReading(connection, query),
  );
  const within = { $and: [...(from ? [{ $gte: ['$start', from] }] : []), ...(to ? [{ $lt: ['$start', to] }] : [])] };
  return [
    {
      $match: {
        $and: [{ status: 'happened', start: { $lte: now } }, { organization: { $exists: true } }, match],
      },
    },
    { $group: { _id: '$organization', count: sumWhere(within), last: { $max: '$start' } } },
  ];
}

/** How many clients were dealt with how often and how long ago; and the ten dealt with most, and least. */
export async function coverage(
  connection: Connection,
  viewer: Viewer,
  query: OverviewQuery,
): Promise<{ counts: SilenceCount[]; most: Dealt[]; least: Dealt[] }> {
  if (clientsSeen(viewer) === 'none') return { counts: [], most: [], least: [] };
  const { now } = query.reading;
  const days = { $divide: [{ $subtract: [now, '$last'] }, DAY] };
  const silence = firstCase(
    silences.map((bound, index) => [{ $lte: [days, bound] }, index] as const),
    silences.length,
  );
  const ten = (sort: Record<string, 1 | -1>) => [
    { $match: { count: { $gt: 0 } } },
    { $sort: { ...sort, _id: 1 as const } },
    { $limit: TEN },
  ];
  const [row] = await contactModel(connection)
    .aggregate<{
      counts: { _id: { count: number; silence: number }; clients: number }[];
      most: DealtRow[];
      least: DealtRow[];
    }>([
      ...(await dealt(connection, viewer, query)),
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
  return {
    counts: (row?.counts ?? []).map(({ _id, clients }) => ({ ..._id, clients })),
    most: dealtOf(row?.most),
    least: dealtOf(row?.least),
  };
}

/** Clients that are missed, those dealt with most first, the longest silent before others; and how many there are. */
export async function missed(
  connection: Connection,
  viewer: Viewer,
  query: OverviewQuery,
  groups: readonly Missed[],
): Promise<{ clients: Dealt[]; total: number }> {
  const cases = groups.map(({ from, since }, index) => {
    const above = groups[index - 1]?.from;
    return { count: { $gte: from, ...(above !== undefined && { $lt: above }) }, last: { $lt: since } };
  });
  if (cases.length === 0) return { clients: [], total: 0 };
  const [row] = await contactModel(connection)
    .aggregate<{ clients: DealtRow[]; total: { count: number }[] }>([
      ...(await dealt(connection, viewer, query)),
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
    clients: dealtOf(row?.clients),
    total: row?.total[0]?.count ?? 0,
  };
}
