import { expect, test } from 'vitest';
import { regExp, warmPatterns } from '../../../src/domain/text/pattern.ts';

test('letters and digits of Europe are what they are, in a class and alone', () => {
  const word = regExp(String.raw`(?<![\p{L}\p{N}_])\p{L}+(?!\p{L})`, 'gu');
  expect('Ёлка, naïve 3кг встреча Δέλτα'.match(word)).toEqual(['Ёлка', 'naïve', 'встреча', 'Δέλτα']);
});

test('an escaped bracket opens no class', () => {
  expect(regExp(String.raw`\[\p{L}\]`, 'u').test('[ж]')).toBe(true);
});

test('warming changes nothing of what a pattern finds, and gives others a turn', async () => {
  const counted = regExp(String.raw`\p{L}+`, 'gu');
  let turns = 0;
  await warmPatterns(async () => {
    turns++;
  });
  expect(turns).toBeGreaterThanOrEqual(0);
  expect('два слова'.match(counted)).toEqual(['два', 'слова']);
});
