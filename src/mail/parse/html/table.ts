/*
 * Rows of a table as lines. Whether a row is one of data or a part of a layout is seen from its cells, and from the rows above
 * it: in a table of data each cell keeps its column.
 */

const CELL = ' · ';
const EMPTY = '–';
/** A longer cell is a text; in a table of data it is a long one. */
const LONGEST = 200;
const LONGEST_OF_DATA = 600;
/** So many lines of a cell are one value, broken to fit: of a cell among two, of one among more. */
const BROKEN = 2;
const BROKEN_AMONG_MORE = 4;
/** More columns are nobody's table; and so many rows a cell covers at most. */
const COLUMNS = 200;
const ROWS = 1000;

interface Cell {
  text: string;
  /** Columns that it takes. */
  width: number;
}

export interface Spans {
  columns: number;
  rows: number;
}

/** A table whose rows are coming. */
export function createTable() {
  /** How many columns its rows of data have; 0 until one came. */
  let columns = 0;
  /** By column: for so many rows it is still taken by a cell of a row above. */
  const covered: number[] = [];

  /** Cells of one row in one line each; undefined where one of them is more than a value. */
  function values(cells: readonly Cell[], isData: boolean): string[] | undefined {
    const told = cells.filter(({ text }) => text !== '').length;
    const most = told > 2 ? BROKEN_AMONG_MORE : isData ? BROKEN : 1;
    const flat = cells.map(({ text }) => oneValue(text, most, isData));
    return flat.every((one) => one !== undefined) ? flat : undefined;
  }

  function lines(cells: readonly Cell[]): string[] {
    const width = cells.reduce((sum, cell) => sum + cell.width, 0);
    const isData = columns > 1 && width === columns;
    const flat = values(cells, isData);
    const told = cells.filter(({ text }) => text !== '');
    if (!flat || told.length === 0) return told.flatMap(({ text }) => text.split('\n'));
    const first = flat.findIndex((text) => text !== '');
    const last = flat.findLastIndex((text) => text !== '');
    const [label = '', value = ''] = flat.filter((text) => text !== '');
    // The head of a letter handed on: "Subject:" beside its subject.
    if (told.length === 2 && label.endsWith(':')) return [`${label} ${value}`];
    // An empty cell keeps its place; at the edges of what is no table of data it is a margin.
    const keepsPlaces = isData && columns > 2;
    if (told.length === 1 && !(keepsPlaces && first > 0)) return told.flatMap(({ text }) => text.split('\n'));
    if (told.length > 1) columns = width;
    const shown = flat.slice(keepsPlaces ? 0 : first, last + 1);
    const kept = keepsPlaces || told.length > 2 ? shown.map((text) => text || EMPTY) : shown.filter(Boolean);
    return [kept.join(CELL)];
  }

  return {
    /** The next row. Its cells are added one after another; then it tells its lines. */
    row() {
      const cells: Cell[] = [];
      let at = 0;
      const passCovered = (): void => {
        for (let left = covered[at] ?? 0; left > 0; left = covered[at] ?? 0) {
          covered[at++] = left - 1;
          cells.push({ text: '', width: 1 });
        }
      };
      return {
        add(text: string, spans: Spans): void {
          passCovered();
          const width = Math.min(spans.columns, Math.max(1, COLUMNS - at));
          for (let column = at; column < at + width && column < COLUMNS; column++) {
            covered[column] = Math.min(spans.rows, ROWS) - 1;
          }
          at += width;
          cells.push({ text: text.trim(), width });
        },
        lines(): string[] {
          passCovered();
          return lines(cells);
        },
      };
    },
  };
}

export type HtmlTable = ReturnType<typeof createTable>;
export type TableRow = ReturnType<HtmlTable['row']>;

/** A cell's text in one line; undefined where it is more than one value. */
function oneValue(text: string, most: number, isData: boolean): string | undefined {
  if (text.length > (isData ? LONGEST_OF_DATA : LONGEST)) return undefined;
  if (!text.includes('\n')) return text;
  const lines = text.split('\n');
  if (!isData && lines.includes('')) return undefined;
  const told = lines.filter((line) => line !== '');
  return told.length > most || told.some((line) => /^(?:>|• |\d{1,3}\. )/.test(line)) ? undefined : told.join(' ');
}
