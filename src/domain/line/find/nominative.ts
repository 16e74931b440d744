import { regExp } from '../../text/pattern.ts';
import { firstNamesOf, isPlainFirstName, plainFirstName } from '../words/first-names.ts';

/** The case a preposition puts a name into. */
export type Oblique = 'genitive' | 'accusative' | 'instrumental' | 'dative';

/** Firms that end so are feminine with a soft sign: "из Северстали". */
const SOFT = /(?:стал|связ|нефт|сет|мебел|модел|печат|жест|мед|тен|област|рос)и$/u;

/** The last word of a firm's name put back into its dictionary form, where its ending is that of the case. */
export function firmNominative(name: string, grammar: Oblique): string {
  const swap = (pattern: RegExp, by: string) => (pattern.test(name) ? name.replace(pattern, by) : undefined);
  switch (grammar) {
    case 'genitive':
      return (
        swap(/(?<=[бвгджзйклмнпрстфхцчшщ])а$/u, '') ??
        swap(/ы$/u, 'а') ??
        swap(/(?<=[жшчщкгх])и$/u, 'а') ??
        (SOFT.test(name) ? name.replace(/и$/u, 'ь') : undefined) ??
        swap(/и$/u, 'я') ??
        name
      );
    case 'accusative':
      return swap(/у$/u, 'а') ?? swap(/ю$/u, 'я') ?? swap(/(?<=[бвгдзклмнпрстфх])е$/u, '') ?? name;
    case 'instrumental':
      return swap(/ом$/u, '') ?? swap(/ой$/u, 'а') ?? swap(/ей$/u, 'я') ?? name;
    case 'dative':
      return swap(/(?<=[бвгджзклмнпрстфхцчшщ])у$/u, '') ?? swap(/е$/u, 'а') ?? name;
  }
}

/** Whether an ending can be of that case only: "из Фиалки", "в Ромашку", "из Аквилона"; "из Перспективы". "из Тоси" may be no case at all. */
export const isCertainCase = (name: string, grammar: Oblique): boolean =>
  grammar === 'genitive'
    ? /(?<=[бвгджзйклмнпрстфхцчшщ])(?:а|ы)$|(?<=[жшчщкгх])и$/u.test(name)
    : grammar === 'accusative'
      ? /[бвгджзклмнпрстфхцчшщ]у$/u.test(name)
      : grammar === 'instrumental'
        ? /[бвгджзклмнпрстфхцчшщ]о[мй]$/u.test(name)
        : false;

const MEN_IN_A =
  /^(?:никита|илья|кузьма|лука|савва|фома|саша|женя|валя|слава|миша|гриша|паша|леша|дима|вова|ваня|петя|коля|толя|витя|сережа|костя|юра|гена|валера|сева|жора|гоша|рома|тема|боря|федя|митя|степа|сеня)$/u;

/** "Андреем Лебедевым" -> "Андрей Лебедев": somebody's name as they are called; left alone where the first name is in no oblique case. */
export function personNominative(name: string): string {
  const words = name.split(' ');
  const at = words.findIndex((word) => firstNamesOf(word.toLowerCase()).size > 0);
  if (at < 0)
    // A family name alone, after a title: "васильевым".
    return words.length === 1 ? name.replace(/(?<=(?:ов|ев|ин|ын))(?:ым|ом|у)$/u, '') : name;
  const said = (words[at] ?? '').toLowerCase().replaceAll('ё', 'е');
  if (isPlainFirstName(said)) return name;
  const first = plainFirstName(said);
  if (first === undefined) return name;
  const isWoman = /[ая]$/u.test(first) && !MEN_IN_A.test(first);
  return words
    .map((word, index) => (index === at ? likeIn(word, first) : isWoman ? womansName(word) : mansName(word)))
    .join(' ');
}

/** The plain form with the capital and the ё of the word as it was written. */
function likeIn(word: string, plain: string): string {
  const capital = /^\p{Lu}/u.test(word) ? plain.charAt(0).toUpperCase() + plain.slice(1) : plain;
  return [...capital]
    .map((letter, index) => (word[index]?.toLowerCase() === 'ё' && letter === 'е' ? 'ё' : letter))
    .join('');
}

const ADJECTIVE = regExp('(?<=(?:ск|цк))(?:ого|ому|им|ом)$', 'iu');

function mansName(word: string): string {
  return word
    .replace(/(?<=вич)(?:а|у|ем|е)$/iu, '')
    .replace(ADJECTIVE, 'ий')
    .replace(/(?<=(?:ов|ев|ёв|ин|ын))(?:а|у|ым|е)$/iu, '');
}

function womansName(word: string): string {
  return word
    .replace(/(?<=(?:вн|ичн))(?:ы|е|у|ой)$/iu, 'а')
    .replace(/(?<=(?:ск|цк))(?:ой|ую)$/iu, 'ая')
    .replace(/(?<=(?:ов|ев|ёв|ин|ын))(?:ой|у)$/iu, 'а');
}
