import type { Span } from '../text/spans.ts';
import type { Cue } from './find/cues.ts';
import type { Line } from './find/line.ts';
import type { Moment } from './find/moments.ts';
import type { Mention } from './find/who.ts';
import type { Certainty, Field, Situation } from './reading.ts';

/** All that the recognisers found in a line; the composer decides what of it the contact is. */
export interface Seen {
  line: Line;
  situation: Situation;
  cues: readonly Cue[];
  moments: readonly Moment[];
  mentions: readonly Mention[];
  /** Phones, sums, numbers of papers: no dates. */
  noise: readonly Span[];
}

export function field<T>(
  value: T | undefined,
  certainty: Certainty,
  why: string,
  alternatives: readonly T[] = [],
): Field<T> {
  return { ...(value !== undefined && { value }), certainty, alternatives, why };
}
