/** Documents are found by any stretch of their number that begins at a letter or digit: "12", "345", "2026". */

const SUFFIXES = 40;

/** A number as it is compared: letters and digits alone, in lower case, look-alikes of both alphabets as one. */
export const numberKey = (number: string): string =>
  number
    .normalize('NFKC')
    .toLowerCase()
    .replace(/ё/g, 'е')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/[авекмнорстух]/g, (letter) => LOOKALIKES[letter] ?? letter);

/** Cyrillic letters that nobody tells from Latin ones on paper. */
const LOOKALIKES: Record<string, string> = {
  а: 'a',
  в: 'b',
  е: 'e',
  к: 'k',
  м: 'm',
  н: 'h',
  о: 'o',
  р: 'p',
  с: 'c',
  т: 't',
  у: 'y',
  х: 'x',
};

/** The keys a document is found by: what begins with what was typed is a match. */
export const numberKeys = (number: string): string[] => {
  const key = numberKey(number).slice(0, SUFFIXES);
  return [...new Set(Array.from(key, (_, index) => key.slice(index)))];
};
