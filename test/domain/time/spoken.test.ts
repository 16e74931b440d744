import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inFigures } from '../../../src/domain/time/spoken.ts';

test.each([
  ['двадцать пятого декабря в девять тридцать', '25-го декабря в 9 30'],
  ['завтра в пятнадцать ноль ноль на сорок минут', 'завтра в 15 00 на 40 минут'],
  ['восемь девятьсот двадцать шесть двести сорок пять десять ноль семь', '8 926 245 10 07'],
  ['сто двадцать тысяч', '120000'],
  ['с третьего раза', 'с третьего раза'],
  ['половина третьего', 'половина третьего'],
  ['в воскресенье, шестого, корпоратив', 'в воскресенье, 6-го, корпоратив'],
  ['at one', 'at 1'],
  ['one of them', 'one of them'],
  ['january fourth at nine fifteen', 'january 4th at 9 15'],
  ['the second call', 'the second call'],
  ['sixty eight hundred and forty dollars', '6840 dollars'],
])('writes "%s" in figures', (spoken, figures) => {
  expect(inFigures(spoken).text).toBe(figures);
});

test('knows where each stretch came from', () => {
  const spoken = 'созвон двадцать пятого в девять тридцать с ромашкой';
  const { text, origin } = inFigures(spoken);
  const from = text.indexOf('25-го');
  expect(spoken.slice(...origin([from, from + 5]))).toBe('двадцать пятого');
  expect(spoken.slice(...origin([text.indexOf('с ромашкой'), text.length]))).toBe('с ромашкой');
});

test('keeps every stretch within the line, in order', () => {
  const words = fc.constantFrom(
    'двадцать',
    'пятого',
    'в',
    'nine',
    'fifteen',
    'ноль',
    'семь',
    'сто',
    'и',
    'а',
    '12',
    ',',
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 12 }), (said) => {
      const line = said.join(' ');
      const { text, origin } = inFigures(line);
      expect(origin([0, text.length])).toEqual([0, line.length]);
      for (let at = 0; at < text.length; at++) {
        const [start, end] = origin([at, at + 1]);
        expect(start).toBeLessThanOrEqual(end);
        expect(end).toBeLessThanOrEqual(line.length);
      }
    }),
  );
});
