import { type AbcClass, abcClasses } from '../../../src/domain/report/abc.ts';
import { type Amounts, type ClientAmount, currencySums } from '../../../src/domain/report/amounts.ts';
import type { Bar, BarChart, Undescribed } from '../../../src/domain/report/chart.ts';
import type { Matrix, MatrixRow } from '../../../src/domain/report/matrix.ts';
import { inColumns } from '../../../src/reports/block-table.ts';
import type { ReportReader } from '../report-names.ts';
import { reportNumbers } from '../report-words.ts';
import type { ViewFound, ViewQuery } from './overview-run.ts';

const WIDTHS = [3, 17, 7, 7];
/** So many currencies are drawn, and of each so many clients with a bar of their own. */
const [CURRENCIES, BARS] = [4, 6];
/** Bars are shares of their currency, in so many parts. */
const PARTS = 10_000;

type Sums = ReturnType<typeof currencySums>[number];

/** The client that a row stands for: one may have a row in several currencies. */
export const clientOfRow = (key: string): string => key.slice(key.indexOf('/') + 1);

/** Classes of clients by the amounts of their documents, each currency by itself. */
export async function amountsView(
  reader: ReportReader,
  { settings, filter, comparison }: ViewQuery,
): Promise<ViewFound> {
  const { kit, user, at, t } = reader;
  const { cutoffs, documentType: type } = settings;
  const query = { filter, reading: { now: at, zone: user.zone } };
  const how = { cutoffs, ...(type !== undefined && { type }), ...(comparison && { before: comparison.before }) };
  const found = await kit.store.overviews.amounts(user, query, how);
  const [known, notes] = await Promise.all([
    kit.store.reportNames.organizations([...new Set(found.clients.map(({ organization }) => organization))]),
    notesOf(reader, found, type),
  ]);
  const nameOf = ({ organization }: ClientAmount) => known.get(organization)?.name ?? t.report.gone;
  const currencies = currencySums(found.sums);
  const chart = chartOf(reader, { clients: found.clients, currencies, nameOf, compared: comparison !== undefined });
  return {
    matrix: matrixOf(reader, { clients: found.clients, currencies, nameOf, compared: comparison !== undefined }),
    notes,
    ...(chart && { picture: chart }),
    empty: found.clients.length === 0,
  };
}

async function notesOf({ kit, t, user }: ReportReader, found: Amounts, type: string | undefined): Promise<string[]> {
  const { amounts: words } = t.report;
  const ids = [...found.types.flatMap((one) => one.type ?? []), ...(type === undefined ? [] : [type])];
  const names = await kit.store.dictionaries.many(ids);
  const nameOf = (id: string | null) =>
    id === null ? words.untyped : (names.get(id)?.name[user.language] ?? t.report.gone);
  const left = words.left(found.unpriced, found.clientless);
  const clients = found.sums.reduce((sum, one) => sum + (one.class === null ? 0 : one.clients), 0);
  return [
    ...(type === undefined ? [] : [`📄 ${words.type}: ${nameOf(type)}`]),
    ...(found.types.length > 1
      ? [words.types(found.types.map((one) => `${nameOf(one.type)} ${one.documents}`).join(', '))]
      : []),
    ...(left ? [words.excluded(left)] : []),
    ...(clients > found.clients.length ? [words.more(clients - found.clients.length)] : []),
    words.hint,
  ];
}

interface Listed {
  clients: readonly ClientAmount[];
  currencies: readonly Sums[];
  nameOf(client: ClientAmount): string;
  compared: boolean;
}

const currencyOf = ({ t }: ReportReader, currency: string | null): string => currency ?? t.report.amounts.unnamed;
const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

function matrixOf(reader: ReportReader, { clients, currencies, nameOf, compared }: Listed): Matrix {
  const { amounts: words, sheetColumns: titles, columns } = reader.t.report;
  const { amount, percents, change } = reportNumbers(reader.user.language);
  const running = new Map<string | null, number>();
  const rows = clients.map((client): MatrixRow => {
    const { currency, organization } = client;
    const whole = currencies.find((one) => one.currency === currency);
    const reached = (running.get(currency) ?? 0) + client.amount;
    running.set(currency, reached);
    const [part, soFar] = [share(client.amount, whole?.amount ?? 0), share(reached, whole?.amount ?? 0)];
    const changed = words.changed(change(client.amount - client.before, amount));
    return {
      key: `${currency ?? ''}/${organization}`,
      name: nameOf(client),
      section: sectionOf(reader, whole),
      class: client.class,
      cells: [currencyOf(reader, currency), client.class, client.documents, client.amount, part, soFar],
      ...(compared && { before: [null, null, null, client.before, null, null] }),
      lines: [
        inColumns([client.class, amount(client.amount), percents(part), percents(soFar)], WIDTHS),
        ...(compared ? [inColumns(['', changed], WIDTHS)] : []),
      ],
    };
  });
  return {
    field: 'organization',
    columns: [
      { title: words.currency, kind: 'text', alone: true },
      { title: titles.class, kind: 'text', alone: true },
      { title: words.documents, kind: 'count', alone: true },
      { title: words.amount, kind: 'amount' },
      { title: titles.share, kind: 'share', alone: true },
      { title: titles.running, kind: 'share', alone: true },
    ],
    heads: [inColumns([columns.class, words.amount, columns.share, columns.running], WIDTHS)],
    rows,
    summary: summaryOf(reader, currencies),
  };
}

/** What each class of each currency holds, and each currency in all. */
function summaryOf(reader: ReportReader, currencies: readonly Sums[]): NonNullable<Matrix['summary']> {
  const { amounts: words, abcOf, total, sheetColumns: titles, columns } = reader.t.report;
  const { amount, percents } = reportNumbers(reader.user.language);
  return {
    columns: [
      { title: titles.class, kind: 'text' },
      { title: abcOf.organization, kind: 'count' },
      { title: words.documents, kind: 'count' },
      { title: words.amount, kind: 'amount' },
      { title: titles.share, kind: 'share' },
    ],
    heads: [columns.short, words.amount, columns.share],
    rows: currencies.flatMap((whole) =>
      [...whole.classes, { ...whole, class: null }].map((one) => {
        const part = share(one.amount, whole.amount);
        const name = currencyOf(reader, whole.currency);
        return {
          name: one.class === null ? `${name}, ${total.toLowerCase()}` : `${name} ${one.class}`,
          cells: [one.class, one.clients, one.documents, one.amount, part],
          texts: [String(one.clients), amount(one.amount), percents(part)],
        };
      }),
    ),
  };
}

function sectionOf(reader: ReportReader, whole: Sums | undefined): string {
  if (!whole) return '';
  const { amounts: words } = reader.t.report;
  const { amount } = reportNumbers(reader.user.language);
  return words.section(currencyOf(reader, whole.currency), amount(whole.amount), words.clients(whole.clients));
}

/** The largest clients of each currency as bars of their share in it, what is left of each class below them. */
function chartOf(
  reader: ReportReader,
  { clients, currencies, nameOf, compared }: Listed,
): Undescribed<BarChart> | undefined {
  if (clients.length === 0) return undefined;
  const { report } = reader.t;
  const { amount, percent, changed } = reportNumbers(reader.user.language);
  const bars = currencies.slice(0, CURRENCIES).flatMap((whole): Bar[] => {
    const barOf = (label: string, value: number, before: number, tone: AbcClass, others = false): Bar => {
      const part = share(value, whole.amount);
      const told = compared ? changed(value, before, amount) : percent(part);
      return { label, value: Math.round(part * PARTS), text: `${amount(value)} (${told})`, tone, others };
    };
    const mine = clients.filter(({ currency }) => currency === whole.currency).slice(0, BARS);
    const rest = whole.classes.flatMap((one): Bar[] => {
      const shown = mine.filter((client) => client.class === one.class);
      const left = one.clients - shown.length;
      const without = (of: (client: { amount: number; before: number }) => number) =>
        of(one) - shown.reduce((sum, client) => sum + of(client), 0);
      const name = report.more(one.class ?? '', left);
      const values = [without((client) => client.amount), without((client) => client.before)] as const;
      return left > 0 ? [barOf(name, ...values, one.class ?? 'C', true)] : [];
    });
    return [
      { label: sectionOf(reader, whole), value: 0, text: '', tone: 'main', heading: true },
      ...mine.map((client) => barOf(nameOf(client), client.amount, client.before, client.class)),
      ...rest,
    ];
  });
  return {
    kind: 'bars',
    bars,
    legend: abcClasses
      .filter((name) => bars.some(({ tone, heading }) => tone === name && !heading))
      .map((name) => ({ text: report.coverage.class(name), tone: name })),
    values: 'names',
    most: PARTS,
  };
}
