import type { Connection } from 'mongoose';
import type { Measure } from '../../domain/report/grouping.ts';
import type { HourCount } from '../../domain/report/hours.ts';
import type { Viewer } from '../../domain/rights.ts';
import { contactMatch } from '../contacts/contact-filter.ts';
import { contactModel } from '../contacts/contact-model.ts';
import { MEASURED } from './count-pipeline.ts';
import { mergedReading, OPTIONS, type OverviewQuery } from './overview-query.ts';

/** How many contacts of the period began in each hour of each day of the week, by the clock of the reader's zone. */
export async function hours(
  connection: Connection,
  viewer: Viewer,
  query: OverviewQuery,
  measure: Measure,
): Promise<HourCount[]> {
  const match = contactMatch(viewer, query.filter, await mergedReading(connection, query));
  const at = { date: '$start', timezone: query.reading.zone };
  const rows = await contactModel(connection)
    .aggregate<{ _id: Omit<HourCount, 'count'>; count: number }>([
      { $match: { $and: [MEASURED[measure], match] } },
      { $group: { _id: { weekday: { $isoDayOfWeek: at }, hour: { $hour: at } }, count: { $sum: 1 } } },
      { $sort: { '_id.weekday': 1, '_id.hour': 1 } },
    ])
    .option(OPTIONS)
    .exec();
  return rows.map(({ _id, count }) => ({ ..._id, count }));
}
