import { CASE_ENDING, isVowelLike, remembering, soundOf } from '../../client/heard.ts';

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
  // Of words as short as this one only "юг" is declined in names of firms.
  if (name === 'юг') return /^юг(?:а|у|ом|е)$/u.test(word);
  if (!isCyrillic(name) || !isCyrillic(word) || name.length < 3) return false;
  return bases(name).some(
    (base) => base.length >= 2 && word.startsWith(base) && isEnding(word.slice(base.length), base),
  );
}

const isEnding = (rest: string, base: string): boolean => (rest === '' ? base.length >= 3 : ENDINGS.has(rest));

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

/** Whether two words of different alphabets sound alike, the Russian one in any case. */
export function soundsLike(word: string, name: string): boolean {
  if (word.length < 3 || name.length < 3) return false;
  const wanted = soundOf(name);
  const isHeard = isCyrillic(word) && !isCyrillic(name);
  if (isHeard && !isVowelLike(word, name)) return false;
  const forms = isHeard ? [word, word.replace(CASE_ENDING, '')] : [word];
  return forms.some((form) => form.length >= 3 && soundOf(form) === wanted);
}
