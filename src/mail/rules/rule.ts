import type { QuietReason } from '../../domain/letter/letter.ts';
import type { ParsedLetter } from '../parse/parsed.ts';

/** What a rule knows besides the letter itself; looked up beforehand, so that rules are pure. */
export interface Surroundings {
  /** Our own addresses: of every mailbox. */
  own: ReadonlySet<string>;
  /** Whether the letter answers one that was sent from here. */
  answersOurs: boolean;
  /** Whether a manager has excluded the sender. */
  senderExcluded: boolean;
}

/** One rule: why the letter is to ring nobody, or undefined where this rule has nothing against it. */
export type Rule = (letter: ParsedLetter, surroundings: Surroundings) => QuietReason | undefined;
