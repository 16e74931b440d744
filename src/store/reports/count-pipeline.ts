import type { PipelineStage } from 'mongoose';
import type { JournalFilter } from '../../domain/journal/journal-filter.ts';
import {
  type GroupField,
  isTime,
  type ListField,
  listField,
  type Measure,
  type Valued,
} from '../../domain/report/grouping.ts';
import { NOWHERE } from '../../domain/report/leaves.ts';
import type { Viewer } from '../../domain/rights.ts';
import { type Period, periodRange } from '../../domain/time/period.ts';
import { contactMatch, type FilterReading } from '../contacts/contact-filter.ts';

/*
 * One aggregation counts a report: contacts never leave the database, nor do groups that no one looks at. It groups by all
 * fields at once, and sums that up for each level of groups, of which the largest ones come out.
 */

/** What is counted for whom: a filter read at a moment in a zone, and the fields it is grouped by, up to three. */
export interface ReportQuery {
  measure: Measure;
  filter: JournalFilter;
  fields: readonly GroupField[];
  reading: FilterReading;
  /** By what groups are large: their contacts, or their minutes. */
  by?: Valued;
  /** Counted beside it, for a comparison. */
  before?: Before;
}

/** The period before, and which span of now each of its spans of time is set against, by place. */
export interface Before {
  period: JournalFilter['period'];
  spans?: { before: readonly string[]; now: readonly string[] };
}

/**
 * What makes a contact count, beside the filter. The status stands here for `all` too: it leads the index that covers
 * reports, and of several values the server walks them one after another.
 */
export const MEASURED = {
  activity: { status: 'happened' },
  efficiency: { status: 'happened', state: 3 },
  significance: { status: 'happened', state: 3, priority: 'high' },
  all: { status: { $in: ['happened', 'planned', 'cancelled'] } },
} satisfies Record<Measure, object>;

/** The value of a field as an expression. Spans of time are those of the zone, told as plain days. */
function keyOf(field: GroupField, timezone: string, filter: JournalFilter): unknown {
  const span = (format: string) => ({ $dateToString: { date: '$start', format, timezone } });
  switch (field) {
    case 'day':
      return span('%Y-%m-%d');
    case 'week':
      // ISO weeks: they start on Monday, and the first of a year holds its first Thursday.
      return span('%G-W%V');
    case 'month':
      return span('%Y-%m');
    case 'document':
      return '$documents';
    case 'person':
      // Where contacts are listed by document, each stands under the first of its persons.
      return typeof filter.person === 'string' ? { $literal: filter.person } : { $first: '$persons' };
    default:
      return `$${field}`;
  }
}

/** What the values of the fields are called on the way, by their place. */
export const KEYS = ['k0', 'k1', 'k2'] as const;
export type KeyName = (typeof KEYS)[number];

/** What a level of groups counts, under the names of its sums. */
interface Sums {
  count: unknown;
  minutes: unknown;
}

/**
 * Counts contacts by the fields. The one row that comes out holds `whole`, and under `l0`, `l1`, `l2` the `most` largest
 * groups of each level; `groups`: how many the first level has; `rows`: how many the last; `values`: of the first level
 * how many groups have each value, for classes; `valued`: how many contacts have one.
 */
export function countPipeline(viewer: Viewer, query: ReportQuery, most: number): PipelineStage[] {
  const { fields, by = 'count' } = query;
  const levels = fields.map((_, depth) => [`l${depth}`, levelOf(query, depth, most)] as const);
  return [
    ...grouped(viewer, query),
    {
      $facet: {
        whole: [{ $group: { _id: null, ...sumsOf(query, -1), rows: { $sum: 1 } } }],
        ...Object.fromEntries(levels),
        ...(fields.length > 0 && {
          groups: [{ $group: { _id: '$_id.k0' } }, { $count: 'count' }],
          values: [
            { $match: { '_id.k0': { $ne: null } } },
            { $group: { _id: '$_id.k0', ...sumsOf(query, 0) } },
            { $match: { [by]: { $gt: 0 } } },
            { $group: { _id: `$${by}`, rows: { $sum: 1 } } },
            { $sort: { _id: -1 } },
          ],
          valued: [{ $match: { '_id.k0': { $ne: null } } }, { $group: { _id: null, ...sumsOf(query, 0) } }],
        }),
      },
    },
  ];
}

/** Contacts grouped by all fields at once: the pipeline's first half, which costs what is counted. */
export function grouped(viewer: Viewer, query: ReportQuery): PipelineStage[] {
  const { measure, filter, fields, reading, before } = query;
  const { zone } = reading;
  const first = { $lte: ['$place', 0] };
  const list = listField(fields);
  const keys = Object.fromEntries(
    fields.map((field, depth) => [KEYS[depth], field === list ? `$${LISTS[field]}` : keyOf(field, zone, filter)]),
  );
  return [
    { $match: { $and: [MEASURED[measure], ...matchOf(viewer, query)] } },
    ...(list ? unwound(list, fields, filter) : []),
    {
      $group: {
        _id: { ...keys, ...(before && { now: isNow(filter, reading) }) },
        count: { $sum: 1 },
        minutes: { $sum: '$minutes' },
        // A contact stands under each value of its list, and once where sums are made over them.
        ...(list && {
          onceCount: { $sum: { $cond: [first, 1, 0] } },
          onceMinutes: { $sum: { $cond: [first, '$minutes', 0] } },
        }),
      },
    },
    ...placed(fields, before),
  ];
}

/** Both periods in one stretch of time, so that one index scan reads them; what lies between them is passed over. */
function matchOf(viewer: Viewer, { filter, reading, before }: ReportQuery): object[] {
  if (!before) return [contactMatch(viewer, filter, reading)];
  const [now, then] = [periodRange(filter.period, reading.zone), periodRange(before.period, reading.zone)];
  const period: Period = { kind: 'range', ...(then.from && { from: then.from }), ...(now.to && { to: now.to }) };
  const apart = then.to && now.from && then.to < now.from;
  return [
    contactMatch(viewer, { ...filter, period }, reading),
    ...(apart ? [{ $or: [{ start: { $lt: then.to } }, { start: { $gte: now.from } }] }] : []),
  ];
}

/** Whether a contact is of the period itself, which begins where or after the one before it ends. */
function isNow({ period }: JournalFilter, { zone }: FilterReading): unknown {
  const { from } = periodRange(period, zone);
  return from ? { $gte: ['$start', from] } : true;
}

/** Spans of the period before under the names of those that they are set against. */
function placed(fields: readonly GroupField[], before: Before | undefined): PipelineStage[] {
  const time = fields.findIndex(isTime);
  const key = KEYS[time];
  if (!before || !key) return [];
  const { before: then = [], now = [] } = before.spans ?? {};
  const place = { $indexOfArray: [then, `$_id.${key}`] };
  const other = { $ifNull: [{ $arrayElemAt: [now.slice(0, then.length), { $max: [place, 0] }] }, NOWHERE] };
  const set = { $cond: [{ $lt: [place, 0] }, NOWHERE, now.length === 0 ? NOWHERE : other] };
  return [{ $set: { [`_id.${key}`]: { $cond: ['$_id.now', `$_id.${key}`, set] } } }];
}

/** The sums of a level: those above the values of a list count each contact once. `depth` -1 is the whole. */
function sumsOf({ fields, before }: ReportQuery, depth: number): Record<string, unknown> {
  const list = listField(fields);
  const once = list !== undefined && fields.indexOf(list) > depth;
  const sums: Sums = { count: once ? '$onceCount' : '$count', minutes: once ? '$onceMinutes' : '$minutes' };
  if (!before) return { count: { $sum: sums.count }, minutes: { $sum: sums.minutes } };
  const of = (now: boolean, value: unknown) => ({ $sum: { $cond: ['$_id.now', now ? value : 0, now ? 0 : value] } });
  return {
    count: of(true, sums.count),
    minutes: of(true, sums.minutes),
    countBefore: of(false, sums.count),
    minutesBefore: of(false, sums.minutes),
  };
}

/** The largest groups of a level; spans of time the latest ones, for they are looked at from now backwards. */
function levelOf(query: ReportQuery, depth: number, most: number): PipelineStage.FacetPipelineStage[] {
  const { fields, by = 'count' } = query;
  const keys = KEYS.slice(0, depth + 1);
  const time = fields.findIndex(isTime);
  const timed = KEYS[time];
  const sort: Record<string, 1 | -1> = {
    ...(isTime(fields[0]) && { '_id.k0': -1 }),
    [by]: -1,
    ...(query.before && { [`${by}Before`]: -1 }),
    ...Object.fromEntries(
      keys.map((key) => [`_id.${key}`, 1 as const]).filter(([key]) => key !== '_id.k0' || !isTime(fields[0])),
    ),
  };
  return [
    ...(timed && time <= depth ? [{ $match: { [`_id.${timed}`]: { $ne: NOWHERE } } }] : []),
    {
      $group: { _id: Object.fromEntries(keys.map((key) => [key, `$_id.${key}`])), ...sumsOf(query, depth) },
    },
    { $sort: sort },
    { $limit: most },
  ];
}

/** Where the values of a field lie of which a contact has a list. */
const LISTS = { document: 'documents', person: 'persons' } as const satisfies Record<ListField, string>;

/**
 * One row for each value that a contact has of a list, or one without; of the value that a filter names, that one alone.
 * Nothing but what is grouped goes through.
 */
function unwound(list: ListField, fields: readonly GroupField[], filter: JournalFilter): PipelineStage[] {
  const path = LISTS[list];
  const only = filter[list];
  const kept = Object.fromEntries(fields.map((field) => [field === 'person' ? 'persons' : field, 1]));
  const { day: _, week: __, month: ___, document: ____, ...paths } = kept;
  return [
    {
      $project: {
        ...paths,
        start: 1,
        minutes: 1,
        [path]: typeof only === 'string' ? [{ $literal: only }] : { $setUnion: [`$${path}`, []] },
      },
    },
    { $unwind: { path: `$${path}`, includeArrayIndex: 'place', preserveNullAndEmptyArrays: true } },
  ];
}
