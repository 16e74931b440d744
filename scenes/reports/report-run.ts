import type { JournalFilter } from '../../src/domain/journal/journal-filter.ts';
import {
  type AbcInput,
  type AbcRow,
  abc,
  type ClassedValue,
  classesOf,
  distinctValues,
} from '../../src/domain/report/abc.ts';
import type { BarChart, HeatChart, Undescribed } from '../../src/domain/report/chart.ts';
import { type Comparison, comparisonOf } from '../../src/domain/report/comparison.ts';
import {
  type Counted,
  type Counts,
  classable,
  type Group,
  type GroupField,
  groupRows,
  type TreeOptions,
} from '../../src/domain/report/grouping.ts';
import type { Matrix } from '../../src/domain/report/matrix.ts';
import { absoluteFilter, classedBy, groupFieldsOf, type ReportSettings } from '../../src/domain/report/report.ts';
import { axisOf, isTimeField, spansIn } from '../../src/domain/report/time-axis.ts';
import { hasOwnPeriod } from '../../src/domain/report/views.ts';
import { periodRange } from '../../src/domain/time/period.ts';
import { type Before, isTooSlow, type ReportQuery } from '../../src/store/index.ts';
import { describeFilter } from '../journal/filter-words.ts';
import { linesOf } from './narrowing.ts';
import { nameRows, type ReportReader } from './report-names.ts';
import { runView } from './views/overview-run.ts';

export type ClassedRow = AbcRow<AbcInput & { group: Group }>;

/** What a report found. `filter` is the one it was counted with, in instants of the reader's day. */
export interface Found {
  settings: ReportSettings;
  filter: JournalFilter;
  /** The stretches of time that are compared; the filter's period is the first of them. */
  comparison?: Comparison;
  counts: Counts;
  /** Of a report with a layout of its own: its table, lines under it, and its picture without words around it. */
  matrix?: Matrix;
  notes?: string[];
  picture?: Undescribed<BarChart> | Undescribed<HeatChart>;
  /** How many combinations of values there are, and whether that is more than were listed. */
  rows: number;
  cut: boolean;
  /** What is filtered besides the period, in words. */
  narrowing: string[];
  /** Of an ABC analysis: the rows listed, the values of all rows, how many contacts have no value, how many rows no duration. */
  classes?: { rows: ClassedRow[]; values: ClassedValue[]; excluded: number; untimed: number };
  /** Worth a line under the table. */
  notice?: string;
}

/** Why a report cannot be counted, in a line. `gone`: what its filter points to is not there, and will not come back. */
export interface Refused {
  refused: string;
  gone?: boolean;
}

/** Found something or nothing; or why it cannot be counted. */
export type ReportOutcome = { found: Found } | Refused;

/** Counts what the settings say, within the rights of the reader, now and in the reader's zone. The largest groups are listed. */
export async function runReport(reader: ReportReader, settings: ReportSettings): Promise<ReportOutcome> {
  const { t, user, at } = reader;
  const wanted = absoluteFilter(settings, at, user.zone);
  const { from, to } = periodRange(wanted.period, user.zone);
  if (!hasOwnPeriod(settings.view) && from && to && from >= to) return { refused: t.report.badPeriod };
  const client = await currentClient(reader, wanted);
  if ('refused' in client) return client;
  try {
    if (!settings.view) return await count(reader, settings, client);
    const found = await runView(reader, settings.view, settings, client.filter);
    return { found: { ...found, ...(client.notice !== undefined && { notice: client.notice }) } };
  } catch (error) {
    if (isTooSlow(error)) return { refused: t.report.tooSlow };
    throw error;
  }
}

type Client = { filter: JournalFilter; notice?: string };

/** A filter names clients and persons by id; they may have been merged or deleted since. */
async function currentClient({ kit, t, user }: ReportReader, filter: JournalFilter): Promise<Client | Refused> {
  let client: Client = { filter };
  for (const field of ['organization', 'person'] as const) {
    const id = filter[field];
    if (typeof id !== 'string') continue;
    const names = kit.store.reportNames;
    const entry = (await (field === 'organization' ? names.organizations([id]) : names.persons([id]))).get(id);
    if (!entry) return { refused: t.report.clientGone, gone: true };
    if (entry.id === id) continue;
    const filtered = { ...client.filter, [field]: entry.id };
    // A user who may not see the client learns nothing of what became of it.
    const directory = field === 'organization' ? kit.store.organizations : kit.store.persons;
    const seen = await directory.get(user, entry.id);
    client = seen ? { filter: filtered, notice: t.report.clientMerged(seen.name) } : { filter: filtered };
  }
  return client;
}

async function count(reader: ReportReader, settings: ReportSettings, client: Client): Promise<ReportOutcome> {
  const { kit, user, at } = reader;
  const { notice } = client;
  const fields = groupFieldsOf(settings);
  const comparison = settings.compare ? comparisonOf(client.filter.period, at, user.zone) : undefined;
  const filter = comparison ? { ...client.filter, period: comparison.now } : client.filter;
  const counted = await kit.store.reports.count(user, queryOf(reader, { settings, filter, comparison }));
  const [named, parts] = await Promise.all([nameRows(reader, fields, counted), describeFilter(reader, filter)]);
  const counts = groupRows({
    fields,
    sort: settings.abc ? classedBy(settings) : settings.sort,
    ...axisOfFirst(reader, fields, filter, named.counted),
    ...named,
  });
  return {
    found: {
      settings,
      filter,
      counts,
      rows: counted.rows,
      cut: counted.rows > (counted.levels.at(-1)?.length ?? counted.rows),
      narrowing: linesOf(parts),
      ...(comparison && { comparison }),
      ...(settings.abc && { classes: classify(counts, counted, settings) }),
      ...(notice !== undefined && { notice }),
    },
  };
}

/** What the store is asked for, for a report of groups or classes. `filter`: the period itself, without the one before. */
export function queryOf(
  { user, at }: ReportReader,
  { settings, filter, comparison }: Pick<Found, 'settings' | 'filter'> & { comparison?: Comparison | undefined },
): ReportQuery {
  const fields = groupFieldsOf(settings);
  const before = comparison && { period: comparison.before, ...spansOf(fields, comparison, user.zone) };
  return {
    measure: settings.measure,
    filter,
    fields,
    reading: { now: at, zone: user.zone },
    by: settings.abc ? classedBy(settings) : settings.sort === 'minutes' ? 'minutes' : 'count',
    ...(before && { before }),
  };
}

/** Which spans of time of the period before are set against which, where anything is grouped by time. */
function spansOf(fields: readonly GroupField[], { now, before }: Comparison, zone: string): Pick<Before, 'spans'> {
  const field = fields.find(isTimeField);
  if (!field) return {};
  const within = (period: JournalFilter['period']) => {
    const { from, to } = periodRange(period, zone);
    return from && to ? spansIn(field, { from, to }, zone) : [];
  };
  return { spans: { now: within(now), before: within(before) } };
}

/** The spans that are listed, the empty ones too, where the first field is one of time. */
function axisOfFirst(
  { user: { zone }, at }: ReportReader,
  [first]: readonly GroupField[],
  { period }: JournalFilter,
  { levels }: Counted,
): Pick<TreeOptions, 'axis'> {
  if (!isTimeField(first)) return {};
  const keys = (levels[0] ?? []).map((group) => group.keys[0] ?? null);
  return { axis: axisOf(first, periodRange(period, zone), keys, { now: at, zone }) };
}

/** What has no value cannot be classed; nor what took no time that anybody told, where time is what counts. */
function classify(
  { groups, count, unlisted }: Counts,
  { values, valued, groups: all }: Counted,
  settings: ReportSettings,
): NonNullable<Found['classes']> {
  const { cutoffs } = settings;
  const by = classedBy(settings);
  const rows = classable(groups, by);
  // What was merged counts as one: where everything is listed, by the groups as they are named.
  const among = unlisted ? values : distinctValues(rows);
  const excluded = count - valued;
  const named = unlisted
    ? all - (excluded > 0 ? 1 : 0)
    : groups.filter((one) => one.key !== null && one.count > 0).length;
  const untimed = by === 'minutes' ? named - among.reduce((sum, one) => sum + one.rows, 0) : 0;
  return { rows: abc(rows, cutoffs, among), values: classesOf(among, cutoffs), excluded, untimed };
}
