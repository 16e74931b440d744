import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { MAX_STEMS, queryStems, stems } from '../../../src/domain/text/stems.ts';

describe('any form of a word is found by any other', () => {
  test.each([
    ['обсудили договоры и цены', 'договором'],
    ['обсудили договоры и цены', 'Цену'],
    ['звонил Газпром', 'газпрома'],
    ['письмо для Газпрома', 'ГАЗПРОМ'],
    ['встреча с Петровым', 'Петров'],
    ['учёт отгрузок', 'учет'],
    ['discussed two contracts', 'contract'],
    ['prices were too high', 'price'],
    ['счёт № 25/12-А на 15000', '15000'],
    ['ＡＣＭＥ ltd', 'acme'],
  ])('%s <- %s', (content, query) => {
    expect(stems(content)).toEqual(expect.arrayContaining(queryStems(query)));
    expect(queryStems(query)).not.toEqual([]);
  });
});

test('repeated words count once, single letters not at all, digits do', () => {
  expect(stems('Цена, цены', 'и цену', undefined, 'a 5')).toEqual(['цен', '5']);
});

test('a huge text gives a bounded number of bounded stems, soon', () => {
  const many = Array.from({ length: 5000 }, (_, i) => `слово${i}`).join(' ');
  expect(stems(many)).toHaveLength(MAX_STEMS);
  expect(stems('я'.repeat(1_000_000))[0]?.length).toBeLessThan(50);
  expect(queryStems(many)).toHaveLength(12);
});

it('finds a text by each of its own words', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const indexed = stems(text);
      expect(queryStems(text).every((each) => indexed.includes(each))).toBe(true);
    }),
  );
});
