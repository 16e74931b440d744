import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readLine } from '../../../src/domain/line/read-line.ts';
import type { KnownName, Situation } from '../../../src/domain/line/reading.ts';

const clients = 'Ромашка Вектор Лютик Прогресс Техносервис Восход Гранит Колос Маяк Парус Рубин Сокол'.split(' ');
const names: KnownName[] = clients.map((name) => ({ id: name, kind: 'organization', name: `ООО «${name}»` }));
const situation: Situation = {
  now: new Date('2026-11-30T15:20:00Z'),
  zone: 'Europe/Moscow',
  language: 'ru',
  dayOrder: 'day-first',
  workingDays: [1, 2, 3, 4, 5],
  names,
};
const read = (text: string) => readLine(text, situation);

test.each([
  ['nothing', ''],
  ['emoji alone', '🙂🙃🎉👍🏽👨‍👩‍👧'],
  ['marks alone', '... !!! ??? -- ,,, «»'],
  ['a line from right to left', '\u202eעם רומשקה מחר'],
  ['ten dates', 'звонок 1.12, 2.12, 3.12, 4.12, 5.12, 6.12, 7.12, 8.12, 9.12 и 10.12'],
  ['all clients at once', `встреча с ${clients.join(', ')}`],
  ['zero bytes', 'звонок\0Ромашка\0завтра'],
  ['4,096 characters', `звонок Ромашка завтра в 15. ${'слово и 12.12 '.repeat(300)}`.slice(0, 4096)],
  ['one long word', 'а'.repeat(4096)],
  ['numbers in words', 'двадцать '.repeat(450)],
])('%s is a draft or a question, and no word is lost', (_, text) => {
  const { said, kind, contact } = read(text);
  expect(said).toBe(text);
  expect(['contact', 'chatter', 'question', 'change']).toContain(kind);
  expect(contact.status.value).toBeDefined();
});

test('what is cut from the text stood at its beginning or end', () => {
  const words = fc.constantFrom(
    ...'звонок Ромашка завтра в 15 обсудить договор с Вектором до пятницы не перезвонил : , . call Acme friday 5% 12.12'.split(
      ' ',
    ),
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 14 }), (list) => {
      const text = list.join(' ');
      const bare = (line: string) => line.replace(/[\s\p{P}]+/gu, '');
      expect(bare(text)).toContain(bare(read(text).contact.text));
    }),
    { numRuns: 300 },
  );
});

test('whatever comes is read without an error', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(read(text).said).toBe(text);
    }),
    { numRuns: 200 },
  );
});
