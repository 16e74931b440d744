import { derivedId } from '../../src/domain/id.ts';
import type { ChartSpec } from '../../src/domain/report/chart.ts';
import { flatten, type PlacedGroup } from '../../src/domain/report/grouping.ts';
import type { Matrix } from '../../src/domain/report/matrix.ts';
import { escapeHtml, type Html, pre } from '../../src/domain/text/html.ts';
import { blockTable } from '../../src/reports/block-table.ts';
import { groupChart } from '../../src/reports/chart-spec.ts';
import { paretoChart } from '../../src/reports/pareto-spec.ts';
import { type TextColumn, textTable } from '../../src/reports/text-table.ts';
import type { ReportReader } from './report-names.ts';
import { classPage, groupPage, ROWS_A_PAGE } from './report-pages.ts';
import type { Found } from './report-run.ts';
import { chartWords, classLine, excludedLine, hasEqual, paretoWords } from './report-words.ts';

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
      // Rows by weekday are of no field that groups have: what they lead to looks at their key alone.
      const field = matrix.field === 'weekday' ? 'day' : matrix.field;
      const group = { field, key, name, count: 0, minutes: 0, groups: [] };
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

export const pagesOf = (rows: readonly unknown[]): number => Math.max(1, Math.ceil(rows.length / ROWS_A_PAGE));

/** One page of the table, and what is not in it. Nothing has a class: then there is no table. */
export function tableHtml(reader: ReportReader, found: Found, page: number): Html[] {
  const { classes, matrix, notes = [] } = found;
  if (matrix) return [...matrixHtml(matrix, page), ...notes.map((note) => escapeHtml(note))];
  if (!classes) return [pre(groupPage(reader, found, tableRows(found), page))];
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
  const blocks = rows.slice(first, first + ROWS_A_PAGE).map(({ name, lines, section }, index) => ({
    name,
    lines,
    number: String(first + index + 1),
    ...(section !== undefined && { section }),
  }));
  const above = summary
    ? [
        textTable({
          columns: [
            { title: '', align: 'left' },
            ...(summary.heads ?? summary.columns.map(({ title }) => title)).map(
              (title): TextColumn => ({ title, align: 'right' }),
            ),
          ],
          rows: summary.rows.map(({ name, cells, texts }) => ({ cells: [name, ...(texts ?? cells.map(String))] })),
        }),
      ]
    : [];
  const below = blocks.length > 0 ? [blockTable(heads, blocks, total)] : [];
  return [...above, ...below].map(pre);
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
