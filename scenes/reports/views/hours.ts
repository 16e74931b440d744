import type { HeatChart, Undescribed } from '../../../src/domain/report/chart.ts';
import { WEEKDAYS, type WeekOfHours, weekOfHours } from '../../../src/domain/report/hours.ts';
import type { Matrix, MatrixRow } from '../../../src/domain/report/matrix.ts';
import { weekdayNames } from '../../../src/i18n/dates.ts';
import { inColumns, spark } from '../../../src/reports/block-table.ts';
import type { ReportReader } from '../report-names.ts';
import { reportNumbers } from '../report-words.ts';
import type { ViewFound, ViewQuery } from './overview-run.ts';

const WIDTHS = [9, 9, 16];
const THOUSAND = 1000;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const hourName = (hour: number): string => String(hour).padStart(2, '0');

/** When contacts take place, by day of the week and hour. */
export async function hoursView(
  reader: ReportReader,
  { settings: { measure }, filter, comparison }: ViewQuery,
): Promise<ViewFound> {
  const { kit, user, at, t } = reader;
  const counted = (period: typeof filter.period) =>
    kit.store.overviews.hours(user, { filter: { ...filter, period }, reading: { now: at, zone: user.zone } }, measure);
  const [now, then] = await Promise.all([counted(filter.period), comparison && counted(comparison.before)]);
  const week = weekOfHours(now, then);
  const before = then && weekOfHours(then, now);
  return {
    matrix: matrixOf(reader, week, before),
    notes: [t.report.hours.hint(user.zone)],
    ...(week.total > 0 && { picture: chartOf(reader, week, before) }),
    empty: week.total === 0 && (before?.total ?? 0) === 0,
  };
}

function matrixOf(reader: ReportReader, week: WeekOfHours, before: WeekOfHours | undefined): Matrix {
  const { hours: words, total, weekdays } = reader.t.report;
  const { number, percents, change } = reportNumbers(reader.user.language);
  const rowOf = (
    name: string,
    counts: readonly number[],
    then: readonly number[] | undefined,
  ): Omit<MatrixRow, 'key'> => {
    const all = sum(counts);
    const told = then ? change(all - sum(then)) : percents(week.total === 0 ? 0 : all / week.total);
    const busy = all === 0 ? '—' : `${hourName(week.from + counts.indexOf(Math.max(...counts)))}:00`;
    return {
      name,
      cells: [...counts, all],
      ...(then && { before: [...counts.map(() => null), sum(then)] }),
      lines: [inColumns([number(all), told, busy], WIDTHS), `  ${spark(counts)}`],
    };
  };
  const columnSums = ({ days, hours }: WeekOfHours) => hours.map((_, hour) => sum(days.map((day) => day[hour] ?? 0)));
  return {
    field: 'weekday',
    columns: [
      ...week.hours.map((hour) => ({
        title: `${hourName(hour)}:00`,
        kind: 'count' as const,
        alone: true,
        shaded: true,
      })),
      { title: total, kind: 'count' },
    ],
    heads: [inColumns([words.count, before ? words.change : words.share, words.busiest], WIDTHS)],
    rows: WEEKDAYS.map((weekday, index) => ({
      key: weekday,
      ...rowOf(weekdays[index] ?? '', week.days[index] ?? [], before?.days[index]),
    })),
    total: rowOf(total, columnSums(week), before && columnSums(before)),
    summary: {
      columns: weekdayNames(reader.user).map((title) => ({ title, kind: 'count' as const })),
      heads: [...weekdayNames(reader.user)],
      rows: week.hours.map((hour, index) => ({
        name: hourName(hour),
        cells: week.days.map((day) => day[index] ?? 0),
        texts: week.days.map((day) => shortened(day[index] ?? 0)),
      })),
      repeated: true,
    },
  };
}

/** A number in three characters; nothing is a dot, so that the eye finds what there is. */
const shortened = (value: number): string =>
  value === 0 ? '·' : value < THOUSAND ? String(value) : `${Math.round(value / THOUSAND)}k`;

function chartOf(reader: ReportReader, week: WeekOfHours, before: WeekOfHours | undefined): Undescribed<HeatChart> {
  const { number, change } = reportNumbers(reader.user.language);
  const days = week.days.map(sum);
  return {
    kind: 'heat',
    legend: [],
    grids: [
      {
        columns: [...weekdayNames(reader.user)],
        rows: week.hours.map((hour, index) => {
          const counts = week.days.map((day) => day[index] ?? 0);
          return {
            label: `${hourName(hour)}:00`,
            cells: counts.map((value) => ({ value, text: number(value) })),
            sum: number(sum(counts)),
          };
        }),
        foot: [...days.map(number), number(week.total)],
        ...(before && {
          changes: [
            ...days.map((day, index) => change(day - sum(before.days[index] ?? []))),
            change(week.total - before.total),
          ],
        }),
      },
    ],
  };
}
