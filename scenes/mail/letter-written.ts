import type { Letter } from '../../src/domain/letter/letter.ts';
import { partsOf } from '../../src/domain/letter/letter-text.ts';

/** What was written in a letter, without quotes and signature; letters of old are cut here. */
export function writtenIn({ body, folded, text }: Pick<Letter, 'body' | 'folded' | 'text'>): {
  body: string;
  folded: boolean;
} {
  return body === undefined ? partsOf(text) : { body, folded: folded ?? false };
}
