import { TABLE_WIDTH, textTable } from './text-table.ts';

/** A row of a table that has more numbers than a line holds: its name, and the lines under it. */
export interface Block {
  name: string;
  number?: string;
  /** Stands above the first block of those that share it. */
  section?: string;
  lines: readonly string[];
}

/** Numbers at the right of columns of these widths, in characters. */
export const inColumns = (cells: readonly string[], widths: readonly number[]): string =>
  cells.map((cell, index) => cell.padStart(widths[index] ?? 0)).join('');

const BARS = '▁▂▃▄▅▆▇█';

/** Values as a line of little bars, the greatest the highest; nothing is the lowest. */
export function spark(values: readonly number[]): string {
  const most = Math.max(1, ...values);
  return values.map((value) => BARS[value === 0 ? 0 : 1 + Math.round((value / most) * (BARS.length - 2))]).join('');
}

const RULE = '─'.repeat(TABLE_WIDTH);

/** Blocks as plain text of at most `TABLE_WIDTH` columns, the heads above them and the whole below. */
export function blockTable(heads: readonly string[], blocks: readonly Block[], total?: Block): string {
  const textOf = ({ name, number = '', lines }: Block): string[] => {
    // The table cuts a name to the width, whatever letters it is of.
    const rows = [{ cells: [number, name] }];
    const [, , named = ''] = textTable({ columns: [left, left], rows }).split('\n');
    return [named, ...lines.map((line) => line.slice(0, TABLE_WIDTH))];
  };
  return [
    ...heads,
    RULE,
    ...blocks.flatMap((block, index) => [
      ...(block.section !== undefined && block.section !== blocks[index - 1]?.section ? wrapped(block.section) : []),
      ...textOf(block),
    ]),
    ...(total ? [...(blocks.length > 0 ? [RULE] : []), ...textOf(total)] : []),
  ].join('\n');
}

/** A text in lines of the table's width, broken between words. */
function wrapped(text: string): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`.trimStart();
    if (longer.length <= TABLE_WIDTH) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.map((line) => line.slice(0, TABLE_WIDTH));
}

const left = { title: '', align: 'left' } as const;
