import { saysAnything } from './draft.ts';
import type { RecordField } from './fields.ts';
import { plainHeading } from './headings.ts';
import type { Profile } from './profiles/index.ts';
import type { Cell } from './record.ts';
import { filled } from './rows.ts';
import type { TablePlan } from './table.ts';

/*
 * What the cells of one row say, by its columns: whether it is a company's, a group's, or goes on with the row above.
 */

/** Columns that tell companies from people, in whatever file. */
const COMPANY: readonly NonNullable<Profile['company']>[] = [
  { heading: 'is a company', words: ['true', '1', 'yes', 'да'] },
  ...['тип', 'тип записи', 'type', 'record type'].map((heading) => ({
    heading,
    words: ['компания', 'организация', 'юридическое лицо', 'юрлицо', 'company', 'organization', 'organisation'],
  })),
];

/** What the columns say in one row. Values beyond the last heading are kept as well. */
export function cellReader({ columns, profile }: TablePlan): (cells: readonly string[]) => Cell[] {
  const labels = new Map(
    columns.flatMap(({ labelColumn, codeColumn }, index) =>
      [labelColumn, codeColumn].flatMap((beside) => (beside === undefined ? [] : [[beside, index] as const])),
    ),
  );
  const plain = columns.map(({ heading }) => plainHeading(heading));
  const kinds = plain.flatMap((heading, index) => {
    const words = [profile?.company, ...COMPANY].find((kind) => kind?.heading === heading)?.words;
    return words ? [{ index, words }] : [];
  });
  const blanks = plain.map((heading) => profile?.blanks?.get(heading));
  const taken = columns.map(({ instead }) => (instead ? columns.findIndex(({ field }) => field === instead) : -1));
  return (cells) => {
    const isCompany = kinds.some(({ index, words }) => words.includes(cells[index]?.trim().toLowerCase() ?? ''));
    return cells.flatMap((text, index): Cell[] => {
      const column = columns[index];
      const { heading = '', label, labelColumn, codeColumn, address, ofClient, instead } = column ?? {};
      if (text.trim() === '' || (column && column.field === undefined)) return [];
      if (blanks[index]?.has(text.trim().toLowerCase())) return [];
      // A label stands with its value; without one it says nothing by itself, and is kept.
      const labelled = labels.get(index);
      if (labelled !== undefined && /[\p{L}\p{N}]/u.test(cells[labelled] ?? '')) return [];
      const best = taken[index] ?? -1;
      const said = best >= 0 && !saysAnything(cells[best] ?? '') ? instead : column?.field;
      const field = fieldFor(said ?? 'rest', { isCompany });
      const own = withCode(withoutGuard(text), codeColumn === undefined ? undefined : cells[codeColumn]);
      const cell = {
        field,
        text: own,
        heading,
        label: labelColumn === undefined ? label : cells[labelColumn],
        address,
      };
      return [ofClient ? { ...cell, ofClient } : cell];
    });
  };
}

/** What groups of clients are called where a list has lines for them. */
const GROUPS =
  /^(?:покупатели|поставщики|клиенты|контрагенты|заказчики|подрядчики|партн[её]ры|прочие|customers|suppliers|vendors|partners|clients)$/i;
const ORDINAL = /^(?:№|#|n|no\.?|№\s*п\/?п|п\/п|nr\.?)$/i;

/** Whether a row is the heading of a group: a name alone, without the number that all other rows have, or a known word. */
export function groupsOf({ columns, samples }: TablePlan): (cells: readonly string[]) => boolean {
  const ordinal = columns.findIndex(
    ({ heading }, index) => ORDINAL.test(heading) && /^\d+$/.test(samples[index] ?? ''),
  );
  const isName = (index: number) => columns[index]?.field === 'organization' || columns[index]?.field === 'person';
  return (cells) => {
    if (columns.length < 3 || filled(cells) !== 1) return false;
    const at = cells.findIndex((cell) => cell.trim() !== '');
    return isName(at) && ((ordinal >= 0 && ordinal !== at) || GROUPS.test(cells[at]?.trim() ?? ''));
  };
}

const NAMING: ReadonlySet<RecordField | undefined> = new Set([
  'organization',
  'person',
  'lastName',
  'firstName',
  'middleName',
]);

/** Rows that go on telling of whoever the row above is about get its names, where their program writes such rows. */
export function continued({ columns, profile }: TablePlan): (cells: readonly string[]) => readonly string[] {
  const { key, company } = profile ?? {};
  const at = key === undefined ? -1 : columns.findIndex(({ heading }) => plainHeading(heading) === key);
  if (at < 0) return (cells) => cells;
  const names = columns.flatMap(({ field, heading, instead }, index) =>
    NAMING.has(field) || NAMING.has(instead) || plainHeading(heading) === company?.heading ? [index] : [],
  );
  let above: readonly string[] = [];
  return (cells) => {
    const isAlone = (cells[at] ?? '').trim() === '' && names.every((index) => (cells[index] ?? '').trim() === '');
    if (!isAlone) {
      above = cells;
      return cells;
    }
    return cells.map((cell, index) => (names.includes(index) ? (above[index] ?? '') : cell));
  };
}

/** A number without its country, behind the calling code that stands in a column beside. */
const withCode = (text: string, code: string | undefined): string =>
  code && /^\+?\d{1,4}$/.test(code.trim()) && /^\d/.test(text) ? `+${code.replace(/\D/g, '')}${text}` : text;

/** Text that a spreadsheet would take for a formula is given back behind an apostrophe. */
const withoutGuard = (text: string): string => text.replace(/^'(?=[=+@\t\r-])/, '');

const fieldFor = (field: RecordField, { isCompany }: { isCompany: boolean }): RecordField =>
  isCompany && field === 'person' ? 'organization' : field;
