import { summarize } from '../../src/domain/report/abc.ts';
import { flatten, type Group, type GroupField, isTime, type Totals } from '../../src/domain/report/grouping.ts';
import type { Matrix, MatrixRow } from '../../src/domain/report/matrix.ts';
import { groupFieldsOf } from '../../src/domain/report/report.ts';
import type {
  CellKind,
  SheetCell,
  SheetColumn,
  SheetRow,
  SheetSpec,
  SheetTable,
} from '../../src/domain/report/sheet.ts';
import type { ReportReader } from './report-names.ts';
import type { Found } from './report-run.ts';
import { chartOf } from './report-view.ts';
import { excludedLine, foundLines, madeLine, reportTitle } from './report-words.ts';

/** The whole report as a workbook: every row, not a page of them. */
export function sheetOf(reader: ReportReader, found: Found): SheetSpec {
  const { t, user } = reader;
  const { report } = t;
  const excluded = excludedLine(reader, found);
  const picture = chartOf(reader, found);
  const summary = found.classes
    ? summaryTable(reader, found)
    : found.matrix?.summary && summaryOf(found.matrix.summary);
  return {
    name: found.settings.view ? report.views[found.settings.view] : report.measure[found.settings.measure],
    language: user.language,
    head: [
      reportTitle(reader, found.settings),
      ...foundLines(reader, found),
      ...(excluded === undefined ? [] : [excluded]),
      `${madeLine(reader)}, ${user.name}`,
    ],
    ...tableOf(reader, found),
    beside: { name: report.picture, ...(summary && { summary }), ...(picture && { picture }) },
  };
}

function tableOf(reader: ReportReader, found: Found): SheetTable {
  if (found.matrix) return matrixSheet(reader, found.matrix);
  return found.classes ? classSheet(reader, found) : groupSheet(reader, found);
}

const summaryOf = ({ columns, rows }: NonNullable<Matrix['summary']>): SheetTable => ({
  columns: [{ title: '', kind: 'text' }, ...columns],
  rows: rows.map(({ name, cells }) => ({ cells: [name, ...cells], level: 0 })),
});

/** A report with a layout of its own; compared, each number beside what it was before. */
function matrixSheet({ t }: ReportReader, { field, columns, rows, total }: Matrix): SheetTable {
  const { report } = t;
  const compared = rows.some(({ before }) => before);
  const cellsOf = ({ name, cells, before = [] }: Omit<MatrixRow, 'key'>): SheetCell[] => [
    name,
    ...cells.flatMap((cell, index) => (compared ? [cell, before[index] ?? null] : [cell])),
  ];
  const numbers = columns.flatMap(({ title, kind }): SheetColumn[] =>
    compared
      ? [
          { title, kind },
          { title: `${title}, ${report.before}`, kind },
        ]
      : [{ title, kind }],
  );
  // Shares are not sums; of the rest the whole is one of the rows above it.
  const sums = numbers.flatMap(({ kind }, index) => (kind === 'count' || kind === 'minutes' ? [index + 1] : []));
  return {
    columns: [{ title: report.group[field], kind: 'text' }, ...numbers],
    rows: [
      ...rows.map((row): SheetRow => ({ cells: cellsOf(row), level: 0 })),
      ...(total ? [{ cells: cellsOf(total), level: 0, bold: true, total: true, sums }] : []),
    ],
  };
}

const kindOf = (field: GroupField): CellKind =>
  field === 'day' || field === 'week' || field === 'month' ? field : 'text';

/** Spans of time are told by their keys, which the sheet makes dates of. */
const cellOf = ({ field, key, name }: Group): SheetCell => (isTime(field) && key !== null ? String(key) : name);

/** Columns that a comparison adds. */
function comparedColumns({ t: { report } }: ReportReader, compared: boolean): SheetColumn[] {
  if (!compared) return [];
  const { before, change, percent } = report.sheetColumns;
  return [
    { title: before, kind: 'count' },
    { title: change, kind: 'change' },
    { title: percent, kind: 'changeShare' },
  ];
}

const changeCells = (now: number, before: number): SheetCell[] => [
  before,
  now - before,
  before === 0 ? null : (now - before) / before,
];

function groupSheet(reader: ReportReader, found: Found): SheetTable {
  const { report } = reader.t;
  const { counts, settings } = found;
  const fields = groupFieldsOf(settings);
  const compared = counts.before !== undefined;
  const keyed = Math.max(1, fields.length);
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
    ...comparedColumns(reader, compared),
  ];
  const numbersOf = ({ count, minutes, before }: Totals & { before?: Totals }): SheetCell[] => [
    count,
    // Nobody told a duration: that is not the same as none.
    minutes > 0 ? minutes : null,
    ...(compared ? (before ? changeCells(count, before.count) : [null, null, null]) : []),
  ];
  // Over documents a sum counts each contact once, which no formula over the rows does.
  const summed = fields.includes('document') ? [] : [keyed, keyed + 1, ...(compared ? [keyed + 2, keyed + 3] : [])];
  const rows = flatten(counts).map(({ group, path }): SheetRow => {
    const above = group.groups.length > 0;
    return {
      // Every row names all the groups it lies in, so that the sheet can be filtered and pivoted.
      cells: [
        ...fields.map((_, index) => {
          const at = path[index];
          return at ? cellOf(at) : null;
        }),
        ...numbersOf(group),
      ],
      level: path.length - 1,
      bold: above,
      ...(above && { sums: summed }),
    };
  });
  const label: SheetCell[] = Array.from({ length: keyed }, (_, index) => (index === 0 ? report.total : null));
  const whole = { cells: [...label, ...numbersOf(counts)], level: 0, bold: true, total: true };
  // What was before and has no row of its own counts in the total: only the numbers of now are sums of the rows.
  const sums = fields.length === 0 ? [] : summed.slice(0, 2);
  return { columns, rows: [...rows, { ...whole, sums }] };
}

function classSheet(reader: ReportReader, { classes, settings, counts }: Found): SheetTable {
  const { report } = reader.t;
  const titles = report.sheetColumns;
  const compared = counts.before !== undefined;
  const rows = classes?.rows ?? [];
  const total = rows.reduce((sum, { value }) => sum + value, 0);
  const before = rows.reduce((sum, { group }) => sum + (group.before?.count ?? 0), 0);
  const sums = [2, 3, ...(compared ? [5, 6] : [])];
  return {
    columns: [
      { title: titles.class, kind: 'text' },
      { title: settings.abc ? report.group[settings.abc] : '', kind: 'text' },
      { title: titles.count, kind: 'count' },
      { title: titles.share, kind: 'share' },
      { title: titles.running, kind: 'share' },
      ...comparedColumns(reader, compared),
    ],
    rows: [
      ...rows.map(({ class: klass, group, value, share, runningShare }): SheetRow => {
        const then = group.before?.count ?? 0;
        const cells = [klass, group.name, value, share, runningShare, ...(compared ? changeCells(value, then) : [])];
        return { cells, level: 0, class: klass };
      }),
      {
        cells: [
          null,
          report.total,
          total,
          rows.length > 0 ? 1 : 0,
          null,
          ...(compared ? changeCells(total, before) : []),
        ],
        level: 0,
        bold: true,
        total: true,
        sums,
      },
    ],
  };
}

function summaryTable({ t }: ReportReader, { classes, settings }: Found): SheetTable {
  const { report } = t;
  const titles = report.sheetColumns;
  return {
    columns: [
      { title: titles.class, kind: 'text' },
      { title: settings.abc ? report.abcOf[settings.abc] : '', kind: 'count' },
      { title: titles.count, kind: 'count' },
      { title: titles.share, kind: 'share' },
    ],
    rows: summarize(classes?.values ?? []).map(
      (one): SheetRow => ({ cells: [one.class, one.rows, one.value, one.share], level: 0, class: one.class }),
    ),
  };
}
