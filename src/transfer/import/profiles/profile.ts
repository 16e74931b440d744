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
  /** Where this column is empty, the row goes on telling of whoever the row above is about. */
  key?: string;
  /** Ways to be reached are the client's own, whomever a row names besides. */
  clientWays?: true;
  /** What the program writes where nobody has said anything, by headings. */
  blanks?: ReadonlyMap<string, ReadonlySet<string>>;
}

interface MoreOfProfile extends Pick<Profile, 'company' | 'key' | 'clientWays'> {
  /** Headings and values in lower case, parted by "|". */
  blanks?: Record<string, string>;
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
  { blanks = {}, ...more }: MoreOfProfile = {},
): Profile => ({
  id,
  name,
  signature: signature.split('|'),
  columns: new Map(
    keysOf(columns).flatMap((field) =>
      (columns[field] ?? '').split('|').map((heading): [string, RecordField] => [heading, field]),
    ),
  ),
  ...more,
  blanks: new Map(
    Object.entries(blanks).flatMap(([headings, values]) =>
      headings.split('|').map((heading): [string, Set<string>] => [heading, new Set(values.split('|'))]),
    ),
  ),
});
