/*
 * Numbers spoken as words, Russian in all cases and English, as far as people count days, hours, prices and phones. Folded: ё is е.
 */

/** What a word adds to a number, and whether it ends it as an ordinal. */
export interface NumberWord {
  value: number;
  /** Of the number's places: units and teens 1, tens 10, hundreds 100, thousands 1000. Zero stands alone. */
  place: 0 | 1 | 10 | 100 | 1000;
  ordinal?: boolean;
}

const UNITS: readonly [number, string, string][] = [
  [1, 'один одна одно одну одного одной одним', 'перв'],
  [2, 'два две двух двум двумя', 'втор'],
  [3, 'три трех трем тремя', 'трет'],
  [4, 'четыре четырех четырем четырьмя', 'четверт'],
  [5, 'пять пяти пятью', 'пят'],
  [6, 'шесть шести шестью', 'шест'],
  [7, 'семь семи семью', 'седьм'],
  [8, 'восемь восьми восемью восьмью', 'восьм'],
  [9, 'девять девяти девятью', 'девят'],
  [10, 'десять десяти десятью', 'десят'],
  [11, 'одиннадцать одиннадцати одиннадцатью', 'одиннадцат'],
  [12, 'двенадцать двенадцати двенадцатью', 'двенадцат'],
  [13, 'тринадцать тринадцати тринадцатью', 'тринадцат'],
  [14, 'четырнадцать четырнадцати четырнадцатью', 'четырнадцат'],
  [15, 'пятнадцать пятнадцати пятнадцатью', 'пятнадцат'],
  [16, 'шестнадцать шестнадцати шестнадцатью', 'шестнадцат'],
  [17, 'семнадцать семнадцати семнадцатью', 'семнадцат'],
  [18, 'восемнадцать восемнадцати восемнадцатью', 'восемнадцат'],
  [19, 'девятнадцать девятнадцати девятнадцатью', 'девятнадцат'],
];
const TENS: readonly [number, string, string][] = [
  [20, 'двадцать двадцати двадцатью', 'двадцат'],
  [30, 'тридцать тридцати тридцатью', 'тридцат'],
  [40, 'сорок сорока', 'сороков'],
  [50, 'пятьдесят пятидесяти', 'пятидесят'],
  [60, 'шестьдесят шестидесяти', 'шестидесят'],
  [70, 'семьдесят семидесяти', 'семидесят'],
  [80, 'восемьдесят восьмидесяти', 'восьмидесят'],
  [90, 'девяносто девяноста', 'девяност'],
];
const HUNDREDS: readonly [number, string][] = [
  [100, 'сто ста'],
  [200, 'двести двухсот'],
  [300, 'триста трехсот'],
  [400, 'четыреста четырехсот'],
  [500, 'пятьсот пятисот'],
  [600, 'шестьсот шестисот'],
  [700, 'семьсот семисот'],
  [800, 'восемьсот восьмисот'],
  [900, 'девятьсот девятисот'],
];
/** Forms that a day of the month has: "пятое", "пятого", "пятому", "пятым". */
const ORDINAL_ENDINGS = ['ое', 'ого', 'ому', 'ым', 'ом'];
const THIRD = ['третье', 'третьего', 'третьему', 'третьим', 'третьем'];

const ENGLISH =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen';
const ENGLISH_ORDINALS =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth';
const ENGLISH_TENS = 'twenty thirty forty fifty sixty seventy eighty ninety';

export const numberWords: ReadonlyMap<string, NumberWord> = new Map(entries());

function* entries(): Generator<[string, NumberWord]> {
  for (const [value, words, ordinal] of UNITS) {
    for (const word of words.split(' ')) yield [word, { value, place: 1 }];
    const forms = value === 3 ? THIRD : ORDINAL_ENDINGS.map((ending) => ordinal + ending);
    for (const word of forms) yield [word, { value, place: 1, ordinal: true }];
  }
  for (const [value, words, ordinal] of TENS) {
    for (const word of words.split(' ')) yield [word, { value, place: 10 }];
    for (const ending of ORDINAL_ENDINGS) yield [ordinal + ending, { value, place: 10, ordinal: true }];
  }
  for (const [value, words] of HUNDREDS) for (const word of words.split(' ')) yield [word, { value, place: 100 }];
  for (const word of ['тысяча', 'тысячи', 'тысяч', 'тысячу', 'thousand']) yield [word, { value: 1000, place: 1000 }];
  for (const word of ['ноль', 'нуль', 'ноля', 'нуля', 'zero', 'oh']) yield [word, { value: 0, place: 0 }];
  for (const [index, word] of ENGLISH.split(' ').entries()) yield [word, { value: index + 1, place: 1 }];
  for (const [index, word] of ENGLISH_ORDINALS.split(' ').entries())
    yield [word, { value: index + 1, place: 1, ordinal: true }];
  for (const [index, word] of ENGLISH_TENS.split(' ').entries()) {
    yield [word, { value: (index + 2) * 10, place: 10 }];
    yield [word.replace(/y$/, 'ieth'), { value: (index + 2) * 10, place: 10, ordinal: true }];
  }
  yield ['hundred', { value: 100, place: 100 }];
}

/** One number of the words from an index on, or undefined. `end` is exclusive. "двадцать пятого" is 25, an ordinal. */
export function numberAt(
  words: readonly string[],
  from: number,
): { value: number; end: number; ordinal: boolean; zero: boolean } | undefined {
  let [total, part, place, index] = [0, 0, Infinity, from];
  let ordinal = false;
  for (; index < words.length && !ordinal; index++) {
    const word = words[index] ?? '';
    // "a hundred and twelve"
    const said = word === 'and' && part >= 100 ? numberWords.get(words[index + 1] ?? '') : numberWords.get(word);
    if (!said) break;
    if (word === 'and') {
      if (said.place >= 100) break;
      continue;
    }
    if (said.place === 0) {
      if (index > from) break;
      return zeroAt(words, from);
    }
    if (said.place === 1000) {
      if (index === from || part === 0) break;
      [total, part, place] = [total + part * 1000, 0, 1000];
    } else if (said.value === 100 && word === 'hundred') {
      if (part === 0 || part >= 100) break;
      [part, place] = [part * 100, 100];
    } else {
      // Each place once, from the highest down; a teen takes the places of units and tens.
      const needs = said.value >= 10 && said.place === 1 ? 10 : said.place;
      if (needs >= place) break;
      [part, place] = [part + said.value, said.place];
    }
    ordinal = said.ordinal === true;
  }
  return index === from ? undefined : { value: total + part, end: index, ordinal, zero: false };
}

/** "ноль ноль" is 00, "ноль семь" 07. */
function zeroAt(words: readonly string[], from: number) {
  const next = numberWords.get(words[from + 1] ?? '');
  const isPair = next !== undefined && !next.ordinal && (next.place === 0 || (next.place === 1 && next.value < 10));
  return { value: isPair ? next.value : 0, end: from + (isPair ? 2 : 1), ordinal: false, zero: isPair };
}
