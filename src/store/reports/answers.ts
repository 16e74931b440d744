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

/** What the database tells of a group. Without `who` it is of the letters of a client that nobody answered or took. */
interface TimesRow extends Omit<AnswerTimes, 'within'> {
  _id: { who: number | null; organization: string | null };
  [bound: `w${number}`]: number;
}

/**
 * How soon the letters of clients that came in the period were answered, as far as the viewer may see letters. A letter
 * counts for whoever answered it first; else for whom it was taken by, else for the client's manager. Of a filter its period,
 * manager and client count. Letters and answers are read once each and met by the letter's id: nothing is looked up a letter.
 */
export async function answers(connection: Connection, viewer: Viewer, query: OverviewQuery): Promise<Answered> {
  const [row] = await letterModel(connection)
    .aggregate<{ groups: TimesRow[]; whole: TimesRow[]; waiting: (WaitingLetter & { _id: string })[] }>([
      { $match: await lettersOf(connection, viewer, query) },
      ...(await followed(connection, query)),
      {
        $facet: {
          groups: timesBy({ who: '$who', organization: { $cond: [{ $eq: ['$who', null] }, '$organization', null] } }),
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
  const { groups = [], whole: [whole] = [], waiting = [] } = row ?? {};
  const clients = [...groups.map(({ _id }) => _id.organization), ...waiting.map(({ organization }) => organization)];
  const managers = await managersOf(connection, new Set(clients.filter((id) => id !== null)));
  const whoOf = (who: number | null, organization: string | null) => who ?? managers.get(organization ?? '') ?? null;
  return {
    managers: together(
      groups.map((times) => ({ manager: whoOf(times._id.who, times._id.organization), ...timesOf(times) })),
    ),
    ...(whole && { whole: timesOf(whole) }),
    waiting: waiting.map(({ _id, who, ...letter }) => ({ ...letter, id: _id, who: whoOf(who, letter.organization) })),
  };
}

/** Who is responsible for each client. */
async function managersOf(connection: Connection, clients: ReadonlySet<string>): Promise<Map<string, number>> {
  const rows = await connection
    .collection<{ _id: string; manager?: number }>('organizations')
    .find({ _id: { $in: [...clients] } }, { projection: { manager: 1 } })
    .toArray();
  return new Map(rows.flatMap(({ _id, manager }) => (manager === undefined ? [] : [[_id, manager] as const])));
}

/** One entry a manager. Times are told of answers, and those lie in one group of a manager's: what else there is waits. */
function together(all: Answered['managers']): Answered['managers'] {
  const found = new Map<number | null, Answered['managers'][number]>();
  for (const one of all) {
    const known = found.get(one.manager);
    const [times, more] = known && known.answered > 0 ? [known, one] : [one, known];
    found.set(one.manager, {
      ...times,
      letters: times.letters + (more?.letters ?? 0),
      waiting: times.waiting + (more?.waiting ?? 0),
    });
  }
  return [...found.values()];
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

/** An answer may bear an earlier time than its letter where two clocks differ: by at most so much. */
const CLOCKS = 86_400_000;

/** Each letter with its first answer, in minutes, and whose it is, as far as its client does not have to be asked. */
async function followed(
  connection: Connection,
  { filter: { manager, period }, reading }: OverviewQuery,
): Promise<PipelineStage[]> {
  const { from } = periodRange(period, reading.zone);
  const minutes = { $floor: { $divide: [{ $subtract: ['$answer.at', '$deliveredAt'] }, MINUTE] } };
  const isAnswered = { $gt: ['$answer', null] };
  const since = from && { sentAt: { $gte: new Date(from.getTime() - CLOCKS) } };
  return [
    { $project: { organization: 1, state: 1, taken: '$taken.by', deliveredAt: 1 } },
    {
      $unionWith: {
        coll: 'outgoing',
        pipeline: [
          { $match: { state: 'sent', letter: { $gt: '' }, ...since } },
          // The moment stands first: of two answers the lesser is the earlier one.
          { $project: { _id: '$letter', answer: { at: '$sentAt', who: '$author' } } },
        ],
      },
    },
    {
      $group: {
        _id: '$_id',
        organization: { $max: '$organization' },
        state: { $max: '$state' },
        taken: { $max: '$taken' },
        deliveredAt: { $max: '$deliveredAt' },
        answer: { $min: '$answer' },
      },
    },
    // Answers to letters that do not count.
    { $match: { deliveredAt: { $ne: null } } },
    {
      $project: {
        organization: 1,
        deliveredAt: 1,
        who: { $ifNull: ['$answer.who', '$taken', null] },
        took: { $cond: [isAnswered, { $max: [0, minutes] }, '$$REMOVE'] },
        // A letter that became a contact is handled, also without an answer.
        waits: { $and: [{ $not: isAnswered }, { $ne: ['$state', 'registered'] }] },
      },
    },
    ...(manager === undefined ? [] : [{ $match: await isOf(connection, manager) }]),
  ];
}

/** A letter is a manager's who answered or took it, or, where nobody did, who is responsible for the client. */
async function isOf(connection: Connection, manager: number): Promise<object> {
  const clients = connection.collection<{ _id: string }>('organizations');
  const rows = await clients.find({ manager }, { projection: { _id: 1 } }).toArray();
  return { $or: [{ who: manager }, { who: null, organization: { $in: rows.map(({ _id }) => _id) } }] };
}

/** The sums of a group, and the answer times at one half and nine tenths of those that were answered (nearest rank). */
function timesBy(who: object | null): PipelineStage.FacetPipelineStage[] {
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
