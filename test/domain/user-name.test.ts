import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shownName } from '../../src/domain/user-name.ts';

it.each([
  ['John Smith', 'John Smith'],
  ["Жан-Люк О'Нил мл.", "Жан-Люк О'Нил мл."],
  ['ООО «Ромашка»', 'ООО «Ромашка»'],
  ['Игорь Петров (@petrov_director)', '«Игорь Петров (@petrov_director)»'],
  ['Игорь» (@director), «Анна', '«Игорь (@director), Анна»'],
  ['Анна · id 5', '«Анна · id 5»'],
  ['Анна id 5', '«Анна id 5»'],
  ['  Анна\r\n\tОрлова:\u2028принята ', '«Анна Орлова: принята»'],
  ['Анна\u0000\u200b\u202e Орлова', 'Анна Орлова'],
  ['David', 'David'],
  ['\u200b\n', ''],
])('%j is shown as %j', (name, shown) => expect(shownName(name)).toBe(shown));

it('is one line of at most 66 characters, the same again, and never leaves its quotes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (name) => {
      const shown = shownName(name);
      expect(shown).not.toMatch(/[\r\n\p{Cc}]/u);
      expect([...shown].length).toBeLessThanOrEqual(66);
      expect(shownName(shown)).toBe(shown);
      if (name.includes('@')) expect(shown).toMatch(/^«[^«»]*»$/);
    }),
  );
});
