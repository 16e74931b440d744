import { Tokenizer } from 'htmlparser2';
import type { SourceRow } from './rows.ts';

/*
 * Text with the marks of HTML in it: notes as some programs export them, and pages of tables that are called ".xls".
 */

const TAG = /<\/?(?:p|br|b|i|u|a|ul|ol|li|div|span|strong|em|font|table|tr|td|h[1-6])(?:\s[^<>]{0,1000})?\/?>/i;
const BREAKS = new Set(['br', 'p', 'div', 'li', 'tr', 'ul', 'ol', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

interface Heard {
  /** A tag opens, by its name in small letters. */
  open(name: string): void;
  close?(name: string): void;
  text(piece: string): void;
}

/** Reads tags and text, one after another: what is never closed costs no more than what is. */
function readTags(text: string, { open, close, text: said }: Heard): void {
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      onopentagname: (start, end) => open(text.slice(start, end).toLowerCase()),
      onclosetag: (start, end) => close?.(text.slice(start, end).trim().toLowerCase()),
      ontext: (start, end) => said(text.slice(start, end)),
      ontextentity: (code) => said(String.fromCodePoint(code)),
      onattribname: () => {},
      onattribdata: () => {},
      onattribentity: () => {},
      onattribend: () => {},
      onopentagend: () => {},
      onselfclosingtag: () => {},
      oncdata: () => {},
      oncomment: () => {},
      ondeclaration: () => {},
      onprocessinginstruction: () => {},
      onend: () => {},
    },
  );
  tokenizer.write(text);
  tokenizer.end();
}

/** A text without its tags, their breaks kept; one that has none comes back as it is. */
export function withoutMarkup(text: string): string {
  if (!TAG.test(text)) return text;
  let plain = '';
  readTags(text, {
    open: (name) => {
      if (BREAKS.has(name) && plain !== '') plain += '\n';
    },
    text: (piece) => {
      plain += piece;
    },
  });
  return plain.replaceAll('\u00a0', ' ');
}

/** Whether a file is a page with a table, whatever it is called. */
export const isHtmlTable = (head: string): boolean =>
  /^\s*(?:<\?xml[^>]*>|<!doctype html[^>]*>|<!--[^>]*-->|\s)*<(?:html|table|head|body|meta)[\s>]/i.test(head) &&
  /<t(?:able|r|d)[\s>]/i.test(head);

const LONGEST_CELL = 20_000;
const MOST_COLUMNS = 500;

/** The rows of the tables of a page, one below another. */
export function rowsOfHtml(text: string): SourceRow[] {
  const rows: SourceRow[] = [];
  let cells: string[] | undefined;
  let cell: string | undefined;
  const endCell = () => {
    if (cells && cell !== undefined && cells.length < MOST_COLUMNS)
      cells.push(cell.replaceAll('\u00a0', ' ').slice(0, LONGEST_CELL).trim());
    cell = undefined;
  };
  const endRow = () => {
    endCell();
    if (cells) rows.push({ line: rows.length + 1, cells });
    cells = undefined;
  };
  readTags(text, {
    open(name) {
      if (name === 'tr') {
        endRow();
        cells = [];
      } else if (name === 'td' || name === 'th') {
        endCell();
        cells ??= [];
        cell = '';
      } else if (name === 'br' && cell !== undefined) cell += '\n';
    },
    text(piece) {
      if (cell !== undefined && cell.length < LONGEST_CELL) cell += piece;
    },
    close(name) {
      if (name === 'td' || name === 'th') endCell();
      else if (name === 'tr' || name === 'table') endRow();
    },
  });
  endRow();
  return rows;
}
