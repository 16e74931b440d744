import mongoose, { type Connection } from 'mongoose';
import type { Counted, CountedGroup, GroupField, GroupKey } from '../../domain/report/grouping.ts';
import type { Viewer } from '../../domain/rights.ts';
import { mergedIds } from '../contacts/contact-filter.ts';
import { contactModel } from '../contacts/contact-model.ts';
import { createTurns } from '../work/coalescing-queue.ts';
import { countPipeline, type KeyName, type ReportQuery } from './count-pipeline.ts';

export { countPipeline, type ReportQuery } from './count-pipeline.ts';

const { EJSON } = mongoose.mongo.BSON;

/** So many groups of a level leave the database: nobody turns to a page beyond them. */
export const GROUP_LIMIT = 2000;
/** More groups than this do not make a workbook. */
export const GROUPS_LIMIT = 50_000;
/** The longest a report may run in the database, in milliseconds. */
const RUNS_AT_MOST = 60_000;
/** So many reports are counted at a time; the others wait for their turn. */
const AT_ONCE = 2;

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
  l0?: GroupRow[];
  l1?: GroupRow[];
  l2?: GroupRow[];
}

const totalsOf = ({ count, minutes, countBefore, minutesBefore = 0 }: Sums) => ({
  count,
  minutes,
  ...(countBefore !== undefined && { before: { count: countBefore, minutes: minutesBefore } }),
});

function counted(row: CountRow | undefined, fields: readonly GroupField[], compared: boolean): Counted {
  const none = { count: 0, minutes: 0, ...(compared && { before: { count: 0, minutes: 0 } }) };
  const whole = row?.whole[0];
  const names = ['k0', 'k1', 'k2'] as const;
  const levels = [row?.l0, row?.l1, row?.l2].slice(0, fields.length).map((level = [], depth) =>
    level.map(
      (group): CountedGroup => ({
        keys: names.slice(0, depth + 1).map((name) => group._id[name] ?? null),
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
  };
}

/** Reports over the contacts, within the rights of their reader. */
export function createReports(connection: Connection) {
  const contacts = contactModel(connection);
  const inTurn = createTurns(AT_ONCE);

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
  };
}

export type Reports = ReturnType<typeof createReports>;
