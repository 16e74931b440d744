import { derivedId } from '../../src/domain/id.ts';
import type { ChartSpec } from '../../src/domain/report/chart.ts';
import {
  flatten,
  type Group,
  type GroupField,
  isTime,
  type PlacedGroup,
  type Totals,
} from '../../src/domain/report/grouping.ts';
import { fieldsOf } from '../../src/domain/report/report.ts';
import type { Cell, CellKind, SheetColumn, SheetRow, SheetSpec } from '../../src/domain/report/sheet.ts';
import { escapeHtml, type Html, pre } from '../../src/domain/text/html.ts';
import { groupChart, paretoChart } from '../../src/reports/chart-spec.ts';
import { type TextColumn, type TextRow, textTable } from '../../src/reports/text-table.ts';
import type { ReportReader } from './report-names.ts';
import type { Found } from './report-run.ts';
import { chartWords, periodLabel, reportNumbers, reportTitle } from './report-words.ts';

/** Rows of a page; each has a numbered button. */
export const ROWS_A_PAGE = 8;

/**
 * The short key by which its button knows a row again. Rows are known by what they are about, not by their number: that
 * may be another's once somebody saved a contact.
 */
export const rowKey = ({ path }: PlacedGroup): string =>
  derivedId('row', ...path.map(({ key }) => `${key}`)).slice(0, 10);

// There may be tens of thousands, and one card asks for them several times.
const placed = new WeakMap<Found, readonly PlacedGroup[]>();

/** The rows of the table in reading order. */
export function rowsOf(found: Found): readonly PlacedGroup[] {
  const { counts, classes } = found;
  const rows =
    placed.get(found) ?? (classes ? classes.rows.map(({ group }) => ({ group, path: [group] })) : flatten(counts));
  placed.set(found, rows);
  return rows;
}

export const pagesOf = (rows: readonly unknown[]): number => Math.max(1, Math.ceil(rows.length / ROWS_A_PAGE));

/** One page of the table, and what is not in it. Nothing has a class: then there is no table. */
export function tableHtml(reader: ReportReader, found: Found, page: number): Html[] {
  const { settings, classes } = found;
  const { report } = reader.t;
  const excluded =
    settings.abc && classes?.excluded ? [report.excluded(report.none[settings.abc], classes.excluded)] : [];
  const table = classes?.rows.length === 0 ? [] : [pre(tablePage(reader, found, page))];
  return [...table, ...excluded.map(escapeHtml)];
}

/** One page of the table as text for `<pre>`, with the total under it. Groups begun on the page before are named again. */
function tablePage(reader: ReportReader, found: Found, page: number): string {
  return found.classes ? classPage(reader, found, page) : groupPage(reader, found, page);
}

function groupPage(reader: ReportReader, found: Found, page: number): string {
  const { counts } = found;
  const { report } = reader.t;
  const { minutes, change } = reportNumbers(reader.user.language);
  const rows = rowsOf(found);
  const shown = rows.slice(page * ROWS_A_PAGE, (page + 1) * ROWS_A_PAGE);
  const compared = counts.before !== undefined;
  // Three columns of numbers leave no room for a name: a change matters more than a duration.
  const timed = !compared && counts.minutes > 0;
  const numbersOf = (totals: Totals & { before?: Totals }): string[] => [
    String(totals.count),
    ...(compared ? [totals.before ? change(totals.count - totals.before.count) : ''] : []),
    // Nobody told a duration: that is not the same as none.
    ...(timed ? [totals.minutes > 0 ? minutes(totals.minutes) : '—'] : []),
  ];
  const begun = (shown[0]?.path ?? []).slice(0, -1);
  const columns: TextColumn[] = [
    { title: '', align: 'left' },
    {
      title: fieldsOf(found.settings)
        .map((field) => report.group[field])
        .join(' › '),
      align: 'left',
    },
    { title: report.columns.count, align: 'right' },
    ...(compared ? [{ title: report.columns.change, align: 'right' as const }] : []),
    ...(timed ? [{ title: report.columns.minutes, align: 'right' as const }] : []),
  ];
  return textTable({
    columns,
    rows: [
      ...begun.map(({ name }, depth): TextRow => ({ cells: ['', `${name} …`], depth })),
      ...shown.map(
        ({ group, path }, index): TextRow => ({
          cells: [String(index + 1), group.name, ...numbersOf(group)],
          depth: path.length - 1,
        }),
      ),
    ],
    total: { cells: ['', report.total, ...numbersOf(counts)] },
  });
}

function classPage({ t, user }: ReportReader, { classes, counts }: Found, page: number): string {
  const { report } = t;
  const { percents, change } = reportNumbers(user.language);
  const rows = classes?.rows ?? [];
  const shown = rows.slice(page * ROWS_A_PAGE, (page + 1) * ROWS_A_PAGE);
  const compared = counts.before !== undefined;
  const whole = rows.reduce((sum, { value }) => sum + value, 0);
  return textTable({
    columns: [
      { title: '', align: 'left' },
      { title: '', align: 'left' },
      { title: '', align: 'left' },
      { title: report.columns.short, align: 'right' },
      // The running share gives way to the change: both do not fit on a phone.
      { title: report.columns.share, align: 'right' },
      { title: compared ? report.columns.change : report.columns.running, align: 'right' },
    ],
    rows: shown.map(({ group, value, share, runningShare, class: klass }, index) => ({
      cells: [
        String(index + 1),
        klass,
        group.name,
        String(value),
        percents(share),
        compared ? change(value - (group.before?.count ?? 0)) : percents(runningShare),
      ],
    })),
    total: { cells: ['', '', report.total, String(whole), rows.length > 0 ? percents(1) : '', ''] },
  });
}

/** The picture; undefined where there is nothing to draw. */
export function chartOf(reader: ReportReader, { settings, counts, classes }: Found): ChartSpec | undefined {
  const words = chartWords(reader, settings);
  return classes ? paretoChart(classes.rows, settings.cutoffs, words) : groupChart(counts, settings.sort, words);
}

/** The whole report as a workbook: every row, not a page of them. */
export function sheetOf(reader: ReportReader, found: Found, filterLines: readonly string[]): SheetSpec {
  const { settings } = found;
  return {
    name: reader.t.report.measure[settings.measure],
    // The head is frozen: it must leave room for the table, however much is filtered.
    head: [reportTitle(reader, settings), [periodLabel(reader, settings.period), ...filterLines].join(' · ')],
    ...(found.classes ? classSheet(reader, found) : groupSheet(reader, found)),
  };
}

const kindOf = (field: GroupField): CellKind =>
  field === 'day' || field === 'week' || field === 'month' ? field : 'text';

/** Spans of time are told by their keys, which the sheet makes dates of. */
const cellOf = ({ field, key, name }: Group): Cell => (isTime(field) && key !== null ? String(key) : name);

function groupSheet({ t }: ReportReader, found: Found): Pick<SheetSpec, 'columns' | 'rows'> {
  const { report } = t;
  const { counts, settings } = found;
  const fields = fieldsOf(settings);
  const compared = counts.before !== undefined;
  const columns: SheetColumn[] = [
    ...fields.map(
      (field): SheetColumn => ({
        title: field === 'week' ? report.sheetColumns.week : report.group[field],
        kind: kindOf(field),
      }),
    ),
    ...(fields.length === 0 ? [{ title: '', kind: 'text' as const }] : []),
    { title: report.sheetColumns.count, kind: 'count' },
    { title: report.sheetColumns.minutes, kind: 'minutes' },
    ...(compared
      ? [
          { title: report.sheetColumns.before, kind: 'count' as const },
          { title: report.sheetColumns.change, kind: 'change' as const },
        ]
      : []),
  ];
  const numbersOf = ({ count, minutes, before }: Totals & { before?: Totals }): Cell[] => [
    count,
    // Nobody told a duration: that is not the same as none.
    minutes > 0 ? minutes : null,
    ...(compared ? [before?.count ?? null, before ? count - before.count : null] : []),
  ];
  const rows = flatten(counts).map(
    ({ group, path }): SheetRow => ({
      // Every row names all the groups it lies in, so that the sheet can be filtered and pivoted.
      cells: [
        ...fields.map((_, index) => {
          const at = path[index];
          return at ? cellOf(at) : null;
        }),
        ...numbersOf(group),
      ],
      level: path.length - 1,
      bold: group.groups.length > 0,
    }),
  );
  const label: Cell[] = Array.from({ length: Math.max(1, fields.length) }, (_, index) =>
    index === 0 ? report.total : null,
  );
  return { columns, rows: [...rows, { cells: [...label, ...numbersOf(counts)], level: 0, bold: true }] };
}

function classSheet({ t }: ReportReader, { classes, settings, counts }: Found): Pick<SheetSpec, 'columns' | 'rows'> {
  const { report } = t;
  const titles = report.sheetColumns;
  const compared = counts.before !== undefined;
  const rows = classes?.rows ?? [];
  const total = rows.reduce((sum, { value }) => sum + value, 0);
  const before = rows.reduce((sum, { group }) => sum + (group.before?.count ?? 0), 0);
  return {
    columns: [
      { title: titles.class, kind: 'text' },
      { title: settings.abc ? report.group[settings.abc] : '', kind: 'text' },
      { title: titles.count, kind: 'count' },
      { title: titles.share, kind: 'share' },
      { title: titles.running, kind: 'share' },
      ...(compared
        ? [
            { title: titles.before, kind: 'count' as const },
            { title: titles.change, kind: 'change' as const },
          ]
        : []),
    ],
    rows: [
      ...rows.map(({ class: klass, group, value, share, runningShare }): SheetRow => {
        const then = group.before?.count ?? 0;
        const cells = [klass, group.name, value, share, runningShare, ...(compared ? [then, value - then] : [])];
        return { cells, level: 0 };
      }),
      {
        cells: [
          null,
          report.total,
          total,
          rows.length > 0 ? 1 : 0,
          null,
          ...(compared ? [before, total - before] : []),
        ],
        level: 0,
        bold: true,
      },
    ],
  };
}
