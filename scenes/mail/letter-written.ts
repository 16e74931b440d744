import type { Letter } from '../../src/domain/letter/letter.ts';
import { letterParts } from '../../src/domain/letter/letter-text.ts';
import { cut } from '../../src/domain/text/html.ts';

/** What was written in a letter, without quotes and signature; letters of old are cut here. */
export function writtenIn({ body, folded, text }: Pick<Letter, 'body' | 'folded' | 'text'>): {
  body: string;
  folded: boolean;
} {
  const isOld = body === undefined && folded === undefined;
  return isOld ? letterParts(text) : { body: body ?? text, folded: folded ?? false };
}

/** A letter as the content of its contact: subject, what was written, and the word of who handed it on. */
export function letterContent(letter: Letter, limit: number): string {
  const { subject, via } = letter;
  return cut([subject, writtenIn(letter).body, via?.note && `💬 ${via.note}`].filter(Boolean).join('\n\n'), limit);
}
