import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitRow, widthOf } from '../../../src/telegram/messages/fit-rows.ts';

const labels = (...texts: string[]) => texts.map((text) => ({ text }));
const shape = (...texts: string[]) => fitRow(labels(...texts)).map((row) => row.map(({ text }) => text));

describe('a row of buttons', () => {
  it('stays as it is where every label can be read', () => {
    expect(shape('✅ Состоялся', '🕒 Перенести')).toEqual([['✅ Состоялся', '🕒 Перенести']]);
    expect(shape('‹', '2 из 4', '›')).toEqual([['‹', '2 из 4', '›']]);
  });

  it('becomes as many rows as its labels need', () => {
    expect(shape('➕ Запланировать следующий', '🔗 Цепочка')).toEqual([['➕ Запланировать следующий'], ['🔗 Цепочка']]);
    expect(shape('🗓 Календарь', '👥 Клиенты', '📊 Отчёт')).toEqual([['🗓 Календарь', '👥 Клиенты'], ['📊 Отчёт']]);
  });

  it('has no word cut of those that stand in a row of three, in either language', () => {
    expect(shape('‹ Назад', 'Пропустить', '✖️ Отмена')).toEqual([['‹ Назад', 'Пропустить'], ['✖️ Отмена']]);
    expect(shape('‹ Back', 'Skip', '✖️ Cancel')).toEqual([['‹ Back', 'Skip', '✖️ Cancel']]);
    // Letters are not equally wide.
    expect(shape('Фильтры просмотра', '◀️')).toEqual([['Фильтры просмотра'], ['◀️']]);
    expect(shape('lit till little', '◀️')).toEqual([['lit till little', '◀️']]);
  });

  it('keeps arrows together', () => {
    expect(shape('‹', '🗓️ 23 нояб. – 4 дек. 2026', '›')).toEqual([['🗓️ 23 нояб. – 4 дек. 2026'], ['‹', '›']]);
  });

  it('leaves grids alone', () => {
    const week = Array.from({ length: 7 }, (_, day) => `${day + 20}🟢`);
    expect(shape(...week)).toEqual([week]);
  });

  it('keeps every button, and no label is cut beside another', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { minLength: 1, maxLength: 4 }), (texts) => {
        const rows = fitRow(labels(...texts));
        expect(
          rows
            .flat()
            .map(({ text }) => text)
            .toSorted(),
        ).toEqual(texts.toSorted());
        for (const row of rows.filter(({ length }) => length > 1))
          for (const { text } of row) expect(widthOf(text)).toBeLessThanOrEqual(row.length === 2 ? 17 : 11);
      }),
    );
  });
});
