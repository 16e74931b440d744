import { linkTold } from './link.ts';
import { createSheet, type Sheet } from './sheet.ts';
import type { Style } from './style.ts';
import { createTable, type HtmlTable, type TableRow } from './table.ts';

/*
 * Lays out the text of HTML as it comes: what is a line, a row, a list, a quote. Built for hostile input: each element costs the
 * same however deep it lies.
 */

const BLOCKS = new Set(
  'address article aside blockquote body caption center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody tfoot thead tr ul'.split(
    ' ',
  ),
);
/** An empty line stands before and after them. */
const APART = new Set('p h1 h2 h3 h4 h5 h6 blockquote pre table ul ol'.split(' '));
const CELLS: ReadonlySet<string> = new Set(['td', 'th']);
/** What ends where another one begins, if nobody has ended it. */
const FORGOTTEN: Record<string, ReadonlySet<string>> = {
  tr: new Set(['p', 'td', 'th', 'tr']),
  td: new Set(['p', 'td', 'th']),
  th: new Set(['p', 'td', 'th']),
  li: new Set(['p', 'li']),
  a: new Set(['a']),
};
/** Tables in tables in tables are layout; deeper than this a cell is a line. */
const TABLES = 12;
const QUOTES = 8;
/** So far up an element's beginning is looked for. */
const SEARCHED = 200;

type Attributes = Readonly<Record<string, string>>;

interface Open {
  name: string;
  /** The element that it looks like, by its style: a row or cell made of others. */
  as: string;
  gone: boolean;
  unseen: boolean;
  /** Where a link leads, and where its text begins. */
  link?: { href: string; at: number };
  /** It has begun a row, or a cell. */
  holds?: boolean;
  /** Cells in it without a row are one. */
  holdsRow?: boolean;
}

/** A row of a table whose cells are still coming. */
interface Row {
  cells: TableRow;
  /** How many columns and rows the open cell takes. */
  spans: { columns: number; rows: number };
  /** What was written on before the cell that is open. */
  outer: Sheet | undefined;
}

/** How many columns or rows a cell says that it takes. */
const spanOf = (said = ''): number => Math.max(1, Number.parseInt(said, 10) || 1);

export function createLayout({ picture }: { picture?: (source: string) => string | undefined }) {
  const open: Open[] = [];
  const tables: HtmlTable[] = [];
  /** Of rows that nothing calls a table. */
  const loose = createTable();
  const rows: Row[] = [];
  const lists: { next: number }[] = [];
  let quotes = 0;
  let pre = 0;
  let current = createSheet(0);

  const isHidden = (one: Open | undefined): boolean => one !== undefined && (one.gone || one.unseen);
  const hidden = (): boolean => isHidden(open.at(-1));
  const depth = (): number => Math.min(quotes, QUOTES);

  /** Paragraphs of a list's item stay together. */
  const isApart = (name: string): boolean => APART.has(name) && !(name === 'p' && open.at(-1)?.name === 'li');

  function endLine(apart = false): void {
    current.end(depth());
    if (apart) current.apart();
  }

  function say(text: string): void {
    if (pre === 0) {
      current.flow(text);
      return;
    }
    const [first = '', ...others] = text.split('\n');
    current.add(first);
    for (const line of others) {
      endLine();
      current.add(line);
    }
  }

  /** What is not seen in a link's words is told behind them. */
  function endLink({ href, at }: { href: string; at: number }): void {
    current.flow(linkTold(href.trim(), current.since(at).trim()));
  }

  function openRow(): void {
    rows.push({ cells: (tables.at(-1) ?? loose).row(), spans: { columns: 1, rows: 1 }, outer: undefined });
  }
  /** A cell is laid out for itself, then put beside its neighbours. */
  function openCell(row: Row, { colspan, rowspan }: Attributes): void {
    closeCell(row);
    row.spans = { columns: spanOf(colspan), rows: spanOf(rowspan) };
    row.outer = current;
    current = createSheet(depth());
  }
  function closeCell(row: Row): void {
    if (!row.outer) return;
    endLine();
    row.cells.add(current.text(), row.spans);
    current = row.outer;
    row.outer = undefined;
  }
  function closeRow(): void {
    const row = rows.at(-1);
    if (!row) return;
    closeCell(row);
    rows.pop();
    endLine();
    for (const line of row.cells.lines()) current.put(line, depth());
  }
  /** A cell by its style alone may stand in what is no row. */
  function openRowAround(): void {
    const around = open.at(-1);
    if (!around || around.as === 'tr' || around.holdsRow || rows.length >= TABLES) return;
    openRow();
    around.holdsRow = true;
  }

  function image({ src = '', alt = '', width = '', height = '' }: Attributes): void {
    if (Number.parseInt(width, 10) <= 1 || Number.parseInt(height, 10) <= 1) return;
    const shown = picture?.(src);
    if (shown !== undefined) say(` [🖼 ${shown}] `);
    else if (open.some(({ link }) => link)) say(alt);
  }

  /** What an element does beside holding text; whether it holds a row or a cell. */
  function begin(name: string, attributes: Attributes): boolean {
    if (name === 'table') tables.push(createTable());
    else if (name === 'tr' && rows.length < TABLES) {
      openRow();
      return true;
    } else if (CELLS.has(name)) {
      const row = rows.at(-1);
      if (row && !row.outer) {
        openCell(row, attributes);
        return true;
      }
      endLine();
    } else if (name === 'ul' || name === 'ol') lists.push({ next: name === 'ol' ? Number(attributes.start) || 1 : 0 });
    else if (name === 'blockquote') quotes += 1;
    else if (name === 'pre') pre += 1;
    else if (name === 'li') {
      const list = lists.at(-1);
      current.mark(list && list.next > 0 ? `${list.next++}. ` : '• ');
    }
    return false;
  }

  function end(one: Open): void {
    const { as: name, link, holds } = one;
    if (link && !isHidden(one)) endLink(link);
    if (one.holdsRow) closeRow();
    const row = rows.at(-1);
    if (name === 'table') tables.pop();
    else if (name === 'tr' && holds) closeRow();
    else if (holds && row) closeCell(row);
    else if (name === 'ul' || name === 'ol') lists.pop();
    if (BLOCKS.has(name)) endLine(isApart(name) && !isHidden(one));
    if (name === 'li') current.mark('');
    if (name === 'blockquote') quotes -= 1;
    else if (name === 'pre') pre -= 1;
  }

  function endForgotten(name: string): void {
    const within = FORGOTTEN[name];
    if (!within) return;
    for (let one = open.at(-1); one && within.has(one.name); one = open.at(-1)) {
      open.pop();
      end(one);
      if (one.name === name) return;
    }
  }

  return {
    open(name: string, attributes: Attributes, style: Style, isVoid: boolean): void {
      endForgotten(name);
      const outer = open.at(-1);
      const as = style.as ?? name;
      const one: Open = {
        name,
        as,
        gone: outer?.gone === true || style.gone,
        unseen: style.unseen ?? outer?.unseen ?? false,
      };
      const seen = !isHidden(one);
      if (BLOCKS.has(as) && seen) endLine(isApart(as));
      if (isVoid) {
        if (!seen) return;
        if (name === 'img') image(attributes);
        else if (name === 'hr') current.apart();
        else if (name === 'br') {
          if (!current.begun()) current.apart();
          endLine();
        }
        return;
      }
      if (name === 'a' && attributes.href !== undefined) one.link = { href: attributes.href, at: current.at() };
      if (as === 'td' && as !== name && seen) openRowAround();
      if (begin(as, attributes)) one.holds = true;
      open.push(one);
    },
    /** A stray end is none; what lies beyond the cell or table around it is not its own. */
    close(name: string): void {
      const within = CELLS.has(name) || /^t(?:r|able|body|head|foot)$/.test(name);
      let at = open.length - 1;
      for (const least = Math.max(0, at - SEARCHED); at >= least && open[at]?.name !== name; at--) {
        if (!within && CELLS.has(open[at]?.name ?? '')) return;
      }
      if (open[at]?.name !== name) return;
      while (open.length > at) {
        const one = open.pop();
        if (one) end(one);
      }
    },
    text(text: string): void {
      if (!hidden()) say(text);
    },
    done(): string {
      while (open.length > 0) {
        const one = open.pop();
        if (one) end(one);
      }
      endLine();
      return current
        .text()
        .replace(/\n{3,}/g, '\n\n')
        .trim();
    },
  };
}
