import { CASE_ENDING, soundOf } from '../../client/heard.ts';
import { isLegalForm } from '../../client/name-forms.ts';
import { normalizePhone } from '../../client/phone.ts';
import { editDistance } from '../../client/rank-name.ts';
import { fold, type Span } from '../../text/spans.ts';
import type { KnownName } from '../reading.ts';
import { COMMON_WORDS, FIRM_WORDS, NAME_LIKE_WORDS } from '../words/common-words.ts';
import { firstNamesOf, isFirstName, isPlainFirstName, sameFirstName } from '../words/first-names.ts';
import { type Line, type Token, tokensIn } from './line.ts';
import { emailIn, phoneIn } from './reach.ts';
import { isFormOf, oneAlphabet, soundsLike } from './word-forms.ts';

/** A client or person of the directory where the line speaks of them. */
export interface Mention {
  known: KnownName;
  /** Indexes of tokens, both inclusive. */
  first: number;
  last: number;
  span: Span;
  /** 'full': the name, or all of it that tells it apart; 'part': a word of several; 'first': a first name alone. */
  how: 'full' | 'part' | 'first';
  /** 1 for the word itself in any case, less for a slip or another spelling. */
  sure: number;
  /** Written in the form the directory has, not in an oblique case. Latin names have one form only. */
  plain: boolean;
  /** All of its words are everyday words too, and none is written as a name. */
  common: boolean;
}

interface NameWords {
  known: KnownName;
  /** Words that tell it apart. */
  own: string[];
  /** Words such as "завод" that go with it. */
  other: string[];
  initials?: string;
}

/** So many names are compared at most: a line is near to some name of a large directory in every word. */
const MOST_NAMES = 1500;

/** Whose e-mail address or phone stands in the line. */
function byReach(line: Line, names: readonly KnownName[]): Mention[] {
  const [email, phone] = [emailIn(line), phoneIn(line)];
  const number = phone && normalizePhone(phone.value);
  return names.flatMap((known) => {
    const isEmail = email && known.emails?.some((one) => one.toLowerCase() === email.value.toLowerCase());
    const isPhone = number?.ok && known.phones?.includes(number.value);
    const reach = isEmail ? email : isPhone ? phone : undefined;
    const at = reach && tokensIn(line, reach.span);
    const [first, last] = [at?.[0], at?.at(-1)];
    if (first === undefined || last === undefined) return [];
    return [{ ...mention(line, known, first, last, { how: 'full', sure: 0.84 }, false), common: false }];
  });
}

/** Where the line speaks of clients and persons of the directory, in order; of mentions that overlap the better one. */
export function mentionsOf(line: Line, names: readonly KnownName[]): Mention[] {
  const words = line.tokens.filter(({ kind }) => kind !== 'mark').map(({ text }) => oneAlphabet(text));
  const texts = line.tokens.map(({ text }) => oneAlphabet(text));
  const found = names
    .slice(0, MOST_NAMES)
    .flatMap((known) =>
      known.kind === 'organization' ? organizationIn(line, texts, known) : personIn(line, texts, known),
    )
    .concat(byReach(line, names));
  if (words.length === 0) return [];
  const rank = ({ how, sure, first, last }: Mention) =>
    sure * { full: 3, part: 1, first: 1.5 }[how] + (last - first) * 2;
  const kept: Mention[] = [];
  for (const mention of found.sort((a, b) => rank(b) - rank(a))) {
    // Several who answer to the same words stay, for the composer to tell apart or to ask.
    const rivals = kept.filter((other) => other.first <= mention.last && mention.first <= other.last);
    if (rivals.every((other) => rank(other) - rank(mention) < 0.05)) kept.push(mention);
  }
  return kept.sort((a, b) => a.first - b.first || b.last - a.last);
}

function wordsOf(known: KnownName): NameWords {
  const all = (
    fold(known.name)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).filter((word) => !isLegalForm(word));
  const own = all.filter((word) => !FIRM_WORDS.has(word) && word !== 'и');
  const isNothing = own.length === 0;
  return {
    known,
    own: isNothing ? all : own,
    other: isNothing ? [] : all.filter((word) => !own.includes(word)),
    ...(all.length >= 3 && { initials: all.map((word) => word[0]).join('') }),
  };
}

/** How near a word of the line is to one of a name: 1 for any case of it, less for another spelling, 0 for none. */
function nearness(word: string, name: string, lenient = false): number {
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
}

/** A Latin name in a Russian case: "нордвинду". */
const isOblique = (word: string, name: string): boolean =>
  CASE_ENDING.test(word) && soundOf(word.replace(CASE_ENDING, '')) === soundOf(name);

const sameScript = (a: string, b: string): boolean => /[а-я]/u.test(a) === /[а-я]/u.test(b);

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

function mention(
  line: Line,
  known: KnownName,
  first: number,
  last: number,
  rest: Pick<Mention, 'how' | 'sure'>,
  plain: boolean,
): Mention {
  const [from, to] = [line.tokens[first], line.tokens[last]];
  const stretch = line.tokens.slice(first, last + 1);
  const words = stretch.filter(({ kind }) => kind === 'word');
  const isWritten = words.some((token, index) => isCapital(line, token, first + index)) || isQuoted(line, first);
  return {
    known,
    first,
    last,
    span: [from?.span[0] ?? 0, to?.span[1] ?? 0],
    ...rest,
    plain,
    common:
      known.kind === 'organization' &&
      !isWritten &&
      words.every(({ text }) => COMMON_WORDS.has(text) || [...NAME_LIKE_WORDS].some((word) => isFormOf(text, word))),
  };
}

/** A capital that no beginning of a sentence asks for. */
export function isCapital({ tokens }: Line, token: Token, index: number): boolean {
  if (!/^\p{Lu}/u.test(token.raw)) return false;
  const before = tokens[index - 1];
  return before !== undefined && !(before.kind === 'mark' && /[.!?]/.test(before.text));
}

const isQuoted = ({ tokens }: Line, index: number): boolean => /^["«“„']$/.test(tokens[index - 1]?.text ?? '');

function organizationIn(line: Line, texts: readonly string[], known: KnownName): Mention[] {
  const { own, other, initials } = wordsOf(known);
  const found: Mention[] = [];
  for (let index = 0; index < texts.length; index++) {
    const hit = runAt(line, texts, index, own, other);
    if (hit) {
      found.push(
        mention(
          line,
          known,
          hit.first,
          hit.last,
          { how: hit.matched >= own.length ? 'full' : 'part', sure: hit.sure },
          hit.plain,
        ),
      );
      index = hit.last;
      continue;
    }
    const token = line.tokens[index];
    if (initials && token?.raw === initials.toUpperCase() && initials.length >= 3)
      found.push(mention(line, known, index, index, { how: 'full', sure: 0.9 }, true));
    // "ром." for Ромашка; "банк" for the only bank there is.
    const isShort =
      token?.kind === 'word' &&
      token.text.length >= 3 &&
      line.tokens[index + 1]?.text === '.' &&
      own[0]?.startsWith(token.text) &&
      own[0] !== token.text;
    const isKind =
      token?.kind === 'word' &&
      !isShort &&
      other.some((word) => word.length >= 4 && isFormOf(texts[index] ?? '', word));
    if (isShort || isKind)
      found.push(mention(line, known, index, index, { how: 'part', sure: isShort ? 0.7 : 0.5 }, true));
  }
  return found;
}

interface Run {
  first: number;
  last: number;
  matched: number;
  sure: number;
  plain: boolean;
}

/** The longest run of words of the name from a token on: its own words in any order, with "завод" or "и" between. */
function runAt(
  line: Line,
  texts: readonly string[],
  from: number,
  own: readonly string[],
  other: readonly string[],
): Run | undefined {
  const left = new Set(own);
  const isOther = (text: string): boolean => other.some((word) => isFormOf(text, word));
  let [index, last, sure, plain, begun] = [from, from - 1, 1, true, false];
  for (; index < texts.length && left.size > 0; ) {
    const text = texts[index] ?? '';
    // "Alan" is somebody, and no firm that sounds like him.
    const isSomebody = /[a-z]/.test(text) && isFirstName(text);
    const [one] = [...left]
      .map((word) => ({ word, near: isSomebody && !sameScript(text, word) ? 0 : nearness(text, word) }))
      .sort((a, b) => b.near - a.near);
    const next = texts[index + 1];
    const two =
      next !== undefined && line.tokens[index + 1]?.kind === 'word' ? bestOf(left, text + next, text, next) : undefined;
    if (one && one.near > 0 && one.near >= (two?.near ?? 0)) {
      left.delete(one.word);
      [last, sure, plain, begun] = [
        index,
        Math.min(sure, one.near),
        plain && (text === one.word || (!sameScript(text, one.word) && !isOblique(text, one.word))),
        true,
      ];
      index++;
    } else if (two && two.near > 0) {
      left.delete(two.word);
      [last, sure, plain, begun] = [index + 1, Math.min(sure, 0.9 * two.near), plain && text + next === two.word, true];
      index += 2;
    } else if (begun && (/^[-–«»"“”]$/.test(text) || isOther(text) || text === 'и') && index - last < 2) index++;
    else break;
  }
  if (!begun) return undefined;
  // "Завод «Прогресс»", "прогресс завод", "строймонтаж-юг": what goes with the name belongs to it.
  let first = from;
  const quoted = /^["«“„']$/.test(texts[from - 1] ?? '') ? 1 : 0;
  const before = texts[from - 1 - quoted];
  if (before && (other.some((word) => isFormOf(before, word)) || isLegalForm(before))) first -= 1 + quoted;
  while (isOther(texts[last + 1] ?? '') || (/^-$/.test(texts[last + 1] ?? '') && isOther(texts[last + 2] ?? ''))) {
    last++;
    // "от Бета-Банка": the word that goes with the name has the case.
    plain &&= other.includes(texts[last] ?? '') || texts[last] === '-';
  }
  if (line.tokens[last]?.kind === 'mark') last--;
  if (isLegalForm(texts[last + 1] ?? '') && /^[a-z]/.test(texts[last + 1] ?? '')) last++;
  return { first, last, matched: own.length - left.size, sure, plain };
}

/** Two words that a recogniser tore apart: only together they are the one, and neither says so alone. */
function bestOf(left: ReadonlySet<string>, joined: string, a: string, b: string) {
  if ([...left].some((word) => nearness(b, word) > 0)) return undefined;
  if (joined.length < 5 || (COMMON_WORDS.has(a) && (a.length > 2 || /[a-z]/.test(a))) || COMMON_WORDS.has(b))
    return undefined;
  const [best] = [...left]
    .map((word) => ({
      word,
      near: Math.abs(word.length - joined.length) > 3 ? 0 : nearness(joined, word, a.length <= 2),
    }))
    .sort((x, y) => y.near - x.near);
  return best;
}

function personIn(line: Line, texts: readonly string[], known: KnownName): Mention[] {
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
        words.includes(word) ||
        (isPlainFirstName(word) && sameFirstName(word, firstName)) ||
        !/[а-я]/u.test(word) ||
        (soundsLike(word, firstName) && soundOf(word) === soundOf(firstName)) ||
        soundOf(word) === soundOf(lastName),
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

function personAt(
  line: Line,
  texts: readonly string[],
  index: number,
  firstName: string,
  lastName: string,
): { last: number; how: Mention['how']; sure: number } | undefined {
  const [word = '', next = '', before = ''] = [texts[index], texts[index + 1], texts[index - 1]];
  const first = (text: string): number =>
    sameFirstName(text, firstName) || isHeardTom(line, index, text, firstName) || isFormOf(text, firstName)
      ? 1
      : nearness(text, firstName) >= 0.7 &&
          soundsLike(text, firstName) &&
          !(sameScript(text, firstName) && text.length < 5)
        ? Math.max(0.8, nearness(text, firstName))
        : 0;
  const isNextWord = line.tokens[index + 1]?.kind === 'word';
  const [isFirst, isLast] = [first(word), lastName ? nearness(word, lastName) : 0];
  if (isNextWord) {
    const second =
      isFirst > 0 && lastName ? Math.max(nearness(next, lastName), nearness(next, lastName, true) * 0.95) : 0;
    if (second > 0) return { last: index + 1, how: 'full', sure: bothHeard(isFirst, second) };
    if (isLast > 0 && first(next) > 0) return { last: index + 1, how: 'full', sure: bothHeard(isLast, first(next)) };
  }
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
    isCapital(line, token, index) &&
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
