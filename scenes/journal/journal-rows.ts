import type { Contact } from '../../src/domain/contact/contact.ts';
import { cut, escapeHtml, s } from '../../src/domain/text/html.ts';
import { showDay, showMinutes, showTime, showWhen } from '../../src/i18n/dates.ts';
import { channelIcon, directionIcon, statusMark } from '../shared/contact-line.ts';
import { fieldWords } from '../shared/field-words.ts';
import type { ListRow } from '../shared/numbered.ts';
import { type CellValue, type ColumnName, cellOf, columnTitle, type ListNames } from './columns.ts';
import type { FilterReader } from './filter-words.ts';

/** Columns that the first line of a row tells, without their names, and the words below it; others are told by name. */
const HEAD: readonly ColumnName[] = ['start', 'channel', 'direction', 'organization', 'persons'];
const HEAD_LIMIT = 64;
const CELL_LIMIT = 60;
const DETAIL_LIMIT = 240;

/** What the rows of one page have in common. */
export interface RowStyle {
  columns: readonly ColumnName[];
  /** All rows lie on one day: the time alone says when. */
  oneDay: boolean;
}

/** A contact as a row of the journal; a cancelled one's is struck out. The mark tells the status at a glance. */
export function journalRow(contact: Contact, names: ListNames, reading: FilterReader, style: RowStyle): ListRow {
  const shown = contact.status === 'cancelled' ? s : escapeHtml;
  const detail = detailOf(contact, names, reading, style);
  return { head: shown(headOf(contact, names, reading, style)), detail: detail ? shown(detail) : undefined };
}

/** `🟢 15:00 ➡️📞 Acme, Ann Lee` */
function headOf(contact: Contact, names: ListNames, reading: FilterReader, { columns, oneDay }: RowStyle): string {
  const { t, at, user } = reading;
  const has = (column: ColumnName) => columns.includes(column);
  const organization = has('organization') ? names.organizations.get(contact.organization ?? '') : undefined;
  const person = fieldWords('persons', contact.persons, names, reading) || undefined;
  const shownPerson = has('persons') || (has('organization') && organization === undefined) ? person : undefined;
  const client = [organization, shownPerson].filter(Boolean).join(', ');
  const when = oneDay ? showTime(contact.start, user) : showWhen(contact.start, at, user);
  const icons = `${has('direction') ? directionIcon(contact.direction) : ''}${has('channel') ? channelIcon(contact.channel) : ''}`;
  // A channel that was added to the dictionary has no icon of its own and goes by its name.
  const channel = has('channel') ? names.entries.get(contact.channel) : undefined;
  const known = client || (has('organization') ? t.contact.noClient : '');
  const text = [statusMark(contact, at), has('start') ? when : '', icons, channel, known].filter(Boolean).join(' ');
  return cut(contact.priority === 'high' ? `❗${text}` : text, HEAD_LIMIT);
}

/** The first words, and the columns that the first line does not tell, by their names. */
function detailOf(contact: Contact, names: ListNames, reading: FilterReader, { columns }: RowStyle): string {
  const words = columns.includes('content') ? contact.content?.replace(/\s+/g, ' ').trim() : undefined;
  const named = columns
    .filter((column) => !HEAD.includes(column) && column !== 'content')
    .flatMap((column) => {
      const text = showCell(column, cellOf(column, contact, names, reading), reading);
      return text === undefined ? [] : [`${columnTitle(reading.t, column)}: ${cut(text, CELL_LIMIT)}`];
    });
  return cut([...(words ? [cut(words, CELL_LIMIT)] : []), ...named].join(' · '), DETAIL_LIMIT);
}

function showCell(column: ColumnName, value: CellValue, { at, user }: FilterReader): string | undefined {
  if (value === undefined || value === '') return undefined;
  if (column === 'minutes' && typeof value === 'number') return showMinutes(value, user);
  if (value instanceof Date) return `${showDay(value, at, user)} ${showTime(value, user)}`;
  return String(value).split('\n')[0];
}
