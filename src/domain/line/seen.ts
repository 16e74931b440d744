import type { Span } from '../text/spans.ts';
import { numberWords } from '../time/number-words.ts';
import type { Cue } from './find/cues.ts';
import type { Line } from './find/line.ts';
import type { Mention } from './find/mention.ts';
import type { Moment } from './find/moments.ts';
import type { Certainty, Field, Situation } from './reading.ts';
import { isFirstName } from './words/first-names.ts';
import { type VerbForm, verbForm } from './words/verbs.ts';

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

/** Whether a word is a verb in the past or an infinitive here: names and "signed order" are none. */
export function verbAt({ line, mentions }: Pick<Seen, 'line' | 'mentions'>, index: number): VerbForm | undefined {
  const token = line.tokens[index];
  if (token?.kind !== 'word' || numberWords.has(token.text)) return undefined;
  if (mentions.some(({ first, last }) => index >= first && index <= last) || isFirstName(token.text)) return undefined;
  if (
    /^(?:the|a|an|our|their|my|his|her|new|re|for|of)$/.test(line.tokens[index - 1]?.text ?? '') &&
    /^[a-z]+ed$/.test(token.text)
  )
    return undefined;
  // "put a call to Lisa in": an order, where it opens the line.
  if (/^(?:put|set|let|cut|read|quit)$/.test(token.text) && isOrder(line, index)) return undefined;
  return verbForm(token.text);
}

const isOrder = ({ tokens }: Line, index: number): boolean => {
  const before = tokens[index - 1]?.text;
  return before === undefined || /^(?:you|u|to|please|pls|plz|and|then|just|also|can|[.,!?-])$/.test(before);
};

export function field<T>(
  value: T | undefined,
  certainty: Certainty,
  why: string,
  alternatives: readonly T[] = [],
): Field<T> {
  return { ...(value !== undefined && { value }), certainty, alternatives, why };
}
