import { clean, cut } from '../../domain/text/html.ts';
import type { Column, RecordField } from './fields.ts';

/** A value that could not be read as what it should be: it is kept as text. */
export interface Unread {
  what: 'phone' | 'email' | 'taxNumber' | 'name';
  text: string;
}

/** A cell that says something: what it is taken for, under which heading it stood, and what kind of phone or address it is. */
export interface Cell {
  field: RecordField;
  text: string;
  heading: string;
  label?: string | undefined;
  /** Which of the row's addresses it belongs to, and whether it is a part of it; by itself without. */
  address?: Column['address'];
  /** It is the client's own, whomever the line names besides. */
  ofClient?: true | undefined;
}

const LIMITS = { organization: 200, person: 200, position: 200, taxNumber: 30, site: 200, telegram: 64, manager: 200 };
type Single = keyof typeof LIMITS;
const UNREAD = 20;

export const tidyCell = (text: string): string => clean(text).replace(/\s+/g, ' ').trim();
/** Text of several lines. */
export const tidyLines = (text: string): string =>
  clean(text)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
/** What a spreadsheet shows in place of a value that it could not work out. */
const ERROR = /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|Н\/Д|ССЫЛКА!|ЗНАЧ!|ИМЯ\?|ДЕЛ\/0!|ЧИСЛО!|ПУСТО!)$/i;
export const saysAnything = (text: string): boolean => /[\p{L}\p{N}]/u.test(text) && !ERROR.test(text.trim());

/** What is put together of a line while its cells are gone through. */
export class Draft {
  readonly single: Partial<Record<Single, string>> = {};
  readonly notes: string[] = [];
  readonly unread: Unread[] = [];
  readonly addresses: string[] = [];
  readonly emails = new Set<string>();
  readonly tags = new Set<string>();
  phones: string[] = [];

  /** Keeps text under its heading. */
  keep(heading: string, text: string): void {
    this.notes.push(heading === '' ? text : `${heading}: ${text}`);
  }

  doubt(what: Unread['what'], text: string): void {
    if (this.unread.length < UNREAD) this.unread.push({ what, text: cut(text, 100) });
  }

  /** A value of a field that holds one; what is too long for it is kept whole too. */
  set(field: Single, heading: string, text: string): void {
    const isFirst = this.single[field] === undefined;
    if (isFirst) this.single[field] = cut(text, LIMITS[field]);
    if (this.single[field] !== text) this.keep(heading, text);
  }
}
