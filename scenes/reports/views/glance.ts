import type { Bar, BarChart, BarPart, Undescribed } from '../../../src/domain/report/chart.ts';
import type { Matrix, MatrixRow } from '../../../src/domain/report/matrix.ts';
import type { SheetCell } from '../../../src/domain/report/sheet.ts';
import {
  addGlances,
  doneShare,
  emptyGlance,
  type Glance,
  glanceFields,
  overdueShare,
} from '../../../src/domain/report/views.ts';
import { inColumns } from '../../../src/reports/block-table.ts';
import { BARS_AT_MOST } from '../../../src/reports/chart-spec.ts';
import type { ReportReader } from '../report-names.ts';
import { managerNames } from '../report-names.ts';
import { reportNumbers } from '../report-words.ts';
import type { ViewFound, ViewQuery } from './overview-run.ts';

const FIRST = [6, 6, 6, 7, 7];
const SECOND = [6, 6, 6, 8, 6];

interface Line {
  id: number;
  name: string;
  now: Glance;
  before?: Glance;
}

/** Managers at a glance: a row a manager, what was done and what was not; the firm's line under them. */
export async function glanceView(reader: ReportReader, { filter, comparison }: ViewQuery): Promise<ViewFound> {
  const { kit, user, at } = reader;
  const reading = { now: at, zone: user.zone };
  const [now, then] = await Promise.all([
    kit.store.overviews.glance(user, { filter, reading }),
    comparison && kit.store.overviews.glance(user, { filter: { ...filter, period: comparison.before }, reading }),
  ]);
  const ids = [...new Set([...now.keys(), ...(then?.keys() ?? [])])];
  const names = await managerNames(reader, ids);
  const lines = ids
    .map((id): Line => {
      const before = then && (then.get(id) ?? emptyGlance());
      return { id, name: names(id), now: now.get(id) ?? emptyGlance(), ...(before && { before }) };
    })
    .filter(({ now: one, before }) => [one, before].some((of) => of && glanceFields.some((field) => of[field] > 0)))
    .sort((a, b) => b.now.happened - a.now.happened || a.name.localeCompare(b.name));
  const chart = chartOf(reader, lines);
  return {
    matrix: matrixOf(reader, lines),
    notes: [reader.t.report.glanceHint],
    ...(chart && { picture: chart }),
    empty: lines.length === 0,
  };
}

const cellsOf = (one: Glance): SheetCell[] => [
  one.happened,
  one.ahead,
  one.cancelled,
  one.overdue,
  overdueShare(one) ?? null,
  doneShare(one) ?? null,
  one.highDone,
  one.newClients,
  one.letters,
  one.minutes > 0 ? one.minutes : null,
];

function matrixOf(reader: ReportReader, lines: readonly Line[]): Matrix {
  const { glance: words, total } = reader.t.report;
  const { number, minutes, change } = reportNumbers(reader.user.language);
  const percent = (share: number | undefined) => (share === undefined ? '—' : String(Math.round(share * 100)));
  const rowOf = ({ name, now, before }: Omit<Line, 'id'>): Omit<MatrixRow, 'key'> => ({
    name,
    cells: cellsOf(now),
    ...(before && { before: cellsOf(before) }),
    lines: [
      inColumns(
        [
          number(now.happened),
          number(now.ahead),
          number(now.cancelled),
          percent(overdueShare(now)),
          percent(doneShare(now)),
        ],
        FIRST,
      ),
      inColumns(
        [
          number(now.highDone),
          number(now.newClients),
          number(now.letters),
          now.minutes > 0 ? minutes(now.minutes) : '—',
          before ? change(now.happened - before.happened) : '',
        ],
        SECOND,
      ),
    ],
  });
  const { short } = words;
  const compared = lines.some(({ before }) => before);
  const firm = addGlances(lines.map(({ now }) => now));
  const firmBefore = compared ? addGlances(lines.map(({ before }) => before ?? emptyGlance())) : undefined;
  return {
    field: 'manager',
    columns: [
      { title: words.happened, kind: 'count' },
      { title: words.ahead, kind: 'count' },
      { title: words.cancelled, kind: 'count' },
      { title: words.overdue, kind: 'count' },
      { title: words.overdueShare, kind: 'share' },
      { title: words.doneShare, kind: 'share' },
      { title: words.highDone, kind: 'count' },
      { title: words.newClients, kind: 'count' },
      { title: words.letters, kind: 'count' },
      { title: words.minutes, kind: 'minutes' },
    ],
    heads: [
      inColumns([short.happened, short.ahead, short.cancelled, short.overdue, short.done], FIRST),
      inColumns([short.highDone, short.newClients, short.letters, short.minutes, compared ? '±' : ''], SECOND),
    ],
    rows: lines.map(({ id, ...line }) => ({ key: id, ...rowOf(line) })),
    total: rowOf({ name: total, now: firm, ...(firmBefore && { before: firmBefore }) }),
  };
}

/** What each manager did: happened, planned, overdue and cancelled; compared, what happened beside what happened before. */
function chartOf(reader: ReportReader, lines: readonly Line[]): Undescribed<BarChart> | undefined {
  const { report } = reader.t;
  const { number, changed } = reportNumbers(reader.user.language);
  const drawn = lines.filter(({ now, before }) => sumOf(now) > 0 || (before?.happened ?? 0) > 0);
  if (drawn.length === 0) return undefined;
  const compared = drawn.some(({ before }) => before);
  const tones = [
    ['happened', 0],
    ['ahead', 4],
    ['overdue', 1],
    ['cancelled', 'others'],
  ] as const;
  const barOf = ({ name, now, before }: Omit<Line, 'id'>, others = false): Bar => {
    if (before) {
      const text = `${number(now.happened)} (${changed(now.happened, before.happened, number)})`;
      return {
        label: name,
        value: now.happened,
        text,
        tone: others ? 'others' : 'main',
        before: before.happened,
        others,
      };
    }
    const parts = tones.map(([field, tone]): BarPart => ({ value: now[field], text: number(now[field]), tone }));
    return { label: name, value: sumOf(now), text: number(now.happened), tone: 'main', parts, others };
  };
  const left = drawn.slice(BARS_AT_MOST);
  const rest = left.length > 0 ? [barOf(remainderOf(report.others(left.length), left), true)] : [];
  return {
    kind: 'bars',
    bars: [...drawn.slice(0, BARS_AT_MOST).map((line) => barOf(line)), ...rest],
    legend: compared
      ? [
          { text: report.now, tone: 'main' },
          { text: report.before, tone: 'before' },
        ]
      : tones.map(([field, tone]) => ({ text: report.glance[field], tone })),
    values: compared ? 'names' : 'ends',
  };
}

const sumOf = ({ happened, ahead, overdue, cancelled }: Glance): number => happened + ahead + overdue + cancelled;

/** The lines that have no bar of their own, as one. */
function remainderOf(
  name: string,
  left: readonly { now: Glance; before?: Glance }[],
): { name: string; now: Glance; before?: Glance } {
  const before = left.flatMap((line) => (line.before ? [line.before] : []));
  return {
    name,
    now: addGlances(left.map(({ now }) => now)),
    ...(before.length > 0 && { before: addGlances(before) }),
  };
}
