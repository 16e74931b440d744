import type { Connection, PipelineStage } from 'mongoose';
import type { AbcCutoffs } from '../../domain/report/abc.ts';
import type { Measure } from '../../domain/report/grouping.ts';
import {
  STABILITY_MONTHS,
  STEADY_TO,
  type Stability,
  type StableClient,
  stabilityStretches,
} from '../../domain/report/stability.ts';
import { spansIn } from '../../domain/report/time-axis.ts';
import { clientsSeen, type Viewer } from '../../domain/rights.ts';
import { contactMatch } from '../contacts/contact-filter.ts';
import { contactModel } from '../contacts/contact-model.ts';
import { classExpression, WHOLE } from './amounts.ts';
import { MEASURED } from './count-pipeline.ts';
import { firstCase, mergedReading, OPTIONS, type OverviewQuery, sumWhere } from './overview-query.ts';

/** So many clients are listed. */
const LISTED = 500;

type Counted = Omit<StableClient, 'months'> & { months: { month: string; count: number }[] };

/** Whether months differ by at most so many percent of their mean: told by whole numbers, from their sum and sum of squares. */
const within = (percent: number) => ({
  $lte: [
    {
      $multiply: [
        { $subtract: [{ $multiply: [STABILITY_MONTHS, '$squares'] }, { $multiply: ['$total', '$total'] }] },
        10_000,
      ],
    },
    { $multiply: ['$total', '$total', percent ** 2] },
  ],
});

/** Both windows that a class is told by: what all clients of at most this value hold, and all together. */
const window = (value: 'total' | 'before'): PipelineStage => ({
  $setWindowFields: {
    sortBy: { [value]: 1 },
    output: {
      [`${value}UpTo`]: { $sum: `$${value}`, window: { range: ['unbounded', 'current'] } },
      [`${value}Whole`]: { $sum: `$${value}`, window: WHOLE },
    },
  },
});

/**
 * How much each client was dealt with in the whole months that are over, how evenly, and in which class it was in as many
 * months before. Of a filter everything but its period counts.
 */
export async function stability(
  connection: Connection,
  viewer: Viewer,
  query: OverviewQuery,
  { measure, cutoffs }: { measure: Measure; cutoffs: AbcCutoffs },
): Promise<Stability> {
  if (clientsSeen(viewer) === 'none') return { clients: [], squares: [], moves: [] };
  const { now, zone } = query.reading;
  const { from, to, before } = stabilityStretches(now, zone);
  const filter = { ...query.filter, period: { kind: 'range', from: before, to } as const };
  const match = contactMatch(viewer, filter, await mergedReading(connection, query));
  const isNow = { $gte: ['$first', from] };
  const classOf = (value: 'total' | 'before') => {
    const greater = { $subtract: [`$${value}Whole`, `$${value}UpTo`] };
    return classExpression(`$${value}`, greater, `$${value}Whole`, cutoffs);
  };
  const [row] = await contactModel(connection)
    .aggregate<{
      clients: Counted[];
      squares: { _id: Omit<Stability['squares'][number], 'clients'>; clients: number }[];
      moves: { _id: Omit<Stability['moves'][number], 'clients'>; clients: number }[];
    }>([
      { $match: { $and: [MEASURED[measure], { organization: { $exists: true } }, match] } },
      {
        $group: {
          _id: {
            organization: '$organization',
            month: { $dateToString: { date: '$start', format: '%Y-%m', timezone: zone } },
          },
          count: { $sum: 1 },
          first: { $min: '$start' },
        },
      },
      {
        $group: {
          _id: '$_id.organization',
          total: sumWhere(isNow, '$count'),
          before: sumWhere({ $not: isNow }, '$count'),
          squares: sumWhere(isNow, { $multiply: ['$count', '$count'] }),
          months: { $push: { $cond: [isNow, { month: '$_id.month', count: '$count' }, '$$REMOVE'] } },
        },
      },
      window('total'),
      window('before'),
      {
        $set: {
          class: classOf('total'),
          classBefore: classOf('before'),
          steadiness: firstCase(
            [
              [{ $eq: ['$total', 0] }, null],
              [within(STEADY_TO.X), 'X'],
              [within(STEADY_TO.Y), 'Y'],
            ],
            'Z',
          ),
        },
      },
      {
        $facet: {
          clients: [
            { $set: { moved: { $ne: ['$class', '$classBefore'] }, most: { $max: ['$total', '$before'] } } },
            { $sort: { moved: -1, most: -1, _id: 1 } },
            { $limit: LISTED },
            {
              $project: {
                _id: 0,
                organization: '$_id',
                months: 1,
                total: 1,
                before: 1,
                class: 1,
                classBefore: 1,
                steadiness: 1,
              },
            },
          ],
          squares: [
            { $match: { total: { $gt: 0 } } },
            { $group: { _id: { class: '$class', steadiness: '$steadiness' }, clients: { $sum: 1 } } },
          ],
          moves: [{ $group: { _id: { from: '$classBefore', to: '$class' }, clients: { $sum: 1 } } }],
        },
      },
    ])
    .option(OPTIONS)
    .exec();
  const axis = spansIn('month', { from, to }, zone);
  return {
    clients: (row?.clients ?? []).map(({ months, ...client }) => ({
      ...client,
      months: axis.map((key) => months.find(({ month }) => month === key)?.count ?? 0),
    })),
    squares: (row?.squares ?? []).map(({ _id, clients }) => ({ ..._id, clients })),
    moves: (row?.moves ?? []).map(({ _id, clients }) => ({ ..._id, clients })),
  };
}
