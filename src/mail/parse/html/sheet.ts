const LINK_END = ')';

/** Text that is being laid out, in lines. Each piece costs the same, however long the line has become. */
export function createSheet(base: number) {
  const lines: string[] = [];
  let pieces: string[] = [];
  let last = '';
  let gap = false;
  /** Of a list's item, until its first words come. */
  let mark = '';
  /** How deep the line before was quoted. */
  let before = base;

  const quoted = (line: string, depth: number): string =>
    depth > base ? `${'>'.repeat(depth - base)} ${line}`.trimEnd() : line;

  function put(line: string, depth: number): void {
    if (gap && lines.length > 0) lines.push(quoted('', Math.min(before, depth)));
    gap = false;
    before = depth;
    lines.push(quoted(line, depth));
  }

  return {
    /** How many pieces the open line has. */
    at: (): number => pieces.length,
    /** What was said since the line had so many pieces; the beginning, if that is much. */
    since: (at: number): string => pieces.slice(at, at + 100).join(''),
    /** Whether something stands on the open line. */
    begun: (): boolean => pieces.some((piece) => piece.trim() !== ''),
    /** What the next words begin with; a list's item may have none. */
    mark(text: string): void {
      mark = text;
    },
    add(text: string): void {
      if (text === '') return;
      pieces.push(mark + text);
      mark = '';
      last = text;
    },
    /** Text in which white space is one space. */
    flow(text: string): void {
      const spaced = text.replace(/[\s\u00a0]+/g, ' ');
      // What goes on after a link's address is not glued to it.
      const flat = last.endsWith(LINK_END) && /^[\p{L}\p{N}]/u.test(spaced) ? ` ${spaced}` : spaced;
      const kept = last === '' || last.endsWith(' ') ? flat.replace(/^ /, '') : flat;
      if (kept === '' || (mark !== '' && kept === ' ')) return;
      pieces.push(mark + kept);
      mark = '';
      last = kept;
    },
    /** The line is at its end; empty ones are none. */
    end(depth: number): void {
      const line = pieces.join('').trimEnd();
      if (line !== '') put(line, depth);
      pieces = [];
      last = '';
    },
    /** An empty line is wanted before the next one. */
    apart(): void {
      gap = true;
    },
    put,
    text: (): string => lines.join('\n'),
  };
}

export type Sheet = ReturnType<typeof createSheet>;
