/** Numbers that people write as words when they speak of hours, days and minutes; ё is folded to е, all cases of the Russian ones. */
const WORDS: readonly [number, string][] = [
  [1, 'один одна одну одного one'],
  [2, 'два две двух two'],
  [3, 'три трех three'],
  [4, 'четыре четырех four'],
  [5, 'пять пяти five'],
  [6, 'шесть шести six'],
  [7, 'семь семи seven'],
  [8, 'восемь восьми eight'],
  [9, 'девять девяти nine'],
  [10, 'десять десяти ten'],
  [11, 'одиннадцать одиннадцати eleven'],
  [12, 'двенадцать двенадцати twelve'],
  [15, 'пятнадцать пятнадцати fifteen'],
  [20, 'двадцать двадцати twenty'],
  [25, 'twenty-five'],
  [30, 'тридцать тридцати thirty'],
  [40, 'сорок сорока forty'],
  [45, 'forty-five'],
  [50, 'пятьдесят пятидесяти fifty'],
];

/** Longer words first, so that an alternation made of the keys does not stop at "twenty" of "twenty-five". */
export const NUMBER_WORDS: ReadonlyMap<string, number> = new Map(
  WORDS.flatMap(([value, words]) => words.split(' ').map((word): [string, number] => [word, value])).sort(
    ([a], [b]) => b.length - a.length,
  ),
);

/** "третьего" in "половина третьего" is the third hour of the dial. */
export const DIAL_HOURS: ReadonlyMap<string, number> = new Map(
  'первого второго третьего четвертого пятого шестого седьмого восьмого девятого десятого одиннадцатого двенадцатого'
    .split(' ')
    .map((word, index): [string, number] => [word, index + 1]),
);
