import { CASE_ENDING, remembering, soundOf } from '../../client/heard.ts';
import { editDistance } from '../../client/rank-name.ts';
import { COMMON_WORDS } from '../words/common-words.ts';
import { isFormOf, soundsLike } from './word-forms.ts';

/** How near a word of the line is to one of a name: 1 for any case of it, less for another spelling, 0 for none. */
export function nearness(word: string, name: string, lenient = false): number {
  return nearnessOf(`${lenient ? '~' : ''}${word} ${name}`);
}

const nearnessOf = remembering((pair: string): number => {
  const lenient = pair.startsWith('~');
  const [word = '', name = ''] = (lenient ? pair.slice(1) : pair).split(' ');
  if (isFormOf(word, name)) return 1;
  if (!lenient && (COMMON_WORDS.has(word) || word.length < 3)) return 0;
  if (soundsLike(word, name) && (soundOf(name).replace(/\*/g, '').length > 1 || name.length >= 4))
    // By ear alone, and short: a guess.
    return sameScript(word, name) ? 0.8 : soundOf(name).replace(/\*/g, '').length >= 4 ? 0.9 : 0.72;
  if (word[0] !== name[0] && !lenient) return nearSound(word, name);
  const longer = Math.max(word.length, name.length);
  const limit = longer >= 8 ? 2 : longer >= 5 ? 1 : 0;
  // "Ромашкина" is a person, and no slip of "Ромашка".
  if (limit > 0 && !isDerived(word, name) && editDistance(word, name, limit) <= limit) return 0.8;
  return nearSound(word, name);
});

/** A Latin name in a Russian case: "нордвинду". */
export const isOblique = (word: string, name: string): boolean =>
  CASE_ENDING.test(word) && soundOf(word.replace(CASE_ENDING, '')) === soundOf(name);

export const sameScript = (a: string, b: string): boolean => /[а-я]/u.test(a) === /[а-я]/u.test(b);

const nearSound = (word: string, name: string): number => {
  if (word.length < 6 || name.length < 6 || isDerived(word, name)) return 0;
  // In one alphabet letters tell more than sounds: Захаров is no Северов.
  if (sameScript(word, name) && editDistance(word, name, 2) > 2) return 0;
  const [a, b] = [soundOf(word.replace(/(?:ом|ем|ой|а|у|е|ы|и)$/u, '')), soundOf(name)];
  return Math.min(a.length, b.length) >= 7 && editDistance(a, b, 1) <= 1 ? 0.8 : 0;
};

const isDerived = (word: string, name: string): boolean => {
  const base = name.replace(/[аяоеиыйь]$/u, '');
  return word.startsWith(base) && /^(?:ин|ов|ев|ск|н|к)/u.test(word.slice(base.length));
};
