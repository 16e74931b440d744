import type { JournalFilter } from '../../src/domain/journal/journal-filter.ts';
import { type AbcInput, type AbcRow, abc } from '../../src/domain/report/abc.ts';
import { type Counts, type Group, groupRows } from '../../src/domain/report/grouping.ts';
import { fieldsOf, filterOf, type ReportSettings } from '../../src/domain/report/report.ts';
import { periodRange, previousPeriod } from '../../src/domain/time/period.ts';
import { isTooSlow } from '../../src/store/index.ts';
import { nameRows, type ReportReader } from './report-names.ts';

export type ClassedRow = AbcRow<AbcInput & { group: Group }>;

/** What a report found. `filter` is the one it was counted with, in instants of the reader's day. */
export interface Found {
  settings: ReportSettings;
  filter: JournalFilter;
  counts: Counts;
  /** Of an ABC analysis: the values that have a class, and how many contacts have no value. */
  classes?: { rows: ClassedRow[]; excluded: number };
  /** Worth a line under the table. */
  notice?: string;
}

/** Found something or nothing; or why it cannot be counted, in a line. */
export type Outcome = { found: Found } | { refused: string };

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
async function currentClient({ kit, t }: ReportReader, filter: JournalFilter): Promise<Client | { refused: string }> {
  let client: Client = { filter };
  for (const field of ['organization', 'person'] as const) {
    const id = filter[field];
    if (typeof id !== 'string') continue;
    const names = kit.store.reportNames;
    const entry = (await (field === 'organization' ? names.organizations([id]) : names.persons([id]))).get(id);
    if (!entry) return { refused: t.report.clientGone };
    if (entry.id === id) continue;
    client = { filter: { ...client.filter, [field]: entry.id }, notice: t.report.clientMerged(entry.name) };
  }
  return client;
}

async function count(reader: ReportReader, settings: ReportSettings, client: Client): Promise<Outcome> {
  const { kit, user, at, t } = reader;
  const { filter, notice } = client;
  const fields = fieldsOf(settings);
  const rowsOf = (counted: JournalFilter) =>
    kit.store.reports.rows(user, {
      measure: settings.measure,
      filter: counted,
      fields,
      reading: { now: at, zone: user.zone },
    });
  const before = settings.compare ? comparedWith(filter, user.zone) : undefined;
  const [now, then] = await Promise.all([rowsOf(filter), before && rowsOf(before)]);
  if (now.tooMany || then?.tooMany) return { refused: t.report.tooMany };
  const named = await nameRows(reader, fields, now.rows, then?.rows);
  const counts = groupRows({ fields, sort: settings.abc ? 'count' : settings.sort, ...named });
  return {
    found: {
      settings,
      filter,
      counts,
      ...(settings.abc && { classes: classify(counts, settings) }),
      ...(notice !== undefined && { notice }),
    },
  };
}

/** The filter of the period before; undefined where there is none. */
export function comparedWith(filter: JournalFilter, zone: string): JournalFilter | undefined {
  const { from, to } = periodRange(filter.period, zone);
  return from && to ? { ...filter, period: previousPeriod(filter.period, zone) } : undefined;
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
