import { no, ok, type Result } from '../domain/result.ts';
import { clean } from '../domain/text/html.ts';
import { TRANSCRIPT_LIMIT, type Transcript, UNSURE_LIMIT } from './recogniser.ts';

/** A word that a recogniser heard, with how sure it is: 0 to 1. */
export interface HeardWord {
  word: string;
  probability: number;
}

/** Below this a word is told to be unsure. */
const SURE = 0.5;
const WORD_LIMIT = 60;

/**
 * What a recogniser says, made fit for the chat: bounded, on one line, never a command. `silence`: nothing is left of it.
 */
export function transcriptOf(said: string, words: readonly HeardWord[] = []): Result<Transcript, 'silence'> {
  const text = clean(said.slice(0, TRANSCRIPT_LIMIT))
    .replace(/\s+/gu, ' ')
    .replace(/^[\s/]+/u, '')
    .trim()
    // The full stop after a single sentence is the recogniser's: an answer of two words has none.
    .replace(/^([^.!?…]*)\.$/u, '$1');
  if (!/[\p{L}\p{N}]/u.test(text)) return no('silence');
  const doubtful = new Set(words.filter(({ probability }) => probability < SURE).map(({ word }) => bare(word)));
  const unsure = [...doubtful].slice(0, 2 * UNSURE_LIMIT).filter((word) => word !== '' && text.includes(word));
  return ok({ text, unsure: unsure.slice(0, UNSURE_LIMIT) });
}

/** A word without the punctuation around it. */
const bare = (word: string): string =>
  word
    .slice(0, WORD_LIMIT)
    .replace(/^[^\p{L}\p{N}]{1,60}/u, '')
    .replace(/[^\p{L}\p{N}]{1,60}$/u, '');
