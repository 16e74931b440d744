import iconv from 'iconv-lite';
import type { CountryCode } from '../../../../src/domain/client/phone.ts';

/** A file as some program writes it, and the cards it has to become. */
export interface FileCase {
  name: string;
  bytes: Buffer;
  country: CountryCode | undefined;
  language: 'ru' | 'en';
  /** A card a line: "name | of organization | position | phones | e-mails | tax number | addresses | site | telegram | #tags". */
  organizations: string[];
  persons: string[];
  /** Somebody who waits for a word, by name; lines that are given back, by reason. */
  doubtful?: string[];
  refused?: string[];
}

type Told = Partial<Omit<FileCase, 'name' | 'bytes'>>;

/** A file of text; `encoding`: UTF-8 without. */
export const file = (name: string, text: string, told: Told, encoding = 'utf-8'): FileCase => ({
  name,
  bytes: iconv.encode(text, encoding),
  country: 'RU',
  language: 'ru',
  organizations: [],
  persons: [],
  ...told,
});

/** A table, its cells quoted where they have to be. */
export const table = (
  name: string,
  rows: readonly (readonly string[])[],
  told: Told,
  delimiter = ',',
  encoding = 'utf-8',
) =>
  file(
    name,
    rows
      .map((cells) =>
        cells
          .map((cell) => (/["\n\r]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell))
          .join(delimiter),
      )
      .join('\r\n'),
    told,
    encoding,
  );

/** A table of headings with what stands below each: rows are made of what they say by heading. */
export const rows = (
  name: string,
  headings: string,
  filled: readonly Record<string, string>[],
  told: Told,
  { delimiter = ',', encoding = 'utf-8' } = {},
) => {
  const columns = headings.split('|');
  for (const key of filled.flatMap((row) => Object.keys(row)))
    if (!columns.includes(key)) throw new Error(`${name} has no column ${key}`);
  return table(
    name,
    [columns, ...filled.map((row) => columns.map((column) => row[column] ?? ''))],
    told,
    delimiter,
    encoding,
  );
};
