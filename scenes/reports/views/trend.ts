import { type Group, type GroupKey, groupRows } from '../../../src/domain/report/grouping.ts';
import type { Matrix } from '../../../src/domain/report/matrix.ts';
import type { ReportSettings } from '../../../src/domain/report/report.ts';
import { isTimeField, spansIn } from '../../../src/domain/report/time-axis.ts';
import { trendSpans } from '../../../src/domain/report/views.ts';
import { currentPeriod, type Period, periodRange, shiftPeriod } from '../../../src/domain/time/period.ts';
import { inColumns, spark } from '../../../src/reports/block-table.ts';
import { nameRows, type ReportReader } from '../report-names.ts';
import { reportNumbers } from '../report-words.ts';
import type { ViewFound, ViewQuery } from './overview-run.ts';

const WIDTHS = [15, 7, 8];

/** The last 13 weeks or 12 months, the one under way among them. */
export function trendPeriod({ span = 'week' }: Pick<ReportSettings, 'span'>, now: Date, zone: string): Period {
  const current = currentPeriod(span, now, zone);
  const { from } = periodRange(shiftPeriod(current, 1 - trendSpans[span], zone), zone);
  const { to } = periodRange(current, zone);
  return { kind: 'range', ...(from && { from }), ...(to && { to }) };
}

/** One measure over weeks or months, as a line for each manager, type or channel. */
export async function trend(reader: ReportReader, { settings, filter, comparison }: ViewQuery): Promise<ViewFound> {
  const { kit, user, at } = reader;
  const { span = 'week', by = 'manager', measure } = settings;
  const fields = [span, by] as const;
  const spans = (period: Period) => {
    const { from, to } = periodRange(period, user.zone);
    return from && to ? spansIn(span, { from, to }, user.zone) : [];
  };
  const axis = spans(filter.period);
  const counted = await kit.store.reports.count(user, {
    measure,
    filter,
    fields,
    reading: { now: at, zone: user.zone },
    ...(comparison && {
      before: { period: comparison.before, spans: { now: axis, before: spans(comparison.before) } },
    }),
  });
  const named = await nameRows(reader, fields, counted);
  const counts = groupRows({ fields, sort: 'name', axis, ...named });
  return { matrix: matrixOf(reader, counts.groups, by), counts, empty: counts.count === 0 };
}

function matrixOf(reader: ReportReader, spans: readonly Group[], field: Matrix['field']): Matrix {
  const { report } = reader.t;
  const { change } = reportNumbers(reader.user.language);
  const series = new Map<GroupKey, { name: string; values: number[]; before: number }>();
  for (const [index, { groups }] of spans.entries()) {
    for (const { key, name, count, before } of groups) {
      const one = series.get(key) ?? { name, values: spans.map(() => 0), before: 0 };
      one.values[index] = (one.values[index] ?? 0) + count;
      one.before += before?.count ?? 0;
      series.set(key, one);
    }
  }
  const compared = spans.some(({ before }) => before);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const rowOf = ({ name, values, before }: { name: string; values: number[]; before: number }) => {
    const last = values.at(-1) ?? 0;
    const cells = [...values, sum(values)];
    return {
      name,
      cells,
      ...(compared && { before: [...values.map(() => null), before] }),
      lines: [
        inColumns([spark(values), String(last), compared ? change(sum(values) - before) : String(sum(values))], WIDTHS),
      ],
    };
  };
  const rows = [...series]
    .filter(([, { values }]) => sum(values) > 0)
    .sort(([, a], [, b]) => sum(b.values) - sum(a.values));
  return {
    field,
    columns: [
      ...spans.map(({ name }) => ({ title: name, kind: 'count' as const })),
      { title: report.total, kind: 'count' },
    ],
    heads: [inColumns(['', report.trend.last, compared ? report.trend.change : report.total], WIDTHS)],
    rows: rows.map(([key, one]) => ({ key, ...rowOf(one) })),
    total: rowOf({
      name: report.total,
      values: spans.map(({ count }) => count),
      before: sum(spans.map(({ before }) => before?.count ?? 0)),
    }),
  };
}

/** Whether a report is told over time: its spans then stand in the order of time. */
export const isOverTime = ({ groups }: ReportSettings): boolean => isTimeField(groups[0]);
