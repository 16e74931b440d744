import { legalFormsOf } from '../../domain/client/name-forms.ts';
import type { CountryCode } from '../../domain/client/phone.ts';
import { isMailCell, isPhoneCell, isReach } from './columns.ts';
import type { Column, RecordField } from './fields.ts';
import { isPersonName } from './names.ts';

/*
 * What the columns of a file without headings hold, by what stands in its first lines: ways to reach somebody tell
 * themselves, firms by their legal forms, people by their first names and patronymics.
 */

const isFirmName = (text: string): boolean => legalFormsOf(text).length > 0 || /^[«"“].*[»"”]$/u.test(text.trim());

/** Columns by the cells of some lines. Where nothing tells a firm from a person, the first words are a client's name. */
export function columnsByValues(rows: readonly (readonly string[])[], country?: CountryCode): Column[] {
  const width = Math.max(0, ...rows.map(({ length }) => length));
  const values = Array.from({ length: width }, (_, index) =>
    rows.map((row) => row[index]?.trim() ?? '').filter(Boolean),
  );
  const fields = values.map((cells) => reachOf(cells, country));
  const worded = fields.flatMap((field, index) =>
    field === undefined && values[index]?.some((cell) => /\p{L}/u.test(cell)) ? [index] : [],
  );
  // A column by itself holds people only where all of it does: phone books have shops and joiners too.
  const needed = worded.length === 1 ? 1 : 0.5;
  const most = (index: number, fits: (cell: string) => boolean) =>
    (values[index]?.filter(fits).length ?? 0) >= needed * (values[index]?.length ?? 0);
  const firm = worded.find((index) => most(index, isFirmName));
  const person = worded.find((index) => index !== firm && most(index, isPersonName));
  const client = firm ?? (person === undefined ? worded[0] : undefined);
  return fields.map((field, index): Column => {
    if (index === client) return { heading: '', field: 'organization' };
    return { heading: '', field: index === person ? 'person' : (field ?? 'rest') };
  });
}

function reachOf(cells: readonly string[], country: CountryCode | undefined): RecordField | undefined {
  const [cell] = cells;
  if (cell === undefined) return undefined;
  if (isMailCell(cell)) return 'email';
  return isReach(cell, country) || isPhoneCell(cell) ? 'phone' : undefined;
}
