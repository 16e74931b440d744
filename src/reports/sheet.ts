import { Readable } from 'node:stream';
import JSZip from 'jszip';
import type { SheetPortion, SheetSpec } from '../domain/report/sheet.ts';
import { type Drawn, writeFrame } from './sheet-frame.ts';
import { plannedTable } from './sheet-plan.ts';
import { rowLooks, rowsXml, type Styles } from './sheet-rows.ts';

export type { Drawn } from './sheet-frame.ts';

/** Where a library of workbooks puts the first sheet. */
const TABLE = 'xl/worksheets/sheet1.xml';

/**
 * A workbook: typed cells, subtotals above the rows that fold under them (all of them open), the head of the table frozen,
 * filterable and repeated on each printed page; and a sheet with the picture and what sums the table up. Its rows are
 * written as text straight into the file: so its size is what it costs. `portions`: of a planned table.
 */
export async function writeSheet(
  spec: SheetSpec,
  draw?: Drawn,
  portions: AsyncIterable<SheetPortion> = none(),
): Promise<Buffer> {
  const table = 'rows' in spec.table ? spec.table : await plannedTable(spec.table, portions);
  const zip = await JSZip.loadAsync(await writeFrame(spec, table, draw));
  const xml = await zip.file(TABLE)?.async('string');
  if (xml === undefined) throw new Error(`a workbook without ${TABLE}`);
  const first = spec.head.length + 2;
  const { before, styles, after } = takenApart(xml, first);
  function* whole(): Generator<Buffer> {
    yield Buffer.from(before);
    yield* rowsXml(table.rows, table.columns, styles, first);
    yield Buffer.from(after);
  }
  zip.file(TABLE, Readable.from(whole(), { objectMode: false }), { binary: true });
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE', compressionOptions: { level: 1 } });
}

async function* none(): AsyncGenerator<SheetPortion, void> {}

/** What stands before and after the rows of a sheet, and the styles of the sample rows that stand in their place. */
function takenApart(xml: string, first: number): { before: string; styles: Styles; after: string } {
  const [from, to] = [xml.indexOf(`<row r="${first}"`), xml.indexOf('</sheetData>')];
  if (from < 0 || to < from) throw new Error('a sheet without sample rows');
  const samples = xml.slice(from, to);
  const stylesOf = (row: number): number[] =>
    [...samples.matchAll(/<c r="[A-Z]+(\d+)"(?: s="(\d+)")?/g)]
      .filter(([, at]) => Number(at) === row)
      .map(([, , style = '0']) => Number(style));
  const [plain = [], bold = [], A = [], B = [], C = []] = rowLooks.map((_, index) => stylesOf(first + index));
  return {
    // The size that is written there is that of the samples.
    before: xml.slice(0, from).replace(/<dimension [^>]*>/, ''),
    styles: { plain, bold, A, B, C },
    after: xml.slice(to),
  };
}
