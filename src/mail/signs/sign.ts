import type { Via } from '../../domain/letter/letter.ts';
import type { Finding } from '../../domain/letter/verdict.ts';
import type { ParsedLetter } from '../parse/parsed.ts';

/** What a sign knows besides the letter itself; looked up beforehand, so that signs are pure. */
export interface Around {
  /** Our own addresses: of every mailbox. */
  own: ReadonlySet<string>;
  /** Set where the letter is somebody else's than its From says. */
  via?: Via | undefined;
}

/** One sign: what it says of the letter, or undefined where it is not there. */
export type Sign = (letter: ParsedLetter, around: Around) => Finding | undefined;
