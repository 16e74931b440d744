/*
 * Whether a word of a line is a form of a word of a name: another case, a slip, or how a Latin name sounds to Russian ears. No
 * dictionary: endings of the declensions, and the vowel that comes and goes ("ветер", "ветра").
 */

const NOUN =
  'а|у|ом|ем|е|ы|и|ов|ев|ей|ам|ами|ах|я|ю|ям|ями|ях|ь|ью|ой|ою|ею|о|й|ым|им|ых|их|ыми|ими|ую|юю|ая|яя|ого|его|ому|ему|ый|ий|ое|ее|ые|ие';
const ENDINGS = new Set(NOUN.split('|'));
const ENDING = /(?:ый|ий|ой|ая|яя|ое|ее|а|я|о|е|ь|й|ы|и)$/u;
const FLEETING = /(?<=[бвгджзклмнпрстфхцчшщ])[ое](?=[рклнц]$)/u;
const isCyrillic = (word: string): boolean => /[а-я]/u.test(word);

/** Forms of one Russian word, all by folded lower-case text. Short words and numbers have but one. */
export function isFormOf(word: string, name: string): boolean {
  if (word === name) return true;
  if (!isCyrillic(name) || !isCyrillic(word) || name.length < 3) return false;
  return bases(name).some(
    (base) => base.length >= 2 && word.startsWith(base) && isEnding(word.slice(base.length), base),
  );
}

const isEnding = (rest: string, base: string): boolean => (rest === '' ? base.length >= 3 : ENDINGS.has(rest));

/** Keeps what was worked out of a word: each word of a line meets each word of many names. */
function remembering<T>(work: (word: string) => T): (word: string) => T {
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

const bases = remembering((name: string): string[] => {
  const base = name.length > 3 ? name.replace(ENDING, '') : name;
  const fled = name.replace(FLEETING, '');
  const soft = /[ое].ь$/u.test(name) ? name.replace(/[ое](.)ь$/u, '$1') : undefined;
  return [base, ...(fled === name ? [] : [fled]), ...(soft ? [soft] : [])];
});

/** Latin letters that a slip of the keyboard left in a Cyrillic word, and the other way round. */
const LOOKALIKE = new Map([...'acekmopxyhtbi'].map((latin, index) => [latin, 'асекморхунтви'.charAt(index)]));

/** A word whose letters are of both alphabets, in the one that most of them are of. */
export function oneAlphabet(word: string): string {
  if (!/[a-z]/.test(word) || !/[а-я]/u.test(word)) return word;
  return [...word].map((letter) => LOOKALIKE.get(letter) ?? letter).join('');
}

// How Latin writing sounds, by its groups of letters; the rest letter by letter. All vowels are one: ears differ on them.
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

/** How a word sounds with all vowels alike: "Acme" and "эйкми" are "*км*". Made of consonants alone, so short words say little. */
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
const VOICELESS = new Map([...'бвгдж'].map((voiced, index) => [voiced, 'пфктш'.charAt(index)]));

const CASE_ENDING = /(?<=..)(?:ом|ем|ой|ей|ами|ам|ах|ов|а|у|е|ы|и|я|ю)$/u;

/** Whether two words of different alphabets sound alike, the Russian one in any case. */
export function soundsLike(word: string, name: string): boolean {
  if (word.length < 3 || name.length < 3) return false;
  const wanted = soundOf(name);
  const forms = isCyrillic(word) && !isCyrillic(name) ? [word, word.replace(CASE_ENDING, '')] : [word];
  return forms.some((form) => form.length >= 3 && soundOf(form) === wanted);
}
