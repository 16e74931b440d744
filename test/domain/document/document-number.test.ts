import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberKey, numberKeys, numberRank, numberSought } from '../../../src/domain/document/document-number.ts';

const finds = (query: string, number: string): boolean => {
  const part = numberSought(query);
  return part !== undefined && numberKeys(number).some((one) => one.startsWith(part));
};

describe('numbers of documents', () => {
  it('are found by any part, with or without their marks, in either alphabet', () => {
    const number = 'Д-15/2026-АВ';
    for (const query of ['Д-15/2026-АВ', '15/2026', '2026', 'ав', 'AB', '№ 15', 'д15', '152026', '26-a'])
      expect(finds(query, number)).toBe(true);
    for (const query of ['16', '', '№', '---', '2026-15', '152026abc']) expect(finds(query, number)).toBe(false);
  });

  it('are found by every piece of them', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }),
        fc.nat(),
        fc.nat(),
        (number, from, length) => {
          const folded = [...numberKey(number)];
          if (folded.length === 0) return;
          const start = from % folded.length;
          const piece = folded.slice(start, start + 1 + (length % (folded.length - start))).join('');
          expect(finds(piece, number)).toBe(true);
        },
      ),
    );
  });

  it('never hold what a pattern would read as more than letters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (query) => {
        const part = numberSought(query);
        if (part !== undefined) expect(new RegExp(`^${part}`).test(numberKey(query))).toBe(true);
      }),
    );
  });

  it('rank the number itself first', () => {
    expect([numberRank('15', '15'), numberRank('15', '15/1'), numberRank('15', '115')]).toEqual([0, 1, 2]);
  });
});
