import { soundOf } from '../../client/heard.ts';
import { fold } from '../../text/spans.ts';
import type { KnownName } from '../reading.ts';
import { COMMON_WORDS } from '../words/common-words.ts';
import { firstNamesOf, isFirstName, isPlainFirstName, sameFirstName } from '../words/first-names.ts';
import { verbForm } from '../words/verbs.ts';
import type { Line } from './line.ts';
import { isCapital, type Mention, mention } from './mention.ts';
import { nearness, sameScript } from './nearness.ts';
import { isFormOf, soundsLike } from './word-forms.ts';

export function personIn(line: Line, texts: readonly string[], known: KnownName): Mention[] {
  const words: string[] =
    fold(known.name)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  const firstName = words.find((word) => isFirstName(word)) ?? words[0] ?? '';
  const lastName = words.find((word) => word !== firstName && !/(?:вич|вна|ична)$/u.test(word)) ?? '';
  const found: Mention[] = [];
  for (let index = 0; index < texts.length; index++) {
    if (line.tokens[index]?.kind !== 'word') continue;
    const hit = personAt(line, texts, index, firstName, lastName);
    if (!hit) continue;
    const { last, how, sure } = hit;
    const said = texts.slice(index, last + 1);
    const plain = said.every(
      (word) =>
        !isObliqueFirstName(word) &&
        (words.includes(word) ||
          (isPlainFirstName(word) && sameFirstName(word, firstName)) ||
          !/[а-я]/u.test(word) ||
          (soundsLike(word, firstName) && soundOf(word) === soundOf(firstName)) ||
          soundOf(word) === soundOf(lastName)),
    );
    found.push(
      mention(
        line,
        known,
        index,
        last,
        { how, sure },
        plain &&
          said.some(
            (word) => words.includes(word) || isPlainFirstName(word) || !words.some((one) => /[а-я]/u.test(one)),
          ),
      ),
    );
    index = last;
  }
  return found;
}

/** "марии": somebody is turned to, however alike it sounds. */
const isObliqueFirstName = (word: string): boolean => firstNamesOf(word).size > 0 && !isPlainFirstName(word);

function personAt(
  line: Line,
  texts: readonly string[],
  index: number,
  firstName: string,
  lastName: string,
): { last: number; how: Mention['how']; sure: number } | undefined {
  const [word = '', next = '', before = ''] = [texts[index], texts[index + 1], texts[index - 1]];
  const first = (text: string): number =>
    (sameFirstName(text, firstName) && !COMMON_WORDS.has(text)) ||
    isHeardTom(line, index, text, firstName) ||
    isFormOf(text, firstName)
      ? 1
      : nearness(text, firstName) >= 0.7 &&
          soundsLike(text, firstName) &&
          !(sameScript(text, firstName) && text.length < 5)
        ? Math.max(0.8, nearness(text, firstName))
        : 0;
  const isNextWord = line.tokens[index + 1]?.kind === 'word';
  const isMans = /(?:ова|ева|ина|ына)$/u.test(lastName) && /(?:ов|ев|ин|ын|вым|вом|ным)$/u.test(word);
  const [isFirst, isLast] = [first(word), lastName && !isMans ? nearness(word, lastName) : 0];
  if (isNextWord) {
    const second =
      isFirst > 0 && lastName ? Math.max(nearness(next, lastName), nearness(next, lastName, true) * 0.95) : 0;
    if (second > 0) return { last: index + 1, how: 'full', sure: bothHeard(isFirst, second) };
    if (isLast > 0 && first(next) > 0) return { last: index + 1, how: 'full', sure: bothHeard(isLast, first(next)) };
  }
  // "wrong app": a short word with a slip is no family name by itself.
  if (
    isLast > 0 &&
    isLast < 1 &&
    isFirst === 0 &&
    word.length < 6 &&
    sameScript(word, lastName) &&
    !/^\p{Lu}/u.test(line.tokens[index]?.raw ?? '')
  )
    return undefined;
  if (isLast > 0) {
    // "Козлова Ирина" is not Иван Козлов.
    const others = [before, isNextWord ? next : ''].filter(
      (text) => isFirstName(text) && first(text) === 0 && !NO_FIRST_NAME.has(text),
    );
    return others.length > 0 ? undefined : { last: index, how: 'full', sure: isLast };
  }
  if (isFirst === 0 || isNumeral(before, word, next)) return undefined;
  // "Ольга Кравцова" is no other Ольга; "Raj" beside no family name is who he is.
  const isOther =
    isNextWord &&
    /^\p{Lu}/u.test(line.tokens[index + 1]?.raw ?? '') &&
    /^\p{Lu}/u.test(line.tokens[index]?.raw ?? '') &&
    !isFirstName(next) &&
    !CALENDAR.test(next) &&
    firstNamesOf(next).size === 0 &&
    looksLikeSurname(next);
  return isOther ? undefined : { last: index, how: 'first', sure: isFirst * 0.9 };
}

/** "Том" with its capital is no "том". */
const isHeardTom = (line: Line, index: number, text: string, firstName: string): boolean => {
  const token = line.tokens[index];
  return (
    token !== undefined &&
    text.length >= 3 &&
    (isCapital(line, token, index) ||
      (index === 0 && /^\p{Lu}/u.test(token.raw) && verbForm(line.tokens[1]?.text ?? '') === 'past')) &&
    COMMON_WORDS.has(text) &&
    soundsLike(text, firstName)
  );
};
/** Two words that only sound like a name are it: "Лиза Вонг". */
const bothHeard = (one: number, other: number): number => Math.max(0.86, Math.min(one, other));
/** "with Hank Friday": a day, and no family name. */
const CALENDAR =
  /^(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tomorrow|tmrw|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|eod|asap)$/;
const NO_FIRST_NAME = new Set(['вера', 'роман', 'слава', 'надежда', 'любовь', 'may', 'will', 'mark', 'bill']);
const looksLikeSurname = (word: string): boolean =>
  /(?:ов|ев|ин|ын|ский|цкий|ова|ева|ина|ская|енко|ук|юк|ян|дзе|швили)\p{L}{0,3}$/u.test(word) ||
  /^[a-z]{3,}$/.test(word);
/** "в том числе", "о том, что". */
const isNumeral = (before: string, word: string, next: string): boolean =>
  word === 'том' && (/^(?:в|о|на|при)$/u.test(before) || /^(?:числе|что|как|же)$/u.test(next));
