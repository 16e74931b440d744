import type { QueryFilter } from 'mongoose';
import { directions, statuses } from '../domain/contact.ts';
import { filterRange, type JournalFilter, type Presence } from '../domain/journal-filter.ts';
import type { Viewer } from '../domain/rights.ts';
import { queryStems } from '../domain/stems.ts';
import { type ContactRow, seenBy } from './contact-model.ts';

type Condition = QueryFilter<ContactRow>;

/** The moment and the zone a filter is read in, and who else counts as the client or person it names. */
export interface FilterReading {
  now: Date;
  /** IANA zone of the reader: where his days begin. */
  zone: string;
  /** Ids that were merged into the filter's organization and person. */
  merged?: readonly string[];
}

/**
 * The contacts that a filter names, as a match for `find` and `aggregate`: within the viewer's rights, removed ones left
 * out. Conditions the indexes carry come first: start, manager or client, `live`, status, direction.
 */
export function contactMatch(viewer: Viewer, filter: JournalFilter, reading: FilterReading): Condition {
  return seenBy(viewer, {
    $and: [{ live: true }, ...whenAndWho(filter, reading), ...groupsLeft(filter, reading), ...details(filter)],
  });
}

// Of one value, the server takes it for an equality.
const oneOf = <T>(values: readonly T[]) => ({ $in: [...values] });

function whenAndWho(filter: JournalFilter, { zone, merged = [] }: FilterReading): Condition[] {
  const { from, to } = filterRange(filter, zone);
  const { manager, organization, person } = filter;
  return [
    ...(from || to ? [{ start: { ...(from && { $gte: from }), ...(to && { $lt: to }) } }] : []),
    ...(manager !== undefined ? [{ manager }] : []),
    ...(organization !== undefined ? [{ organization: oneOf([organization, ...merged]) }] : []),
    ...(person !== undefined ? [{ person: oneOf([person, ...merged]) }] : []),
  ];
}

function groupsLeft({ off, overdue }: JournalFilter, { now }: FilterReading): Condition[] {
  const left = <T extends string>(all: readonly T[]) => all.filter((one) => !(off as readonly string[]).includes(one));
  const [status, direction] = [left(statuses), left(directions)];
  return [
    ...(overdue ? [{ status: 'planned' as const, end: { $lt: now } }] : []),
    ...(status.length < statuses.length ? [{ status: oneOf(status) }] : []),
    ...(direction.length < directions.length ? [{ direction: oneOf(direction) }] : []),
  ];
}

const present = (path: string, presence: Presence | undefined): Condition[] =>
  presence === undefined ? [] : [{ [path]: { $exists: presence === 'some' } }];

function details(filter: JournalFilter): Condition[] {
  const listed = (path: string, values: readonly unknown[]): Condition[] =>
    values.length > 0 ? [{ [path]: oneOf(values) }] : [];
  const stems = filter.words === undefined ? [] : queryStems(filter.words);
  return [
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
