import fc from 'fast-check';
import { parseAddressHeader } from 'mailparser';
import { expect, it } from 'vitest';
import { normalizeEmail } from '../../../src/domain/client/email.ts';
import { addresses } from '../../../src/mail/parse/addresses.ts';

const read = (value: string) => addresses([{ name: 'from', value }], 'from');

it.each([
  ['anna@lilia.example', '', 'anna@lilia.example'],
  ['<Anna@Lilia.example>', '', 'anna@lilia.example'],
  ['Anna P. Lilina <anna@lilia.example>', 'Anna P. Lilina', 'anna@lilia.example'],
  ['"Lilina, Anna" <anna@lilia.example>', 'Lilina, Anna', 'anna@lilia.example'],
  ['=?utf-8?B?0JvQuNC70LjQvdCwLCDQkNC90L3QsA==?= <anna@lilia.example>', 'Лилина, Анна', 'anna@lilia.example'],
])('reads who a header names: %s', (value, name, address) => {
  expect(read(value)).toEqual([{ name, address }]);
});

it('reads plain headers as the whole grammar does', () => {
  const piece = fc.constantFrom(
    ...['Anna', 'J. Smith', ' ', '"', "'", 'a@b.example', '<a@b.example>', '<A.b+c@b-c.example>', '@', '.', '_', '-'],
    ...['(x)', ',', ';', ':', '<', '>', '[', 'mailto:a@b.example', '=', '?', '\\', '"Lilina, A."', 'b.example'],
  );
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 5 }), (pieces) => {
      const value = pieces.join('');
      if (value.trim() === '') return;
      const grammar = parseAddressHeader(value).value.flatMap(({ group, ...one }) => group ?? [one]);
      const known = grammar.flatMap(({ address = '' }) => {
        const normal = normalizeEmail(address);
        return normal.ok ? [normal.value] : [];
      });
      expect(read(value).flatMap(({ address }) => (address === '' ? [] : [address]))).toEqual(known);
    }),
    { numRuns: 2000 },
  );
});
