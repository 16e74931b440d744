import { regExp } from '../../text/pattern.ts';
import { fold, type Span } from '../../text/spans.ts';

/** A word, a number or a mark of a line, and where it stands. */
export interface Token {
  /** Folded, in lower case. */
  text: string;
  /** As it stands in the line. */
  raw: string;
  span: Span;
  kind: 'word' | 'number' | 'mark';
  /** Counts the clauses: parted by marks. */
  clause: number;
  /** Counts the sentences. */
  sentence: number;
}

/** A line taken apart once; all recognisers work on it. Spans are of the line as it came. */
export interface Line {
  raw: string;
  folded: string;
  tokens: readonly Token[];
}

/** What a line says of a contact stands in its beginning; all that comes later is content. In characters. */
export const SEARCHED = 1200;

const TOKENS = regExp(
  String.raw`[^\s@,;:()<>"«»]+@[^\s@,;:()<>"«»]+|\p{L}[\p{L}\p{M}]*(?:['’](?!s(?!\p{L}))\p{L}+)?|['’]s(?!\p{L})|\p{N}+(?:[.,:]\p{N}+)*|[^\s\p{L}\p{N}]`,
  'gu',
);
const ENDS_CLAUSE = /^[,;:()!?.…\n—]$/;
const ENDS_SENTENCE = /^[.!?;…]$/;

export function lineOf(raw: string): Line {
  const searched = raw.slice(0, SEARCHED);
  const folded = fold(searched);
  const tokens: Token[] = [];
  let [clause, sentence, end] = [0, 0, 0];
  for (const { 0: text, index } of folded.matchAll(TOKENS)) {
    if (searched.slice(end, index).includes('\n')) {
      clause++;
      sentence++;
    }
    end = index + text.length;
    const kind = /^\p{L}/u.test(text) || text.includes('@') ? 'word' : /^\p{N}/u.test(text) ? 'number' : 'mark';
    tokens.push({
      text: text.toLowerCase(),
      raw: searched.slice(index, end),
      span: [index, end],
      kind,
      clause,
      sentence,
    });
    if (kind !== 'mark' || isAbbreviation(tokens)) continue;
    // A dash parts clauses only between spaces.
    const isDash = text === '-' && /^\s/.test(folded.slice(end)) && /\s$/.test(folded.slice(0, index));
    if (ENDS_CLAUSE.test(text) || isDash) clause++;
    if (ENDS_SENTENCE.test(text)) sentence++;
  }
  return { raw, folded, tokens };
}

/** "ром.", "тел.", "ул.", "a.m.": the full stop of a short word ends nothing, unless a capital follows. */
function isAbbreviation(tokens: readonly Token[]): boolean {
  const [word, mark] = [tokens.at(-2), tokens.at(-1)];
  if (mark?.text !== '.' || !word || word.span[1] !== mark.span[0]) return false;
  if (/^\p{Lu}$/u.test(word.raw)) return true;
  return /^(?:тел|ул|стр|тыс|млн|руб|г|д|им|др|фарм|след|a|m|p|del|no|inc|ltd|co|mr|mrs|ms|dr)$/.test(word.text);
}

/** Indexes of the tokens that touch a span. */
export function tokensIn({ tokens }: Line, [start, end]: Span): number[] {
  return tokens.flatMap(({ span }, index) => (span[0] < end && start < span[1] ? [index] : []));
}

/** The clause a place of the line belongs to. */
export function clauseAt({ tokens }: Line, at: number): number {
  return tokens.findLast(({ span }) => span[0] <= at)?.clause ?? 0;
}

/** Folded text between two places. */
export const between = ({ folded }: Line, from: number, to: number): string =>
  folded.slice(Math.max(0, from), Math.max(0, to));
