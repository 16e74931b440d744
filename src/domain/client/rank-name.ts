import { isLegalForm, type NameWord, nameWords } from './name-forms.ts';

const FORMS = ['sound', 'stem', 'text'] as const satisfies readonly (keyof NameWord)[];

/** How near one word is to another, by the way they meet. Gaps leave room for how much of the word is covered. */
const WEIGHTS = { same: 1, stem: 0.95, prefix: 0.8, part: 0.65, oneTypo: 0.6, twoTypos: 0.5 } as const;

/**
 * How well a name answers a query, 0 to 1: each word of the query by the best word of the name (the same > another case of it >
 * a beginning > a part > a typo), weighed by its length. A name without words beyond the query's comes first.
 */
export function rankName(query: string, name: string): number {
  const [asked, named] = [nameWords(query), nameWords(name)];
  const letters = asked.reduce((sum, { sound }) => sum + sound.length, 0);
  if (letters === 0 || named.length === 0) return 0;
  const covered = asked.reduce((sum, word) => {
    const best = Math.max(...named.map((other) => wordRank(word, other)));
    return sum + best * word.sound.length;
  }, 0);
  const surplus = Math.max(0, named.length - asked.length);
  return (covered / letters) * (1 - 0.02 * Math.min(surplus, 5));
}

function wordRank(asked: NameWord, named: NameWord): number {
  // Found only through the other alphabet: right, but after what is written in the same one.
  const script = sameScript(asked.text, named.text) ? 1 : 0.97;
  return script * soundRank(asked, named);
}

function soundRank(asked: NameWord, named: NameWord): number {
  if (asked.sound === named.sound) return WEIGHTS.same;
  if (asked.stem === named.stem) return WEIGHTS.stem;
  const share = Math.min(1, asked.sound.length / named.sound.length);
  if (named.sound.startsWith(asked.sound)) return WEIGHTS.prefix + 0.1 * share;
  if (asked.sound.length >= 3 && named.sound.includes(asked.sound)) return WEIGHTS.part + 0.1 * share;
  const typos = Math.min(
    ...FORMS.filter((form) => form !== 'stem' || mayBeSameStem(asked.stem, named.stem)).map((form) =>
      typosBetween(asked[form], named[form]),
    ),
  );
  if (typos <= 1) return WEIGHTS.oneTypo;
  return typos === 2 ? WEIGHTS.twoTypos : 0;
}

/** A stem has lost its ending already: of a short one with another first letter too little is left ("техно", "John"). */
function mayBeSameStem(a: string, b: string): boolean {
  return a[0] === b[0] || Math.max(a.length, b.length) > 4;
}

/** Typos allowed grow with the longer word: none in three letters, one from four, two from eight. More counts as infinitely many. */
function typosBetween(a: string, b: string): number {
  const length = Math.max(a.length, b.length);
  const limit = length >= 8 ? 2 : length >= 4 ? 1 : 0;
  const whole = editDistance(a, b, limit);
  // Somebody still typing may already have made the typo: then the beginning of the name is what to compare with.
  const begun =
    b.length > a.length && a.length >= 5 ? editDistance(a, b.slice(0, a.length), Math.min(limit, 1)) : Infinity;
  return Math.min(whole, begun);
}

/** What is longer is not a word that somebody mistyped, in UTF-16 units. */
const LONGEST_WORD = 100;

/**
 * Damerau-Levenshtein distance (optimal string alignment: a letter added, lost, changed, or two neighbours swapped), or Infinity
 * when it is over the limit. Only the diagonal band that can stay within the limit is computed.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return Infinity;
  if (a.length > LONGEST_WORD) return a === b ? 0 : Infinity;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current: number[] = [row];
    const [from, to] = [Math.max(1, row - limit), Math.min(b.length, row + limit)];
    for (let column = 1; column <= b.length; column++) {
      if (column < from || column > to) {
        current[column] = Infinity;
        continue;
      }
      const change = a[row - 1] === b[column - 1] ? 0 : 1;
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current[column] = Math.min(
        (last[column] ?? Infinity) + 1,
        (current[column - 1] ?? Infinity) + 1,
        (last[column - 1] ?? Infinity) + change,
        swapped ? (beforeLast[column - 2] ?? Infinity) + 1 : Infinity,
      );
    }
    [beforeLast, last] = [last, current];
  }
  const distance = last[b.length] ?? Infinity;
  return distance <= limit ? distance : Infinity;
}

const LONGEST_NAME = 300;
const legalForms = (text: string): string[] =>
  (text.slice(0, LONGEST_NAME).match(/\p{L}+/gu) ?? []).filter(isLegalForm).map((word) => word.toLowerCase());

/** Whether the query tells a legal form, and the name has the same one or another; undefined where either tells none. */
export function sharesLegalForm(query: string, name: string): boolean | undefined {
  const [asked, named] = [legalForms(query), legalForms(name)];
  return asked.length === 0 || named.length === 0 ? undefined : asked.some((form) => named.includes(form));
}

function sameScript(a: string, b: string): boolean {
  const cyrillic = /\p{Script=Cyrillic}/u;
  return cyrillic.test(a) === cyrillic.test(b);
}
