import type { Connection } from 'mongoose';
import { emptyPlan, type PlanFact, type PlanOutcome } from '../../domain/report/views.ts';
import type { Viewer } from '../../domain/rights.ts';
import { periodRange } from '../../domain/time/period.ts';
import { contactMatch } from '../contacts/contact-filter.ts';
import { contactModel } from '../contacts/contact-model.ts';
import { firstCase, is, mergedReading, OPTIONS, type OverviewQuery } from './overview-query.ts';

/** What became of what was planned for the period, by manager. A contact is planned for the day it was first set for. */
export async function planFact(
  connection: Connection,
  viewer: Viewer,
  query: OverviewQuery,
): Promise<Map<number, PlanFact>> {
  const { from, to } = periodRange(query.filter.period, query.reading.zone);
  const { now, zone } = query.reading;
  const match = contactMatch(
    viewer,
    { ...query.filter, period: { kind: 'all' } },
    await mergedReading(connection, query),
  );
  const day = (date: string) => ({ $dateToString: { date, format: '%Y-%m-%d', timezone: zone } });
  const sameDay = { $eq: [day('$start'), day('$plannedFor')] };
  const rows = await contactModel(connection)
    .aggregate<{ _id: { manager: number; outcome: PlanOutcome }; count: number }>([
      {
        $match: {
          $and: [{ plannedFor: { ...(from && { $gte: from }), ...(to && { $lt: to }), $exists: true } }, match],
        },
      },
      {
        $group: {
          _id: {
            manager: '$manager',
            outcome: firstCase(
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
}
