/** Documents are found by any stretch of their number that begins at a letter or digit: "12", "345", "2026". */

/** Longer stretches say no more; a longer query finds what begins like it. */
const STRETCH = 40;
/** No one's number is as long, in UTF-16 units; what is behind it is not looked for. */
const LONGEST = 500;

/** A number as it is compared: letters and digits alone, in lower case, look-alikes of both alphabets as one. */
export const numberKey = (number: string): string =>
  number
    .slice(0, LONGEST)
    // It would become "No", and stand in the way of the number.
    .replace(/№/g, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/ё/g, 'е')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/[авекмнорстух]/g, (letter) => LOOKALIKES[letter] ?? letter);

/** Cyrillic letters that no one tells from Latin ones on paper. */
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

/** The keys a document is found by, one for each of its characters: what begins with what was typed is a match. */
export const numberKeys = (number: string): string[] => {
  const key = [...numberKey(number)];
  return [...new Set(key.map((_, index) => key.slice(index, index + STRETCH).join('')))];
};

/** What a search looks for among the keys; undefined: there is no letter or digit in it. */
export const numberSought = (query: string): string | undefined =>
  [...numberKey(query)].slice(0, STRETCH).join('') || undefined;

/** How well a number answers a query, the smaller the better: the number itself, its beginning, any stretch. */
export function numberRank(query: string, number: string): number {
  const [sought, key] = [numberKey(query), numberKey(number)];
  if (key === sought) return 0;
  return key.startsWith(sought) ? 1 : 2;
}
