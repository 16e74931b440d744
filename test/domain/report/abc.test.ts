import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { abc, areCutoffs } from '../../../src/domain/report/abc.ts';

const classes = (...values: number[]) =>
  abc(values.map((value, index) => ({ name: String.fromCharCode(97 + index), value })))
    .map((row) => row.class)
    .join('');

test.each([
  [[80, 15, 5], 'ABC'],
  [[50, 30, 15, 5], 'AABC'],
  [[100], 'A'],
  [[1, 1, 1, 1], 'AAAA'],
  [[96, 2, 2], 'ACC'],
  [[70, 10, 10, 10], 'AAAA'],
  [[0, 0], 'AA'],
  [[10, 0], 'AC'],
  [[], ''],
])('%j is %s', (values, expected) => expect(classes(...values)).toBe(expected));

test('shares run down the list by value, then name; other fields stay', () => {
  const rows = abc([
    { name: 'б', value: 1, id: 1 },
    { name: 'в', value: 2, id: 2 },
    { name: 'а', value: 1, id: 3 },
  ]);
  expect(rows).toEqual([
    { name: 'в', value: 2, id: 2, class: 'A', share: 0.5, runningShare: 0.5 },
    { name: 'а', value: 1, id: 3, class: 'A', share: 0.25, runningShare: 0.75 },
    { name: 'б', value: 1, id: 1, class: 'A', share: 0.25, runningShare: 1 },
  ]);
});

test('cutoffs make three classes', () => {
  expect(
    [
      { a: 0.8, b: 0.95 },
      { a: 0.95, b: 0.8 },
      { a: 0, b: 0.5 },
      { a: 0.5, b: 1 },
      { a: NaN, b: 0.5 },
    ].map(areCutoffs),
  ).toEqual([true, false, false, false, false]);
});

describe('for any rows and cutoffs', () => {
  const rows = fc.array(fc.record({ name: fc.string({ maxLength: 3 }), value: fc.nat({ max: 50 }) }), {
    maxLength: 60,
  });
  const cutoffs = fc
    .tuple(fc.integer({ min: 1, max: 98 }), fc.integer({ min: 1, max: 98 }))
    .map(([a, b]) => ({ a: Math.min(a, b) / 100, b: (Math.max(a, b) + 1) / 100 }));

  it('the class is the rule’s, whatever the order', () => {
    fc.assert(
      fc.property(rows, cutoffs, (given, { a, b }) => {
        const total = given.reduce((sum, { value }) => sum + value, 0);
        for (const row of abc([...given].reverse(), { a, b })) {
          const greater = given.filter(({ value }) => value > row.value).reduce((sum, { value }) => sum + value, 0);
          const percent = total === 0 ? 0 : (greater * 100) / total;
          // Exact in hundredths, as the cutoffs are.
          const isA = greater === 0 || greater * 100 < Math.round(a * 100) * total;
          const isB = greater * 100 < Math.round(b * 100) * total;
          expect([row.class, percent]).toEqual([isA ? 'A' : isB ? 'B' : 'C', percent]);
        }
      }),
    );
  });

  it('equal values share a class, the greatest is A, and the classes only fall', () => {
    fc.assert(
      fc.property(rows, cutoffs, (given, limits) => {
        const done = abc(given, limits);
        expect(done).toHaveLength(given.length);
        if (done[0]) expect(done[0].class).toBe('A');
        expect(done.map((row) => row.class).join('')).toMatch(/^A*B*C*$/);
        expect(new Set(done.map((row) => `${row.value}${row.class}`)).size).toBe(
          new Set(given.map(({ value }) => value)).size,
        );
      }),
    );
  });

  it('shares sum up to the whole and run up to it', () => {
    fc.assert(
      fc.property(rows, cutoffs, (given, limits) => {
        const done = abc(given, limits);
        const total = given.reduce((sum, { value }) => sum + value, 0);
        expect(done.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(total === 0 ? 0 : 1);
        expect(done.at(-1)?.runningShare ?? 0).toBe(total === 0 ? 0 : 1);
      }),
    );
  });
});
