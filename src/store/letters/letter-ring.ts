import type { Letter } from '../../domain/letter/letter.ts';
import type { ListedLetter } from './letter-model.ts';

/** What a manager's phone rings for: one letter, or more than a few at once. */
export type LetterRing = { user: number; rung(message: number): void } & (
  | { kind: 'letter'; letter: Letter }
  | { kind: 'summary'; letters: ListedLetter[] }
);
