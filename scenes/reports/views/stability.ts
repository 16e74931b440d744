import { type AbcClass, abcClasses } from '../../../src/domain/report/abc.ts';
import type { HeatChart, HeatGrid, Undescribed } from '../../../src/domain/report/chart.ts';
import type { Matrix, MatrixRow } from '../../../src/domain/report/matrix.ts';
import {
  STABILITY_MONTHS,
  STEADY_TO,
  type Stability,
  type StableClient,
  stabilityStretches,
  steadinesses,
  variation,
} from '../../../src/domain/report/stability.ts';
import { spansIn } from '../../../src/domain/report/time-axis.ts';
import type { Period } from '../../../src/domain/time/period.ts';
import { showSpan } from '../../../src/i18n/spans.ts';
import { inColumns } from '../../../src/reports/block-table.ts';
import type { ReportReader } from '../report-names.ts';
import { reportNumbers } from '../report-words.ts';
import type { ViewFound, ViewQuery } from './overview-run.ts';

const WIDTHS = [6, 5, 7, 8, 8];
const classesAndNone: readonly (AbcClass | null)[] = [...abcClasses, null];

/** The months that are looked at. */
export function stabilityPeriod(now: Date, zone: string): Period {
  const { from, to } = stabilityStretches(now, zone);
  return { kind: 'range', from, to };
}

/** Clients by how much and how evenly they are dealt with, and whose class has changed. */
export async function stabilityView(reader: ReportReader, { settings, filter }: ViewQuery): Promise<ViewFound> {
  const { kit, user, at, t } = reader;
  const { measure, cutoffs } = settings;
  const query = { filter, reading: { now: at, zone: user.zone } };
  const found = await kit.store.overviews.stability(user, query, { measure, cutoffs });
  const known = await kit.store.reportNames.organizations(found.clients.map(({ organization }) => organization));
  const nameOf = ({ organization }: StableClient) => known.get(organization)?.name ?? t.report.gone;
  const { stability: words } = t.report;
  const all = found.moves.reduce((sum, { clients }) => sum + clients, 0);
  const moved = movesOf(found);
  return {
    matrix: { ...matrixOf(reader, found.clients, nameOf), summary: summaryOf(reader, found) },
    notes: [
      moved.length > 0
        ? words.moved(moved.map(({ text, clients }) => `${text} ${clients}`).join(', '))
        : words.noneMoved,
      ...(all > found.clients.length ? [words.more(all - found.clients.length)] : []),
      words.hint(STABILITY_MONTHS, STEADY_TO.X, STEADY_TO.Y),
    ],
    ...(found.squares.length > 0 && { picture: chartOf(reader, found) }),
    empty: all === 0,
  };
}

/** "A→B": a client without contacts in one of the stretches has no class there. */
const moveText = (from: AbcClass | null, to: AbcClass | null): string => `${from ?? '–'}→${to ?? '–'}`;

function movesOf({ moves }: Stability): { text: string; clients: number }[] {
  const places = ({ from, to }: Stability['moves'][number]) =>
    classesAndNone.indexOf(from) * classesAndNone.length + classesAndNone.indexOf(to);
  return moves
    .filter(({ from, to }) => from !== to)
    .sort((a, b) => places(a) - places(b))
    .map(({ from, to, clients }) => ({ text: moveText(from, to), clients }));
}

function matrixOf(
  reader: ReportReader,
  clients: readonly StableClient[],
  nameOf: (client: StableClient) => string,
): Matrix {
  const { stability: words, sheetColumns: titles, total, columns } = reader.t.report;
  const { number, change } = reportNumbers(reader.user.language);
  const { from, to } = stabilityStretches(reader.at, reader.user.zone);
  const months = spansIn('month', { from, to }, reader.user.zone);
  return {
    field: 'organization',
    columns: [
      { title: titles.class, kind: 'text' },
      { title: words.classBefore, kind: 'text' },
      { title: 'XYZ', kind: 'text' },
      { title: words.variation, kind: 'share' },
      { title: total, kind: 'count' },
      { title: titles.before, kind: 'count' },
      ...months.map((month) => ({ title: showSpan(month, reader.user), kind: 'count' as const, shaded: true })),
    ],
    heads: [inColumns([columns.class, 'XYZ', columns.short, columns.change, words.variationShort], WIDTHS)],
    rows: clients.map((client): MatrixRow => {
      const spread = variation(client.months);
      const klass =
        client.class === client.classBefore ? (client.class ?? '–') : moveText(client.classBefore, client.class);
      return {
        key: client.organization,
        name: nameOf(client),
        ...(client.class !== null && { class: client.class }),
        cells: [
          client.class,
          client.classBefore,
          client.steadiness,
          spread ?? null,
          client.total,
          client.before,
          ...client.months,
        ],
        lines: [
          inColumns(
            [
              klass,
              client.steadiness ?? '–',
              number(client.total),
              change(client.total - client.before, number),
              spread === undefined ? '—' : String(Math.round(spread * 100)),
            ],
            WIDTHS,
          ),
        ],
      };
    }),
  };
}

const clientsIn = ({ squares }: Stability, fits: (square: Stability['squares'][number]) => boolean): number =>
  squares.filter(fits).reduce((sum, { clients }) => sum + clients, 0);

/** How many clients of each class are how steady; the last column and row are the sums. */
function squaresOf(found: Stability): { name: AbcClass | null; counts: number[] }[] {
  return classesAndNone.map((name) => {
    const mine = (square: Stability['squares'][number]) => name === null || square.class === name;
    return {
      name,
      counts: [
        ...steadinesses.map((one) => clientsIn(found, (square) => mine(square) && square.steadiness === one)),
        clientsIn(found, mine),
      ],
    };
  });
}

function summaryOf({ t: { report } }: ReportReader, found: Stability): NonNullable<Matrix['summary']> {
  return {
    columns: [...steadinesses, report.total].map((title) => ({ title, kind: 'count' as const })),
    rows: squaresOf(found).map(({ name, counts }) => ({ name: name ?? report.total, cells: counts })),
  };
}

/** Two tables of shades: classes by steadiness, and from which class to which. */
function chartOf(reader: ReportReader, found: Stability): Undescribed<HeatChart> {
  const { stability: words } = reader.t.report;
  const { number } = reportNumbers(reader.user.language);
  const cell = (value: number) => ({ value, text: number(value) });
  const squares = squaresOf(found);
  const movesFrom = (from: AbcClass | null) =>
    classesAndNone.map((to) => found.moves.find((move) => move.from === from && move.to === to)?.clients ?? 0);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const moves = classesAndNone.map(movesFrom);
  const grid: HeatGrid = {
    title: words.squares,
    columns: [...steadinesses],
    rows: squares.flatMap(({ name, counts }) =>
      name === null ? [] : [{ label: name, cells: counts.slice(0, -1).map(cell), sum: number(counts.at(-1) ?? 0) }],
    ),
    foot: (squares.at(-1)?.counts ?? []).map(number),
  };
  const changes: HeatGrid = {
    title: words.moves,
    columns: classesAndNone.map((name) => name ?? words.none),
    rows: classesAndNone.map((name, index) => ({
      label: name ?? words.none,
      cells: (moves[index] ?? []).map(cell),
      sum: number(sum(moves[index] ?? [])),
    })),
    foot: [...classesAndNone.map((_, to) => number(sum(moves.map((row) => row[to] ?? 0)))), number(sum(moves.flat()))],
  };
  return { kind: 'heat', legend: [], grids: [grid, changes] };
}
