import type { JournalFilter } from '../../../src/domain/journal/journal-filter.ts';
import { type AbcClass, abcClasses, type ClassedValue, classesOf } from '../../../src/domain/report/abc.ts';
import type { BarChart, Tone, Undescribed } from '../../../src/domain/report/chart.ts';
import type { Matrix } from '../../../src/domain/report/matrix.ts';
import { SILENT_AFTER, silences } from '../../../src/domain/report/views.ts';
import type { Dealt, SilenceCount } from '../../../src/store/index.ts';
import type { ReportReader } from '../report-names.ts';
import { reportNumbers } from '../report-words.ts';
import type { ViewFound, ViewQuery } from './overview-run.ts';

const DAY = 86_400_000;
const TONES: readonly Tone[] = [2, 0, 1, 3];

/** Whom we deal with and whom we have lost sight of: clients by class and silence, and those silent for too long. */
export async function coverageView(reader: ReportReader, { settings, filter }: ViewQuery): Promise<ViewFound> {
  const { kit, user, at } = reader;
  const query = { filter, reading: { now: at, zone: user.zone } };
  const { counts, most, least } = await kit.store.overviews.coverage(user, query);
  const classes = classesOf(valuesOf(counts), settings.cutoffs);
  const missed = await kit.store.overviews.missed(user, query, limitsOf(classes, at));
  const ids = [...missed.clients, ...most, ...least].map(({ id }) => id);
  const known = await kit.store.reportNames.organizations(ids);
  const nameOf = ({ id }: Dealt) => known.get(id)?.name ?? reader.t.report.gone;
  const classOf = (count: number): AbcClass => classes.find(({ value }) => value === count)?.class ?? 'C';
  const list = (clients: readonly Dealt[]) => clients.map((one) => `${nameOf(one)} ${one.count}`).join(', ');
  const { coverage: words } = reader.t.report;
  const table = byClass(counts, classOf);
  return {
    matrix: { ...matrixOf(reader, missed.clients, nameOf, classOf), summary: summaryOf(reader, table) },
    notes: [
      words.missed(missed.total),
      ...(most.length > 0 ? [`${words.most}: ${list(most)}`, `${words.least}: ${list(least)}`] : []),
      words.hint,
    ],
    ...(counts.length > 0 && { picture: chartOf(reader, table) }),
    empty: counts.length === 0,
  };
}

/** How many clients are missed, and the names of the first of them. */
export async function missedClients(
  { kit, user, at, t }: ReportReader,
  filter: JournalFilter,
): Promise<{ total: number; names: string[] }> {
  const query = { filter, reading: { now: at, zone: user.zone } };
  const { counts } = await kit.store.overviews.coverage(user, query);
  const { total, clients } = await kit.store.overviews.missed(user, query, limitsOf(classesOf(valuesOf(counts)), at));
  const first = clients.slice(0, 10);
  const known = await kit.store.reportNames.organizations(first.map(({ id }) => id));
  const names = first.map(({ id }) => known.get(id)?.name ?? t.report.gone);
  // Those beyond the first are counted, not named.
  return { total, names };
}

/** How many clients have each number of contacts in the period; those with none have no class of their own. */
function valuesOf(counts: readonly SilenceCount[]): { value: number; rows: number }[] {
  const values = new Map<number, number>();
  for (const { count, clients } of counts) if (count > 0) values.set(count, (values.get(count) ?? 0) + clients);
  return [...values].map(([value, rows]) => ({ value, rows })).sort((a, b) => b.value - a.value);
}

/** From how many contacts on a client is of each class, and since when it would have to be silent to be missed. */
function limitsOf(classes: readonly ClassedValue[], now: Date) {
  const since = (name: AbcClass) => new Date(now.getTime() - SILENT_AFTER[name] * DAY);
  const limits = abcClasses.flatMap((name) => {
    const values = classes.filter((one) => one.class === name).map(({ value }) => value);
    return values.length > 0 ? [{ from: Math.min(...values), since: since(name) }] : [];
  });
  // Those without a contact in the period are missed as the last class is.
  return [...limits, { from: 0, since: since('C') }];
}

type Table = Record<AbcClass, number[]>;

function byClass(counts: readonly SilenceCount[], classOf: (count: number) => AbcClass): Table {
  const none = () => Array.from({ length: silences.length + 1 }, () => 0);
  const table: Table = { A: none(), B: none(), C: none() };
  for (const { count, silence, clients } of counts) {
    const row = table[count === 0 ? 'C' : classOf(count)];
    row[silence] = (row[silence] ?? 0) + clients;
  }
  return table;
}

function summaryOf({ t }: ReportReader, table: Table): NonNullable<Matrix['summary']> {
  const { report } = t;
  return {
    columns: [
      ...silences.map((days) => ({ title: report.coverage.within(days), kind: 'count' as const })),
      { title: report.coverage.beyond(silences.at(-1) ?? 0), kind: 'count' },
      { title: report.total, kind: 'count' },
    ],
    rows: abcClasses.map((name) => ({ name, cells: [...table[name], table[name].reduce((sum, one) => sum + one, 0)] })),
  };
}

function matrixOf(
  reader: ReportReader,
  clients: readonly Dealt[],
  nameOf: (client: Dealt) => string,
  classOf: (count: number) => AbcClass,
): Matrix {
  const { coverage: words } = reader.t.report;
  return {
    field: 'organization',
    columns: [
      { title: reader.t.report.sheetColumns.class, kind: 'text' },
      { title: words.contacts, kind: 'count' },
      { title: words.last, kind: 'date' },
      { title: words.silent, kind: 'count' },
      { title: words.limit, kind: 'count' },
    ],
    heads: [words.silentHead],
    rows: clients.map((client) => {
      const name = client.count === 0 ? '–' : classOf(client.count);
      const limit = SILENT_AFTER[client.count === 0 ? 'C' : classOf(client.count)];
      const days = Math.floor((reader.at.getTime() - client.last.getTime()) / DAY);
      return {
        key: client.id,
        name: nameOf(client),
        cells: [name, client.count, client.last.toISOString().slice(0, 10), days, limit],
        lines: [`  ${words.line(name, days, limit)}`],
      };
    }),
  };
}

function chartOf(reader: ReportReader, table: Table): Undescribed<BarChart> {
  const { coverage: words } = reader.t.report;
  const { number } = reportNumbers(reader.user.language);
  const names = [...silences.map((days) => words.within(days)), words.beyond(silences.at(-1) ?? 0)];
  return {
    kind: 'bars',
    bars: abcClasses.map((name) => {
      const value = table[name].reduce((sum, one) => sum + one, 0);
      const parts = table[name].map((clients, index) => ({
        value: clients,
        text: number(clients),
        tone: TONES[index] ?? ('others' as const),
      }));
      return { label: words.classOf(name, SILENT_AFTER[name]), value, text: number(value), tone: name, parts };
    }),
    legend: names.map((text, index) => ({ text, tone: TONES[index] ?? 'others' })),
    values: 'ends',
  };
}
