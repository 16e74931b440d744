import type { Contact } from '../../src/domain/contact/contact.ts';
import { cut, escapeHtml, type Html, join, s } from '../../src/domain/text/html.ts';
import { showDay, showMinutes, showTime, showWhen } from '../../src/i18n/dates.ts';
import { channelIcon, directionIcon, statusMark } from '../shared/contact-line.ts';
import { fieldWords } from '../shared/field-words.ts';
import { type CellValue, type ColumnName, cellOf, columnTitle, type ListNames } from './columns.ts';
import type { Reading } from './filter-words.ts';

/** Columns that fit on a row's button; the others stand in the text above the rows, by number. */
const COMPACT: readonly ColumnName[] = ['start', 'channel', 'direction', 'organization', 'persons', 'content'];
const BUTTON_LIMIT = 60;
const CELL_LIMIT = 60;

/** What the rows of one page have in common. */
export interface RowStyle {
  columns: readonly ColumnName[];
  /** All rows lie on one day: the time alone says when. */
  oneDay: boolean;
}

export const hasExtras = ({ columns }: RowStyle): boolean => columns.some((column) => !COMPACT.includes(column));

/** A contact on a button: `🟢 15:00 📞 Acme: contract`. The mark tells the status at a glance. */
export function rowButton(contact: Contact, names: ListNames, reading: Reading, style: RowStyle): string {
  const { t, at, user } = reading;
  const has = (column: ColumnName) => style.columns.includes(column);
  const organization = has('organization') ? names.organizations.get(contact.organization ?? '') : undefined;
  const person = fieldWords('persons', contact.persons, names, reading) || undefined;
  const shownPerson = has('persons') || (has('organization') && organization === undefined) ? person : undefined;
  const client = [organization, shownPerson].filter(Boolean).join(', ');
  const content = has('content') ? contact.content?.split('\n')[0] : undefined;
  const about = [client || (has('organization') && !content ? t.contact.noClient : ''), content]
    .filter(Boolean)
    .join(': ');
  const when = style.oneDay ? showTime(contact.start, user) : showWhen(contact.start, at, user);
  const icons = `${has('direction') ? directionIcon(contact.direction) : ''}${has('channel') ? channelIcon(contact.channel) : ''}`;
  // A channel that was added to the dictionary has no icon of its own and goes by its name.
  const channel = has('channel') ? names.entries.get(contact.channel) : undefined;
  const text = [statusMark(contact, at), has('start') ? when : '', icons, channel, about].filter(Boolean).join(' ');
  return cut(contact.priority === 'high' ? `❗${text}` : text, BUTTON_LIMIT);
}

/** The columns that fit on no button, as a numbered line; a cancelled contact's is struck out. */
export function rowExtras(
  contact: Contact,
  number: number,
  names: ListNames,
  reading: Reading,
  { columns }: RowStyle,
): Html {
  const shown = columns
    .filter((column) => !COMPACT.includes(column))
    .flatMap((column) => {
      const text = showCell(column, cellOf(column, contact, names, reading), reading);
      return text === undefined ? [] : [`${columnTitle(reading.t, column)}: ${cut(text, CELL_LIMIT)}`];
    });
  const line = shown.join(' · ') || '—';
  const head = escapeHtml(`${number}. `);
  return join([head, contact.status === 'cancelled' ? s(line) : escapeHtml(line)]);
}

function showCell(column: ColumnName, value: CellValue, { at, user }: Reading): string | undefined {
  if (value === undefined || value === '') return undefined;
  if (column === 'minutes' && typeof value === 'number') return showMinutes(value, user);
  if (value instanceof Date) return `${showDay(value, at, user)} ${showTime(value, user)}`;
  return String(value).split('\n')[0];
}
