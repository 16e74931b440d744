import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TABLE_WIDTH, textTable } from '../../src/reports/text-table.ts';

it('lines names up at the left and numbers at the right, with the total below', () => {
  const text = textTable({
    columns: [
      { title: '', align: 'left' },
      { title: 'Менеджер', align: 'left' },
      { title: 'Кол-во', align: 'right' },
      { title: 'Время', align: 'right' },
    ],
    rows: [
      { cells: ['1', 'Константинопольский Вениамин', '120', '12:05'] },
      { cells: ['2', 'ООО «Ромашка»', '7', '0:30'], depth: 1 },
    ],
    total: { cells: ['', 'Всего', '127', '12:35'] },
  });
  expect(text.split('\n')).toEqual([
    '  Менеджер            Кол-во Время',
    '──────────────────────────────────',
    '1 Константинопольски…    120 12:05',
    '2  ООО «Ромашка»           7  0:30',
    '──────────────────────────────────',
    '  Всего                  127 12:35',
  ]);
});

it('is never wider than a phone, and loses no number', () => {
  const names = fc.string({ unit: 'grapheme', maxLength: 60 });
  const numbers = fc.nat({ max: 9_999_999 });
  fc.assert(
    fc.property(fc.array(fc.tuple(names, numbers, numbers), { minLength: 1, maxLength: 10 }), (rows) => {
      const text = textTable({
        columns: [
          { title: '', align: 'left' },
          { title: 'Client', align: 'left' },
          { title: 'Count', align: 'right' },
          { title: 'Time', align: 'right' },
        ],
        rows: rows.map(([name, a, b], index) => ({
          cells: [String((index % 8) + 1), name, String(a), String(b)],
          depth: 2,
        })),
      });
      const lines = text.split('\n').slice(2);
      expect(lines).toHaveLength(rows.length);
      for (const [index, line] of lines.entries()) {
        expect([...line].length).toBeLessThanOrEqual(TABLE_WIDTH + marks(line));
        expect(line).toMatch(new RegExp(` ${rows[index]?.[1]} +${rows[index]?.[2]}$`));
      }
    }),
  );
});

/** What takes no column of its own: a grapheme of several code points is one character on the screen. */
const marks = (line: string): number => [...line].length - [...new Intl.Segmenter().segment(line)].length;
