import type { Connection } from 'mongoose';
import { emptyGlance, type Glance } from '../../domain/report/views.ts';
import { contactsSeen, type Viewer } from '../../domain/rights.ts';
import { periodRange } from '../../domain/time/period.ts';
import { contactMatch } from '../contacts/contact-filter.ts';
import { contactModel } from '../contacts/contact-model.ts';
import { is, mergedReading, OPTIONS, type OverviewQuery, sumWhere } from './overview-query.ts';

const MINUTE = 60_000;
const DEFAULT_MINUTES = 15;

/** The end of a contact, from what the covering index holds. */
const END = { $add: ['$start', { $multiply: [{ $ifNull: ['$minutes', DEFAULT_MINUTES] }, MINUTE] }] };
const STATUSES = { status: { $in: ['happened', 'planned', 'cancelled'] } };

async function contactsByManager(connection: Connection, viewer: Viewer, query: OverviewQuery) {
  const overdue = { $and: [is('status', 'planned'), { $lt: [END, query.reading.now] }] };
  const happened = is('status', 'happened');
  const done = { $and: [happened, is('state', 3)] };
  const match = contactMatch(viewer, query.filter, await mergedReading(connection, query));
  return contactModel(connection)
    .aggregate<Omit<Glance, 'newClients' | 'letters'> & { _id: number; planned: number }>([
      { $match: { $and: [STATUSES, match] } },
      {
        $group: {
          _id: '$manager',
          happened: sumWhere(happened),
          planned: sumWhere(is('status', 'planned')),
          cancelled: sumWhere(is('status', 'cancelled')),
          overdue: sumWhere(overdue),
          done: sumWhere(done),
          highDone: sumWhere({ $and: [done, is('priority', 'high')] }),
          minutes: sumWhere(happened, '$minutes'),
        },
      },
    ])
    .option(OPTIONS)
    .exec();
}

/** How many documents of a collection a period holds, by who is responsible. */
async function byPerson(
  connection: Connection,
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

/** What each manager did in the period, as far as the viewer may see. Managers without anything are not in it. */
export async function glance(
  connection: Connection,
  viewer: Viewer,
  query: OverviewQuery,
): Promise<Map<number, Glance>> {
  const [dealings, clients, letters] = await Promise.all([
    contactsByManager(connection, viewer, query),
    byPerson(connection, viewer, query, {
      collection: 'organizations',
      who: 'manager',
      at: 'createdAt',
      also: { mergedInto: null },
    }),
    byPerson(connection, viewer, query, {
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
}
