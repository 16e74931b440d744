/*
 * Text cut into rows of cells, as spreadsheets and other systems write them. A row is read by itself, so that a broken one
 * takes no other with it. Linear: what a quote swallows in vain is bounded, and gone through once more at most.
 */

/** A row of a table. */
export interface SourceRow {
  /** Number of the line where it begins; the first is 1. */
  line: number;
  /** As written, without the quotes around them. */
  cells: string[];
  /** A quote is opened in it that nothing closes. */
  broken?: true;
}

export const DELIMITERS = [';', ',', '\t', '|'] as const;

/** A quoted cell is this long at most, in lines and characters. A quote that is not closed by then is a broken one. */
const LONGEST_LINES = 3000;
const LONGEST_CELL = 100_000;

interface Read {
  cells: string[];
  /** Where the row ends: at its line break, or at the end of the text. */
  end: number;
}

/** One kind of line break: CR alone is that of old Macs. */
export const withPlainBreaks = (text: string): string => text.replace(/\r\n?/g, '\n');

/** The rows of a text whose line breaks are plain, from an offset on, one after another. */
export function* rowsOf(text: string, delimiter: string, offset = 0, firstLine = 1): Generator<SourceRow> {
  let line = firstLine;
  const source = { text, delimiter, nextCut: seeker(text, delimiter), nextBreak: seeker(text, '\n') };
  for (let at = offset; at < text.length; ) {
    const whole = readRow(source, at);
    if (whole) {
      yield { line, cells: whole.cells };
      line += countLines(text, at, whole.end);
      at = whole.end + 1;
      continue;
    }
    const end = endOfLine(text, at);
    yield { line, cells: text.slice(at, end).split(delimiter), broken: true };
    line++;
    at = end + 1;
  }
}

/** A text, and where its next delimiter and its next line break stand. */
interface Source {
  text: string;
  delimiter: string;
  nextCut(from: number): number;
  nextBreak(from: number): number;
}

/** Where something stands next, else the end of the text. Asked in rising order, it searches the text once. */
function seeker(text: string, what: string): (from: number) => number {
  let [asked, found] = [0, -1];
  return (from) => {
    if (found < from || from < asked) {
      const next = text.indexOf(what, from);
      found = next < 0 ? text.length : next;
    }
    asked = from;
    return found;
  };
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function countLines(text: string, from: number, to: number): number {
  let lines = 1;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

/** One row; undefined where a quote is not closed. */
function readRow(source: Source, from: number): Read | undefined {
  const { text, nextCut, nextBreak } = source;
  const cells: string[] = [];
  for (let at = from; ; ) {
    const quoted = text[at] === '"' ? readQuoted(source, at) : undefined;
    if (quoted === 'open') return undefined;
    let next: number;
    if (quoted) {
      cells.push(quoted.cell);
      next = quoted.end;
    } else {
      next = Math.min(nextCut(at), nextBreak(at));
      cells.push(text.slice(at, next));
    }
    if (next >= text.length || text[next] === '\n') return { cells, end: next };
    at = next + 1;
  }
}

/**
 * A cell in quotes, doubled ones within it standing for one. Undefined: the quotes are part of the text ("Oak" Ltd.);
 * 'open': they are not closed before the row ends, or close within a later one.
 */
function readQuoted(source: Source, from: number): { cell: string; end: number } | undefined | 'open' {
  const { text, delimiter } = source;
  const limit = Math.min(text.length, from + LONGEST_CELL);
  const firstBreak = source.nextBreak(from);
  let hasDoubled = false;
  for (let at = from + 1; ; ) {
    const quote = text.indexOf('"', at);
    if (quote < 0 || quote >= limit) return isOpen(source, from);
    if (text[quote + 1] === '"') {
      hasDoubled = true;
      at = quote + 2;
      continue;
    }
    // Spaces between a quote and the delimiter are common, and nothing.
    let end = quote + 1;
    while (text[end] === ' ') end++;
    const closes = end >= text.length || text[end] === '\n' || text.startsWith(delimiter, end);
    if (!closes) return quote < firstBreak ? undefined : isOpen(source, from);
    if (quote > firstBreak && countLines(text, from, quote) > LONGEST_LINES) return 'open';
    const cell = text.slice(from + 1, quote);
    return { cell: hasDoubled ? cell.replaceAll('""', '"') : cell, end };
  }
}

/** A quote that begins a cell and is never closed: of a name with one quote too many, or the row is broken. */
function isOpen({ text, nextCut, nextBreak }: Source, from: number): undefined | 'open' {
  const end = Math.min(nextCut(from), nextBreak(from));
  const quote = text.indexOf('"', from + 1);
  return quote >= 0 && quote < end ? undefined : 'open';
}

/** The delimiter that cuts the first lines most evenly into most columns. */
export function delimiterOf(text: string): string {
  const head = text.slice(0, 30_000);
  const scored = DELIMITERS.map((delimiter) => {
    const counts: number[] = [];
    for (const { cells } of rowsOf(head, delimiter)) {
      if (counts.length >= 30) break;
      if (cells.some((cell) => cell.trim() !== '')) counts.push(cells.length);
    }
    const usual = mostFrequent(counts.filter((count) => count > 1));
    const even = counts.filter((count) => count === usual).length / Math.max(1, counts.length);
    return { delimiter, score: usual === undefined ? 0 : even * 10 + Math.min(usual, 30) / 10 };
  });
  const best = scored.reduce((first, one) => (one.score > first.score ? one : first));
  return best.score > 0 ? best.delimiter : ';';
}

function mostFrequent(numbers: readonly number[]): number | undefined {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return [...counts].reduce<[number, number] | undefined>((a, b) => (a && a[1] >= b[1] ? a : b), undefined)?.[0];
}

/** How many cells of a row have something in them. */
export const filled = (cells: readonly string[]): number => cells.filter((cell) => cell.trim() !== '').length;
