import { keysOf } from '../../../domain/keys.ts';
import type { RecordField } from '../fields.ts';

/** A program whose exports are known by the headings that only it writes. */
export interface Profile {
  id: string;
  name: string;
  /** All of these headings stand in the file. */
  signature: readonly string[];
  /** What headings mean here; `rest`: nothing that has a field of its own. */
  columns: ReadonlyMap<string, RecordField>;
  /** In this column these words say that the row is a company's, and its name no person's. */
  company?: { heading: string; words: readonly string[] };
}

/**
 * One entry of the table: headings in lower case, without signs, as `plainHeading` makes them, parted by "|"; "#" stands for
 * a number. What a profile does not name is read as in any file.
 */
export const profile = (
  id: string,
  name: string,
  signature: string,
  columns: Partial<Record<RecordField, string>>,
  company?: Profile['company'],
): Profile => ({
  id,
  name,
  signature: signature.split('|'),
  columns: new Map(
    keysOf(columns).flatMap((field) =>
      (columns[field] ?? '').split('|').map((heading): [string, RecordField] => [heading, field]),
    ),
  ),
  ...(company && { company }),
});
