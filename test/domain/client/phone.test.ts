import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { countryOf, findCountry } from '../../../src/domain/client/country.ts';
import {
  findPhones,
  joinPhones,
  normalizePhone,
  phoneKeys,
  phoneKeysIn,
  phoneOf,
  phoneQueryKeys,
  showPhone,
  storedPhone,
} from '../../../src/domain/client/phone.ts';
import { readPhones } from '../../../src/domain/client/phone-text.ts';

describe('one phone in any writing', () => {
  test.each([
    '+7 912 345-67-89',
    '8 (912) 345-67-89',
    '89123456789',
    '+79123456789',
    '912 345 67 89',
    'tel:+7-912-345-67-89',
  ])('%s', (text) => expect(normalizePhone(text, 'RU')).toEqual({ ok: true, value: '+79123456789' }));
  it('of another country, when told', () => {
    expect(normalizePhone('(212) 736-5000', 'US')).toEqual({ ok: true, value: '+12127365000' });
    expect(normalizePhone('+1 212 736 5000')).toEqual({ ok: true, value: '+12127365000' });
  });
  it('belongs to no country by default', () => {
    expect(normalizePhone('(212) 736-5000').ok).toBe(false);
    expect(normalizePhone('8 912 345-67-89').ok).toBe(false);
  });
  it('is read as it is dialled abroad, and with its plus sign lost', () => {
    for (const text of ['00 49 221 1234567', '8 10 49 221 1234567', '492211234567'])
      expect(normalizePhone(text, 'RU')).toEqual({ ok: true, value: '+492211234567' });
  });
  test.each([
    '',
    '123',
    'позвонить',
    '+7 000',
    '7707083893123456',
    '+7 912 345-67-89 и +7 912 345-67-80',
    '1'.repeat(1000),
  ])('%s is none', (text) => expect(normalizePhone(text, 'RU').ok).toBe(false));
});

describe('the country of a zone', () => {
  test.each([
    ['Europe/Moscow', 'RU'],
    ['Asia/Yekaterinburg', 'RU'],
    ['America/New_York', 'US'],
    ['Europe/Berlin', 'DE'],
    ['UTC', undefined],
  ])('%s is %s', (zone, country) => expect(countryOf(zone)).toBe(country));
});

describe('a country as people write it', () => {
  test.each([
    ['Казахстан', 'KZ'],
    ['kazakhstan', 'KZ'],
    ['kz', 'KZ'],
    ['+998', 'UZ'],
    ['Герман', 'DE'],
    ['США', 'US'],
    ['+7', undefined],
    ['Нарния', undefined],
    ['', undefined],
  ])('%s is %s', (text, country) => expect(findCountry(text)).toBe(country));
});

describe('what people write for phones', () => {
  test.each([
    ['+7 (495) 765-43-21, доб. 17', ['+74957654321;ext=17']],
    ['8(495)765-43-21 (доб.17)', ['+74957654321;ext=17']],
    ['+7 495 765-43-21 ext. 17', ['+74957654321;ext=17']],
    ['8 495 7654321/17', ['+74957654321;ext=17']],
    ['8 495 7654321 / 8 912 3456789', ['+74957654321', '+79123456789']],
    ['84957654321 и 89123456789', ['+74957654321', '+79123456789']],
    ['8 495 765 43 21 8 912 345 67 89', ['+74957654321', '+79123456789']],
    ['8 912 345-67-89 Ольга', ['+79123456789;label=Ольга']],
    ['моб. 8 912 345-67-89', ['+79123456789;label=моб.']],
    ['моб 8 912 345 67 89, раб 8 495 765 43 21', ['+79123456789;label=моб', '+74957654321;label=раб']],
    ['т. 8-912-345-67-89', ['+79123456789']],
    ['+7(912)3456789 (whatsapp)', ['+79123456789;label=whatsapp']],
    ['79123456789.0', ['+79123456789']],
    ["'+79123456789", ['+79123456789']],
    ['765-43-21', ['765-43-21']],
    ['7,91234E+10', ['7,91234E+10']],
    ['112', ['112']],
    ['доб. 17', ['доб. 17']],
    ['+7 (000) 000-00-00', ['+7 (000) 000-00-00']],
    ['-', []],
    ['нет', []],
  ])('%s', (text, phones) => expect(readPhones(text, 'RU').phones).toEqual(phones));
  it('keeps what is no phone as words', () => {
    expect(readPhones('спросить Ольгу', 'RU').words).toEqual(['спросить Ольгу']);
  });
  it('loses no digit and no word', () => {
    const part = fc.oneof(
      fc.constantFrom(
        '8 912 345-67-89',
        '+7 495 765-43-21',
        'доб. 17',
        ' / ',
        ', ',
        '; ',
        'Ольга',
        '(раб.)',
        '112',
        '\n',
        ' и ',
      ),
      fc.string({ maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const text = parts.join(' ');
        const { phones, words } = readPhones(text, 'RU');
        const kept = [...phones, ...words].join(' ').replace(/\D/g, '');
        const digits = text.match(/\d+/g) ?? [];
        // National numbers begin with another digit abroad; the last four of any run are the same everywhere.
        for (const run of digits) expect(kept).toContain(run.slice(-4));
      }),
      { numRuns: 300 },
    );
  });
});

describe('a stored phone', () => {
  it('has its extension and label in one string', () => {
    const stored = storedPhone({ number: '+74957654321', extension: '17', label: 'work; main' });
    expect(stored).toBe('+74957654321;ext=17;label=work main');
    expect(phoneOf(stored)).toEqual({ number: '+74957654321', extension: '17', label: 'work main' });
    expect(showPhone(stored)).toBe('+7 495 765 43 21 доб. 17 (work main)');
    expect(phoneKeys(stored)[0]).toBe('+4957654321');
    expect(phoneOf('765-43-21')).toBeUndefined();
    expect(showPhone('765-43-21')).toBe('765-43-21');
  });
  it('is kept once, with its label', () => {
    expect(joinPhones(['+74957654321', '112'], ['+74957654321;label=work', '112', '+74957654321;ext=1'])).toEqual([
      '+74957654321;label=work',
      '112',
      '+74957654321;ext=1',
    ]);
  });
});

test('phones in a text, each once', () => {
  expect(findPhones('Звоните 8 (912) 345-67-89 или +1 212 736 5000, не 8 912 345 67 89.', 'RU')).toEqual([
    '+79123456789',
    '+12127365000',
  ]);
  expect(findPhones('договор № 25/12 на 15 000 от 25.12.2026', 'RU')).toEqual([]);
  expect(phoneKeysIn('звонил 8 (912) 345-67-89 в 15:00')).toEqual(['+9123456789']);
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
      normalizePhone(text, 'RU');
      findPhones(text, 'RU');
      showPhone(text);
      readPhones(text, 'RU');
    }),
  );
});
