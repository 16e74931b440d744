/*
 * What somebody may have meant who typed otherwise: on a keyboard left in the other layout, or with a sound that the two
 * alphabets write in two ways. Asked for where the words as they were typed find too little.
 */

const LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
const CYRILLIC_KEYS = 'йцукенгшщзхъфывапролджэячсмитьбюё';
const pairs = (from: string, to: string): ReadonlyMap<string, string> =>
  new Map([...from].map((letter, index) => [letter, to.charAt(index)]));
const TO_CYRILLIC = pairs(LATIN_KEYS, CYRILLIC_KEYS);
const TO_LATIN = pairs(CYRILLIC_KEYS, LATIN_KEYS);

/** Vowels by which a word can be told from a row of keys. */
const VOWELS = /[аеиоуыэюя]|[aeiouy]/;
const LONGEST = 100;

/** The same keys in the other layout ("hjvfirf" is "ромашка"); undefined where that makes no words. */
export function inOtherLayout(query: string): string | undefined {
  const text = query.slice(0, LONGEST).toLowerCase();
  const isLatin = /[a-z]/.test(text);
  if (isLatin && /[а-яё]/.test(text)) return undefined;
  const layout = isLatin ? TO_CYRILLIC : TO_LATIN;
  const other = [...text].map((letter) => layout.get(letter) ?? letter).join('');
  const words = other.split(/\s+/).filter((word) => word.length > 2);
  return words.length > 0 && words.every((word) => VOWELS.test(word) && /^[\p{L}\p{N}-]+$/u.test(word))
    ? other
    : undefined;
}

/** "Fialka" may be "фялка" or "фиалка": the other reading of "ia", in whichever alphabet; undefined where there is none. */
export function withOtherVowels(query: string): string | undefined {
  const text = query.slice(0, LONGEST).toLowerCase();
  const other = text.replace(/ia|иа/g, (sound) => (sound === 'ia' ? 'иа' : 'я'));
  return other === text ? undefined : other;
}
