import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as russian } from '@orama/stemmers/russian';

/** More than this many different stems of one contact are not indexed: a pasted book must not make a giant document. */
export const MAX_STEMS = 300;
const MAX_QUERY_STEMS = 12;
const MAX_STEM_LENGTH = 32;
const MAX_TEXT_LENGTH = 50_000;

/** The unique stems of all words of the texts, Russian and English, in order of appearance: what content is searched by. */
export function stems(...texts: readonly (string | undefined)[]): string[] {
  return collect(texts, MAX_STEMS);
}

/** The stems all of which a contact has to hold to be found by these words. Empty when there is no word in the text. */
export function queryStems(text: string): string[] {
  return collect([text], MAX_QUERY_STEMS);
}

function collect(texts: readonly (string | undefined)[], limit: number): string[] {
  const found = new Set<string>();
  for (const text of texts) {
    for (const word of words(text ?? '')) {
      if (found.size >= limit) return [...found];
      found.add(stem(word));
    }
  }
  return [...found];
}

function* words(text: string): Generator<string> {
  for (const [word] of foldCase(text.slice(0, MAX_TEXT_LENGTH)).matchAll(/[\p{L}\p{N}]+/gu)) {
    // A single letter is a preposition or an initial and would match everything; a single digit may be a number asked for.
    if (word.length > 1 || /\p{N}/u.test(word)) yield word;
  }
}

/** One spelling for what people type as one: case, full-width and composed forms, ё and е, stress marks. */
export function foldCase(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е').replaceAll('\u0301', '');
}

/** The stem of one lower-case word, by the Russian stemmer when it has a Cyrillic letter, else by the English one. */
export function stem(word: string): string {
  const short = word.slice(0, MAX_STEM_LENGTH);
  return /\p{Script=Cyrillic}/u.test(short) ? settled(short).replace(FLEETING, '') : english(short);
}

/**
 * The vowel that comes and goes before a last consonant ("поставка, поставок", "конец, конца", "нужен, нужный"), which the
 * stemmer leaves in. Left out of every stem, it parts no forms of a word; that "срок" becomes "срк" is seen by no one.
 */
const FLEETING = /(?<=.[бвгджзклмнпрстфхцчшщ])[ое](?=[кцн]$)/u;

/**
 * The Russian stemmer takes off one ending a time: "газпрома" -> "газпром" but "газпром" -> "газпр", since it looks like an
 * instrumental. Repeated until nothing changes, all forms of a word meet in one stem.
 */
function settled(word: string): string {
  const next = russian(word);
  return next === word || next === '' ? word : settled(next);
}
