import type { Connection, PipelineStage } from 'mongoose';
import type { CountedRow, GroupField, GroupKey, Measure } from '../domain/grouping.ts';
import type { JournalFilter } from '../domain/journal-filter.ts';
import type { Viewer } from '../domain/rights.ts';
import { contactMatch, type FilterReading, mergedIds } from './contact-filter.ts';
import { contactModel } from './contact-model.ts';

/** More groups than this are no report: they are counted, not loaded. */
export const GROUPS_LIMIT = 50_000;
/** The longest a report may run in the database, in milliseconds. */
const RUNS_AT_MOST = 60_000;

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

/** One aggregation: contacts never leave the database. */
export function reportPipeline(viewer: Viewer, { measure, filter, fields, reading }: ReportQuery): PipelineStage[] {
  const counts = { count: { $sum: 1 }, minutes: { $sum: '$minutes' } };
  const first = { $lte: ['$place', 0] };
  // A contact stands under each of its documents, and once where sums are made over them.
  const once = {
    onceCount: { $sum: { $cond: [first, 1, 0] } },
    onceMinutes: { $sum: { $cond: [first, '$minutes', 0] } },
  };
  const byDocument = fields.includes('document');
  return [
    { $match: { $and: [MEASURED[measure], contactMatch(viewer, filter, reading)] } as PipelineStage.Match['$match'] },
    ...(byDocument ? unwound(fields, filter.document) : []),
    {
      $group: {
        _id: Object.fromEntries(fields.map((field, index) => [`k${index}`, keyOf(field, reading.zone)])),
        ...counts,
        ...(byDocument && once),
      },
    },
    { $limit: GROUPS_LIMIT + 1 },
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

interface Counted {
  _id: Record<string, GroupKey | undefined>;
  count: number;
  minutes: number;
  onceCount?: number;
  onceMinutes?: number;
}

/** Reports over the contacts, within the rights of whoever reads them. */
export function createReports(connection: Connection) {
  const contacts = contactModel(connection);

  return {
    /**
     * Counts the contacts by the fields. `tooMany`: more groups than anybody reads (`GROUPS_LIMIT`). Errors: the
     * driver's, where it takes longer than a minute.
     */
    async rows(viewer: Viewer, query: ReportQuery): Promise<{ rows: CountedRow[]; tooMany: boolean }> {
      const merged = await mergedIds(connection, query.filter);
      const found = await contacts
        .aggregate<Counted>(reportPipeline(viewer, { ...query, reading: { ...query.reading, merged } }))
        .option({ maxTimeMS: RUNS_AT_MOST, allowDiskUse: true });
      if (found.length > GROUPS_LIMIT) return { rows: [], tooMany: true };
      const rows = found.map(({ _id, count, minutes, onceCount = count, onceMinutes = minutes }) => ({
        keys: query.fields.map((_, index) => _id[`k${index}`] ?? null),
        count,
        minutes,
        once: { count: onceCount, minutes: onceMinutes },
      }));
      return { rows, tooMany: false };
    },
  };
}

export type Reports = ReturnType<typeof createReports>;
