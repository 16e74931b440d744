import type { Counts, Group, PlacedGroup, Totals } from '../../src/domain/report/grouping.ts';
import { classedBy, groupFieldsOf } from '../../src/domain/report/report.ts';
import { remainder } from '../../src/reports/chart-spec.ts';
import { type TextColumn, type TextRow, textTable } from '../../src/reports/text-table.ts';
import type { ReportReader } from './report-names.ts';
import type { Found } from './report-run.ts';
import { reportNumbers } from './report-words.ts';

/** Rows of a page; each has a numbered button. */
export const ROWS_A_PAGE = 8;

/** What stands on one page of a table: its rows, the number of the first, and whether it is the last page. */
interface Page<Row> {
  rows: readonly Row[];
  first: number;
  last: boolean;
}

function pageOf<Row>(rows: readonly Row[], page: number): Page<Row> {
  const first = page * ROWS_A_PAGE;
  return { rows: rows.slice(first, first + ROWS_A_PAGE), first: first + 1, last: first + ROWS_A_PAGE >= rows.length };
}

/** What "the first ten" leaves out, and groups that are not listed: how many, and what they hold. */
function leftOf({ counts, settings }: Found): { groups: number; totals: Group } | undefined {
  const shown = counts.groups.slice(0, settings.top);
  const groups = counts.groups.length - shown.length + (counts.unlisted ?? 0);
  return groups > 0 ? { groups, totals: remainder(counts, shown) } : undefined;
}

/** How the totals of groups are written, a cell a column: three columns of numbers leave no room for a name. */
function numberCells(reader: ReportReader, counts: Counts) {
  const { columns } = reader.t.report;
  const { minutes, change, changePercents } = reportNumbers(reader.user.language);
  const compared = counts.before !== undefined;
  // A change matters more than a duration.
  const timed = !compared && counts.minutes > 0;
  const titles = [
    compared ? columns.short : columns.count,
    ...(compared ? [columns.change, columns.percent] : []),
    ...(timed ? [columns.minutes] : []),
  ];
  return {
    columns: titles.map((title): TextColumn => ({ title, align: 'right' })),
    cellsOf: ({ count, minutes: spent, before }: Totals & { before?: Totals }): string[] => [
      String(count),
      ...(compared
        ? [before ? change(count - before.count) : '', before ? changePercents(count, before.count) : '']
        : []),
      // No duration was told: that is not the same as none.
      ...(timed ? [spent > 0 ? minutes(spent) : '—'] : []),
    ],
  };
}

/** One page of the table as text for `<pre>`, with the total under it. Groups begun on the page before are named again. */
export function groupPage(reader: ReportReader, found: Found, all: readonly PlacedGroup[], page: number): string {
  const { counts, settings } = found;
  const { report } = reader.t;
  const { columns, cellsOf } = numberCells(reader, counts);
  const { rows, first, last } = pageOf(all, page);
  const begun = (rows[0]?.path ?? []).slice(0, -1);
  const left = last ? leftOf(found) : undefined;
  const fields = groupFieldsOf(settings).slice(0, settings.firstOnly ? 1 : undefined);
  return textTable({
    columns: [
      { title: '', align: 'left' },
      { title: fields.map((field) => report.group[field]).join(' › '), align: 'left' },
      ...columns,
    ],
    rows: [
      ...begun.map(({ name }, depth): TextRow => ({ cells: ['', `${name} …`], depth })),
      ...rows.map(
        ({ group, path }, index): TextRow => ({
          cells: [String(first + index), group.name, ...cellsOf(group)],
          depth: path.length - 1,
        }),
      ),
      ...(left ? [{ cells: ['', report.others(left.groups), ...cellsOf(left.totals)] }] : []),
    ],
    total: { cells: ['', report.total, ...cellsOf(counts)] },
  });
}

/** One page of an ABC analysis. The running share gives way to the change: both do not fit on a phone. */
export function classPage({ t, user }: ReportReader, { classes, counts, settings }: Found, page: number): string {
  const { report } = t;
  const { percents, change, minutes } = reportNumbers(user.language);
  const by = classedBy(settings);
  const show = by === 'minutes' ? minutes : String;
  const listed = (classes?.rows ?? []).slice(0, settings.top);
  const { rows, first, last } = pageOf(listed, page);
  const compared = counts.before !== undefined;
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const values = classes?.values ?? [];
  const whole = sum(values.map((one) => one.value * one.rows));
  const rest = whole - sum(listed.map(({ value }) => value));
  const left = last ? sum(values.map((one) => one.rows)) - listed.length : 0;
  return textTable({
    columns: [
      ...['', '', ''].map((title): TextColumn => ({ title, align: 'left' })),
      { title: by === 'minutes' ? report.columns.minutes : report.columns.short, align: 'right' },
      { title: report.columns.share, align: 'right' },
      { title: compared ? report.columns.change : report.columns.running, align: 'right' },
    ],
    rows: [
      ...rows.map(({ group, value, share, runningShare, class: klass }, index) => ({
        cells: [
          String(first + index),
          klass,
          group.name,
          show(value),
          percents(share),
          compared ? change(value - (group.before?.[by] ?? 0), show) : percents(runningShare),
        ],
      })),
      ...(left > 0
        ? [{ cells: ['', '', report.others(left), show(rest), percents(rest / Math.max(1, whole)), ''] }]
        : []),
    ],
    total: { cells: ['', '', report.total, show(whole), values.length > 0 ? percents(1) : '', ''] },
  });
}
