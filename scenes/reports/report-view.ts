import { derivedId } from '../../src/domain/id.ts';
import type { ChartSpec } from '../../src/domain/report/chart.ts';
import { flatten, type Group, type PlacedGroup, type Totals } from '../../src/domain/report/grouping.ts';
import type { Matrix } from '../../src/domain/report/matrix.ts';
import { groupFieldsOf } from '../../src/domain/report/report.ts';
import { escapeHtml, type Html, pre } from '../../src/domain/text/html.ts';
import { blockTable } from '../../src/reports/block-table.ts';
import { groupChart, remainder } from '../../src/reports/chart-spec.ts';
import { paretoChart } from '../../src/reports/pareto-spec.ts';
import { type TextColumn, type TextRow, textTable } from '../../src/reports/text-table.ts';
import type { ReportReader } from './report-names.ts';
import type { Found } from './report-run.ts';
import { chartWords, classLine, excludedLine, hasEqual, paretoWords, reportNumbers } from './report-words.ts';

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

/** The rows of the table in reading order: all, or those of the first groups, or the first level alone. */
export function tableRows(found: Found): readonly PlacedGroup[] {
  const known = placed.get(found);
  if (known) return known;
  const { counts, classes, settings, matrix } = found;
  if (matrix) {
    const rows = matrix.rows.map(({ key, name }) => {
      const group = { field: matrix.field, key, name, count: 0, minutes: 0, groups: [] };
      return { group, path: [group] };
    });
    placed.set(found, rows);
    return rows;
  }
  const all = classes ? classes.rows.map(({ group }) => group) : counts.groups;
  const first = settings.top === undefined ? all : all.slice(0, settings.top);
  const deep = classes === undefined && !settings.firstOnly;
  const rows = deep ? flatten({ ...counts, groups: [...first] }) : first.map((group) => ({ group, path: [group] }));
  placed.set(found, rows);
  return rows;
}

/** What "the first ten" leaves out, and groups that are not listed: how many, and what they hold. */
function leftOf({ counts, settings }: Found): { groups: number; totals: Group } | undefined {
  const shown = counts.groups.slice(0, settings.top);
  const groups = counts.groups.length - shown.length + (counts.unlisted ?? 0);
  return groups > 0 ? { groups, totals: remainder(counts, shown) } : undefined;
}

export const pagesOf = (rows: readonly unknown[]): number => Math.max(1, Math.ceil(rows.length / ROWS_A_PAGE));

/** One page of the table, and what is not in it. Nothing has a class: then there is no table. */
export function tableHtml(reader: ReportReader, found: Found, page: number): Html[] {
  const { classes, matrix, notes = [] } = found;
  if (matrix) return [...matrixHtml(matrix, page), ...notes.map((note) => escapeHtml(note))];
  if (!classes) return [pre(groupPage(reader, found, page))];
  const below = [
    classLine(reader, found),
    excludedLine(reader, found),
    hasEqual(found) ? reader.t.report.equalShare : undefined,
  ].filter((line) => line !== undefined && line !== '');
  const table = classes.rows.length === 0 ? [] : [pre(classPage(reader, found, page))];
  return [...table, ...(below.length > 0 ? [escapeHtml(below.join('\n'))] : [])];
}

/** One page of a report with a layout of its own. */
function matrixHtml({ heads, rows, total, summary }: Matrix, page: number): Html[] {
  const first = page * ROWS_A_PAGE;
  const blocks = rows
    .slice(first, first + ROWS_A_PAGE)
    .map(({ name, lines }, index) => ({ name, lines, number: String(first + index + 1) }));
  const above = summary
    ? [
        textTable({
          columns: [
            { title: '', align: 'left' },
            ...summary.columns.map(({ title }): TextColumn => ({ title, align: 'right' })),
          ],
          rows: summary.rows.map(({ name, cells }) => ({ cells: [name, ...cells.map(String)] })),
        }),
      ]
    : [];
  const below = blocks.length > 0 ? [blockTable(heads, blocks, total)] : [];
  return [...above, ...below].map(pre);
}

/** One page of the table as text for `<pre>`, with the total under it. Groups begun on the page before are named again. */
function groupPage(reader: ReportReader, found: Found, page: number): string {
  const { counts, settings } = found;
  const { report } = reader.t;
  const { minutes, change, changePercents } = reportNumbers(reader.user.language);
  const rows = tableRows(found);
  const shown = rows.slice(page * ROWS_A_PAGE, (page + 1) * ROWS_A_PAGE);
  const compared = counts.before !== undefined;
  // Three columns of numbers leave no room for a name: a change matters more than a duration.
  const timed = !compared && counts.minutes > 0;
  const numbersOf = ({ count, minutes: spent, before }: Totals & { before?: Totals }): string[] => [
    String(count),
    ...(compared
      ? [before ? change(count - before.count) : '', before ? changePercents(count, before.count) : '']
      : []),
    // Nobody told a duration: that is not the same as none.
    ...(timed ? [spent > 0 ? minutes(spent) : '—'] : []),
  ];
  const begun = (shown[0]?.path ?? []).slice(0, -1);
  const left = page === pagesOf(rows) - 1 ? leftOf(found) : undefined;
  const columns: TextColumn[] = [
    { title: '', align: 'left' },
    {
      title: groupFieldsOf(settings)
        .slice(0, settings.firstOnly ? 1 : undefined)
        .map((field) => report.group[field])
        .join(' › '),
      align: 'left',
    },
    { title: compared ? report.columns.short : report.columns.count, align: 'right' },
    ...(compared
      ? [report.columns.change, report.columns.percent].map((title): TextColumn => ({ title, align: 'right' }))
      : []),
    ...(timed ? [{ title: report.columns.minutes, align: 'right' as const }] : []),
  ];
  return textTable({
    columns,
    rows: [
      ...begun.map(({ name }, depth): TextRow => ({ cells: ['', `${name} …`], depth })),
      ...shown.map(
        ({ group, path }, index): TextRow => ({
          cells: [String(page * ROWS_A_PAGE + index + 1), group.name, ...numbersOf(group)],
          depth: path.length - 1,
        }),
      ),
      ...(left ? [{ cells: ['', report.others(left.groups), ...numbersOf(left.totals)] }] : []),
    ],
    total: { cells: ['', report.total, ...numbersOf(counts)] },
  });
}

function classPage({ t, user }: ReportReader, found: Found, page: number): string {
  const { classes, counts, settings } = found;
  const { report } = t;
  const { percents, change } = reportNumbers(user.language);
  const all = classes?.rows ?? [];
  const rows = settings.top === undefined ? all : all.slice(0, settings.top);
  const shown = rows.slice(page * ROWS_A_PAGE, (page + 1) * ROWS_A_PAGE);
  const compared = counts.before !== undefined;
  const whole = (classes?.values ?? []).reduce(
    (totals, one) => ({ rows: totals.rows + one.rows, value: totals.value + one.value * one.rows }),
    { rows: 0, value: 0 },
  );
  const listed = rows.reduce((total, { value }) => total + value, 0);
  const left = page === pagesOf(rows) - 1 ? whole.rows - rows.length : 0;
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
    rows: [
      ...shown.map(({ group, value, share, runningShare, class: klass }, index) => ({
        cells: [
          String(page * ROWS_A_PAGE + index + 1),
          klass,
          group.name,
          String(value),
          percents(share),
          compared ? change(value - (group.before?.count ?? 0)) : percents(runningShare),
        ],
      })),
      ...(left > 0
        ? [
            {
              cells: [
                '',
                '',
                report.others(left),
                String(whole.value - listed),
                percents((whole.value - listed) / Math.max(1, whole.value)),
                '',
              ],
            },
          ]
        : []),
    ],
    total: {
      cells: ['', '', report.total, String(whole.value), whole.rows > 0 ? percents(1) : '', ''],
    },
  });
}

/** The picture; undefined where there is nothing to draw. */
export function chartOf(reader: ReportReader, found: Found): ChartSpec | undefined {
  const { settings, counts, classes, picture } = found;
  if (picture) {
    const { title, lines, foot } = chartWords(reader, found);
    return { ...picture, title, lines, foot };
  }
  if (classes) return paretoChart(classes, settings.cutoffs, paretoWords(reader, found));
  return groupChart(counts, settings.sort, chartWords(reader, found));
}
