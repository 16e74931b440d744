import { regExp } from '../../text/pattern.ts';
import type { Span } from '../../text/spans.ts';
import type { Line } from './line.ts';

const QUOTED = regExp('[«“"]([^«»“”"]{12,600})[»”"]', 'gu');
/** Shorter ones are names and titles. In words. */
const SHORTEST = 5;
const known = new WeakMap<Line, readonly Span[]>();

/** Where the line quotes what somebody said or wrote, with the marks. */
export function quotesIn(line: Line): readonly Span[] {
  const before = known.get(line);
  if (before) return before;
  const quotes = [...line.folded.matchAll(QUOTED)].flatMap(({ 0: text, index }): Span[] =>
    text.trim().split(/\s+/).length >= SHORTEST ? [[index, index + text.length]] : [],
  );
  known.set(line, quotes);
  return quotes;
}
