/*
 * Names by ear: how a Latin name sounds to Russian ears, so that "Рид" said or dictated finds Reed. Consonants alone, as they are
 * heard, after the rules of Latin writing; vowels are what ears differ on, so of them only the first one is compared.
 */

// How Latin writing sounds, by its groups of letters; the rest letter by letter. All vowels are one.
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/sch|sh/g, 'ш'],
  [/tch/g, 'ч'],
  [/ch(?=$|[^aeiou])/g, 'к'],
  [/ch/g, 'ч'],
  [/th/g, 'т'],
  [/ph/g, 'ф'],
  [/ck|qu|q/g, 'к'],
  [/x/g, 'кс'],
  [/c(?=[eiy])/g, 'с'],
  [/c/g, 'к'],
  [/j/g, 'дж'],
  [/g(?=[ei])/g, 'дж'],
  [/ts/g, 'ц'],
  [/w|v/g, 'в'],
  [/(?<=[aeiouy])h(?![aeiouy])/g, ''],
  [/h/g, 'х'],
  [/(?<=[^aeiouy].*[^aeiouy])e$/g, ''],
  [/[aeiouy]+/g, '*'],
];
const LETTERS = new Map([...'bdfgklmnprstz'].map((latin, index) => [latin, 'бдфгклмнпрстз'.charAt(index)]));
const VOICELESS = new Map([...'бвгдж'].map((voiced, index) => [voiced, 'пфктш'.charAt(index)]));

/** Keeps what was worked out of a word: each word of a line meets each word of many names. */
export function remembering<T>(work: (word: string) => T): (word: string) => T {
  const known = new Map<string, T>();
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    if (known.size >= MOST_REMEMBERED) known.clear();
    const fresh = work(word);
    known.set(word, fresh);
    return fresh;
  };
}
const MOST_REMEMBERED = 5000;

/**
 * How a folded, lower-case word sounds with all vowels alike: "Acme" and "эйкми" are "*км*". Made of consonants alone, so short words
 * say little.
 */
export const soundOf = remembering((word: string): string => {
  const folded = /[a-z]/.test(word)
    ? [...SOUNDS.reduce((text, [letters, sound]) => text.replace(letters, sound), word)]
        .map((letter) => LETTERS.get(letter) ?? letter)
        .join('')
    : word
        .replace(/[ьъ]/gu, '')
        .replace(/щ/gu, 'ш')
        .replace(/[аеиоуыэюяй]+/gu, '*');
  // A voiced consonant at the end or before a voiceless one is heard voiceless; doubled ones are heard once.
  return folded
    .replace(/(.)\1+/gu, '$1')
    .replace(/з/gu, 'с')
    .replace(/[бвгдж](?=$|[кпстфхцчш])/gu, (letter) => VOICELESS.get(letter) ?? letter);
});

export const CASE_ENDING = /(?<=..)(?:ами|ом|ем|ой|ей|ам|ах|ов|а|у|е|ы|и|я|ю)$/u;

/** The Russian vowels that the first vowels of a Latin word may be heard as. */
const HEARD_AS: readonly (readonly [RegExp, string])[] = [
  [/^(?:ee|ea|ie|i|y|e)/, 'иеэый'],
  [/^(?:oo|ou|u)/, 'уюаояо'],
  [/^o/, 'оау'],
  [/^a/, 'аэеяоё'],
];

/** Whether the first vowel of a Russian word may be that of a Latin one: "ряд" is no Reed. */
export function isVowelLike(russian: string, latin: string): boolean {
  const said = /[аеиоуыэюяй]/u.exec(russian)?.[0];
  const written = /[aeiouy].*/.exec(latin)?.[0];
  if (said === undefined || written === undefined) return true;
  return HEARD_AS.find(([vowels]) => vowels.test(written))?.[1].includes(said) ?? true;
}

const consonantsOf = (word: string): string =>
  soundOf(word)
    .replace(/\*/g, '')
    .replace(/[бвгдж]/gu, (letter) => VOICELESS.get(letter) ?? letter);

const KEY = '%';
const LONGEST = 8;
const keyOf = (word: string): string[] => {
  const consonants = consonantsOf(word);
  return consonants.length >= 2 ? [KEY + consonants.slice(0, LONGEST)] : [];
};

/** The keys by which the Latin words of a name are found by ear, for the directory's index. */
export const heardKeys = (name: string): string[] => [
  ...new Set((name.toLowerCase().match(/[a-z]{3,}/g) ?? []).flatMap(keyOf)),
];

/** What a Russian word of a line is looked up by: as it is, and without the ending of a case. Folded, lower case. */
export const spokenKeys = (word: string): string[] =>
  /^[а-я]{3,}$/u.test(word) ? [...new Set([word, word.replace(CASE_ENDING, '')].flatMap(keyOf))] : [];

/** So many consonants tell a word by ear; fewer are of too many words. */
const TELLING = 3;
const tellingKeys = (word: string): string[] => spokenKeys(word).filter((key) => key.length > TELLING);

/** What the Russian words of a query are looked up by, each by any of its keys; undefined where a word cannot be told by ear. */
export function heardStage(query: string): string[][] | undefined {
  const keys = (
    query
      .toLowerCase()
      .replaceAll('ё', 'е')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).map(tellingKeys);
  return keys.length > 0 && keys.every(({ length }) => length > 0) ? keys : undefined;
}
