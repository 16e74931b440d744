import type { Connection, QueryFilter } from 'mongoose';
import { directions, statuses } from '../../domain/contact/contact.ts';
import { filterRange, freshFilter, type JournalFilter, type Presence } from '../../domain/journal/journal-filter.ts';
import { isOneOf } from '../../domain/one-of.ts';
import { contactsSeen, type Viewer } from '../../domain/rights.ts';
import { queryStems } from '../../domain/text/stems.ts';
import { type ContactRow, journalIndexes, seenBy } from './contact-model.ts';

type Condition = QueryFilter<ContactRow>;

/** The moment and the zone a filter is read in, and who else counts as the client or person it names. */
export interface FilterReading {
  now: Date;
  /** IANA zone of the reader: where their days begin. */
  zone: string;
  /** Ids that were merged into the filter's organization and person (`mergedIds`). */
  merged?: readonly string[];
  /** Only those from this moment on, in the order they are read. */
  from?: { start: Date; ascending: boolean };
}

/**
 * The contacts that a filter names, as a match for `find` and `aggregate`: within the viewer's rights, removed ones left
 * out. Conditions the indexes carry come first: start, manager or client, `live`, status, direction.
 */
export function contactMatch(viewer: Viewer, filter: JournalFilter, reading: FilterReading): Condition {
  return seenBy(viewer, {
    $and: [{ live: true }, ...whenAndWho(filter, reading), ...groupsLeft(filter, reading), ...details(filter, reading)],
  });
}

// Of one value, the server takes it for an equality; null finds what has none.
const oneOf = <T>(values: readonly T[]) => ({ $in: [...values] });

function whenAndWho(filter: JournalFilter, { zone, merged = [], from: begin }: FilterReading): Condition[] {
  const { from, to } = filterRange(filter, zone);
  const { manager, organization, person } = filter;
  return [
    ...(from || to ? [{ start: { ...(from && { $gte: from }), ...(to && { $lt: to }) } }] : []),
    ...(begin ? [{ start: { [begin.ascending ? '$gte' : '$lte']: begin.start } }] : []),
    ...(manager !== undefined ? [{ manager }] : []),
    ...(organization !== undefined ? [{ organization: oneOf([organization, ...merged]) }] : []),
    ...(person === null ? [{ 'persons.0': { $exists: false } }] : []),
    ...(person != null ? [{ persons: oneOf([person, ...merged]) }] : []),
  ];
}

function groupsLeft({ off, overdue }: JournalFilter, { now }: FilterReading): Condition[] {
  const left = <T extends string>(all: readonly T[]) => all.filter((one) => !isOneOf(off, one));
  const [status, direction] = [left(statuses), left(directions)];
  return [
    // What has ended has begun: `start` is what the indexes know.
    ...(overdue ? [{ status: 'planned' as const, end: { $lt: now }, start: { $lt: now } }] : []),
    ...(status.length < statuses.length ? [{ status: oneOf(status) }] : []),
    ...(direction.length < directions.length ? [{ direction: oneOf(direction) }] : []),
  ];
}

const present = (path: string, presence: Presence | undefined): Condition[] =>
  presence === undefined ? [] : [{ [path]: { $exists: presence === 'some' } }];

/**
 * Whether an index leads to just these contacts, in order of time. Otherwise some of what the index leads to does not
 * fit, no one can say how many.
 */
export const isCarried = (filter: JournalFilter): boolean => details(filter, { zone: 'UTC' }).length === 0;

/**
 * The index that carries a filter. Named rather than left to the planner: its trials are right until the day's data are
 * unlike the year's, and then one page is slow for everybody until the plan is dropped.
 */
export function hintOf(viewer: Viewer, filter: JournalFilter): { hint?: Record<string, 1 | -1> } {
  if (filter.organization !== undefined) return { hint: journalIndexes.organization };
  // There are indexes that lead to what is planned, and to a person's; each is the only one that fits.
  if (filter.person !== undefined || onlyPlanned(filter)) return {};
  const one = filter.manager !== undefined || contactsSeen(viewer) === 'own';
  return { hint: one ? journalIndexes.manager : journalIndexes.all };
}

const onlyPlanned = ({ off, overdue }: JournalFilter): boolean =>
  overdue || (off.includes('happened') && off.includes('cancelled'));

/** The same filter without what no index carries. */
export function carriedPart(viewer: Viewer, filter: JournalFilter, reading: FilterReading): Condition {
  const { period, manager, organization, person, off, overdue } = filter;
  const fresh = freshFilter(reading.now, reading.zone, manager);
  return contactMatch(
    viewer,
    {
      ...fresh,
      period,
      ...(organization !== undefined && { organization }),
      ...(person !== undefined && { person }),
      off,
      overdue,
    },
    reading,
  );
}

function details(filter: JournalFilter, { zone }: Pick<FilterReading, 'zone'>): Condition[] {
  const listed = (path: string, values: readonly unknown[]): Condition[] =>
    values.length > 0 ? [{ [path]: oneOf(values) }] : [];
  const stems = filter.words === undefined ? [] : queryStems(filter.words);
  const weekday = { $isoDayOfWeek: { date: '$start', timezone: zone } };
  return [
    ...(filter.weekday !== undefined ? [{ $expr: { $eq: [weekday, filter.weekday] } }] : []),
    ...listed('channel', filter.channels),
    ...listed('state', filter.states),
    ...listed('priority', filter.priorities),
    ...listed('type', filter.types),
    ...listed('firm', filter.firms),
    ...listed('source', filter.sources),
    ...listed('analytics.characteristic.id', filter.characteristics),
    ...(filter.document !== undefined ? [{ documents: filter.document }] : []),
    ...present('documents.0', filter.documents),
    ...present('analytics.0', filter.analytics),
    ...present('result', filter.result),
    ...(stems.length > 0 ? [{ stems: { $all: stems } }] : []),
  ];
}

/** Ids that were merged into the client and the person of a filter: contacts may point to these still. */
export async function mergedIds(connection: Connection, { organization, person }: JournalFilter): Promise<string[]> {
  const into = (collection: string, id: string | null | undefined) =>
    typeof id !== 'string'
      ? []
      : connection
          .collection<{ _id: string; mergedInto?: string }>(collection)
          .find({ mergedInto: id }, { projection: { _id: 1 } })
          .limit(100)
          .toArray();
  const rows = await Promise.all([into('organizations', organization), into('persons', person)]);
  return rows.flat().map(({ _id }) => _id);
}
