import type { AbcClass } from '../domain/report/abc.ts';
import {
  type Counts,
  flatten,
  type Group,
  type GroupField,
  isTime,
  type Totals,
  type Valued,
} from '../domain/report/grouping.ts';
import type { CellKind, SheetCell, SheetColumn, SheetRow, SheetTable, SheetWords } from '../domain/report/sheet.ts';

/*
 * The tables of workbooks: groups within groups with their subtotals, and classes. Made here of plain data, so that a table
 * of many groups can be made in the thread that writes it.
 */

const kindOf = (field: GroupField): CellKind =>
  field === 'day' || field === 'week' || field === 'month' ? field : 'text';

/** Spans of time are told by their keys, which the sheet makes dates of. */
const cellOf = ({ field, key, name }: Group): SheetCell => (isTime(field) && key !== null ? String(key) : name);

/** Columns that a comparison adds. */
function comparedColumns({ columns }: SheetWords, compared: boolean, by: Valued = 'count'): SheetColumn[] {
  if (!compared) return [];
  return [
    { title: columns.before, kind: by },
    { title: columns.change, kind: by === 'count' ? 'change' : 'changeMinutes' },
    { title: columns.percent, kind: 'changeShare' },
  ];
}

const changeCells = (now: number, before: number): SheetCell[] => [
  before,
  now - before,
  before === 0 ? null : (now - before) / before,
];

/** Every group with its subtotals, and the total under them. */
export function groupTable(counts: Counts, fields: readonly GroupField[], words: SheetWords): SheetTable {
  const compared = counts.before !== undefined;
  const keyed = Math.max(1, fields.length);
  const columns: SheetColumn[] = [
    ...fields.map(
      (field): SheetColumn => ({
        title: field === 'week' ? words.columns.week : words.group[field],
        kind: kindOf(field),
      }),
    ),
    ...(fields.length === 0 ? [{ title: '', kind: 'text' as const }] : []),
    { title: words.columns.count, kind: 'count' },
    { title: words.columns.minutes, kind: 'minutes' },
    ...comparedColumns(words, compared),
  ];
  const numbersOf = ({ count, minutes, before }: Totals & { before?: Totals }): SheetCell[] => [
    count,
    // No duration was told: that is not the same as none.
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
  const label: SheetCell[] = Array.from({ length: keyed }, (_, index) => (index === 0 ? words.total : null));
  const whole = { cells: [...label, ...numbersOf(counts)], level: 0, bold: true, total: true };
  // What was before and has no row of its own counts in the total: only the numbers of now are sums of the rows.
  const sums = fields.length === 0 ? [] : summed.slice(0, 2);
  return { columns, rows: [...rows, { ...whole, sums }] };
}

/** A row of an ABC analysis. */
export interface ClassRow {
  group: Group;
  value: number;
  class: AbcClass;
  share: number;
  runningShare: number;
}

/** The values of a field with their classes, the greatest first, and the total under them. */
export function classTable(
  classed: readonly ClassRow[],
  { field, by, compared }: { field: GroupField | undefined; by: Valued; compared: boolean },
  words: SheetWords,
): SheetTable {
  const titles = words.columns;
  const total = classed.reduce((sum, { value }) => sum + value, 0);
  const before = classed.reduce((sum, { group }) => sum + (group.before?.[by] ?? 0), 0);
  const rows = classed.map(({ class: klass, group, value, share, runningShare }): SheetRow => {
    const then = group.before?.[by] ?? 0;
    const cells = [klass, group.name, value, share, runningShare, ...(compared ? changeCells(value, then) : [])];
    return { cells, level: 0, class: klass };
  });
  const whole = [total, rows.length > 0 ? 1 : 0, null, ...(compared ? changeCells(total, before) : [])];
  return {
    columns: [
      { title: titles.class, kind: 'text' },
      { title: field ? words.group[field] : '', kind: 'text' },
      { title: titles[by], kind: by },
      { title: titles.share, kind: 'share' },
      { title: titles.running, kind: 'share' },
      ...comparedColumns(words, compared, by),
    ],
    rows: [
      ...rows,
      {
        cells: [null, words.total, ...whole],
        level: 0,
        bold: true,
        total: true,
        sums: [2, 3, ...(compared ? [5, 6] : [])],
      },
    ],
  };
}
