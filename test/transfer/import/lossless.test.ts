import fc from 'fast-check';
import { expect, it } from 'vitest';
import { draftsOf, noteWords } from '../../../src/transfer/import/entries.ts';
import { readText } from '../../../src/transfer/import/read.ts';

/*
 * What a file says is afterwards somewhere: in a field, as a raw value, in a note, or in the file that is given back.
 */

const HEADINGS = [
  'Компания', 'ФИО', 'Фамилия', 'Имя', 'Отчество', 'Телефон', 'Мобильный телефон', 'Телефон - Тип', 'Почта', 'E-mail 2', 'ИНН',
  'Адрес', 'Город', 'Сайт', 'Должность', 'Примечание', 'Ответственный', 'Дата создания', 'Тип', 'Telegram', 'Прочее', '',
]; // biome-ignore format: one list
const CELLS = [
  '', '', 'ООО Дуб', '"Ель" ООО', 'Белов Олег', 'Ким', '8 912 345-67-89', '+7 495 765-43-21 доб. 17', '8 495 7654321/17', '765-43-21',
  '7,91234E+10', "'+79123456789", 'нет', 'моб. 8 912 345 67 89 Ольга', 'a@b.ru', 'Олег <o@b.ru>; c@d.ru', 'не почта', '7707083893/770701001',
  '77 07 08', 'Москва, ул. 1', 'дом 5', 'site.ru', 'Директор', 'две\nстроки', '01.11.2026', 'да', 'Work ::: Home', '=1+1', '😀 да',
]; // biome-ignore format: one list

/** Words that only say how the parts of a phone hang together, and the national prefix. */
const JOINTS = new Set(['доб', 'и', '8']);

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** All texts within a value. */
const textsOf = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
};

/** All that is kept of a line, as one text; `digits`: without what stands between digits. */
function keptOf(text: string) {
  const { refusal, lines } = readText(Buffer.from(text), 'table', { country: 'RU', language: 'ru' });
  const kept = [...lines].map((line) =>
    'record' in line ? draftsOf(line.record, undefined, noteWords.ru) : line.cells,
  );
  const all = textsOf(kept).join('\n').toLowerCase();
  return { refusal, words: new Set(wordsOf(all)), digits: all.replace(/\D/g, ''), all };
}

it('loses no word of any cell', () => {
  const cell = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...CELLS) },
    { weight: 1, arbitrary: fc.string({ maxLength: 20 }) },
  );
  const table = fc.uniqueArray(fc.constantFrom(...HEADINGS), { minLength: 2, maxLength: 9 }).chain((headings) =>
    fc.record({
      headings: fc.constant(['Компания', ...headings.filter((heading) => heading !== 'Компания')]),
      rows: fc.array(fc.array(cell, { minLength: 1, maxLength: headings.length + 2 }), { minLength: 1, maxLength: 6 }),
    }),
  );
  fc.assert(
    fc.property(table, ({ headings, rows }) => {
      const text = [headings, ...rows].map((row) => row.map(quoted).join(';')).join('\n');
      const { refusal, words, digits, all } = keptOf(text);
      if (refusal !== undefined) return;
      for (const word of rows.flat().flatMap(wordsOf)) {
        if (JOINTS.has(word)) continue;
        // A phone is written otherwise afterwards, but for its last digits.
        const isKept = words.has(word) || all.includes(word) || (/^\d+$/.test(word) && digits.includes(word.slice(-4)));
        expect(isKept, `${word} of ${text} in ${all}`).toBe(true);
      }
    }),
    { numRuns: 400 },
  );
});
