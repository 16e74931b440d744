/** What a column may be taken for. Parts of a name make a person; `rest` goes into the note under its heading. */
export const recordFields = [
  'organization',
  'person',
  'lastName',
  'firstName',
  'middleName',
  'position',
  'phone',
  'email',
  'taxNumber',
  'address',
  'site',
  'telegram',
  'tags',
  'note',
  'manager',
  'rest',
] as const;
export type RecordField = (typeof recordFields)[number];
export const isRecordField = (name: string | undefined): name is RecordField =>
  recordFields.some((one) => one === name);

/** Fields that hold one value: of several columns one is taken. */
export const SINGLE: ReadonlySet<RecordField> = new Set([
  'organization',
  'person',
  'lastName',
  'firstName',
  'middleName',
  'position',
  'taxNumber',
  'site',
  'telegram',
  'manager',
]);

/** How a column is taken. */
export interface Column {
  heading: string;
  /** Not taken, where there is none. */
  field?: RecordField | undefined;
  /** What kind of phone or address it is, told by its heading. */
  label?: string | undefined;
  /** The column that holds the label of each value, by its index. */
  labelColumn?: number | undefined;
  /** The column that holds the calling code of each number, by its index. */
  codeColumn?: number | undefined;
  /** What it is where the column that is taken for this field is empty. */
  instead?: RecordField | undefined;
  /** It tells how the client itself is reached, whomever the row names besides. */
  ofClient?: true | undefined;
  /** Which address it belongs to, and whether it is a part of it. */
  address?: { of: string; isPart: boolean } | undefined;
}
