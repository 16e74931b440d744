import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberKey, numberKeys } from '../../../src/domain/document/document-number.ts';
import { parseMoney } from '../../../src/domain/document/money.ts';

describe('parseMoney', () => {
  it.each([
    ['15000', 15_000, undefined],
    ['15 000,50', 15_000.5, undefined],
    ['15,000.50', 15_000.5, undefined],
    ['15.000,50 EUR', 15_000.5, 'EUR'],
    ['1.500.000', 1_500_000, undefined],
    ['1,500', 1500, undefined],
    ['0,125', 0.13, undefined],
    ['12,5', 12.5, undefined],
    ['$ 99.90', 99.9, 'USD'],
    ['100 руб.', 100, 'RUB'],
    ['100р', 100, 'RUB'],
    ['2 млн рублей', 2_000_000, 'RUB'],
    ['1,5 тыс', 1500, undefined],
    ['1.5m', 1_500_000, undefined],
    ['20k', 20_000, undefined],
    ['20к руб', 20_000, 'RUB'],
    ['€2.5 million', 2_500_000, 'EUR'],
    ['1 млрд', 1_000_000_000, undefined],
    ['15 000 ₽.', 15_000, 'RUB'],
    ['chf 200', 200, 'CHF'],
  ])('%s', (text, amount, currency) => {
    expect(parseMoney(text)).toEqual({ ok: true, value: { amount, ...(currency && { currency }) } });
  });
  it.each(['', 'сто', '-5', '1 и 2', '9'.repeat(20), '12/2026', '1.5x', '15 000 с НДС', '100 xyz', '20 %'])(
    'refuses %j',
    (text) => {
      expect(parseMoney(text)).toEqual({ ok: false, reason: 'unreadable' });
    },
  );
  it('reads back what each language writes, and never throws', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), fc.constantFrom('ru', 'en', 'de'), (cents, language) => {
        const written = new Intl.NumberFormat(language, { minimumFractionDigits: 2 }).format(cents / 100);
        expect(parseMoney(written)).toEqual({ ok: true, value: { amount: cents / 100 } });
      }),
    );
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseMoney(text)));
  });
});

describe('numbers of documents', () => {
  it('are found by any stretch, in either alphabet, without regard to signs and case', () => {
    const keys = numberKeys('№ СА-12/2026');
    for (const typed of ['са12', 'CA-12', '12/2026', '2026', '026']) {
      expect(keys.some((key) => key.startsWith(numberKey(typed)))).toBe(true);
    }
    expect(keys.some((key) => key.startsWith(numberKey('13')))).toBe(false);
  });
});
