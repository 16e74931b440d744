import type { JournalFilter } from '../../src/domain/journal/journal-filter.ts';
import { type AbcInput, type AbcRow, abc } from '../../src/domain/report/abc.ts';
import { type Comparison, comparisonOf } from '../../src/domain/report/comparison.ts';
import {
  type CountedRow,
  type Counts,
  type Group,
  groupRows,
  type TreeOptions,
} from '../../src/domain/report/grouping.ts';
import { fieldsOf, filterOf, type ReportSettings } from '../../src/domain/report/report.ts';
import { axisOf, isTimeField, placeIn, spansIn } from '../../src/domain/report/time-axis.ts';
import { periodRange } from '../../src/domain/time/period.ts';
import { isTooSlow } from '../../src/store/index.ts';
import { describeFilter } from '../journal/filter-words.ts';
import { nameRows, type ReportReader } from './report-names.ts';

export type ClassedRow = AbcRow<AbcInput & { group: Group }>;

/** What a report found. `filter` is the one it was counted with, in instants of the reader's day. */
export interface Found {
  settings: ReportSettings;
  filter: JournalFilter;
  /** The stretches of time that are compared; the filter's period is the first of them. */
  comparison?: Comparison;
  counts: Counts;
  /** What is filtered besides the period, in words. */
  filterLines: string[];
  /** Of an ABC analysis: the values that have a class, and how many contacts have no value. */
  classes?: { rows: ClassedRow[]; excluded: number };
  /** Worth a line under the table. */
  notice?: string;
}

/** Why a report cannot be counted, in a line. `gone`: what its filter points to is not there, and will not come back. */
export interface Refused {
  refused: string;
  gone?: boolean;
}

/** Found something or nothing; or why it cannot be counted. */
export type Outcome = { found: Found } | Refused;

/** Counts what the settings say, within the rights of the reader, now and in the reader's zone. */
export async function runReport(reader: ReportReader, settings: ReportSettings): Promise<Outcome> {
  const { t, user, at } = reader;
  const wanted = filterOf(settings, at, user.zone);
  const { from, to } = periodRange(wanted.period, user.zone);
  if (from && to && from >= to) return { refused: t.report.badPeriod };
  const client = await currentClient(reader, wanted);
  if ('refused' in client) return client;
  try {
    return await count(reader, settings, client);
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
    // Whoever may not see the client learns nothing of what became of it.
    const directory = field === 'organization' ? kit.store.organizations : kit.store.persons;
    const seen = await directory.get(user, entry.id);
    client = seen ? { filter: filtered, notice: t.report.clientMerged(seen.name) } : { filter: filtered };
  }
  return client;
}

async function count(reader: ReportReader, settings: ReportSettings, client: Client): Promise<Outcome> {
  const { kit, user, at, t } = reader;
  const { notice } = client;
  const fields = fieldsOf(settings);
  const comparison = settings.compare ? comparisonOf(client.filter.period, at, user.zone) : undefined;
  const filter = comparison ? { ...client.filter, period: comparison.now } : client.filter;
  const rowsOf = (counted: JournalFilter) =>
    kit.store.reports.rows(user, {
      measure: settings.measure,
      filter: counted,
      fields,
      reading: { now: at, zone: user.zone },
    });
  const [now, then] = await Promise.all([
    rowsOf(filter),
    comparison && rowsOf({ ...filter, period: comparison.before }),
  ]);
  if (now.tooMany || then?.tooMany) return { refused: t.report.tooMany };
  const [named, parts] = await Promise.all([
    nameRows(reader, fields, now.rows, then?.rows),
    describeFilter(reader, filter),
  ]);
  const counts = groupRows({
    fields,
    sort: settings.abc ? 'count' : settings.sort,
    ...timesOf(reader, settings, filter, named.rows, comparison),
    ...named,
  });
  return {
    found: {
      settings,
      filter,
      counts,
      filterLines: parts.filter(({ part }) => part !== 'period').map(({ text }) => text),
      ...(comparison && { comparison }),
      ...(settings.abc && { classes: classify(counts, settings) }),
      ...(notice !== undefined && { notice }),
    },
  };
}

/** Which spans of time are listed, the empty ones too, and which are set against which. */
function timesOf(
  { user: { zone }, at }: ReportReader,
  settings: ReportSettings,
  { period }: JournalFilter,
  rows: readonly CountedRow[],
  comparison: Comparison | undefined,
): Pick<TreeOptions, 'axis' | 'placed'> {
  const fields = fieldsOf(settings);
  const place = fields.findIndex(isTimeField);
  const field = fields[place];
  if (!isTimeField(field)) return {};
  const within = (compared: JournalFilter['period']) => {
    const { from, to } = periodRange(compared, zone);
    return from && to ? spansIn(field, { from, to }, zone) : [];
  };
  const keys = rows.map((row) => row.keys[place] ?? null);
  return {
    ...(place === 0 && { axis: axisOf(field, periodRange(period, zone), keys, { now: at, zone }) }),
    ...(comparison && { placed: placeIn(within(comparison.now), within(comparison.before)) }),
  };
}

/** What has no value cannot be classed; what counted only in the period before holds no share. */
function classify({ groups }: Counts, { cutoffs }: ReportSettings): NonNullable<Found['classes']> {
  const named = groups.filter(({ key, count }) => key !== null && count > 0);
  const rows = abc(
    named.map((group) => ({ name: group.name, value: group.count, group })),
    cutoffs,
  );
  return { rows, excluded: groups.find(({ key }) => key === null)?.count ?? 0 };
}
