/** The widest a table may be on a phone, in characters. */
export const TABLE_WIDTH = 34;

export interface TextColumn {
  title: string;
  /** Numbers stand at the right. One column, the first of text, takes what room is left. */
  align: 'left' | 'right';
}

export interface TextRow {
  cells: string[];
  /** How far the first cell is pushed in: a group within a group. */
  depth?: number;
}

export interface TextTable {
  columns: TextColumn[];
  rows: TextRow[];
  /** Under a line at the end. */
  total?: TextRow;
}

// Made once: making one takes longer than a table does.
const segmenter = new Intl.Segmenter();
const graphemes = (text: string): string[] =>
  PLAIN.test(text) ? text.split('') : [...segmenter.segment(text)].map(({ segment }) => segment);
/** Latin, Cyrillic, numbers and dashes: nothing in them joins, and most cells are of them. Segmenting takes far longer. */
const PLAIN = /^[ -~\u00a0-\u02ff\u0400-\u0482\u048a-\u052f\u2010-\u2027]*$/;

/** How many columns a text takes: pictures and East Asian characters take two. */
function columnsOf(text: string): number {
  let columns = 0;
  for (const one of graphemes(text)) columns += columnsOfOne(one);
  return columns;
}
const columnsOfOne = (grapheme: string): number => (WIDE.test(grapheme) ? 2 : 1);

/** So much of a cell is looked at: more is never seen, and a cell that is a novel does not make the table wait. */
const LETTERS = 8 * TABLE_WIDTH;
const shortened = (text: string): string => text.slice(0, LETTERS).replace(/\s+/g, ' ');

const WIDE =
  /\p{Extended_Pictographic}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/u;

/** Cut with "…" or filled up to exactly this many columns. */
function fitted(text: string, width: number, align: 'left' | 'right'): string {
  let shown = shortened(text);
  if (columnsOf(shown) > width) {
    const kept: string[] = [];
    let columns = 0;
    for (const one of graphemes(shown)) {
      columns += columnsOfOne(one);
      if (columns > width - 1) break;
      kept.push(one);
    }
    shown = `${kept.join('').trimEnd()}…`;
  }
  const gap = ' '.repeat(Math.max(0, width - columnsOf(shown)));
  return align === 'left' ? shown + gap : gap + shown;
}

/**
 * A table as plain text of at most `TABLE_WIDTH` columns, for `<pre>`. The last left-aligned column gives way to the
 * others, down to six characters; numbers are never cut.
 */
export function textTable({ columns, rows, total }: TextTable): string {
  const all = [{ cells: columns.map(({ title }) => title) }, ...rows, ...(total ? [total] : [])];
  const natural = columns.map((_, index) =>
    Math.max(...all.map(({ cells }) => columnsOf(shortened(cells[index] ?? '')))),
  );
  const elastic = columns.findLastIndex(({ align }) => align === 'left');
  const fixed = natural.reduce((sum, width, index) => sum + (index === elastic ? 0 : width + 1), 0);
  const widths = natural.map((width, index) => (index === elastic ? Math.max(6, TABLE_WIDTH - fixed) : width));
  const line = ({ cells, depth = 0 }: TextRow): string =>
    columns
      .map(({ align }, index) => {
        const indent = index === elastic ? ' '.repeat(Math.min(depth, 3)) : '';
        return indent + fitted(cells[index] ?? '', (widths[index] ?? 0) - indent.length, align);
      })
      .join(' ')
      .trimEnd();
  const rule = '─'.repeat(
    Math.min(
      TABLE_WIDTH,
      widths.reduce((sum, width) => sum + width + 1, -1),
    ),
  );
  const head = all.slice(0, 1).map(line);
  const below = total ? [...(rows.length > 0 ? [rule] : []), line(total)] : [];
  return [...head, rule, ...rows.map(line), ...below].join('\n');
}
