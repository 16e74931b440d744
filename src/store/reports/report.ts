import mongoose, { type Connection, type PipelineStage } from 'mongoose';
import type { JournalFilter } from '../../domain/journal/journal-filter.ts';
import type { CountedRow, GroupField, GroupKey, Measure } from '../../domain/report/grouping.ts';
import type { Viewer } from '../../domain/rights.ts';
import { contactMatch, type FilterReading, mergedIds } from '../contacts/contact-filter.ts';
import { contactModel } from '../contacts/contact-model.ts';
import { createTurns } from '../work/coalescing-queue.ts';

const { EJSON } = mongoose.mongo.BSON;

/** More groups than this are no report: they are counted, not loaded. */
export const GROUPS_LIMIT = 50_000;
/** The longest a report may run in the database, in milliseconds. */
const RUNS_AT_MOST = 60_000;
/** How long a report may keep the next one waiting, in milliseconds. */
const WAITED_AT_MOST = 1000;

/** What is counted for whom: a filter read at a moment in a zone, and the fields it is grouped by, up to three. */
export interface ReportQuery {
  measure: Measure;
  filter: JournalFilter;
  fields: readonly GroupField[];
  reading: FilterReading;
}

/**
 * What makes a contact count, beside the filter. The status stands here for `all` too: it leads the index that covers
 * reports, and of several values the server walks them one after another.
 */
const MEASURED = {
  activity: { status: 'happened' },
  efficiency: { status: 'happened', state: 3 },
  significance: { status: 'happened', state: 3, priority: 'high' },
  all: { status: { $in: ['happened', 'planned', 'cancelled'] } },
} satisfies Record<Measure, object>;

/** The value of a field as an expression. Spans of time are those of the zone, told as plain days. */
function keyOf(field: GroupField, timezone: string): unknown {
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
    default:
      return `$${field}`;
  }
}

/** Fields of which a report may have thousands of values. */
const MANY: readonly GroupField[] = ['organization', 'person', 'document', 'day'];

/** What the values of the fields are called on the way, by their place. */
const KEYS = ['k0', 'k1', 'k2'] as const;

/**
 * One aggregation: contacts never leave the database. What it counted comes as lists under the fields that have few
 * values: to send and read each row as a document of its own took longer than to count them.
 */
export function reportPipeline(viewer: Viewer, { measure, filter, fields, reading }: ReportQuery): PipelineStage[] {
  const byDocument = fields.includes('document');
  const first = { $lte: ['$place', 0] };
  const counts = {
    count: { $sum: 1 },
    minutes: { $sum: '$minutes' },
    // A contact stands under each of its documents, and once where sums are made over them.
    ...(byDocument && {
      onceCount: { $sum: { $cond: [first, 1, 0] } },
      onceMinutes: { $sum: { $cond: [first, '$minutes', 0] } },
    }),
  };
  const keys = KEYS.slice(0, fields.length);
  const isListed = (_: unknown, index: number) => MANY.some((field) => field === fields[index]);
  const listed = keys.filter(isListed);
  const above = keys.filter((key) => !listed.includes(key));
  return [
    { $match: { $and: [MEASURED[measure], contactMatch(viewer, filter, reading)] } as PipelineStage.Match['$match'] },
    ...(byDocument ? unwound(fields, filter.document) : []),
    {
      $group: {
        _id: Object.fromEntries(fields.map((field, index) => [KEYS[index], keyOf(field, reading.zone)])),
        ...counts,
      },
    },
    { $limit: GROUPS_LIMIT + 1 },
    {
      $group: {
        _id: Object.fromEntries(above.map((key) => [key, `$_id.${key}`])),
        // A missing value would leave no place in its list.
        ...Object.fromEntries(listed.map((key) => [key, { $push: { $ifNull: [`$_id.${key}`, null] } }])),
        ...Object.fromEntries(Object.keys(counts).map((name) => [name, { $push: `$${name}` }])),
      },
    },
  ];
}

/**
 * One row for each document of a contact, or one without; of a filter's document, that one alone. Nothing but what is
 * grouped goes through.
 */
function unwound(fields: readonly GroupField[], only: string | undefined): PipelineStage[] {
  const kept = Object.fromEntries(fields.filter((field) => field !== 'document').map((field) => [field, 1]));
  const { day: _, week: __, month: ___, ...paths } = kept;
  return [
    {
      $project: {
        ...paths,
        start: 1,
        minutes: 1,
        documents: only === undefined ? { $setUnion: ['$documents', []] } : [{ $literal: only }],
      },
    },
    { $unwind: { path: '$documents', includeArrayIndex: 'place', preserveNullAndEmptyArrays: true } },
  ];
}

/** The rows that share the values of some fields: those values, and lists of all the rest, in one order. */
interface Counted extends Partial<Record<(typeof KEYS)[number], GroupKey[]>> {
  _id: Partial<Record<(typeof KEYS)[number], GroupKey>>;
  count: number[];
  minutes: number[];
  onceCount?: number[];
  onceMinutes?: number[];
}

function rowsIn(counted: Counted, fields: readonly GroupField[]): CountedRow[] {
  const { _id, onceCount = counted.count, onceMinutes = counted.minutes } = counted;
  const keys = KEYS.slice(0, fields.length);
  return counted.count.map((count, row) => ({
    keys: keys.map((key) => counted[key]?.[row] ?? _id[key] ?? null),
    count,
    minutes: counted.minutes[row] ?? 0,
    once: { count: onceCount[row] ?? 0, minutes: onceMinutes[row] ?? 0 },
  }));
}

/** Reports over the contacts, within the rights of whoever reads them. */
export function createReports(connection: Connection) {
  const contacts = contactModel(connection);
  const inTurn = createTurns(WAITED_AT_MOST);

  return {
    /**
     * Counts the contacts by the fields. `tooMany`: more groups than anybody reads (`GROUPS_LIMIT`). Errors: the
     * driver's, where it takes longer than a minute.
     */
    async rows(viewer: Viewer, query: ReportQuery): Promise<{ rows: CountedRow[]; tooMany: boolean }> {
      const merged = await mergedIds(connection, query.filter);
      const pipeline = reportPipeline(viewer, { ...query, reading: { ...query.reading, merged } });
      const found = await inTurn(EJSON.stringify(pipeline), () =>
        contacts.aggregate<Counted>(pipeline).option({ maxTimeMS: RUNS_AT_MOST, allowDiskUse: true }).exec(),
      );
      const rows = found.flatMap((counted) => rowsIn(counted, query.fields));
      if (rows.length > GROUPS_LIMIT) return { rows: [], tooMany: true };
      return { rows, tooMany: false };
    },
  };
}

export type Reports = ReturnType<typeof createReports>;
