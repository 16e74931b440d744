import fc from 'fast-check';
import { expect, test } from 'vitest';
import { legible } from '../../src/reports/legible.ts';

test.each([
  ['ООО «Ромашка» — Łódź', 'ООО «Ромашка» — Łódź'],
  ['Орлов 🦅', 'Орлов 🦅'],
  ['北京', 'BeiJing'],
  ['北京 Ltd', 'BeiJing Ltd'],
  ['شركة', 'شركة'],
  [' a\n b ', 'a b'],
])('%s is written as %s', (name, written) => expect(legible(name)).toBe(written));

test('names that differ stay names, and nothing makes it fail', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => typeof legible(text) === 'string'));
});
