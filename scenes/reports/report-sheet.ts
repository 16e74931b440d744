import { summarize } from '../../src/domain/report/abc.ts';
import type { Matrix, MatrixRow } from '../../src/domain/report/matrix.ts';
import { classedBy, groupFieldsOf } from '../../src/domain/report/report.ts';
import type {
  SheetCell,
  SheetColumn,
  SheetPlan,
  SheetRow,
  SheetSpec,
  SheetTable,
  SheetWords,
} from '../../src/domain/report/sheet.ts';
import { periodRange } from '../../src/domain/time/period.ts';
import { classTable, groupTable } from '../../src/reports/sheet-tables.ts';
import type { ReportReader } from './report-names.ts';
import { nameWords } from './report-names.ts';
import type { Found } from './report-run.ts';
import { chartOf } from './report-view.ts';
import { excludedLine, foundLines, madeLine, reportTitle } from './report-words.ts';

/** The whole report as a workbook: every row, not a page of them. What is not listed is planned. */
export function sheetOf(reader: ReportReader, found: Found): SheetSpec {
  const { t, user } = reader;
  const { report } = t;
  const excluded = excludedLine(reader, found);
  const picture = chartOf(reader, found);
  const summary = found.classes
    ? summaryTable(reader, found)
    : found.matrix?.summary && !found.matrix.summary.repeated && summaryOf(found.matrix.summary);
  return {
    name: found.settings.view ? report.views[found.settings.view] : report.measure[found.settings.measure],
    language: user.language,
    head: [
      reportTitle(reader, found.settings),
      ...foundLines(reader, found),
      ...(excluded === undefined ? [] : [excluded]),
      `${madeLine(reader)}, ${user.name}`,
    ],
    table: found.cut ? planOf(reader, found) : tableOf(reader, found),
    beside: { name: report.picture, ...(summary && { summary }), ...(picture && { picture }) },
  };
}

function tableOf(reader: ReportReader, found: Found): SheetTable {
  if (found.matrix) return matrixSheet(reader, found.matrix);
  const { settings, counts, classes } = found;
  const words = sheetWords(reader);
  if (!classes) return groupTable(counts, groupFieldsOf(settings), words);
  const how = { field: settings.abc, by: classedBy(settings), compared: counts.before !== undefined };
  return classTable(classes.rows, how, words);
}

function planOf(reader: ReportReader, { settings, filter, comparison }: Found): SheetPlan {
  const { at, user } = reader;
  return {
    fields: groupFieldsOf(settings),
    sort: settings.abc ? classedBy(settings) : settings.sort,
    compared: comparison !== undefined,
    ...(settings.abc && { classes: { cutoffs: settings.cutoffs, by: classedBy(settings) } }),
    axis: { ...periodRange(filter.period, user.zone), now: at, zone: user.zone },
    words: sheetWords(reader),
    names: nameWords(reader),
  };
}

const sheetWords = ({ t: { report } }: ReportReader): SheetWords => ({
  group: report.group,
  total: report.total,
  columns: report.sheetColumns,
});

const summaryOf = ({ columns, rows }: NonNullable<Matrix['summary']>): SheetTable => ({
  columns: [{ title: '', kind: 'text' }, ...columns],
  rows: rows.map(({ name, cells }) => ({ cells: [name, ...cells], level: 0 })),
});

/** A report with a layout of its own; compared, each number beside what it was before. */
function matrixSheet({ t }: ReportReader, { field, columns, rows, total }: Matrix): SheetTable {
  const { report } = t;
  const compared = rows.some(({ before }) => before);
  const doubled = columns.map(({ alone }) => compared && !alone);
  const cellsOf = ({ name, cells, before = [] }: Omit<MatrixRow, 'key'>): SheetCell[] => [
    name,
    ...cells.flatMap((cell, index) => (doubled[index] ? [cell, before[index] ?? null] : [cell])),
  ];
  const numbers = columns.flatMap(({ title, kind }, index): SheetColumn[] => [
    { title, kind },
    ...(doubled[index] ? [{ title: `${title}, ${report.before}`, kind }] : []),
  ]);
  const shaded = columns.flatMap((column, index) => (column.shaded ? [index + 1] : []));
  // Shares are not sums; of the rest the whole is one of the rows above it.
  const sums = numbers.flatMap(({ kind }, index) => (kind === 'count' || kind === 'minutes' ? [index + 1] : []));
  return {
    columns: [{ title: field === 'weekday' ? report.weekday : report.group[field], kind: 'text' }, ...numbers],
    rows: [
      ...rows.map((row): SheetRow => ({ cells: cellsOf(row), level: 0, ...(row.class && { class: row.class }) })),
      ...(total ? [{ cells: cellsOf(total), level: 0, bold: true, total: true, sums }] : []),
    ],
    ...(shaded.length > 0 && { shaded: [Math.min(...shaded), Math.max(...shaded)] as const }),
  };
}

function summaryTable({ t }: ReportReader, { classes, settings }: Found): SheetTable {
  const { report } = t;
  const titles = report.sheetColumns;
  return {
    columns: [
      { title: titles.class, kind: 'text' },
      { title: settings.abc ? report.abcOf[settings.abc] : '', kind: 'count' },
      { title: titles[classedBy(settings)], kind: classedBy(settings) },
      { title: titles.share, kind: 'share' },
    ],
    rows: summarize(classes?.values ?? []).map(
      (one): SheetRow => ({ cells: [one.class, one.rows, one.value, one.share], level: 0, class: one.class }),
    ),
  };
}
