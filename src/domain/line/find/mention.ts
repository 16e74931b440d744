import type { Span } from '../../text/spans.ts';
import type { KnownName } from '../reading.ts';
import { COMMON_WORDS, NAME_LIKE_WORDS } from '../words/common-words.ts';
import type { Line, Token } from './line.ts';
import { isFormOf } from './word-forms.ts';

/** A client or person of the directory where the line speaks of them. */
export interface Mention {
  known: KnownName;
  /** Indexes of tokens, both inclusive. */
  first: number;
  last: number;
  span: Span;
  /** 'full': the name, or all of it that tells it apart; 'part': a word of several; 'first': a first name alone. */
  how: 'full' | 'part' | 'first';
  /** 1 for the word itself in any case, less for a slip or another spelling. */
  sure: number;
  /** Written in the form the directory has, not in an oblique case. Latin names have one form only. */
  plain: boolean;
  /** All of its words are everyday words too, and none is written as a name. */
  common: boolean;
}

export function mention(
  line: Line,
  known: KnownName,
  first: number,
  last: number,
  rest: Pick<Mention, 'how' | 'sure'>,
  plain: boolean,
): Mention {
  const [from, to] = [line.tokens[first], line.tokens[last]];
  const stretch = line.tokens.slice(first, last + 1);
  const words = stretch.filter(({ kind }) => kind === 'word');
  const isWritten = words.some((token, index) => isCapital(line, token, first + index)) || isQuoted(line, first);
  return {
    known,
    first,
    last,
    span: [from?.span[0] ?? 0, to?.span[1] ?? 0],
    ...rest,
    plain,
    common:
      known.kind === 'organization' &&
      !isWritten &&
      words.every(({ text }) => COMMON_WORDS.has(text) || [...NAME_LIKE_WORDS].some((word) => isFormOf(text, word))),
  };
}

/** A capital that no beginning of a sentence asks for. */
export function isCapital({ tokens }: Line, token: Token, index: number): boolean {
  if (!/^\p{Lu}/u.test(token.raw)) return false;
  const before = tokens[index - 1];
  return before !== undefined && !(before.kind === 'mark' && /[.!?]/.test(before.text));
}

const isQuoted = ({ tokens }: Line, index: number): boolean => /^["«“„']$/.test(tokens[index - 1]?.text ?? '');
