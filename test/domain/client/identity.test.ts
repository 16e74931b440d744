import { describe, expect, test } from 'vitest';
import { type Comparable, compareOrganizations, comparePersons } from '../../../src/domain/client/identity.ts';
import { isWrongTaxNumber, readTaxNumber } from '../../../src/domain/client/tax-number.ts';

const entry = (name: string, more: Partial<Comparable> = {}): Comparable => ({ name, phones: [], emails: [], ...more });
const way = { phones: ['+79123456789;label=work'] };

describe('whether two clients are one', () => {
  test.each([
    ['ООО Лютик', 'Лютик, ООО', 'same'],
    ['ООО «Лютик»', 'Общество с ограниченной ответственностью "Лютик"', 'same'],
    ['ООО Лютик', 'ООО "Лютик\u0430"', 'other'],
    ['ООО Сосна', 'ООО Cоснa', 'same'],
    ['Ёлка', 'Елка', 'same'],
    ['Lutik', 'Лутик', 'same'],
    ['Güneş Tekstil', 'GÜNEŞ TEKSTİL', 'same'],
    ['Işıl', 'IŞIL', 'same'],
    ['ООО Лютик', 'лютик', 'alike'],
    ['ООО Лютик', 'ЗАО Лютик', 'alike'],
    ['ООО Лютик', 'ИП Лютик', 'alike'],
    ['ООО Мел', 'ООО Мель', 'other'],
    ['ООО Лютик', 'ООО Клевер', 'other'],
  ])('%s and %s: %s', (a, b, likeness) => {
    expect(compareOrganizations(entry(a), entry(b))).toBe(likeness);
    expect(compareOrganizations(entry(b), entry(a))).toBe(likeness);
  });
  test('a tax number decides, a different one forbids, a missing one is no difference', () => {
    const [a, b] = [{ taxNumber: '7707083893' }, { taxNumber: '5003052454' }];
    expect(compareOrganizations(entry('ООО Лютик', a), entry('ООО Лютик', b))).toBe('other');
    expect(compareOrganizations(entry('ООО Лютик', a), entry('ООО Лютик'))).toBe('same');
    expect(compareOrganizations(entry('ООО Лютик', a), entry('Лютик', a))).toBe('same');
    expect(compareOrganizations(entry('ООО Лютик', a), entry('ООО Клевер', a))).toBe('alike');
  });
  test('a way to be reached only suggests', () => {
    expect(compareOrganizations(entry('ООО Лютик', way), entry('Лютик', way))).toBe('same');
    expect(compareOrganizations(entry('ООО Лютик', way), entry('ООО Клевер', way))).toBe('other');
    expect(compareOrganizations(entry('ООО Лютик', way), entry('ООО Лютик Юг', way))).toBe('alike');
    expect(compareOrganizations(entry('ООО Лютик Юг', way), entry('ООО Лютик Юг Плюс', way))).toBe('alike');
  });
});

describe('whether two persons are one', () => {
  const at = { organization: 'a' };
  test.each([
    ['Белов Олег', 'Олег Белов', 'same'],
    ['Белов Олег', 'Белов Олег Петрович', 'same'],
    ['Белов Олег', 'Belov Oleg', 'same'],
    ['Белов Олег', 'Белов Пётр', 'other'],
    ['Белов Олег Петрович', 'Белов Олег Иванович', 'other'],
    ['Белов Олег', 'Белова Ольга', 'other'],
  ])('of one client, %s and %s: %s', (a, b, likeness) => {
    expect(comparePersons(entry(a, at), entry(b, at))).toBe(likeness);
  });
  test('with one phone, another name is another person; an initial or a short form looks like it', () => {
    expect(comparePersons(entry('Белов Олег', { ...at, ...way }), entry('Ким Анна', { ...at, ...way }))).toBe('other');
    expect(
      comparePersons(entry('Белов О. П.', { ...at, ...way }), entry('Белов Олег Петрович', { ...at, ...way })),
    ).toBe('alike');
    expect(comparePersons(entry('Белова Маша', { ...at, ...way }), entry('Белова Мария', { ...at, ...way }))).toBe(
      'alike',
    );
  });
  test('another employer forbids, and a phone they share suggests', () => {
    const other = { organization: 'b' };
    expect(comparePersons(entry('Белов Олег', at), entry('Белов Олег', other))).toBe('other');
    expect(comparePersons(entry('Белов Олег', { ...at, ...way }), entry('Белов Олег', { ...other, ...way }))).toBe(
      'alike',
    );
  });
  test('of one name and no known employer they are one by a way they share', () => {
    expect(comparePersons(entry('Белов Олег', way), entry('Белов Олег', way))).toBe('same');
    expect(comparePersons(entry('Белов Олег', way), entry('Белов Олег', { emails: ['o@b.ru'] }))).toBe('alike');
    expect(comparePersons(entry('Олег', way), entry('Олег', { emails: ['o@b.ru'] }))).toBe('other');
  });
});

describe('a tax number', () => {
  test.each([
    ['7707083893', '7707083893', true],
    ['7707083894', '7707083894', false],
    ['77 07 08 38 93', '7707083893', true],
    ['7707083893/770701001', '7707083893', true],
    ['7707083893.0', '7707083893', true],
    ['ИНН 500100732259', '500100732259', true],
    ['274062111', '274062111', false],
    ['7,70708E+09', '7,70708E+09', false],
    ['DE136695976', 'DE136695976', true],
    ['DE 136695975', 'DE136695975', false],
    ['970740000838', '970740000838', true],
    ['123456789', '123456789', undefined],
  ])('%s', (text, value, valid) => {
    expect(readTaxNumber(text).value).toBe(value);
    expect(readTaxNumber(text).valid).toBe(valid);
    expect(isWrongTaxNumber(text)).toBe(valid === false);
  });
  test('has the number of a branch apart', () => expect(readTaxNumber('7707083893 / 770701001').kpp).toBe('770701001'));
});
