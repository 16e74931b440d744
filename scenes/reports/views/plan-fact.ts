import type { Bar, BarChart, Tone, Undescribed } from '../../../src/domain/report/chart.ts';
import type { Matrix, MatrixRow } from '../../../src/domain/report/matrix.ts';
import {
  emptyPlan,
  keptShare,
  outcomes,
  type PlanFact,
  type PlanOutcome,
  plannedIn,
} from '../../../src/domain/report/views.ts';
import { inColumns } from '../../../src/reports/block-table.ts';
import { BARS_AT_MOST } from '../../../src/reports/chart-spec.ts';
import { managerNames, type ReportReader } from '../report-names.ts';
import { reportNumbers } from '../report-words.ts';
import type { ViewFound, ViewQuery } from './overview-run.ts';

const WIDTHS = [5, 7, 6, 4, 6, 5];
const TONES: Record<PlanOutcome, Tone> = { kept: 2, moved: 4, cancelled: 'others', overdue: 1, ahead: 'missing' };
/** From what went well to what did not; what is yet to come stands last. */
const DRAWN: readonly PlanOutcome[] = ['kept', 'moved', 'overdue', 'cancelled', 'ahead'];

interface Line {
  id: number;
  name: string;
  now: PlanFact;
  before?: PlanFact;
}

/** What became of what was planned for the period, by manager. */
export async function planFactView(reader: ReportReader, { filter, comparison }: ViewQuery): Promise<ViewFound> {
  const { kit, user, at } = reader;
  const reading = { now: at, zone: user.zone };
  const [now, then] = await Promise.all([
    kit.store.overviews.planFact(user, { filter, reading }),
    comparison && kit.store.overviews.planFact(user, { filter: { ...filter, period: comparison.before }, reading }),
  ]);
  const ids = [...new Set([...now.keys(), ...(then?.keys() ?? [])])];
  const names = await managerNames(reader, ids);
  const lines = ids
    .map((id): Line => {
      const before = then && (then.get(id) ?? emptyPlan());
      return { id, name: names(id), now: now.get(id) ?? emptyPlan(), ...(before && { before }) };
    })
    .sort((a, b) => plannedIn(b.now) - plannedIn(a.now) || a.name.localeCompare(b.name));
  const chart = chartOf(reader, lines);
  return {
    matrix: matrixOf(reader, lines),
    notes: [reader.t.report.planHint],
    ...(chart && { picture: chart }),
    empty: lines.length === 0,
  };
}

const add = (plans: readonly PlanFact[]): PlanFact => {
  const sum = emptyPlan();
  for (const plan of plans) for (const one of outcomes) sum[one] += plan[one];
  return sum;
};

const cellsOf = (plan: PlanFact) => [plannedIn(plan), ...outcomes.map((one) => plan[one]), keptShare(plan) ?? null];

function matrixOf(reader: ReportReader, lines: readonly Line[]): Matrix {
  const { plan: words, total } = reader.t.report;
  const { number, change } = reportNumbers(reader.user.language);
  const percent = (share: number | undefined) => (share === undefined ? '—' : String(Math.round(share * 100)));
  const rowOf = ({ name, now, before }: Omit<Line, 'id'>): Omit<MatrixRow, 'key'> => {
    const shown = [plannedIn(now), now.kept, now.moved, now.cancelled, now.overdue].map(number);
    const changed = before && [
      change(plannedIn(now) - plannedIn(before)),
      ...(['kept', 'moved', 'cancelled', 'overdue'] as const).map((one) => change(now[one] - before[one])),
      '±',
    ];
    return {
      name,
      cells: cellsOf(now),
      ...(before && { before: cellsOf(before) }),
      lines: [inColumns([...shown, percent(keptShare(now))], WIDTHS), ...(changed ? [inColumns(changed, WIDTHS)] : [])],
    };
  };
  const compared = lines.some(({ before }) => before);
  const whole = {
    name: total,
    now: add(lines.map(({ now }) => now)),
    ...(compared && { before: add(lines.map(({ before }) => before ?? emptyPlan())) }),
  };
  return {
    field: 'manager',
    columns: [
      { title: words.planned, kind: 'count' },
      ...outcomes.map((one) => ({ title: words[one], kind: 'count' as const })),
      { title: words.keptShare, kind: 'share' },
    ],
    heads: [inColumns(words.short, WIDTHS)],
    rows: lines.map(({ id, ...line }) => ({ key: id, ...rowOf(line) })),
    total: rowOf(whole),
  };
}

function chartOf(reader: ReportReader, lines: readonly Line[]): Undescribed<BarChart> | undefined {
  const { report } = reader.t;
  const { number, changed } = reportNumbers(reader.user.language);
  const drawn = lines.filter(({ now, before }) => plannedIn(now) > 0 || (before && plannedIn(before) > 0));
  if (drawn.length === 0) return undefined;
  const barOf = (label: string, now: PlanFact, before: PlanFact | undefined, others = false): Bar => {
    const value = plannedIn(now);
    return {
      label,
      value,
      text: before ? `${number(value)} (${changed(value, plannedIn(before), number)})` : number(value),
      tone: 'main',
      parts: DRAWN.map((one) => ({ value: now[one], text: number(now[one]), tone: TONES[one] })),
      ...(before && { before: plannedIn(before) }),
      others,
    };
  };
  const left = drawn.slice(BARS_AT_MOST);
  const before = left.flatMap((line) => (line.before ? [line.before] : []));
  const rest = barOf(report.others(left.length), add(left.map(({ now }) => now)), before[0] && add(before), true);
  const compared = drawn.some((line) => line.before);
  return {
    kind: 'bars',
    bars: [
      ...drawn.slice(0, BARS_AT_MOST).map((line) => barOf(line.name, line.now, line.before)),
      ...(left.length > 0 ? [rest] : []),
    ],
    legend: [
      ...DRAWN.map((one) => ({ text: report.plan[one], tone: TONES[one] })),
      ...(compared ? [{ text: report.before, tone: 'before' as const }] : []),
    ],
    values: compared ? 'names' : 'ends',
  };
}
