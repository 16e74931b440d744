import mongoose, { type Connection } from 'mongoose';
import type { Counted, CountedGroup, GroupField, GroupKey } from '../../domain/report/grouping.ts';
import type { Leaf } from '../../domain/report/leaves.ts';
import type { Viewer } from '../../domain/rights.ts';
import { mergedIds } from '../contacts/contact-filter.ts';
import { contactModel } from '../contacts/contact-model.ts';
import type { InTurn } from '../work/coalescing-queue.ts';
import { countPipeline, grouped, KEYS, type KeyName, type ReportQuery } from './count-pipeline.ts';

export { countPipeline, type ReportQuery } from './count-pipeline.ts';

const { EJSON } = mongoose.mongo.BSON;

/** So many groups of a level leave the database: no one turns to a page beyond them. */
export const GROUP_LIMIT = 2000;
/** More groups than this do not make a workbook. */
export const GROUPS_LIMIT = 50_000;
/** So many groups are read at a time where all are wanted. */
const PORTION = 500;
/** The longest a report may run in the database, in milliseconds. */
const RUNS_AT_MOST = 60_000;

interface Sums {
  count: number;
  minutes: number;
  countBefore?: number;
  minutesBefore?: number;
}
type GroupRow = Sums & { _id: Partial<Record<KeyName, GroupKey>> };
interface CountRow {
  whole: (Sums & { rows: number })[];
  groups?: { count: number }[];
  values?: { _id: number; rows: number }[];
  valued?: Sums[];
  l0?: GroupRow[];
  l1?: GroupRow[];
  l2?: GroupRow[];
}

/** What contacts count that share the values of all fields, as the database tells it. */
interface LeafRow extends Pick<Sums, 'count' | 'minutes'> {
  _id: Partial<Record<KeyName, GroupKey>> & { now?: boolean };
  onceCount?: number;
  onceMinutes?: number;
}

const totalsOf = ({ count, minutes, countBefore, minutesBefore = 0 }: Sums) => ({
  count,
  minutes,
  ...(countBefore !== undefined && { before: { count: countBefore, minutes: minutesBefore } }),
});

function counted(row: CountRow | undefined, fields: readonly GroupField[], compared: boolean): Counted {
  const none = { count: 0, minutes: 0, ...(compared && { before: { count: 0, minutes: 0 } }) };
  const whole = row?.whole[0];
  const levels = [row?.l0, row?.l1, row?.l2].slice(0, fields.length).map((level = [], depth) =>
    level.map(
      (group): CountedGroup => ({
        keys: KEYS.slice(0, depth + 1).map((name) => group._id[name] ?? null),
        ...totalsOf(group),
      }),
    ),
  );
  return {
    whole: whole ? totalsOf(whole) : none,
    levels,
    groups: row?.groups?.[0]?.count ?? 0,
    rows: whole?.rows ?? 0,
    values: (row?.values ?? []).map(({ _id, rows }) => ({ value: _id, rows })),
    valued: row?.valued?.[0]?.count ?? 0,
  };
}

function leafOf({ _id, count, minutes, onceCount, onceMinutes = 0 }: LeafRow, fields: readonly GroupField[]): Leaf {
  return {
    keys: KEYS.slice(0, fields.length).map((name) => _id[name] ?? null),
    count,
    minutes,
    ...(onceCount !== undefined && { once: { count: onceCount, minutes: onceMinutes } }),
    ...(_id.now === false && { before: true }),
  };
}

/** Reports over the contacts, within the rights of their reader. `inTurn`: shared with all that weighs on the database. */
export function createReports(connection: Connection, inTurn: InTurn) {
  const contacts = contactModel(connection);
  let listings = 0;

  return {
    /**
     * Counts the contacts by the fields: the whole, and the `most` largest groups of each level. Errors: the driver's,
     * where it takes longer than a minute.
     */
    async count(viewer: Viewer, query: ReportQuery, most = GROUP_LIMIT): Promise<Counted> {
      const merged = await mergedIds(connection, query.filter);
      const pipeline = countPipeline(viewer, { ...query, reading: { ...query.reading, merged } }, most);
      const [found] = await inTurn(EJSON.stringify(pipeline), () =>
        contacts.aggregate<CountRow>(pipeline).option({ maxTimeMS: RUNS_AT_MOST, allowDiskUse: true }).exec(),
      );
      return counted(found, query.fields, query.before !== undefined);
    },

    /**
     * Every combination of values, in portions that are read as they are asked for. Waits until the first are there: the
     * rest takes the database no work. Whoever stops early ends it with `return`. Errors: as `count`.
     */
    async leaves(viewer: Viewer, query: ReportQuery): Promise<AsyncGenerator<Leaf[], void>> {
      const merged = await mergedIds(connection, query.filter);
      const pipeline = grouped(viewer, { ...query, reading: { ...query.reading, merged } });
      const cursor = contacts.collection.aggregate<LeafRow>(pipeline, {
        maxTimeMS: RUNS_AT_MOST,
        allowDiskUse: true,
        batchSize: PORTION,
      });
      // No two read the same cursor.
      await inTurn(`leaves ${listings++}`, () => cursor.hasNext());
      return (async function* () {
        try {
          while (await cursor.hasNext()) {
            yield cursor.readBufferedDocuments().map((row) => leafOf(row, query.fields));
          }
        } finally {
          await cursor.close();
        }
      })();
    },
  };
}

export type Reports = ReturnType<typeof createReports>;
