import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { begunBy } from '../../../src/domain/client/part-keys.ts';
import { editDistance } from '../../../src/domain/client/rank-name.ts';
import {
  directoryKeys,
  MIN_RANK,
  nameKeys,
  normalizeName,
  queryKeys,
  rankName,
} from '../../../src/domain/client/search-keys.ts';

const has = (keys: readonly string[], wanted: string): boolean => {
  const begun = begunBy(wanted);
  return keys.some((key) => (begun === undefined ? key === wanted : key.startsWith(begun)));
};
const finds = (keys: readonly string[], query: string) =>
  queryKeys(query).some((stage) => stage.every((word) => word.some((key) => has(keys, key))));

test.each([
  ['ООО «Ромашка-Юг»', 'ромашка юг'],
  ['О.О.О. Ромашка', 'ромашка'],
  ['Общество с ограниченной ответственностью "Ёлка"', 'елка'],
  ['Acme, Inc.', 'acme'],
  ['ACME  Trading Ltd.', 'acme trading'],
  ['ИП Петров И. И.', 'петров и и'],
  ['Siemens GmbH & Co', 'siemens'],
  ['ООО', 'ооо'],
  ['Сао Пауло', 'сао пауло'],
  ['  ', ''],
])('%s is compared as "%s"', (name, normal) => expect(normalizeName(name)).toBe(normal));

describe('a name is found and ranked', () => {
  test.each([
    ['ООО «Ромашка»', 'ромашка'],
    ['ООО «Ромашка»', 'Ром'],
    ['ООО «Ромашка»', 'Ромашке'],
    ['ООО «Ромашка»', 'ООО Ромашкой'],
    ['ООО «Ромашка»', 'ромшка'],
    ['ООО «Ромашка»', 'рромашка'],
    ['ООО «Ромашка»', 'рмоашка'],
    ['ООО «Ромашка»', 'ромажка'],
    ['ООО «Ромашка»', 'romashka'],
    ['ООО «Ромашка»', 'Romashke'],
    ['Romashka LLC', 'Ромашка'],
    ['ООО Вектор', 'vector'],
    ['Vektor GmbH', 'Вектор'],
    ['Щукин Яков', 'Shchukin Iakov'],
    ['Acme Technologies Ltd', 'acme'],
    ['Acme Technologies Ltd', 'tehcnologies'],
    ['Сургутнефтегаз', 'нефтегаз'],
    ['Газпром', 'Газпрома'],
    ['Газпром', 'газпрон'],
    ['Петров Иван Сергеевич', 'Иван Петров'],
    ['Петров Иван Сергеевич', 'Петровым'],
    ['Завод 15', 'завод 15'],
    ['Pacific Foods', 'paciic'],
    ['Café Müller', 'cafe muller'],
  ])('%s by %s', (name, query) => {
    expect(finds(nameKeys(name), query)).toBe(true);
    expect(rankName(query, name)).toBeGreaterThan(MIN_RANK);
  });

  test.each([
    ['Завод 15', 'завод 16'],
    ['ООО «Ромашка»', 'Вектор'],
    ['ООО «Ромашка»', ''],
    ['Acme', 'Zenith'],
  ])('%s not by %s', (name, query) => expect(finds(nameKeys(name), query)).toBe(false));

  it('the same before another case, a beginning, a part, a typo, another alphabet', () => {
    const ranks = [
      ['Газпром', 'Газпром'],
      ['Газпрома', 'Газпром'],
      ['Газпр', 'Газпромбанк'],
      ['пром', 'Газпром'],
      ['Газрпом', 'Газпром'],
      ['Ромашка', 'Газпром'],
    ].map(([query = '', name = '']) => rankName(query, name));
    expect(ranks).toEqual([...ranks].sort((a, b) => b - a));
    expect(new Set(ranks).size).toBe(ranks.length);
    expect(rankName('gazprom', 'Газпром')).toBeLessThan(rankName('газпром', 'Газпром'));
    expect(rankName('техно', 'John Smith')).toBeLessThan(MIN_RANK);
    expect(rankName('Acme', 'Acme Trading')).toBeLessThan(rankName('Acme', 'Acme'));
  });
});

describe('besides names', () => {
  const keys = directoryKeys({
    names: ['ООО Ромашка'],
    phones: ['+79123456789'],
    emails: ['Info@Romashka.ru', 'romashka@mail.ru'],
    numbers: ['7707083893'],
  });
  test.each([
    '+7 912 345-67-89',
    '8 (912) 345 67 89',
    '345-67-89',
    '6789',
    'info@romashka.ru',
    'romashka.ru',
    'www.romashka.ru',
    '@romashka.ru',
    '7707083893',
    '770708',
  ])('%s', (query) => expect(finds(keys, query)).toBe(true));
  test.each(['345-67-88', 'mail.ru', 'other@romashka.ru', '7707083894'])('%s finds nothing', (query) =>
    expect(finds(keys, query)).toBe(false),
  );
});

describe('edit distance', () => {
  test.each([
    ['ромашка', 'ромашка', 0],
    ['ромашка', 'рмоашка', 1],
    ['ромашка', 'ромаша', 1],
    ['ромашка', 'ромшка', 1],
    ['ромашка', 'ромажка', 1],
    ['ромашка', 'рамажка', 2],
    ['ромашка', 'вектор', Infinity],
    ['', 'ab', 2],
  ])('%s, %s', (a, b, distance) => expect(editDistance(a, b, 2)).toBe(distance));
});

describe('whatever comes', () => {
  const word = fc.string({ unit: fc.constantFrom(...'абвгдежзиклмнопрстуфхцчшщэюя'), minLength: 5, maxLength: 14 });

  it('any single typo in a word of five letters or more is found', () => {
    fc.assert(
      fc.property(word, fc.nat(), fc.constantFrom('lost', 'added', 'changed', 'swapped'), (name, place, kind) => {
        const at = place % (name.length - 1);
        const [before, letter, after] = [name.slice(0, at), name.charAt(at), name.slice(at + 1)];
        const typo = {
          lost: before + after,
          added: `${before}ф${letter}${after}`,
          changed: `${before}ф${after}`,
          swapped: before + after.charAt(0) + letter + after.slice(1),
        }[kind];
        expect(finds(nameKeys(name), typo)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('keys are bounded, a name finds itself, and ranks stay between 0 and 1', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.string({ unit: 'grapheme' }), (name, other) => {
        expect(nameKeys(name).length).toBeLessThanOrEqual(400);
        const rank = rankName(other, name);
        expect(rank).toBeGreaterThanOrEqual(0);
        expect(rank).toBeLessThanOrEqual(1);
        expect(queryKeys(name).every((stage) => stage.every((keys) => keys.length > 0 && keys.length <= 40))).toBe(
          true,
        );
      }),
    );
  });
});
