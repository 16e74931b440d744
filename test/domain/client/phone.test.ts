import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { findPhones, normalizePhone, phoneKeys, phoneQueryKeys, showPhone } from '../../../src/domain/client/phone.ts';

describe('one phone in any writing', () => {
  test.each([
    '+7 912 345-67-89',
    '8 (912) 345-67-89',
    '89123456789',
    '+79123456789',
    '912 345 67 89',
    'tel:+7-912-345-67-89',
  ])('%s', (text) => expect(normalizePhone(text)).toEqual({ ok: true, value: '+79123456789' }));
  it('of another country, when told', () => {
    expect(normalizePhone('(212) 736-5000', 'US')).toEqual({ ok: true, value: '+12127365000' });
    expect(normalizePhone('+1 212 736 5000')).toEqual({ ok: true, value: '+12127365000' });
  });
  test.each([
    '',
    '123',
    'позвонить',
    '+7 000',
    '7707083893123456',
    '+7 912 345-67-89 и +7 912 345-67-80',
    '1'.repeat(1000),
  ])('%s is none', (text) => expect(normalizePhone(text).ok).toBe(false));
});

test('phones in a text, each once', () => {
  expect(findPhones('Звоните 8 (912) 345-67-89 или +1 212 736 5000, не 8 912 345 67 89.')).toEqual([
    '+79123456789',
    '+12127365000',
  ]);
  expect(findPhones('договор № 25/12 на 15 000 от 25.12.2026')).toEqual([]);
});

test('part of a number shares a key with the whole', () => {
  const keys = phoneKeys('+79123456789');
  for (const part of ['+7 912 345 67 89', '8 912 345-67-89', '(912) 345-67-89', '345-67-89', '67-89']) {
    expect(keys).toEqual(expect.arrayContaining(phoneQueryKeys(part)));
    expect(phoneQueryKeys(part)).toHaveLength(1);
  }
  expect(['12', 'Ромашка 15', ''].flatMap(phoneQueryKeys)).toEqual([]);
});

test('shown in its country’s grouping', () => {
  expect(showPhone('+79123456789')).toBe('+7 912 345 67 89');
  expect(showPhone('?')).toBe('?');
});

it('never throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      normalizePhone(text);
      findPhones(text);
      showPhone(text);
    }),
  );
});
