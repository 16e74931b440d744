import { type Contact, type FieldName, fieldNames, isOverdue, kindOf } from '../../src/domain/contact/contact.ts';
import type { Texts } from '../../src/i18n/index.ts';
import { type CardReader, type FieldNames, fieldWords, namesOfValues } from '../shared/field-words.ts';

/*
 * The fields of a contact as columns: what a row of the journal shows and an export holds is chosen among them.
 */

/** A field, or the end, which is told by start and duration. Lead times are not part of what a journal tells. */
export type ColumnName = Exclude<FieldName, 'leads'> | 'end';

const isColumn = (name: FieldName): name is Exclude<FieldName, 'leads'> => name !== 'leads';

export const columnNames: readonly ColumnName[] = fieldNames
  .filter(isColumn)
  .flatMap((name): ColumnName[] => (name === 'start' ? ['start', 'end'] : [name]));

/** What a row shows at first. */
export const usualRow: readonly ColumnName[] = ['start', 'channel', 'organization', 'content'];
/** What an export holds at first: everything. */
export const usualExport: readonly ColumnName[] = columnNames;

/** The columns among names from the database or a button, in their own order; the usual ones where none is left. */
export const knownColumns = (names: readonly string[] | undefined, usual: readonly ColumnName[]): ColumnName[] => {
  const known = columnNames.filter((name) => names?.includes(name));
  return known.length > 0 ? known : [...usual];
};

export const columnTitle = (t: Texts, name: ColumnName): string =>
  name === 'end' ? t.journal.end : t.contact.field[name];

/** The same at the head of a file's column: numbers tell their unit. */
export const exportedTitle = (t: Texts, name: ColumnName): string =>
  name !== 'end' && kindOf(name) === 'minutes'
    ? `${columnTitle(t, name)}, ${t.journal.inMinutes}`
    : columnTitle(t, name);

/** How a column is written into a file. */
export const columnKind = (name: ColumnName): 'moment' | 'number' | 'text' =>
  name === 'end' || kindOf(name) === 'moment' ? 'moment' : kindOf(name) === 'minutes' ? 'number' : 'text';

/** Whether a column holds whole texts or lists. */
export const isWide = (name: ColumnName): boolean =>
  name !== 'end' && ['text', 'analytics', 'documents'].includes(kindOf(name));

/** Names of everything that a list of contacts points to. */
export type ListNames = FieldNames;

/** Looks up, in one wave, the names that these columns of these contacts need. Persons may stand for a client that is not set. */
export function listNames(
  reading: CardReader,
  contacts: readonly Contact[],
  columns: readonly ColumnName[],
): Promise<ListNames> {
  const fields = [...new Set([...columns, 'persons' as const])].flatMap((name) => (name === 'end' ? [] : [name]));
  return namesOfValues(
    reading,
    contacts.flatMap((contact) => fields.map((name) => ({ name, value: contact[name] }))),
  );
}

export type CellValue = string | number | Date | undefined;

/** The value of one column: a moment, minutes, or words. */
export function cellOf(name: ColumnName, contact: Contact, names: ListNames, reading: CardReader): CellValue {
  if (name === 'end' || name === 'start' || name === 'minutes') return contact[name];
  if (name === 'status' && isOverdue(contact, reading.at)) return reading.t.contact.overdue;
  if (name === 'reason' && contact.status !== 'cancelled') return undefined;
  return fieldWords(name, contact[name], names, reading) || undefined;
}
