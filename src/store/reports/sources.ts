import type { Connection } from 'mongoose';
import type { JournalFilter } from '../../domain/journal/journal-filter.ts';
import { emptyYield, type SourceYield } from '../../domain/report/sources.ts';
import type { Viewer } from '../../domain/rights.ts';
import { contactMatch } from '../contacts/contact-filter.ts';
import { contactModel, seenBy } from '../contacts/contact-model.ts';
import { datedIn, documentMatch, HUNDREDTHS } from './amounts.ts';
import { is, mergedReading, OPTIONS, type OverviewQuery, sumWhere } from './overview-query.ts';

type Key = string | null;

/** Contacts of the period that happened, by their source. */
async function contactsBySource(connection: Connection, viewer: Viewer, query: OverviewQuery) {
  const match = contactMatch(viewer, query.filter, await mergedReading(connection, query));
  return contactModel(connection)
    .aggregate<{ _id: Key } & Pick<SourceYield, 'happened' | 'done' | 'clients'>>([
      { $match: { $and: [{ status: 'happened' }, match] } },
      {
        $group: {
          _id: { source: { $ifNull: ['$source', null] }, client: '$organization' },
          happened: { $sum: 1 },
          done: sumWhere(is('state', 3)),
        },
      },
      {
        $group: {
          _id: '$_id.source',
          happened: { $sum: '$happened' },
          done: { $sum: '$done' },
          clients: sumWhere({ $gt: ['$_id.client', null] }),
        },
      },
    ])
    .option(OPTIONS)
    .exec();
}

/**
 * Amounts of the documents of the period by the first source of their client, that of the earliest contact which the viewer
 * may see and which tells one. So each document counts once.
 */
async function moneyBySource(connection: Connection, viewer: Viewer, { filter, reading }: OverviewQuery) {
  const sources: JournalFilter['sources'] = filter.sources;
  return connection
    .collection('documents')
    .aggregate<{ _id: { source: Key; currency: Key }; amount: number; documents: number }>(
      [
        { $match: await documentMatch(connection, viewer, { filter }) },
        { $match: { amount: { $gt: 0 }, $expr: datedIn(filter.period, reading.zone) } },
        {
          $group: {
            _id: { organization: { $ifNull: ['$organization', null] }, currency: { $ifNull: ['$currency', null] } },
            amount: { $sum: HUNDREDTHS },
            documents: { $sum: 1 },
          },
        },
        {
          $group: {
            _id: '$_id.organization',
            money: { $push: { currency: '$_id.currency', amount: '$amount', documents: '$documents' } },
          },
        },
        {
          $lookup: {
            from: 'contacts',
            localField: '_id',
            foreignField: 'organization',
            pipeline: [
              { $match: seenBy(viewer, { live: true, source: { $exists: true } }) },
              { $sort: { start: 1, _id: 1 } },
              { $limit: 1 },
              { $project: { source: 1 } },
            ],
            as: 'first',
          },
        },
        // Documents without a client have none to have come from anywhere: without the check they would meet contacts without one.
        {
          $set: {
            source: { $cond: [{ $gt: ['$_id', null] }, { $ifNull: [{ $first: '$first.source' }, null] }, null] },
          },
        },
        ...(sources.length > 0 ? [{ $match: { source: { $in: sources } } }] : []),
        { $unwind: '$money' },
        {
          $group: {
            _id: { source: '$source', currency: '$money.currency' },
            amount: { $sum: '$money.amount' },
            documents: { $sum: '$money.documents' },
          },
        },
      ],
      OPTIONS,
    )
    .toArray();
}

/** What each source brought in the period, as far as the viewer may see contacts and documents. */
export async function sources(connection: Connection, viewer: Viewer, query: OverviewQuery): Promise<SourceYield[]> {
  const [contacts, money] = await Promise.all([
    contactsBySource(connection, viewer, query),
    moneyBySource(connection, viewer, query),
  ]);
  const found = new Map<Key, SourceYield>();
  const of = (source: Key): SourceYield => {
    const known = found.get(source) ?? emptyYield(source);
    found.set(source, known);
    return known;
  };
  for (const { _id, ...counts } of contacts) Object.assign(of(_id), counts);
  for (const { _id, amount, documents } of money)
    of(_id.source).money.push({ currency: _id.currency, amount, documents });
  return [...found.values()];
}
