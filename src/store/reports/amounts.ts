import type { Connection, PipelineStage } from 'mongoose';
import type { JournalFilter } from '../../domain/journal/journal-filter.ts';
import type { AbcCutoffs } from '../../domain/report/abc.ts';
import type { Amounts } from '../../domain/report/amounts.ts';
import type { Viewer } from '../../domain/rights.ts';
import { type Period, periodRange, type Range } from '../../domain/time/period.ts';
import { local } from '../../domain/time/zone.ts';
import { mergedIds } from '../contacts/contact-filter.ts';
import { documentsSeen } from '../documents/documents-seen.ts';
import { firstCase, OPTIONS, type OverviewQuery, sumWhere } from './overview-query.ts';

/** How amounts are classed, of which documents, and what they are compared with. */
export interface AmountsQuery {
  cutoffs: AbcCutoffs;
  /** Id of a document type; absent: all are added up. */
  type?: string;
  before?: Period;
}

/** So many clients are listed. */
const LISTED = 1000;

/** An amount in hundredths: whole numbers, which add up exactly. */
export const HUNDREDTHS = { $toLong: { $round: [{ $multiply: ['$amount', 100] }, 0] } };
const PRICED = { $gt: ['$amount', 0] };
/** All of a partition. */
export const WHOLE: { documents: ['unbounded', 'unbounded'] } = { documents: ['unbounded', 'unbounded'] };

/** The days of a range as midnights in UTC, which is what documents bear. A day that is begun belongs to it. */
function plainDays({ from, to }: Range, zone: string): Range {
  const day = (at: Date) => {
    const { year, month, day: date } = local(at, zone);
    return Date.UTC(year, month - 1, date);
  };
  return {
    ...(from && { from: new Date(day(from)) }),
    ...(to && { to: new Date(day(new Date(to.getTime() - 1)) + 86_400_000) }),
  };
}

/** Whether a document is of a period: by its day, or, where it bears none, by when it was entered. */
export function datedIn(period: Period, zone: string): unknown {
  const range = periodRange(period, zone);
  const within = (path: string, { from, to }: Range) => [
    ...(from ? [{ $gte: [path, from] }] : []),
    ...(to ? [{ $lt: [path, to] }] : []),
  ];
  return {
    $cond: [
      { $gt: ['$date', null] },
      { $and: within('$date', plainDays(range, zone)) },
      { $and: within('$createdAt', range) },
    ],
  };
}

/** The documents that a report's filter leaves: of its client, of its manager's clients, of its firms. */
export async function documentMatch(
  connection: Connection,
  viewer: Viewer,
  { filter, type }: { filter: JournalFilter; type?: string | undefined },
): Promise<object> {
  const { organization, manager, firms } = filter;
  const merged = typeof organization === 'string' ? await mergedIds(connection, filter) : [];
  const own = manager === undefined ? undefined : await clientsOf(connection, manager);
  const conditions = [
    await documentsSeen(connection, viewer),
    ...(organization === undefined ? [] : [{ organization: { $in: [organization, ...merged] } }]),
    ...(own === undefined ? [] : [{ organization: { $in: own } }]),
    ...(firms.length > 0 ? [{ firm: { $in: firms } }] : []),
    ...(type === undefined ? [] : [{ type }]),
  ];
  return { live: true, $and: conditions };
}

async function clientsOf(connection: Connection, manager: number): Promise<string[]> {
  const clients = connection.collection<{ _id: string; absorbs?: string[] }>('organizations');
  const rows = await clients.find({ manager, mergedInto: null }, { projection: { absorbs: 1 } }).toArray();
  return rows.flatMap(({ _id, absorbs = [] }) => [_id, ...absorbs]);
}

/** Amounts of the documents of a period by client and currency, as far as the viewer may see documents. */
export async function amounts(
  connection: Connection,
  viewer: Viewer,
  { filter, reading: { zone } }: OverviewQuery,
  { cutoffs, type, before }: AmountsQuery,
): Promise<Amounts> {
  const match = await documentMatch(connection, viewer, { filter, type });
  const now = datedIn(filter.period, zone);
  const documents = connection.collection('documents');
  const found = [{ $match: match }, { $match: { $expr: before ? { $or: [now, datedIn(before, zone)] } : now } }];
  const [[classes], [beside]] = await Promise.all([
    documents
      .aggregate<Pick<Amounts, 'clients' | 'sums'>>([...found, ...classed(now, cutoffs), { $facet: LISTS }], OPTIONS)
      .toArray(),
    documents.aggregate<Beside>([...found, { $match: { $expr: now } }, { $facet: BESIDE }], OPTIONS).toArray(),
  ]);
  return {
    clients: classes?.clients ?? [],
    sums: classes?.sums ?? [],
    types: (beside?.types ?? []).map(({ _id, documents: added }) => ({ type: _id, documents: added })),
    unpriced: beside?.left[0]?.unpriced ?? 0,
    clientless: beside?.left[0]?.clientless ?? 0,
  };
}

/** What is told beside the classes: which types were added up, and what has none. */
interface Beside {
  types: { _id: string | null; documents: number }[];
  left: { unpriced: number; clientless: number }[];
}
const BESIDE: Record<keyof Beside, PipelineStage.FacetPipelineStage[]> = {
  types: [
    { $match: { amount: { $gt: 0 }, organization: { $exists: true } } },
    { $group: { _id: { $ifNull: ['$type', null] }, documents: { $sum: 1 } } },
    { $sort: { documents: -1, _id: 1 } },
  ],
  left: [
    {
      $group: {
        _id: null,
        unpriced: sumWhere({ $not: PRICED }),
        clientless: sumWhere({ $and: [PRICED, { $not: { $gt: ['$organization', null] } }] }),
      },
    },
  ],
};

/** The largest clients of each currency, and the sums of each of its classes. */
const LISTS: Record<'clients' | 'sums', PipelineStage.FacetPipelineStage[]> = {
  clients: [
    { $match: { amount: { $gt: 0 } } },
    { $sort: { size: -1, currency: 1, amount: -1, organization: 1 } },
    { $limit: LISTED },
    { $unset: 'size' },
  ],
  sums: [
    {
      $group: {
        _id: { currency: '$currency', class: '$class' },
        clients: { $sum: 1 },
        documents: { $sum: '$documents' },
        amount: { $sum: '$amount' },
        before: { $sum: '$before' },
      },
    },
    { $replaceWith: { $mergeObjects: ['$_id', '$$ROOT'] } },
    { $unset: '_id' },
  ],
};

/** The clients of each currency with their classes. */
const classed = (now: unknown, cutoffs: AbcCutoffs): PipelineStage[] => [
  { $match: { amount: { $gt: 0 }, organization: { $exists: true } } },
  { $set: { now } },
  {
    $group: {
      _id: { currency: { $ifNull: ['$currency', null] }, organization: '$organization' },
      documents: sumWhere('$now'),
      amount: sumWhere('$now', HUNDREDTHS),
      before: sumWhere({ $not: '$now' }, HUNDREDTHS),
    },
  },
  // What is being merged still counts as two: readers see the one that it becomes.
  { $lookup: { from: 'organizations', localField: '_id.organization', foreignField: '_id', as: 'client' } },
  {
    $group: {
      _id: {
        currency: '$_id.currency',
        organization: { $ifNull: [{ $first: '$client.mergedInto' }, '$_id.organization'] },
      },
      documents: { $sum: '$documents' },
      amount: { $sum: '$amount' },
      before: { $sum: '$before' },
    },
  },
  {
    $setWindowFields: {
      partitionBy: '$_id.currency',
      sortBy: { amount: 1 },
      output: {
        upTo: { $sum: '$amount', window: { range: ['unbounded', 'current'] } },
        whole: { $sum: '$amount', window: WHOLE },
        size: { $sum: { $cond: [{ $gt: ['$amount', 0] }, 1, 0] }, window: WHOLE },
      },
    },
  },
  {
    $project: {
      _id: 0,
      currency: '$_id.currency',
      organization: '$_id.organization',
      documents: 1,
      amount: 1,
      before: 1,
      size: 1,
      class: classExpression('$amount', { $subtract: ['$whole', '$upTo'] }, '$whole', cutoffs),
    },
  },
];

/** The class of a value by what all strictly greater ones hold of the whole; null where it is nothing. Compared as products. */
export function classExpression(value: unknown, greater: unknown, whole: unknown, { a, b }: AbcCutoffs): unknown {
  const below = (cutoff: number) => ({
    $lt: [{ $multiply: [greater, 1_000_000] }, { $multiply: [whole, Math.round(cutoff * 1_000_000)] }],
  });
  return firstCase(
    [
      [{ $lte: [value, 0] }, null],
      [{ $or: [{ $lte: [greater, 0] }, below(a)] }, 'A'],
      [below(b), 'B'],
    ],
    'C',
  );
}
