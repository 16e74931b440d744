import type { Connection, PipelineStage } from 'mongoose';
import { type AnswerTimes, answerBounds, type WaitingLetter } from '../../domain/report/views.ts';
import type { Viewer } from '../../domain/rights.ts';
import { periodRange } from '../../domain/time/period.ts';
import { mergedIds } from '../contacts/contact-filter.ts';
import { letterModel } from '../letters/letter-model.ts';
import { createLetterViews } from '../letters/letter-views.ts';
import { firstCase, OPTIONS, type OverviewQuery, sumWhere } from './overview-query.ts';

/** Letters of clients and how soon they were answered: by manager, of all together, and those that wait the longest. */
export interface Answered {
  managers: (AnswerTimes & { manager: number | null })[];
  whole?: AnswerTimes;
  waiting: WaitingLetter[];
}

/** So many waiting letters are listed. */
const LISTED = 500;
const MINUTE = 60_000;

/** What the database tells of a group. */
interface TimesRow extends Omit<AnswerTimes, 'within'> {
  _id: number | null;
  [bound: `w${number}`]: number;
}

/**
 * How soon the letters of clients that came in the period were answered, as far as the viewer may see letters. A letter
 * counts for whoever answered it first; else for whom it was taken by, else for the client's manager. Of a filter its period,
 * manager and client count.
 */
export async function answers(connection: Connection, viewer: Viewer, query: OverviewQuery): Promise<Answered> {
  const [row] = await letterModel(connection)
    .aggregate<{ managers: TimesRow[]; whole: TimesRow[]; waiting: (WaitingLetter & { _id: string })[] }>([
      { $match: await lettersOf(connection, viewer, query) },
      ...followed(query),
      {
        $facet: {
          managers: timesBy('$who'),
          whole: timesBy(null),
          waiting: [
            { $match: { waits: true } },
            { $sort: { deliveredAt: 1, _id: 1 } },
            { $limit: LISTED },
            { $project: { organization: 1, who: 1, since: '$deliveredAt' } },
          ],
        },
      },
    ])
    .option(OPTIONS)
    .exec();
  const [whole] = row?.whole ?? [];
  return {
    managers: (row?.managers ?? []).map((times) => ({ manager: times._id, ...timesOf(times) })),
    ...(whole && { whole: timesOf(whole) }),
    waiting: (row?.waiting ?? []).map(({ _id, ...letter }) => ({ ...letter, id: _id })),
  };
}

async function lettersOf(connection: Connection, viewer: Viewer, { filter, reading }: OverviewQuery): Promise<object> {
  const { from, to } = periodRange(filter.period, reading.zone);
  const { organization } = filter;
  const merged = await mergedIds(connection, filter);
  return createLetterViews(connection).seen(viewer, {
    state: { $in: ['new', 'taken', 'registered'] },
    // What rang nobody asks for no answer.
    quiet: null,
    organization: typeof organization === 'string' ? { $in: [organization, ...merged] } : { $exists: true },
    ...((from || to) && { deliveredAt: { ...(from && { $gte: from }), ...(to && { $lt: to }) } }),
  });
}

/** Each letter with its first answer, in minutes, and whose it is. */
function followed({ filter: { manager } }: OverviewQuery): PipelineStage[] {
  const answer = { $first: '$answers' };
  const minutes = { $floor: { $divide: [{ $subtract: ['$answer.sentAt', '$deliveredAt'] }, MINUTE] } };
  const isAnswered = { $gt: ['$answer', null] };
  return [
    { $project: { organization: 1, state: 1, taken: 1, deliveredAt: 1 } },
    {
      $lookup: {
        from: 'outgoing',
        localField: '_id',
        foreignField: 'letter',
        pipeline: [{ $match: { state: 'sent' } }, { $sort: { sentAt: 1 } }, { $limit: 1 }],
        as: 'answers',
      },
    },
    {
      $lookup: {
        from: 'organizations',
        localField: 'organization',
        foreignField: '_id',
        pipeline: [{ $project: { manager: 1 } }],
        as: 'clients',
      },
    },
    { $set: { answer } },
    {
      $project: {
        organization: 1,
        deliveredAt: 1,
        who: { $ifNull: ['$answer.author', '$taken.by', { $first: '$clients.manager' }, null] },
        took: { $cond: [isAnswered, { $max: [0, minutes] }, '$$REMOVE'] },
        // A letter that became a contact is handled, also without an answer.
        waits: { $and: [{ $not: isAnswered }, { $ne: ['$state', 'registered'] }] },
      },
    },
    ...(manager === undefined ? [] : [{ $match: { who: manager } }]),
  ];
}

/** The sums of a group, and the answer times at one half and nine tenths of those that were answered (nearest rank). */
function timesBy(who: '$who' | null): PipelineStage.FacetPipelineStage[] {
  const within = firstCase(
    answerBounds.map((bound, index) => [{ $lte: ['$took', bound] }, index] as const),
    answerBounds.length,
  );
  const isAnswered = { $gt: ['$took', null] };
  const at = (part: number) => ({
    $arrayElemAt: ['$took', { $toInt: { $subtract: [{ $ceil: { $multiply: ['$answered', part] } }, 1] } }],
  });
  const bounds = [...answerBounds, Number.POSITIVE_INFINITY].map(
    (_, index) => [`w${index}`, sumWhere({ $and: [isAnswered, { $eq: [within, index] }] })] as const,
  );
  return [
    { $sort: { took: 1 } },
    {
      $group: {
        _id: who,
        letters: { $sum: 1 },
        answered: sumWhere(isAnswered),
        waiting: sumWhere('$waits'),
        ...Object.fromEntries(bounds),
        took: { $push: '$took' },
      },
    },
    {
      $set: {
        median: { $cond: ['$answered', at(0.5), '$$REMOVE'] },
        slow: { $cond: ['$answered', at(0.9), '$$REMOVE'] },
      },
    },
    { $unset: 'took' },
  ];
}

const timesOf = ({ letters, answered, waiting, median, slow, ...row }: TimesRow): AnswerTimes => ({
  letters,
  answered,
  waiting,
  within: [...answerBounds, Number.POSITIVE_INFINITY].map((_, index) => row[`w${index}`] ?? 0),
  ...(median !== undefined && { median }),
  ...(slow !== undefined && { slow }),
});
