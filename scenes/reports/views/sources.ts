import type { Bar, BarChart, Undescribed } from '../../../src/domain/report/chart.ts';
import type { Matrix, MatrixRow } from '../../../src/domain/report/matrix.ts';
import { addMoney, emptyYield, type Money, type SourceYield } from '../../../src/domain/report/sources.ts';
import { inColumns } from '../../../src/reports/block-table.ts';
import { BARS_AT_MOST } from '../../../src/reports/chart-spec.ts';
import type { ReportReader } from '../report-names.ts';
import { reportNumbers } from '../report-words.ts';
import type { ViewFound, ViewQuery } from './overview-run.ts';

const WIDTHS = [8, 8, 8, 9];
/** So many currencies are told in a line of the picture. */
const DRAWN = 2;

interface Line {
  key: string | null;
  name: string;
  now: SourceYield;
  before?: SourceYield;
}

/** What advertising sources bring, from contacts to amounts. */
export async function sourcesView(reader: ReportReader, { filter, comparison }: ViewQuery): Promise<ViewFound> {
  const { kit, user, at, t } = reader;
  const counted = (period: typeof filter.period) =>
    kit.store.overviews.sources(user, { filter: { ...filter, period }, reading: { now: at, zone: user.zone } });
  const [now, then] = await Promise.all([counted(filter.period), comparison && counted(comparison.before)]);
  const keys = [...new Set([...now, ...(then ?? [])].map(({ source }) => source))];
  const entries = await kit.store.dictionaries.many(keys.filter((key) => key !== null));
  const nameOf = (key: string | null) =>
    key === null ? t.report.none.source : (entries.get(key)?.name[user.language] ?? t.report.gone);
  const of = (all: readonly SourceYield[], key: string | null) =>
    all.find(({ source }) => source === key) ?? emptyYield(key);
  const lines = keys
    .map((key): Line => ({ key, name: nameOf(key), now: of(now, key), ...(then && { before: of(then, key) }) }))
    .sort(
      (a, b) =>
        Number(a.key === null) - Number(b.key === null) ||
        b.now.happened - a.now.happened ||
        documentsOf(b.now) - documentsOf(a.now) ||
        a.name.localeCompare(b.name),
    );
  return {
    matrix: matrixOf(reader, lines),
    notes: [t.report.sources.hint],
    ...(lines.length > 0 && { picture: chartOf(reader, lines) }),
    empty: lines.length === 0,
  };
}

const documentsOf = ({ money }: SourceYield): number => money.reduce((sum, { documents }) => sum + documents, 0);
const doneShare = ({ happened, done }: SourceYield): number | undefined =>
  happened === 0 ? undefined : done / happened;

function add(all: readonly SourceYield[]): SourceYield {
  const sum = emptyYield(null);
  for (const one of all) {
    sum.happened += one.happened;
    sum.done += one.done;
  }
  return { ...sum, money: addMoney(all.flatMap(({ money }) => money)) };
}

function matrixOf(reader: ReportReader, lines: readonly Line[]): Matrix {
  const { sources: words, glance, total, amounts } = reader.t.report;
  const { number, amount, change } = reportNumbers(reader.user.language);
  const percent = (share: number | undefined) => (share === undefined ? '—' : String(Math.round(share * 100)));
  const currencyOf = (currency: string | null) => currency ?? amounts.unnamed;
  const both = lines.flatMap(({ now, before }) => [now, ...(before ? [before] : [])]);
  const currencies = add(both).money.map(({ currency }) => currency);
  // The whole has no number of clients: one may have come by several sources.
  const cellsOf = (one: SourceYield, whole: boolean) => [
    one.happened,
    one.done,
    doneShare(one) ?? null,
    whole ? null : one.clients,
    documentsOf(one),
    ...currencies.map((currency) => one.money.find((money) => money.currency === currency)?.amount ?? null),
  ];
  const moneyLine = (money: Money) =>
    `  ${words.money(amount(money.amount), currencyOf(money.currency), money.documents)}`;
  const rowOf = ({ name, now, before }: Omit<Line, 'key'>, whole = false): Omit<MatrixRow, 'key'> => ({
    name,
    cells: cellsOf(now, whole),
    ...(before && { before: cellsOf(before, whole) }),
    lines: [
      inColumns(
        [number(now.happened), number(now.done), percent(doneShare(now)), whole ? '' : number(now.clients)],
        WIDTHS,
      ),
      ...(before
        ? [inColumns([change(now.happened - before.happened), change(now.done - before.done), '±'], WIDTHS)]
        : []),
      ...addMoney(now.money).map(moneyLine),
    ],
  });
  const compared = lines.some(({ before }) => before);
  return {
    field: 'source',
    columns: [
      { title: glance.happened, kind: 'count' },
      { title: words.done, kind: 'count' },
      { title: words.doneShare, kind: 'share' },
      { title: words.clients, kind: 'count' },
      { title: words.documents, kind: 'count' },
      ...currencies.map((currency) => ({ title: words.amount(currencyOf(currency)), kind: 'amount' as const })),
    ],
    heads: [inColumns(words.short, WIDTHS)],
    rows: lines.map(({ key, ...line }) => ({ key, ...rowOf(line) })),
    total: rowOf(
      {
        name: total,
        now: add(lines.map(({ now }) => now)),
        ...(compared && { before: add(lines.flatMap(({ before }) => (before ? [before] : []))) }),
      },
      true,
    ),
  };
}

/** What happened by source, what is done of it in front; amounts beside the name. */
function chartOf(reader: ReportReader, lines: readonly Line[]): Undescribed<BarChart> {
  const { report } = reader.t;
  const { number, changed, compact } = reportNumbers(reader.user.language);
  const compared = lines.some(({ before }) => before);
  const barOf = (label: string, now: SourceYield, before: SourceYield | undefined, others = false): Bar => {
    const money = addMoney(now.money)
      .slice(0, DRAWN)
      .map(({ amount, currency }) => `${compact(amount)} ${currency ?? report.amounts.unnamed}`);
    const told = before
      ? `${number(now.happened)} (${changed(now.happened, before.happened, number)})`
      : number(now.happened);
    return {
      label,
      value: now.happened,
      text: [told, ...money].join(' · '),
      tone: 'main',
      parts: [
        { value: now.done, text: number(now.done), tone: 2 },
        { value: now.happened - now.done, text: number(now.happened - now.done), tone: 'others' },
      ],
      ...(before && { before: before.happened }),
      others,
    };
  };
  const left = lines.slice(BARS_AT_MOST);
  const rest = add(left.map(({ now }) => now));
  const restBefore = compared ? add(left.flatMap(({ before }) => (before ? [before] : []))) : undefined;
  return {
    kind: 'bars',
    bars: [
      ...lines.slice(0, BARS_AT_MOST).map(({ name, now, before }) => barOf(name, now, before)),
      ...(left.length > 0 ? [barOf(report.others(left.length), rest, restBefore, true)] : []),
    ],
    legend: [
      { text: report.sources.done, tone: 2 },
      { text: report.sources.open, tone: 'others' },
      ...(compared ? [{ text: report.before, tone: 'before' as const }] : []),
    ],
    values: 'names',
  };
}
